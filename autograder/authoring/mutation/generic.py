"""Changes that any program can have, by the operators of cosmic-ray."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import cosmic_ray.plugins
from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import mutate_code

from autograder.authoring.mutation.mutant import Mutant, mutant

#: Of its operators those that make programs somebody might write: not `a >> b` for `a + b`.
_CHOSEN = re.compile(
    r"core/("
    r"ReplaceBinaryOperator_(Add_Sub|Add_Mul|Sub_Add|Mul_Add|Mul_Div|Mul_Pow|Div_Mul|Div_FloorDiv|FloorDiv_Div"
    r"|FloorDiv_Mod|Mod_FloorDiv|Pow_Mul|BitOr_BitAnd|BitAnd_BitOr)"
    r"|ReplaceComparisonOperator_(?!\w+_Is)\w+|ReplaceComparisonOperator_Is_IsNot|ReplaceComparisonOperator_IsNot_Is"
    r"|ReplaceUnaryOperator_Delete_\w+|AddNot|ReplaceTrueWithFalse|ReplaceFalseWithTrue|ReplaceAndWithOr"
    r"|ReplaceOrWithAnd|ReplaceBreakWithContinue|ReplaceContinueWithBreak|ExceptionReplacer|NumberReplacer"
    r"|ZeroIterationForLoop)"
)
#: Whether a text comes before another one in the alphabet is nothing that anybody asks.
_ORDERING, _OF_TEXT = "Comparison", re.compile(r"[^=!]([<>]=?) *[\"']")


def generic_mutants(code: str) -> Iterator[Mutant | None]:
    """Every mutant of `code` that the operators make."""
    for name in cosmic_ray.plugins.operator_names():
        if not _CHOSEN.fullmatch(name):
            continue
        operator = cosmic_ray.plugins.get_operator(name)()
        for occurrence in range(_occurrences(get_ast(code), operator)):
            changed = mutate_code(code, operator, occurrence)
            if changed is not None and not (_ORDERING in name and _OF_TEXT.search(changed)):
                yield mutant(name.removeprefix("core/"), code, changed)


def _occurrences(node: Any, operator: Any) -> int:
    """How often the operator finds something to change in a node and below it."""
    below = sum(_occurrences(child, operator) for child in getattr(node, "children", ()))
    return below + len(list(operator.mutation_positions(node)))
