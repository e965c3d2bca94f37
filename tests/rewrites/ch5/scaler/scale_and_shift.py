"""Scikit-learn's spelling for itself: fitted attributes with an underscore, found by hasattr."""

import numpy as np


class Scaler:
    def __init__(self, kind="standard"):
        if kind not in ["standard", "minmax"]:
            raise ValueError(f"{kind} is no kind")
        self.kind = kind

    def fit(self, X):
        data_min_ = np.nanmin(X, axis=0)
        data_max_ = np.nanmax(X, axis=0)
        if self.kind == "minmax":
            self.loc_ = data_min_
            self.scale_ = (data_max_ - data_min_).copy()
        else:
            self.loc_ = np.nanmean(X, axis=0)
            self.scale_ = np.sqrt(np.nanvar(X, axis=0))
        self.scale_[data_max_ == data_min_] = 1
        return self

    def transform(self, X):
        if not hasattr(self, "scale_"):
            raise RuntimeError("not fitted yet")
        result = X.copy()
        result -= self.loc_
        result /= self.scale_
        return result

    def inverse_transform(self, Z, columns=None):
        if not hasattr(self, "scale_"):
            raise RuntimeError("not fitted yet")
        result = Z.copy()
        result *= self.scale_ if columns is None else self.scale_[list(columns)]
        result += self.loc_ if columns is None else self.loc_[list(columns)]
        return result
