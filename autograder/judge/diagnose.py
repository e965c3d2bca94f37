"""Known mistakes: whose answers are these?"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import msgspec

from autograder.judge.fingerprints import NOTHING_RAISED, Fingerprint, matches, same


class Seen(msgspec.Struct, frozen=True):
    """One case as diagnosis sees it: what differs in the answer, and in that of each known mistake.

    Attributes:
        raised: whether the answer is an exception, which is little evidence: a slip of the pen raises, too.
    """

    mine: Fingerprint
    known: Mapping[str, Fingerprint]
    tolerance: float
    raised: bool = False

    def is_like(self, mistake: str) -> bool:
        """Whether the answer is that of the mistake."""
        return same(self.mine, self.known[mistake], self.tolerance)

    def is_spared(self, mistake: str) -> bool:
        """Whether the answer is right where the mistake, as the reference has it, ends in an exception."""
        return not self.mine and self.known[mistake].get("raised/", NOTHING_RAISED) != NOTHING_RAISED

    def is_mixture(self, first: str, second: str) -> bool:
        """Whether the parts are wrong where those of two mistakes are, and each is like one of the two."""
        parts_of = [self.known[first], self.known[second]]
        for name in {*self.mine, *parts_of[0], *parts_of[1]}:
            theirs = [known[name] for known in parts_of if name in known]
            if name not in self.mine or not any(matches(self.mine[name], part, self.tolerance) for part in theirs):
                return False
        return True


#: A mistake is named, though the student is right in some cases, where at least so many agree: one in ten may be.
NEAR = 8
#: A mistake is named, too, where at most so many cases are right though its form in the reference raises there.
SPARED = 2


def diagnose(seen: Sequence[Seen]) -> tuple[str, ...]:
    """The known mistakes whose answers these are: one, two that were made together, or none.

    The first of these that holds: one mistake's answers everywhere; everywhere those of one of two; one mistake's
    almost everywhere. Where it is not plain, nothing is named: a wrong name sends a student astray.
    """
    return exactly(seen) or _together(seen) or _almost(seen)


def exactly(seen: Sequence[Seen]) -> tuple[str, ...]:
    """The one known mistake whose answers these are in every case, if they are not all exceptions."""
    if all(case.raised for case in seen) or not any(case.mine for case in seen):
        return ()
    names = seen[0].known if seen else ()
    return next(((name,) for name in names if all(case.is_like(name) for case in seen)), ())


def _together(seen: Sequence[Seen]) -> tuple[str, ...]:
    """Two known mistakes which between them explain every case; each of them some that the other does not."""
    if not seen:
        return ()
    alone = {name: {i for i, case in enumerate(seen) if case.mine and case.is_like(name)} for name in seen[0].known}
    best: tuple[int, tuple[str, ...]] = (0, ())
    for first, second in itertools.combinations([name for name, cases in alone.items() if cases], 2):
        own = [{i for i in cases if not seen[i].raised} for cases in (alone[first], alone[second])]
        evidence = min(len(own[0] - own[1]), len(own[1] - own[0]))
        rest = [case for i, case in enumerate(seen) if i not in alone[first] | alone[second]]
        if evidence and all(case.is_mixture(first, second) for case in rest):
            best = max(best, (len(own[0] | own[1]), (first, second)), key=lambda found: found[0])
    return best[1]


def _almost(seen: Sequence[Seen]) -> tuple[str, ...]:
    """The one known mistake whose answers these are, but for an edge case or for exceptions. None where two are."""
    names = [name for name in (seen[0].known if seen else ()) if _is_near(seen, name)]
    return tuple(names) if len(names) == 1 else ()


def _is_near(seen: Sequence[Seen], name: str) -> bool:
    concerned = [case for case in seen if case.mine or case.known[name]]
    alike = sum(case.is_like(name) and not case.raised for case in concerned)
    unlike = [case for case in concerned if not case.is_like(name)]
    if alike and len(unlike) <= SPARED and all(case.is_spared(name) for case in unlike):
        return True
    return alike >= NEAR and len(unlike) <= max(1, alike // 10) and not any(case.mine for case in unlike)
