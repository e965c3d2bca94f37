"""The proof that the grader cannot be fooled: what there is to win, who won, and a grader that can be fooled."""
