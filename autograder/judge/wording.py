"""What a language has to say: the texts that `autograder.judge.messages` puts together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """The texts of one language.

    Attributes:
        sentences: for each code the sentence for everybody, and what is added where inputs and expected values are
            public.
        measures: what a sentence calls the figures of `autograder.judge.measures`.
        not_told: why the stand-in for an accelerator cannot tell (`autograder.judge.stand_in`).
        surroundings: what belongs to everybody (`autograder.worker.surroundings`), in the words of a sentence.
        kinds: what `autograder.judge.kinds` found, as a sentence after the finding.
        extent: where all wrong entries lie, if that is a part of one axis.
        by_hand: an `Example`.
    """

    sentences: Mapping[str, tuple[str, str]]
    measures: Mapping[str, str]
    not_told: Mapping[str, str]
    surroundings: Mapping[str, str]
    kinds: Mapping[str, str]
    extent: str
    by_hand: str
