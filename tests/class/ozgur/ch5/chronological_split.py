import math
import pandas as pd
from sklearn.model_selection import train_test_split

df = pd.read_csv("prices.csv", parse_dates=["date"])
print(df.describe())


def chronological_split(n, train, val):
    if not (0 <= train <= 1) or not (0 <= val <= 1) or train + val >= 1:
        raise ValueError("oranlar")
    a = math.floor(n * train + 1e-9)
    b = math.floor(n * (train + val) + 1e-9)
    # print(a, b)
    return list(range(a)), list(range(a, b)), list(range(b, n))


tr, va, te = chronological_split(len(df), 0.7, 0.15)
df.iloc[tr].to_csv("train.csv")
df.iloc[va].to_csv("val.csv")
df.iloc[te].to_csv("test.csv")
n = int(input("n = "))
print(chronological_split(n, .6, .2))
