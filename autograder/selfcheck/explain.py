"""What a student reads about a case that did not pass: what was found, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.judge.messages import Finding, by_hand, sentence
from autograder.judge.verdict import Status

if TYPE_CHECKING:
    from autograder.selfcheck.cases import PublicCase
    from autograder.selfcheck.sitting import Sitting

#: What stands before the lines of an explanation.
_LABELS = {
    "en": {"called": "called", "found": "found ", "hint": "hint  ", "next": "next  "},
    "ja": {"called": "呼び出し", "found": "結果    ", "hint": "ヒント  ", "next": "次に    "},
}
#: By what did not work, what to do where the answer is in a file.
_NEXT = {
    "en": {
        "case": "put the inputs of this case, in cases/{entry}.json, through your code by hand and compare",
        "goal": "run python assignments/{chapter}/{entry}.py and look at the losses; the handout says what it takes",
        "unusable": "each file stands alone: copy what you need from other exercises into it, and keep the names of the"
        " stub",
    },
    "ja": {
        "case": "cases/{entry}.json にあるこのケースの入力を自分のコードに通し、途中の値を確かめましょう",
        "goal": "python assignments/{chapter}/{entry}.py を実行して損失を確かめましょう。必要な設定は説明にあります",
        "unusable": "ファイルは 1 つずつ単独で読み込まれます。"
        "必要なコードはほかの演習から写し、ひな形の名前は変えないでください",
    },
}
#: The same where it is in cells.
_NEXT_IN_CELLS = {
    "en": {
        "case": 'Put the example of the text through your code and compare; hint("{exercise}") opens a hint.',
        "goal": 'Train it in a cell of your own and look at the losses; hint("{exercise}") opens a hint.',
        "unusable": "Mend the cell, keep the names that it had at first, run it again, then check again.",
    },
    "ja": {
        "case": "説明にある例を自分のコードに通して、途中の値を比べましょう。"
        'hint("{exercise}", lang="ja") でヒントが開きます。',
        "goal": '自分のセルで学習させて損失を確かめましょう。hint("{exercise}", lang="ja") でヒントが開きます。',
        "unusable": "セルを直し（はじめの名前は変えません）、実行し直してから、もう一度自己採点してください。",
    },
}
#: Findings that speak of a file, as they read where the answer is in cells.
_IN_CELLS = {
    "en": {
        "no_entry": "a name that the answer's cell had at first is not defined; keep its names. Missing: {message}.",
        "unreadable": "{detail}.",
    },
    "ja": {
        "no_entry": "解答のセルにはじめからある名前が定義されていません。"
        "名前を変えないでください。見つからない名前: {message}",
        "unreadable": "{detail}。",
    },
}


def found(sitting: Sitting, finding: Finding, language: str) -> str:
    """The finding in words."""
    text = _IN_CELLS[language].get(finding.code) if sitting.in_cells else None
    return sentence(finding, language, reveal=True) if text is None else text.format_map(finding.facts)


def hint_of(sitting: Sitting, case: PublicCase, language: str) -> str:
    """What is wrong, if the answers are those of known mistakes; else ""."""
    passed = sitting.verdicts[case.name].status is Status.passed
    if passed or case.target is not None:
        return ""
    cases = sitting.cases
    texts = ((cases.mistakes[m][language], by_hand(cases.examples.get(m), language)) for m in sitting.mistakes)
    return " ".join(text for pair in texts for text in pair if text)


def next_of(sitting: Sitting, case: PublicCase, language: str) -> str:
    """What to do about a case that did not pass, where neither a known mistake nor the finding says it; or ""."""
    exercise = sitting.cases.exercise
    chapter, _, entry = exercise.partition(".")
    finding = sitting.verdicts[case.name].finding
    if finding is not None and finding.code in ("forbidden", "forbidden_call"):
        return ""
    unusable = finding is not None and finding.code in ("loading", "no_entry", "unreadable")
    texts = (_NEXT_IN_CELLS if sitting.in_cells else _NEXT)[language]
    text = texts["unusable" if unusable else "case" if case.target is None else "goal"]
    return text.format(exercise=exercise, chapter=chapter, entry=entry)


def explanation(sitting: Sitting, case: PublicCase, language: str, said: set[str] | None = None) -> str:
    """All of it, as lines; what to do only if that is not among what was `said` before, which it joins."""
    finding, labels = sitting.verdicts[case.name].finding, _LABELS[language]
    lines = [f"{sitting.cases.exercise}: {case.says}", f"  {labels['called']}  {case.called}"]
    if finding is not None:
        lines.append(f"  {labels['found']}  {found(sitting, finding, language)}")
    hint = hint_of(sitting, case, language)
    label, advice = ("hint", hint) if hint else ("next", next_of(sitting, case, language))
    if advice and advice not in (said or ()):
        lines.append(f"  {labels[label]}  {advice}")
    if said is not None:
        said.add(advice)
    return "\n".join(lines)
