"""Generic mistakes: the model solutions with one small thing changed, to see whether hidden cases notice."""
