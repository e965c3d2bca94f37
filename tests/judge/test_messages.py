"""Every finding has its sentences, in both languages, and each sentence says what it can know."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder
from autograder.judge.messages import LANGUAGES, WORDING, Finding, sentence

ENGINE = Path(autograder.__file__).parent


def findings() -> Iterator[tuple[ast.Call, str]]:
    """Every place of the engine that makes a finding, with each code that it may have."""
    for path in sorted(ENGINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                code = node.args[0]
                branches = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
                for branch in branches:
                    assert isinstance(branch, ast.Constant) and isinstance(branch.value, str), (
                        f"{path}:{node.lineno} has a code that cannot be checked"
                    )
                    yield node, branch.value


def placeholders(*texts: str) -> set[str]:
    """The names that texts have in braces."""
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


FOUND = list(findings())


def test_every_code_has_sentences() -> None:
    """The codes that the engine can make are those that have sentences, no more and no fewer."""
    assert {code for _, code in FOUND} == set(WORDING["en"].sentences)


@pytest.mark.parametrize("code", WORDING["en"].sentences)
def test_both_languages_say_the_same(code: str) -> None:
    """English and Japanese mention the same facts, in the part for everybody and in the part for public cases."""
    assert set(WORDING) == set(LANGUAGES) and set(WORDING["ja"].sentences) == set(WORDING["en"].sentences)
    for english, japanese in zip(WORDING["en"].sentences[code], WORDING["ja"].sentences[code], strict=True):
        assert placeholders(english) == placeholders(japanese) and bool(english) == bool(japanese)


@pytest.mark.parametrize(("node", "code"), FOUND, ids=[f"{code}-{i}" for i, (_, code) in enumerate(FOUND)])
def test_facts_are_there(node: ast.Call, code: str) -> None:
    """A finding made with its facts written out has all that its sentences mention; without facts they mention none."""
    wanted = placeholders(*WORDING["en"].sentences[code])
    facts = node.args[1] if len(node.args) > 1 else ast.Dict([], [])
    if isinstance(facts, ast.Dict):
        assert wanted - {"place", "made_place"} <= {key.value for key in facts.keys if isinstance(key, ast.Constant)}
    else:
        assert wanted


def test_kinds_have_words_in_both_languages() -> None:
    """What is said of a kind of difference is said in both languages."""
    assert set(WORDING["en"].kinds) == set(WORDING["ja"].kinds)
    assert all(text for words in WORDING.values() for text in words.kinds.values())


FACTS: dict[str, str | int] = {
    "where": "h_new",
    "wrong": 1,
    "of": 2,
    "first": "[0]",
    "got": "1.25",
    "expected": "2.5",
    "kind": "sign",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_shown_only_on_request(language: str) -> None:
    """Without `reveal` no value appears; where, how many and what kind always do."""
    hidden, shown = (sentence(Finding("values", FACTS), language, reveal) for reveal in (False, True))
    assert "1.25" not in hidden and "2.5" not in hidden and "1.25" in shown and "2.5" in shown
    assert hidden.startswith(("h_new: 1 of 2", "h_new: 2 個のうち 1")) and hidden.endswith(
        WORDING[language].kinds["sign"]
    )


def test_braces_in_facts_are_text() -> None:
    """A fact that looks like a placeholder is shown as it is."""
    found = Finding("no_entry", {"message": "{where.__class__} {0}"})
    assert "{where.__class__} {0}" in sentence(found, "en", True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["raised", "raised_outside", "loading"])
def test_a_students_words_are_shown_only_on_request(language: str, code: str) -> None:
    """What an exception says may hold hidden inputs: without `reveal` only its type and line appear."""
    found = Finding(code, {"type": "ValueError", "line": 7, "source": ": x.fit()", "message": "x is 0.123"})
    assert "0.123" not in sentence(found, language, False) and "0.123" in sentence(found, language, True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["forbidden_call", "no_entry"])
def test_names_that_a_worker_supplies_are_shown_only_on_request(language: str, code: str) -> None:
    """The name that was called, or is missing, comes from the process that ran the file: only `reveal` shows it."""
    found = Finding(code, {"message": "x_is_0.123"})
    assert "0.123" not in sentence(found, language, False) and "x_is_0.123" in sentence(found, language, True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["raised", "loading"])
@pytest.mark.parametrize("reveal", [False, True])
def test_the_line_is_quoted(language: str, code: str, reveal: bool) -> None:
    """Where a line of the student's file raised, the sentence gives its number and quotes it; the text is its own."""
    facts: dict[str, str | int] = {"type": "ValueError", "line": 7, "source": ": x = {y}[0]", "message": "m"}
    told = sentence(Finding(code, facts), language, reveal)
    assert "7" in told and ": x = {y}[0]" in told
    assert ": x" not in sentence(Finding(code, facts | {"source": ""}), language, reveal)
