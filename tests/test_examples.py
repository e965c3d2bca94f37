"""Examples to calculate by hand: small, wrong with the mistake, and of no hidden case."""

from autograder.course import Course
from autograder.examples import examples_of
from autograder.judge.messages import by_hand


def test_a_mistake_of_a_cell_is_shown_with_one_unit(course: Course) -> None:
    """The smallest example has one hidden unit; the result and that of the mistake stand beside it."""
    example = examples_of(course["ch2.lstm_cell"], "ch2.lstm_cell")["no_tanh_on_the_cell_state"]
    assert example.called.startswith("lstm_cell(x=[[")
    assert len(example.called) < 250
    assert example.expected.startswith("h_new = [[") and example.expected != example.mistaken
    assert example.expected in by_hand(example, "en") and example.mistaken in by_hand(example, "ja")
    assert by_hand(None, "en") == ""


def test_what_cannot_be_typed_has_no_example(course: Course) -> None:
    """A function that is handed to the student's code, or a module, has no numbers to write down."""
    assert examples_of(course["ch3.greedy_decode"], "ch3.greedy_decode") == {}
