import numpy as np
import pandas as pd
from sklearn.metrics import mean_absolute_error, root_mean_squared_error


def mae(y, p):
    if y.shape != p.shape or y.size == 0: raise ValueError("sekil")
    return np.abs(y - p).mean().item()


def rmse(y, p):
    if y.shape != p.shape or y.size == 0: raise ValueError("sekil")
    return np.sqrt(((y - p) ** 2).mean()).item()


y = np.array([1.0, 2, 3]); p = np.array([1.0, 4, 7])
print("MAE", mae(y, p), mean_absolute_error(y, p))
print("RMSE", rmse(y, p), root_mean_squared_error(y, p))
assert mae(y, p) == 2
sonuc = pd.DataFrame({"y": y, "p": p})
sonuc.to_excel("sonuc.xlsx")
