"""The oracle's float64 answer, as it is asked of a student elsewhere."""

import numpy as np

from autograder.judge.answer import Answer, Container, Leaf
from autograder.judge.expected import as_asked


def test_dtype_and_device_change_and_nothing_else() -> None:
    """float64 leaves get the dtype asked for, tensors the device; integers, arrays, plain values and numbers stay."""
    numbers = np.array([1 / 3])
    leaves = [
        Leaf("tensor", numbers, "float64", "cpu"),
        Leaf("tensor", np.array([1]), "int64", "cpu"),
        Leaf("array", numbers, "float64"),
        Leaf("float", 0.5),
    ]
    tree = Container("sequence", (("0", Container("dict", tuple((str(i), leaf) for i, leaf in enumerate(leaves)))),))
    trees = {"x": tree}
    asked = as_asked(Answer(tree, None, ("0.0",), trees, trees, trees), "float32", "cuda")
    for copy in (asked.returned, asked.gradients["x"], asked.inputs["x"], asked.calls["x"]):
        assert isinstance(copy, Container) and isinstance(copy.parts[0][1], Container)
        found = [leaf for _, leaf in copy.parts[0][1].parts if isinstance(leaf, Leaf)]
        wanted = [("float32", "cuda"), ("int64", "cuda"), ("float32", ""), ("", "")]
        assert [(leaf.dtype, leaf.device) for leaf in found] == wanted
        assert [leaf.value for leaf in found] == [leaf.value for leaf in leaves]
    assert asked.cut == ("0.0",)


def test_an_exception_stays() -> None:
    """Where the oracle raises there is nothing to convert."""
    assert as_asked(Answer(None, None), "float32").returned is None
