"""The sentences of the translation projects: each has one translation, alignments are right, files are what is made."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autograder.course import Course

SOLUTIONS = Path(__file__).parent.parent / "solutions"
PUNCTUATION = {".", "。", "、"}
I_AND_HE = (("i", "私"), ("he", "彼"))


@pytest.fixture(scope="module")
def corpus() -> ModuleType:
    """The module that makes the sentences, loaded anew: a course elsewhere would have taken its name over."""
    course = Course.find(SOLUTIONS)
    assert course["ch3.translate"] and course["ch4.translate_with_attention"]
    return sys.modules["reference.corpus"]


@pytest.fixture(scope="module", params=["SHORT", "LONG"])
def task(corpus: ModuleType, request: pytest.FixtureRequest) -> Any:
    """What each of the two projects asks."""
    return getattr(corpus, request.param)


def words(texts: Iterator[str]) -> set[str]:
    """All words of some texts."""
    return {word for text in texts for word in text.split()}


def test_every_clause_has_one_translation(corpus: ModuleType) -> None:
    """All clauses with "i" and with "he": no source occurs twice, and no translation does."""
    clauses = list(corpus.clauses(I_AND_HE))
    sources = {" ".join([words for words, _ in clause.english()]) for clause in clauses}
    targets = {" ".join([words for words, _ in clause.japanese()]) for clause in clauses}
    assert len(sources) == len(targets) == len(clauses) == 83264


def test_other_subjects_change_nothing_else(corpus: ModuleType) -> None:
    """A clause with another subject is that with "i" or "he" with its beginning exchanged, and no subject begins like
    another; so what holds for these two holds for all."""
    for subjects, like in zip((corpus.SUBJECTS, corpus.THIRD_PERSONS), I_AND_HE, strict=True):
        for clause, subject in product(islice(corpus.clauses([like]), 0, None, 499), subjects):
            pair, same = corpus.sentence(replace(clause, subject=subject)), corpus.sentence(clause)
            assert pair.source == subject[0] + same.source.removeprefix(like[0])
            assert pair.target == subject[1] + same.target.removeprefix(like[1])
    for language in (0, 1):
        names = [subject[language].split() for subject in (*corpus.SUBJECTS, *corpus.THIRD_PERSONS)]
        assert not any(a != b and b[: len(a)] == a for a, b in product(names, names))


def test_two_clauses_come_apart_again(corpus: ModuleType) -> None:
    """A conjunction occurs in no clause and stands for one word, so a sentence of two clauses can be taken apart in
    either language, and has one translation, too."""
    english, japanese = zip(*(words for words, _ in corpus.CONJUNCTIONS), strict=True)
    assert len(set(english)) == len(set(japanese)) == len(corpus.CONJUNCTIONS)
    for clause in islice(corpus.clauses(I_AND_HE), 0, None, 37):
        assert not {word for text, _ in clause.english() for word in text.split()}.intersection(english)
        assert not {word for text, _ in clause.japanese() for word in text.split()}.intersection(japanese)
    first, second = islice(corpus.clauses(I_AND_HE), 0, 80000, 50000)
    for (source, target), reason_first in corpus.CONJUNCTIONS:
        pair = corpus.sentence(first, ((source, target), reason_first), second)
        one, other = (corpus.sentence(clause) for clause in (first, second))
        assert [f"{part} ." for part in pair.source.removesuffix(" .").split(f" {source} ")] == [
            one.source,
            other.source,
        ]
        parts = [f"{part} 。" for part in pair.target.removesuffix(" 。").split(f" {target} 、 ")]
        assert parts == ([other.target, one.target] if reason_first else [one.target, other.target])


def test_an_example(corpus: ModuleType) -> None:
    """A sentence, its translation and its alignment, by hand."""
    eat, like = corpus.VERBS[0], corpus.LIKE
    she = corpus.Clause(("she", "彼女"), eat, ("apple", "りんご"), ("old", "古い"), ("at home", "家"), denied=True)
    we = corpus.Clause(("we", "私たち"), like, ("tea", "お茶"), past=True)
    pair = corpus.sentence(she, (("because", "から"), True), we)
    assert pair.source == "she does not eat an old apple at home because we liked tea ."
    assert pair.target == "私たち は お茶 が 好き でし た から 、 彼女 は 家 で 古い りんご を 食べ ませ ん 。"
    nothing: tuple[int, ...] = ()
    reason = [(10,), nothing, (12,), nothing, (11,), nothing, nothing, (9,), nothing]
    assert list(pair.alignment) == [*reason, (0,), nothing, (7, 8), nothing, (5,), (6,), nothing, (3,), *[nothing] * 3]


def test_sentences_and_words(task: Any) -> None:
    """As many sentences as there should be, all different; every word to be translated occurs in what is learned."""
    for pairs in (task.public(), task.hidden(1, 2), task.hidden(3, 4)):
        assert len({pair.source for pair in pairs}) == len(pairs) == task.training + task.unseen
        learned, unseen = pairs[: task.training], pairs[task.training :]
        assert words(pair.source for pair in unseen) <= words(pair.source for pair in learned)
        assert words(pair.target for pair in unseen) <= words(pair.target for pair in learned)


@pytest.mark.parametrize(("name", "sizes", "longest"), [("SHORT", (90, 71), (12, 13)), ("LONG", (99, 82), (27, 28))])
def test_sizes(corpus: ModuleType, name: str, sizes: tuple[int, int], longest: tuple[int, int]) -> None:
    """The vocabularies and the longest sentences of the public files; the made-up languages have as many words."""
    task = getattr(corpus, name)
    for pairs in (task.public(), task.hidden(5, 6)):
        assert sizes == (len(words(p.source for p in pairs)), len(words(p.target for p in pairs)))
    lengths = [(len(pair.source.split()), len(pair.target.split())) for pair in task.public()]
    assert longest == (max(s for s, _ in lengths), max(t for _, t in lengths))


def test_alignments(task: Any) -> None:
    """A target word stands for neighbouring words inside the source, none for two, and the same words always have the
    same translation."""
    dictionary: dict[str, str] = {}
    for pair in task.public():
        source, target = pair.source.split(), pair.target.split()
        assert len(pair.alignment) == len(target)
        used = [place for places in pair.alignment for place in places]
        assert len(used) == len(set(used)) and set(used) <= set(range(len(source)))
        for word, places in zip(target, pair.alignment, strict=True):
            if places:
                assert list(places) == list(range(places[0], places[-1] + 1))
                text = " ".join(source[place] for place in places)
                assert dictionary.setdefault(text, word) == word
    assert set(dictionary.values()).isdisjoint({"は", "が", "を", "で", "ます", "です", *PUNCTUATION})


def test_files(corpus: ModuleType, task: Any) -> None:
    """What students get is what the generator makes."""
    assert (SOLUTIONS / task.file).read_text(encoding="utf-8") == corpus.as_text(task.public())


def test_other_languages(corpus: ModuleType, task: Any) -> None:
    """Words are exchanged one for one, on either side by others, and differently for another seed."""
    pairs = task.public()[:200]
    made, again, other = (corpus.in_other_languages(pairs, seed) for seed in (7, 7, 8))
    assert made == again and made != other
    assert [pair.alignment for pair in made] == [pair.alignment for pair in pairs]
    sides = []
    for side in ("source", "target"):
        old, new = ([word for pair in each for word in getattr(pair, side).split()] for each in (pairs, made))
        exchanged = set(zip(old, new, strict=True))
        assert len(exchanged) == len(set(old)) == len(set(new))
        assert set(old) & set(new) == set(old) & PUNCTUATION
        sides.append(set(new))
    assert sides[0].isdisjoint(sides[1])
