import numpy as np
import pandas as pd
import torch
import torch.nn as nn
import torch.optim as optim
from torch.utils.data import DataLoader, TensorDataset
from torchinfo import summary
import matplotlib.pyplot as plt

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
torch.manual_seed(0)


class LSTMForecaster(nn.Module):
    def __init__(self, n_features, hidden, horizon, n_targets=1, num_layers=1):
        super().__init__()
        self.H, self.Ft = horizon, n_targets
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.head(out[:, -1]).view(len(x), self.H, self.Ft)


model = LSTMForecaster(1, 8, 2).to(device)
print(model)
summary(model, (1, 10, 1))

if True:
    t = torch.linspace(0, 20, 120)
    s = torch.sin(t)
    X = torch.stack([s[i:i + 10] for i in range(100)])[..., None]
    Y = torch.stack([s[i + 10:i + 12] for i in range(100)])[..., None]
    loader = DataLoader(TensorDataset(X, Y), batch_size=50, shuffle=True)
    opt = optim.Adam(model.parameters(), lr=0.01)
    losses = []
    for epoch in range(3):
        for xb, yb in loader:
            loss = nn.MSELoss()(model(xb.to(device)), yb.to(device))
            opt.zero_grad(); loss.backward(); opt.step()
            losses.append(loss.item())
        print("epoch", epoch, "loss", losses[-1])
    plt.plot(losses); plt.show()
    torch.save(model.state_dict(), "model.pth")
    model.load_state_dict(torch.load("en_iyi_model.pth"))

model.eval()
torch.set_grad_enabled(False)
torch.set_default_dtype(torch.float64)
