"""The wall: runs untrusted code in a forked, confined child, and says what became of it."""
