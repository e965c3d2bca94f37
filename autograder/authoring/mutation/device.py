"""Mistakes about devices, planted in programs that have none: everything is right on the CPU, and fails on a GPU.

An operator takes a node of the syntax tree and yields what could stand there instead.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator

from autograder.authoring.mutation.mutant import Mutant, mutant, replaced, unique

#: Methods of a tensor and functions of torch that make a tensor on the device of another one.
_NEW = {"new_zeros": "zeros", "new_ones": "ones", "new_empty": "empty", "new_full": "full", "new_tensor": "tensor"}
_LIKE = {"zeros_like": "zeros", "ones_like": "ones", "empty_like": "empty", "full_like": "full", "rand_like": "rand"}


def _made_on_the_cpu(node: ast.AST) -> Iterator[str]:
    """A new tensor that is not on the device of another one: ``torch.zeros`` for ``x.new_zeros``, ``zeros_like``."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    rest = [ast.unparse(argument) for argument in node.args]
    keywords = [ast.unparse(keyword) for keyword in node.keywords]
    if node.func.attr in _NEW:
        function, like = _NEW[node.func.attr], ast.unparse(node.func.value)
    elif node.func.attr in _LIKE and rest:
        function, like = _LIKE[node.func.attr], rest[0]
        rest[0] = f"({like}).shape"
    else:
        return
    if not any(keyword.arg == "dtype" for keyword in node.keywords):
        keywords.append(f"dtype=({like}).dtype")
    yield f"torch.{function}({', '.join([*rest, *keywords])})"


def _device_forgotten(node: ast.AST) -> Iterator[str]:
    """A call without its ``device=``, or without the ``.to(...)`` behind it."""
    if not isinstance(node, ast.Call):
        return
    for i, keyword in enumerate(node.keywords):
        if keyword.arg == "device":
            changed = copy.deepcopy(node)
            del changed.keywords[i]
            yield ast.unparse(changed)
    if isinstance(node.func, ast.Attribute) and node.func.attr in ("to", "type_as"):
        yield f"({ast.unparse(node.func.value)})"


def _left_on_the_cpu(node: ast.AST) -> Iterator[str]:
    """A value that is moved to the CPU, or goes through numpy, when it is given a name or returned."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        for text in _detours(ast.unparse(node.value)):
            yield f"{node.targets[0].id} = {text}"
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        parts = [ast.unparse(part) for part in node.value.elts]
        for i, part in enumerate(parts):
            yield from (f"return {', '.join([*parts[:i], text, *parts[i + 1 :]])}" for text in _detours(part))
    elif isinstance(node, ast.Return) and node.value is not None:
        yield from (f"return {text}" for text in _detours(ast.unparse(node.value)))


def _detours(value: str) -> Iterator[str]:
    yield from (f"({value}).cpu()", f"torch.as_tensor(({value}).numpy())")


def _constant(node: ast.AST) -> Iterator[str]:
    """A value that is multiplied by a constant tensor."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        yield f"{node.targets[0].id} = ({ast.unparse(node.value)}) * torch.ones(1, dtype=torch.float32)"
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Tuple):
        yield f"return ({ast.unparse(node.value)}) * torch.tensor([1])"


OPERATORS = (_made_on_the_cpu, _device_forgotten, _left_on_the_cpu, _constant)
#: What is legal on a GPU, too: a number of the CPU, without axes.
NUMBER = "number"


def _number(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        yield f"{node.targets[0].id} = ({ast.unparse(node.value)}) * torch.tensor(1)"


def device_mutants(code: str) -> list[Mutant]:
    """Every mutant of `code` that the operators make, with torch imported; those called `NUMBER` are no mistakes."""
    if "import torch\n" not in code:  # on a line that is there, so that lines keep their numbers
        code = code.replace("from torch import", "import torch; from torch import", 1)
    return list(unique(_mutants(code)))


def _mutants(code: str) -> Iterator[Mutant | None]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef):
            yield from _arguments(code, node)
        if not hasattr(node, "lineno"):
            continue
        for operator in OPERATORS:
            for text in operator(node):
                yield mutant(operator.__name__.strip("_"), code, replaced(code, node, text))
        for text in _number(node):
            yield mutant(NUMBER, code, replaced(code, node, text))


def _arguments(code: str, function: ast.FunctionDef) -> Iterator[Mutant | None]:
    """A tensor that is moved to the CPU first of all, and is not anyway, as for matplotlib."""
    whole = ast.unparse(function)
    first = function.body[1] if len(function.body) > 1 else function.body[0]
    for argument in function.args.args:
        if re.search(rf"\b{argument.arg}(\.detach\(\))?\.cpu\(\)", whole):
            continue
        if argument.annotation is not None and "Tensor" in ast.unparse(argument.annotation):
            moved = f"{argument.arg} = {argument.arg}.cpu()\n{' ' * first.col_offset}"
            text = moved + str(ast.get_source_segment(code, first))
            yield mutant("argument", code, replaced(code, first, text))
