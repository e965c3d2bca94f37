"""The JSON schema of `grades.json`, from its types. ``python -m autograder.report.schema`` prints it."""

from __future__ import annotations

import json

import msgspec

from autograder.report.exports import SCHEMA, GradesFile


def schema_text() -> str:
    """The text of docs/grades.schema.json."""
    schema = msgspec.json.schema(GradesFile)
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}
    return json.dumps(document, indent=1) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
