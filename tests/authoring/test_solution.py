"""Solution files: markers, stubs, handouts."""

from pathlib import Path

import pytest

from autograder.authoring.solution import read_solution, stub_file
from autograder.exercise import CourseError

HANDOUTS = '# %% [markdown] lang="en"\n# Add.\n\n# %% [markdown] lang="ja"\n# 足します。\n\n# %%\n'
GOOD = (
    HANDOUTS
    + '''def add(x, y):
    """The sum."""
    # BEGIN SOLUTION
    total = x + y
    return total
    # END SOLUTION
'''
)


def written(tmp_path: Path, text: str) -> Path:
    """A solution file with this text."""
    path = tmp_path / "add.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_region_becomes_a_raise_at_the_same_indent(tmp_path: Path) -> None:
    """The stub keeps signature and docstring, and says which exercise is not started."""
    solution = read_solution(written(tmp_path, GOOD), "ch1.add")
    assert (
        solution.stub == 'def add(x, y):\n    """The sum."""\n    raise NotImplementedError("ch1.add is not started")\n'
    )
    assert solution.handout == {"en": "Add.\n", "ja": "足します。\n"}
    assert "total = x + y" in solution.hidden_lines


def test_the_student_file_says_how_to_check_it(tmp_path: Path) -> None:
    """The head of a stub names the exercise and the command."""
    text = stub_file(read_solution(written(tmp_path, GOOD), "ch1.add"), "ch1.add", "Addition", 3)
    assert text.startswith('"""ch1.add: Addition (3 points).')
    assert "pytest assignments/ch1/test_add.py" in text
    compile(text, "add.py", "exec")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    # END SOLUTION\n", "", "is not closed"),
        ("    # BEGIN SOLUTION\n", "", "without its partner"),
        ("# BEGIN SOLUTION", "# BEGIN SOLUTION\n    # BEGIN SOLUTION", "do not nest"),
        ("# BEGIN SOLUTION", "### BEGIN SOLUTION", "looks like a marker"),
        ("# END SOLUTION", "# end solution", "looks like a marker"),
        ("# END SOLUTION", "#END SOLUTION", "looks like a marker"),
        (
            "    # BEGIN SOLUTION\n    total = x + y\n    return total\n    # END SOLUTION\n",
            "    return x + y\n",
            "no region",
        ),
        (' lang="ja"', "", "one markdown cell for each"),
    ],
)
def test_doubtful_markers_are_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    """Unbalanced, nested and look-alike markers, and a missing language, are errors that say what is wrong."""
    assert old in GOOD
    with pytest.raises(CourseError, match=words):
        read_solution(written(tmp_path, GOOD.replace(old, new)), "ch1.add")


def test_a_missing_file_names_the_remedy(tmp_path: Path) -> None:
    """An exercise without a solution says where to write it."""
    with pytest.raises(CourseError, match=r"write the model solution of ch1\.add there"):
        read_solution(tmp_path / "add.py", "ch1.add")
