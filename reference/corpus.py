"""Sentences for the translation projects: English and Japanese by templates, and languages that nobody has seen.

A clause says who does what, and perhaps to what kind of thing, where and when; in the present or in the past, affirmed
or denied. A sentence is one clause, or two with a conjunction between them. Every source has exactly one translation,
and every translation one source (`tests/test_corpus.py` proves it), so a translation is either right or wrong. English
is the source: subject, verb, object, place, time. Japanese has the subject and は, time, place and で, object and を,
and the verb with its ending; a reason comes before what it explains. Nothing is taken from any other text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

T = TypeVar("T")
#: Words separated by blanks, and what they are: what is the same thing in both languages translates each other. Words
#: without a counterpart (articles, particles, endings, full stops) are nothing, "".
Chunk = tuple[str, str]
#: A word or phrase, and its translation.
Entry = tuple[str, str]


@dataclass(frozen=True)
class Pair:
    """A sentence and its translation, words separated by blanks, and for each word of the translation the positions of
    the source words that it stands for: none for particles and endings."""

    source: str
    target: str
    alignment: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Verb:
    """A verb: its English forms, what is before the Japanese ending, and the objects that it makes sense with.

    Attributes:
        endings: by (denied, past).
        alone: takes neither place nor time.
    """

    base: str
    third: str
    past: str
    japanese: str
    objects: tuple[Entry, ...]
    particle: str = "を"
    endings: tuple[str, str, str, str] = ("ます", "まし た", "ませ ん", "ませ ん でし た")
    alone: bool = False


SUBJECTS = (("i", "私"), ("you", "あなた"), ("we", "私たち"), ("they", "彼ら"))
THIRD_PERSONS = (
    *(("he", "彼"), ("she", "彼女"), ("the teacher", "先生")),
    *(("the student", "学生"), ("my mother", "母"), ("the doctor", "医者")),
)
# No verb whose past is spelled like its present: such a sentence would have two translations.
VERBS = (
    Verb(
        *("eat", "eats", "ate", "食べ"),
        (("apple", "りんご"), ("bread", "パン"), ("fish", "魚"), ("rice", "ご飯"), ("egg", "卵"), ("meat", "肉")),
    ),
    Verb(
        *("drink", "drinks", "drank", "飲み"),
        (("water", "水"), ("tea", "お茶"), ("coffee", "コーヒー"), ("milk", "牛乳")),
    ),
    Verb(
        *("write", "writes", "wrote", "書き"),
        (("letter", "手紙"), ("book", "本"), ("poem", "詩"), ("report", "報告書")),
    ),
    Verb(
        *("buy", "buys", "bought", "買い"),
        (("book", "本"), ("bread", "パン"), ("car", "車"), ("hat", "帽子"), ("bag", "かばん"), ("fish", "魚")),
    ),
    Verb(
        *("see", "sees", "saw", "見"),
        (("cat", "猫"), ("bird", "鳥"), ("movie", "映画"), ("picture", "絵"), ("car", "車")),
    ),
    Verb(
        *("make", "makes", "made", "作り"), (("tea", "お茶"), ("bread", "パン"), ("bag", "かばん"), ("chair", "椅子"))
    ),
    Verb(
        *("use", "uses", "used", "使い"),
        (("computer", "パソコン"), ("chair", "椅子"), ("bag", "かばん"), ("car", "車")),
    ),
    Verb(
        *("open", "opens", "opened", "開け"),
        (("window", "窓"), ("door", "ドア"), ("book", "本"), ("letter", "手紙")),
    ),
)
LIKE = Verb(
    *("like", "likes", "liked", "好き"),
    (("cats", "猫"), ("dogs", "犬"), ("fish", "魚"), ("tea", "お茶"), ("music", "音楽"), ("movies", "映画")),
    particle="が",
    endings=("です", "でし た", "では あり ませ ん", "では あり ませ ん でし た"),
    alone=True,
)
#: Nouns without an article.
MASS = frozenset(("bread", "fish", "rice", "meat", "water", "tea", "coffee", "milk", *dict(LIKE.objects)))
ADJECTIVES = (
    *(("red", "赤い"), ("big", "大きい"), ("small", "小さい"), ("new", "新しい")),
    *(("old", "古い"), ("good", "良い"), ("cheap", "安い")),
)
TIMES = (("every day", "毎日"), ("in the morning", "朝"), ("at night", "夜"))
#: Times that go with one tense only: what is to come, and what is past.
TIMES_OF_TENSE = (("tomorrow", "明日"), ("yesterday", "昨日"))
PLACES = (
    *(("at home", "家"), ("at school", "学校"), ("in the park", "公園")),
    *(("in the city", "町"), ("at the station", "駅"), ("in the library", "図書館")),
)
#: A conjunction, and whether its translation comes with the clause behind it, which then goes first.
CONJUNCTIONS = ((("but", "けれど"), False), (("so", "ので"), False), (("because", "から"), True))


@dataclass(frozen=True)
class Clause:
    """Who does what."""

    subject: Entry
    verb: Verb
    thing: Entry
    adjective: Entry | None = None
    place: Entry | None = None
    time: Entry | None = None
    denied: bool = False
    past: bool = False

    def english(self) -> list[Chunk]:
        """The clause in English, without a full stop."""
        third = self.subject in THIRD_PERSONS
        if self.denied:
            auxiliary = "did" if self.past else "does" if third else "do"
            said = [(f"{auxiliary} not", ""), (self.verb.base, "verb")]
        else:
            said = [(self.verb.past if self.past else self.verb.third if third else self.verb.base, "verb")]
        noun = [*_chunk(self.adjective, "adjective", 0), (self.thing[0], "object")]
        if self.thing[0] not in MASS:
            noun.insert(0, ("an" if noun[0][0][0] in "aeiou" else "a", ""))
        return [
            (self.subject[0], "subject"),
            *said,
            *noun,
            *_chunk(self.place, "place", 0),
            *_chunk(self.time, "time", 0),
        ]

    def japanese(self) -> list[Chunk]:
        """The clause in Japanese, without a full stop."""
        place = [*_chunk(self.place, "place", 1), ("で", "")] if self.place else []
        thing = [*_chunk(self.adjective, "adjective", 1), (self.thing[1], "object"), (self.verb.particle, "")]
        said = [(self.verb.japanese, "verb"), (self.verb.endings[2 * self.denied + self.past], "")]
        return [(self.subject[1], "subject"), ("は", ""), *_chunk(self.time, "time", 1), *place, *thing, *said]


def _chunk(entry: Entry | None, role: str, language: int) -> list[Chunk]:
    return [] if entry is None else [(entry[language], role)]


def sentence(first: Clause, conjunction: tuple[Entry, bool] | None = None, second: Clause | None = None) -> Pair:
    """One clause, or two and what joins them."""
    if conjunction is None or second is None:
        return _aligned([*first.english(), (".", "")], [*first.japanese(), ("。", "")])
    (english, japanese), reason_first = conjunction
    clauses = [_of(1, first.japanese()), _of(2, second.japanese())]
    if reason_first:
        clauses.reverse()
    return _aligned(
        [*_of(1, first.english()), (english, "conjunction"), *_of(2, second.english()), (".", "")],
        [*clauses[0], (japanese, "conjunction"), ("、", ""), *clauses[1], ("。", "")],
    )


def _of(clause: int, chunks: list[Chunk]) -> list[Chunk]:
    """The chunks, what they are told apart from the same in another clause."""
    return [(words, role and f"{role} {clause}") for words, role in chunks]


def _aligned(source: list[Chunk], target: list[Chunk]) -> Pair:
    places: dict[str, tuple[int, ...]] = {"": ()}
    at = 0
    for words, role in source:
        count = words.count(" ") + 1
        if role:
            places[role] = tuple(range(at, at + count))
        at += count
    alignment = [places[role] for words, role in target for _ in words.split()]
    return Pair(" ".join(words for words, _ in source), " ".join(words for words, _ in target), tuple(alignment))


@dataclass(frozen=True)
class Style:
    """How often a clause has an adjective, a place and a time, and a sentence a second clause."""

    adjective: float
    place: float
    time: float
    second: float


@dataclass(frozen=True)
class Task:
    """What a project asks: how many pairs there are to learn from, and how many other sentences to translate.

    Attributes:
        file: where students find it, in ``solutions/``.
        seed: that of the file.
    """

    style: Style
    training: int
    unseen: int
    file: str
    seed: int

    def public(self) -> list[Pair]:
        """All sentences in English and Japanese, as they are in the file: first those to learn from."""
        return corpus(self.training + self.unseen, self.seed, self.style)

    def hidden(self, sentences: int, words: int) -> list[Pair]:
        """Other sentences in two languages that do not exist, by two seeds."""
        return in_other_languages(corpus(self.training + self.unseen, sentences, self.style), words)


SHORT = Task(Style(adjective=0.3, place=0.0, time=0.4, second=0.0), 2000, 300, "ch3/data/short_sentences.tsv", seed=3)
LONG = Task(Style(adjective=0.5, place=0.5, time=0.5, second=0.5), 1500, 300, "ch4/data/long_sentences.tsv", seed=4)


def corpus(n: int, seed: int, style: Style) -> list[Pair]:
    """`n` different sentences with their translations, in random order. The same seed gives the same sentences on every
    machine: of random.Random only `random` is used, whose numbers Python promises to keep."""
    numbers = random.Random(seed)
    found: dict[str, Pair] = {}
    while len(found) < n:
        first = _draw(numbers, style)
        joined = numbers.random() < style.second
        pair = sentence(first, _pick(numbers, CONJUNCTIONS), _draw(numbers, style)) if joined else sentence(first)
        found.setdefault(pair.source, pair)
    return list(found.values())


def _pick(numbers: random.Random, choices: Sequence[T]) -> T:
    return choices[int(numbers.random() * len(choices))]


def _draw(numbers: random.Random, style: Style) -> Clause:
    """A random clause."""

    def perhaps(share: float, choices: Sequence[Entry]) -> Entry | None:
        return _pick(numbers, choices) if numbers.random() < share else None

    denied, past = numbers.random() < 0.35, numbers.random() < 0.5
    subject = _pick(numbers, (*SUBJECTS, *THIRD_PERSONS))
    verb = LIKE if numbers.random() < 0.12 else _pick(numbers, VERBS)
    thing, adjective = _pick(numbers, verb.objects), perhaps(style.adjective, ADJECTIVES)
    if verb.alone:
        return Clause(subject, verb, thing, adjective, denied=denied, past=past)
    place, time = perhaps(style.place, PLACES), perhaps(style.time, (*TIMES, TIMES_OF_TENSE[past]))
    return Clause(subject, verb, thing, adjective, place, time, denied, past)


def clauses(subjects: Sequence[Entry] = (*SUBJECTS, *THIRD_PERSONS)) -> Iterator[Clause]:
    """Every clause that there is, with these subjects."""
    for subject, verb, denied, past in product(subjects, (*VERBS, LIKE), (False, True), (False, True)):
        places: tuple[Entry | None, ...] = (None,) if verb.alone else (None, *PLACES)
        times: tuple[Entry | None, ...] = (None,) if verb.alone else (None, *TIMES, TIMES_OF_TENSE[past])
        for thing, adjective, place, time in product(verb.objects, (None, *ADJECTIVES), places, times):
            yield Clause(subject, verb, thing, adjective, place, time, denied, past)


def in_other_languages(pairs: Sequence[Pair], seed: int) -> list[Pair]:
    """The same sentences in two languages that do not exist. Every word of either side but the punctuation is replaced
    by a made-up one, the same wherever it occurs; which one depends on the seed alone."""
    numbers = random.Random(seed)
    source = _dictionary(numbers, {word for pair in pairs for word in pair.source.split()}, "ptkbdgsz")
    target = _dictionary(numbers, {word for pair in pairs for word in pair.target.split()}, "mnrlwvhf")
    return [Pair(_replaced(pair.source, source), _replaced(pair.target, target), pair.alignment) for pair in pairs]


def _dictionary(numbers: random.Random, words: set[str], consonants: str) -> dict[str, str]:
    syllables = ["".join(letters) for letters in product(consonants, "aeiou")]
    made_up = sorted(("".join(pair) for pair in product(syllables, repeat=2)), key=lambda word: numbers.random())
    return dict(zip(sorted(words - {".", "。", "、"}), made_up, strict=False))


def _replaced(text: str, dictionary: dict[str, str]) -> str:
    return " ".join(dictionary.get(word, word) for word in text.split())


def as_text(pairs: Sequence[Pair]) -> str:
    """The pairs for readers: a line for each, source, translation and alignment separated by tabs. ``3-0`` in the
    alignment: word 3 of the source and word 0 of the translation stand for each other."""
    lines = []
    for pair in pairs:
        links = (f"{s}-{t}" for t, places in enumerate(pair.alignment) for s in places)
        lines.append(f"{pair.source}\t{pair.target}\t{' '.join(links)}\n")
    return "".join(lines)
