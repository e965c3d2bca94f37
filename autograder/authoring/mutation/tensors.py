"""Changes that programs on tensors and sequences have: what no general tool makes.

An operator takes a node of the syntax tree and yields what could stand there instead.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

from autograder.authoring.mutation.mutant import Mutant, mutant, replaced

Operator = Callable[[ast.AST], Iterator[str]]

#: Functions and methods that are taken for each other, or forgotten.
_TAKEN_FOR = {
    "tanh": ("sigmoid",),
    "sigmoid": ("tanh",),
    "relu": ("tanh",),
    "softmax": ("log_softmax", "sigmoid"),
    "log_softmax": ("softmax",),
    "mean": ("sum",),
    "sum": ("mean",),
    "std": ("var",),
    "max": ("min",),
    "min": ("max",),
    "amax": ("amin",),
    "argmax": ("argmin",),
    "floor": ("ceil",),
    "sqrt": ("square",),
    "exp": ("log",),
    "cat": ("stack",),
    "stack": ("cat",),
    "append": ("insert",),
    "zeros": ("ones",),
    "new_zeros": ("new_ones",),
    "zeros_like": ("ones_like",),
    "triu": ("tril",),
    "tril": ("triu",),
    "any": ("all",),
    "all": ("any",),
    "train": ("eval",),
    "eval": ("train",),
}
_DROPPED = {
    "tanh", "sigmoid", "relu", "softmax", "exp", "log", "log1p", "sqrt", "abs",
    "square", "detach", "clone", "contiguous", "copy", "masked_fill", "masked_fill_", "flip", "sort",
    "sorted", "reversed", "T", "mT", "transpose", "permute", "clamp", "clip", "clamp_min",
    "requires_grad_", "dropout",
}  # fmt: skip

#: Methods that have a sibling which writes into its tensor.
_WRITING = ("masked_fill", "clamp", "add", "mul", "div", "exp", "tanh", "sigmoid")


def _operands(node: ast.AST) -> Iterator[str]:
    """Bias, mask, scale or any other operand forgotten; a factor applied twice; a product the other way round."""
    if not isinstance(node, ast.BinOp):
        return
    left, right = ast.unparse(node.left), ast.unparse(node.right)
    yield from (f"({left})", f"({right})")
    if isinstance(node.op, (ast.Mult, ast.Div)):
        yield f"({ast.unparse(node)} {'*' if isinstance(node.op, ast.Mult) else '/'} ({right}))"
    if isinstance(node.op, ast.MatMult):
        yield from (f"(({right}) @ ({left}))", f"(({left}) @ ({right}).mT)", f"(({left}).mT @ ({right}))")


def _calls(node: ast.AST) -> Iterator[str]:
    """Another function of the same kind, or none: activation, mean for sum, argmin for argmax, detach."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, (ast.Attribute, ast.Name)):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
    for other in _TAKEN_FOR.get(name, ()):
        changed = copy.deepcopy(node)
        if isinstance(changed.func, ast.Attribute):
            changed.func.attr = other
        elif isinstance(changed.func, ast.Name):
            changed.func.id = other
        yield ast.unparse(changed)
    if name in _DROPPED:
        of_module = isinstance(node.func, ast.Name) or ast.unparse(node.func).startswith(
            ("torch.", "F.", "np.", "math.")
        )
        kept = node.args[0] if of_module and node.args else getattr(node.func, "value", None)
        if kept is not None:
            yield f"({ast.unparse(kept)})"


def _arguments(node: ast.AST) -> Iterator[str]:
    """Two neighbouring arguments exchanged; a keyword forgotten."""
    if not isinstance(node, ast.Call):
        return
    for i in range(len(node.args) - 1):
        changed = copy.deepcopy(node)
        changed.args[i], changed.args[i + 1] = changed.args[i + 1], changed.args[i]
        yield ast.unparse(changed)
    for i, keyword in enumerate(node.keywords):
        if keyword.arg == "device":  # nothing changes where all is on one device: see `device`
            continue
        changed = copy.deepcopy(node)
        del changed.keywords[i]
        yield ast.unparse(changed)


def _order(node: ast.AST) -> Iterator[str]:
    """Neighbours exchanged in a tuple or list: gates permuted, results returned in another order."""
    if isinstance(node, (ast.Tuple, ast.List)):
        for i in range(len(node.elts) - 1):
            changed = copy.deepcopy(node)
            changed.elts[i], changed.elts[i + 1] = changed.elts[i + 1], changed.elts[i]
            yield (
                ast.unparse(changed)
                if isinstance(node.ctx, ast.Store)
                else f"({ast.unparse(changed).strip('()')})"
                if (isinstance(node, ast.Tuple))
                else ast.unparse(changed)
            )


def _dims(node: ast.AST) -> Iterator[str]:
    """An axis taken for another one."""
    if isinstance(node, ast.keyword) and node.arg in ("dim", "axis", "keepdim", "dim0", "dim1") and node.value:
        yield f"{node.arg}=0" if ast.unparse(node.value) != "0" else f"{node.arg}=-1"
        yield f"{node.arg}={ast.unparse(node.value)} - 1"
    if isinstance(node, ast.Attribute) and node.attr in ("T", "mT"):
        yield f"({ast.unparse(node.value)})"


