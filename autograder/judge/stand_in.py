"""What a verdict is worth on the stand-in for an accelerator: there only mistakes about devices count.

It computes in a roundabout way, slowly, and without some of torch. So whatever else is amiss there is no fault of the
student's; the CPU has the last word on that.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.judge.messages import Finding
from autograder.judge.rules import parse
from autograder.judge.verdict import Status, Verdict

#: Findings about devices.
_ABOUT_DEVICES = {"device", "device_mixed", "device_kept", "device_numpy"}
_ELSEWHERE = (Status.passed, Status.not_started, Status.forbidden, Status.not_run, Status.ungraded)
#: Names of devices that are not there: code that asks for one would have made its tensors on it.
_NAMED = re.compile(r"\b(cuda|mps|xpu|hpu|tpu|xla)\b")


def not_told(reason: str) -> Verdict:
    """The verdict on a case of which nothing can be told, for one of the reasons of `Wording.not_told`."""
    return Verdict(Status.not_run, Finding("not_told", {"reason": reason}))


def as_told(verdict: Verdict, source: bytes) -> Verdict:
    """What is left of a verdict on a file with this source: mistakes about devices, and nothing against the student
    for any other reason."""
    if verdict.status in _ELSEWHERE:
        return verdict
    if verdict.finding is None or verdict.finding.code not in _ABOUT_DEVICES:
        return not_told("otherwise")
    return not_told("named") if _names_a_device(source) else Verdict(Status.wrong, verdict.finding)


def _names_a_device(source: bytes) -> bool:
    """Whether code, no comment or docstring, speaks of a kind of device: ``torch.cuda.is_available()``, ``"cuda"``."""
    return any(_NAMED.search(word) for node in ast.walk(parse(source)) for word in _words(node))


def _words(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.alias):
        yield node.name
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
        yield node.value
