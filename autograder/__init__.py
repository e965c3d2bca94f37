"""Unrolled: an autograded course on sequence models in PyTorch, and the grader that marks it."""

__version__ = "0.1.0"
