"""The result of a check as a page in a notebook. What student code chose is text there, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.judge.answer import Answer, Container, Leaf, Tree
from autograder.judge.compare import CALLED
from autograder.judge.verdict import Status
from autograder.selfcheck.canvas import Picture
from autograder.selfcheck.differing import differing
from autograder.selfcheck.explain import found, hint_of, next_of
from autograder.selfcheck.pictures import pictures_of
from autograder.selfcheck.progress import honest_sentence, training_command
from autograder.worker.wire import well_formed

if TYPE_CHECKING:
    from autograder.selfcheck.notebook import Checked
    from autograder.selfcheck.sitting import Sitting

#: So many cases of one result have pictures.
_PICTURED = 2
#: Findings about numbers, of which there can be a picture.
_SHOWN = ("values", "fed")
_MOST_PRINTED = 4000
_LONGEST_KIND = 200
_ENVIRONMENT = Environment(
    loader=PackageLoader("autograder.selfcheck"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    autoescape=True,
)
_TEXTS = {
    "en": {
        "points": "{earned:g} of {possible:g} public points",
        "not started": "Not started. Fill in the cell above, run it, then run this one.",
        "looks like": "What your results look like",
        "called": "call",
        "came": "came back",
        "expected": "expected",
        "same": "as expected in kind",
        "found": "found",
        "next": "Next",
        "every": "Every case",
        "printed": "What your code printed",
        "training": "The training takes long and is not part of this; it runs with",
        "all": "Every public case passes.",
        "case not started": "not started",
    },
    "ja": {
        "points": "公開ケース {possible:g} 点中 {earned:g} 点",
        "not started": "未着手です。上のセルに解答を書いて実行してから、このセルを実行してください。",
        "looks like": "結果から考えられること",
        "called": "呼び出し",
        "came": "返された値",
        "expected": "期待",
        "same": "（種類は期待どおり）",
        "found": "結果",
        "next": "次に",
        "every": "すべてのケース",
        "printed": "コードが出力した内容",
        "training": "学習を伴うケースは時間がかかるため含まれていません。実行するには:",
        "all": "公開ケースはすべて通りました。",
        "case not started": "未着手",
    },
}


@dataclass(frozen=True)
class _Row:
    """A public case on the page."""

    says: str
    points: float
    status: Status
    called: str
    came: str
    expected: str
    found: str
    pictures: list[Picture]


def page(checked: Checked) -> str:
    """The page, HTML for one output of a notebook: styles are inline, pictures within, nothing is loaded."""
    sitting, language = checked.sitting, checked.language
    texts, rows = _TEXTS[language], list(_rows(sitting, language))
    failed = [row for row in rows if row.status is not Status.passed]
    once = failed[0].found if len(failed) == len(rows) > 1 and len({row.found for row in failed}) == 1 else ""
    open_cases = [case for case in sitting.asked if sitting.verdicts[case.name].status is not Status.passed]
    hints = dict.fromkeys(filter(None, (hint_of(sitting, case, language) for case in open_cases)))
    steps = [next_of(sitting, case, language) for case in open_cases if not hint_of(sitting, case, language)]
    rendered = _ENVIRONMENT.get_template("check.html.jinja").render(
        language=language,
        texts=texts,
        exercise=sitting.cases.exercise,
        title=sitting.cases.title[language],
        told=texts["points"].format(earned=checked.earned, possible=checked.possible),
        share=checked.earned / checked.possible if checked.possible else 0.0,
        passed=checked.passed,
        state="missing" if checked.missing else "not started" if sitting.not_started else "",
        missing=checked.missing,
        once=once,
        hints=list(hints),
        steps=list(dict.fromkeys(filter(None, steps))),
        rows=rows,
        printed=_printed(checked.printed),
        training=training_command(sitting) if len(sitting.asked) < len(sitting.cases.cases) else "",
        honest=honest_sentence([sitting], language),
        Status=Status,
    )
    return well_formed(rendered)


def _rows(sitting: Sitting, language: str) -> Iterator[_Row]:
    pictured = 0
    for case in sitting.asked:
        verdict = sitting.verdicts[case.name]
        finding = verdict.finding
        answer = sitting.answers.get(case.asked or case.name)
        pictures: list[Picture] = []
        came = expected = ""
        if verdict.status is Status.wrong and answer is not None:
            question = case.question(sitting.device)
            came, expected = _kind(answer), _kind(question.expected)
            shown = finding is not None and finding.code in _SHOWN and pictured < _PICTURED
            what = differing(question, answer) if shown else None
            pictures = pictures_of(what, language) if what else []
            pictured += bool(pictures)
        told = found(sitting, finding, language) if finding else ""
        yield _Row(case.says, case.points, verdict.status, case.called, came, expected, told, pictures)


def _kind(answer: Answer) -> str:
    """What came back in kind: types and shapes, no numbers."""
    if answer.raised is not None:
        return answer.raised.type
    kept = answer.returned.parts if isinstance(answer.returned, Container) else ()
    told = "; ".join(_described(part) for _, part in kept)
    return told if len(told) <= _LONGEST_KIND else f"{told[:_LONGEST_KIND]}…"


def _described(tree: Tree) -> str:
    if isinstance(tree, Leaf):
        if tree.kind in ("tensor", "array"):
            return f"{'array ' if tree.kind == 'array' else ''}{tree.dtype} {list(tree.array.shape)}"
        return str(tree.value) if tree.kind == "object" else CALLED[tree.kind].rpartition(" ")[2]
    keys = [key for key, _ in tree.parts]
    if keys == ["axes"]:  # as autograder.worker.figures describes one
        return "figure"
    told = [_described(part) for _, part in tree.parts[:_LONGEST_KIND]]
    if tree.kind == "dict":
        return f"{{{', '.join(f'{key}: {part}' for key, part in zip(keys, told, strict=False))}}}"
    if len(tree.parts) > 3 and len(set(told)) == 1:
        return f"{len(tree.parts)} × {told[0]}"
    return f"({', '.join(told)})"


def _printed(text: str) -> str:
    """What was printed, as it would stand on a screen: lines that were written over and colours are left out."""
    text = re.sub(r"\x1b\[[0-9;?]*[ -/]*[@-~]", "", text)
    text = re.sub(r"[^\n]*\r(?!\n)", "", text).replace("\r", "")
    text = "".join(c for c in text if c.isprintable() or c in "\n\t").strip()
    return text if len(text) <= _MOST_PRINTED else f"…{text[-_MOST_PRINTED:]}"
