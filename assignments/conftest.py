"""Says what to do where pytest does not find the self-check."""

import pytest


def pytest_configure(config):
    if not config.pluginmanager.has_plugin("autograder"):
        raise pytest.UsageError(
            "this pytest does not know the self-check: in the course folder run `python -m venv .venv`, then"
            " `.venv/bin/pip install .`, and use `.venv/bin/pytest` (Windows: `.venv\\Scripts\\pytest`)"
        )
