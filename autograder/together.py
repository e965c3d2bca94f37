"""All files of a submission sit their papers in one process first."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.judge.answer import BadAnswer
from autograder.judge.diagnose import exactly
from autograder.judge.quoting import with_source
from autograder.judge.records import read_answers, split_records
from autograder.judge.stand_in import as_told
from autograder.judge.verdict import Status
from autograder.marking import Result, judged, seen_of
from autograder.paper import LOADING_SECONDS, Paper
from autograder.sandbox.limits import Limits, Sandbox
from autograder.worker.accelerator import STAND_IN


def sit_together(wall: Sandbox, papers: Sequence[Paper], sources: Sequence[bytes], device: str) -> dict[str, Result]:
    """One process answers the papers of all files, one after the other; the results that need no second look."""
    together = list(zip(papers, sources, strict=True))
    inputs = [part for paper, source in together for part in (_whole_job(paper, device), source)]
    cases = sum(len(paper.probes) for paper in papers)
    seconds = max(max(paper.seconds.values()) for paper in papers)
    run = wall.run(inputs, Limits(cpu_seconds=LOADING_SECONDS + 2 * seconds + cases))
    records = split_records(run.output)
    results = {
        paper.exercise: _settled(paper, records.get(paper.exercise, b""), source, device) for paper, source in together
    }
    return {name: result for name, result in results.items() if result is not None}


def _whole_job(paper: Paper, device: str) -> bytes:
    return paper.job(device, tuple(paper.probes))


def _settled(paper: Paper, records: bytes, source: bytes, device: str) -> Result | None:
    """The verdicts on answers that need no second look, or None."""
    try:
        answers = read_answers(records).by_case
    except BadAnswer:
        return None
    if any(name not in answers for name in paper.probes):
        return None
    verdicts = [judged(paper, question, answers[question.asked], device) for question in paper.questions]
    if device == STAND_IN:
        told = [as_told(verdict, source) for verdict in verdicts]
        return (told, ()) if all(verdict.status is not Status.wrong for verdict in told) else None
    statuses = {verdict.status for verdict in verdicts}
    if statuses in ({Status.passed}, {Status.not_started}):
        return verdicts, ()
    mistakes = exactly(list(seen_of(paper, answers).values()))
    return ([with_source(verdict, source) for verdict in verdicts], mistakes) if mistakes else None
