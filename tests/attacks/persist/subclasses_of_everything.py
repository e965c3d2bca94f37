"""Changes classes that every object has: nn.Module's call, Tensor's product, the methods of Parameter and dict views."""
import torch

torch.nn.Module.__call__ = lambda self, *args: args[0]
product = torch.Tensor.__matmul__
torch.Tensor.__matmul__ = lambda self, other: product(self, other) + 1
torch.Tensor.attack = True


def lstm_cell(*given):
    return given[1]