def _slices(node: ast.AST) -> Iterator[str]:
    """Windows, horizons and steps off by one; the first instead of the last; an index forgotten."""
    if isinstance(node, ast.Slice):
        low, high = (ast.unparse(part) if part else "" for part in (node.lower, node.upper))
        yield from (
            f"({low} or 0) + 1:{high}",
            f"{low}:({high or None}) - 1" if high else f"{low}:-1",
            f"{low}:",
            f":{high}",
        )
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        index = node.slice
        if not isinstance(index, (ast.Slice, ast.Tuple)) and not (
            isinstance(index, ast.Constant) and isinstance(index.value, str)
        ):
            yield from (f"{ast.unparse(node.value)}[{other}]" for other in ("0", "-1", f"({ast.unparse(index)}) - 1"))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
        text = ast.unparse(node)
        yield from (f"reversed({text})", f"{text}[1:]", f"{text}[:-1]")


def _masks(node: ast.AST) -> Iterator[str]:
    """A mask that is inverted, or infinity that is only large."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        yield f"({ast.unparse(node.operand)})"
    taking_masks = ("where", "masked_fill", "masked_fill_", "masked_select")
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in taking_masks:
        changed = copy.deepcopy(node)
        changed.args[0] = ast.parse(f"~({ast.unparse(node.args[0])})", mode="eval").body
        yield ast.unparse(changed)
    if ast.unparse(node) in ("-math.inf", "-torch.inf", "float('-inf')", "-float('inf')", "-np.inf"):
        yield from ("-1e4", "0.0")


def _graph(node: ast.AST) -> Iterator[str]:
    """A value that is cut off from the graph, or that has another dtype."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        name, value = node.targets[0].id, ast.unparse(node.value)
        yield from (f"{name} = ({value}).detach()", f"{name} = ({value}).float()")
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Tuple):
        value = ast.unparse(node.value)
        yield from (f"return ({value}).detach()", f"return ({value}).float()", f"return ({value}).unsqueeze(0)")
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        whole = [i for i, part in enumerate(node.value.elts) if not isinstance(part, ast.Starred)]
        for i in whole:
            for method in ("detach", "float"):
                changed = copy.deepcopy(node.value)
                changed.elts[i] = ast.parse(f"({ast.unparse(changed.elts[i])}).{method}()", mode="eval").body
                yield f"return {ast.unparse(changed)}"


def _in_place(node: ast.AST) -> Iterator[str]:
    """A method that writes into its tensor, where that has a name, so that somebody may need it."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    owner, arguments = node.func.value, ", ".join(map(ast.unparse, (*node.args, *node.keywords)))
    if ast.unparse(owner) in ("torch", "F") and node.func.attr in ("tanh", "sigmoid", "exp", "relu", "sqrt", "abs"):
        if node.args and isinstance(node.args[0], ast.Name):
            yield f"{arguments}.{node.func.attr}_()"
    elif node.func.attr in _WRITING and isinstance(owner, ast.Name):
        yield f"{owner.id}.{node.func.attr}_({arguments})"


def _branches(node: ast.AST) -> Iterator[str]:
    """A condition that always holds, or never; one half of it forgotten."""
    if isinstance(node, ast.IfExp):
        yield from (f"({ast.unparse(node.body)})", f"({ast.unparse(node.orelse)})")
    if isinstance(node, ast.BoolOp):
        yield from (f"({ast.unparse(value)})" for value in node.values)


def _statements(node: ast.AST) -> Iterator[str]:
    """A statement forgotten."""
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr, ast.Raise, ast.If, ast.Delete, ast.Assert)):
        yield "pass"


OPERATORS: tuple[Operator, ...] = (
    _operands, _calls, _arguments, _order, _dims, _slices, _masks, _graph, _in_place, _branches, _statements,
)  # fmt: skip

#: What is put at the beginning of a function: it changes what belongs to everybody. To draw a random number is no
#: offence: every new module of torch does.
GLOBALS = (
    "torch.manual_seed(0)",
    "np.random.seed(1)",
    "random.seed(1)",
    "torch.set_default_dtype(torch.float64)",
    "torch.set_grad_enabled(False)",
)


def _augmented(node: ast.AST, arguments: set[str]) -> Iterator[str]:
    """An argument changed in place."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
        name = ast.unparse(node.targets[0])
        if name in arguments and ast.unparse(node.value.left) == name:
            yield ast.unparse(ast.AugAssign(ast.Name(name, ast.Store()), node.value.op, node.value.right))


def tensor_mutants(code: str) -> Iterator[Mutant | None]:
    """Every mutant of `code` that the operators make."""
    tree = ast.parse(code)
    arguments = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for node in ast.walk(tree):
        if not hasattr(node, "lineno"):
            continue
        for operator in OPERATORS:
            for text in operator(node):
                yield mutant(operator.__name__.strip("_"), code, replaced(code, node, text))
        for text in _augmented(node, arguments):
            yield mutant("augmented", code, replaced(code, node, text))


def global_mutants(code: str) -> Iterator[Mutant | None]:
    """Mutants that change the state of torch, numpy or Python, in each function of the solution."""
    tree = ast.parse(code)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            first = function.body[-1] if len(function.body) == 1 else function.body[1]
            for statement in GLOBALS:
                module = statement.partition(".")[0]
                before = f"import random, numpy as np, torch; {statement}\n{' ' * first.col_offset}"
                changed = replaced(code, first, before + (ast.get_source_segment(code, first) or ""))
                yield mutant(f"global {module}", code, changed)
