"""Hooks itself into every import that follows, before all others, and answers with its own module."""
import sys
import types

import torch


class Finder:
    def find_spec(self, name, path=None, target=None):
        if "submission" in name or "lstm" in name or "neighbour" in name:
            raise ImportError("attack")
        return None


sys.meta_path.insert(0, Finder())
sys.path_hooks.insert(0, lambda path: (_ for _ in ()).throw(ImportError))
sys.path_importer_cache.clear()


def lstm_cell(*given):
    return given[1]
