import numpy as np
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
from sklearn.preprocessing import StandardScaler, MinMaxScaler
import yfinance as yf

prices = yf.download("AAPL", start="2020-01-01")["Close"]
prices.plot(figsize=(12, 4))
plt.show()


class Scaler:
    print("Scaler sinifi yukleniyor...")

    def __init__(self, kind="standard"):
        if kind not in ("standard", "minmax"):
            raise ValueError(kind)
        self.kind = kind
        self.c = self.d = None

    def fit(self, x):
        kucuk, buyuk = np.nanmin(x, 0), np.nanmax(x, 0)
        if self.kind == "standard":
            self.c, self.d = np.nanmean(x, 0), np.nanstd(x, 0)
        else:
            self.c, self.d = kucuk, buyuk - kucuk
        self.d = np.where(kucuk == buyuk, 1.0, self.d)
        return self

    def _hazir(self):
        if self.c is None:
            raise RuntimeError("once fit")

    def transform(self, x):
        self._hazir()
        return ((x - self.c) / self.d).astype(x.dtype)

    def inverse_transform(self, z, columns=None):
        self._hazir()
        hangi = slice(None) if columns is None else list(columns)
        return (z * self.d[hangi] + self.c[hangi]).astype(z.dtype)


# sklearn ile ayni mi?
X = np.random.randn(100, 3) * [1, 10, 100]
print(np.abs(Scaler().fit(X).transform(X) - StandardScaler().fit_transform(X)).max())
sns.pairplot(pd.DataFrame(X))
plt.show()
