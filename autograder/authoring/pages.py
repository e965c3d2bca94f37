"""What `autograder verify` proves of texts: both languages in step, hints complete, formulas that GitHub renders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from autograder.authoring.texts import readme_name
from autograder.course import Course
from autograder.judge.messages import LANGUAGES

#: Hints of each exercise, in each language.
HINTS = 3
#: What may stand before a formula; GitHub shows the dollar sign behind anything else, like a Japanese full stop.
_BEFORE = set(" \n(|[\"'")
#: GitHub takes these backslashes for its own before it looks for formulas.
_EATEN = re.compile(r"\\[_{},:;!]")


def in_step(page: Mapping[str, str]) -> Iterator[str]:
    """English and Japanese have the same structure."""
    english, japanese = (_structure(page[language]) for language in LANGUAGES)
    for part, count in english.items():
        if count != japanese[part]:
            yield f"the text has {count} {part} in English and {japanese[part]} in Japanese"


def hints_complete(hints: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Three hints in each language, opened one after the other."""
    for language in LANGUAGES:
        if len(hints.get(language, ())) != HINTS:
            yield f"give {HINTS} hints in {language}; there are {len(hints.get(language, ()))}"


def _structure(text: str) -> dict[str, int]:
    without_code = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return {
        "headings": len(re.findall(r"^#+ ", without_code, re.MULTILINE)),
        "displayed formulas": text.count("$$") // 2,
        "list items": len(re.findall(r"^\s*(?:[-*]|\d+\.) ", without_code, re.MULTILINE)),
        "code blocks": text.count("```") // 2,
        "paragraphs": len([block for block in text.split("\n\n") if block.strip()]),
    }


def formulas_render(text: str) -> Iterator[str]:
    """Every formula within a line is one to GitHub."""
    without_code = re.sub(r"```.*?```|`[^`\n]*`", "code", text, flags=re.DOTALL)
    for paragraph in re.sub(r"\$\$.*?\$\$", "", without_code, flags=re.DOTALL).split("\n\n"):
        pieces = paragraph.split("$")
        if len(pieces) % 2 == 0:
            yield f"a dollar sign without its partner: {paragraph[:60]!r}"
            continue
        for before, formula in zip(pieces[::2], pieces[1::2], strict=False):
            if before and before[-1] not in _BEFORE:
                yield f"put a space before ${formula}$: GitHub does not render it behind {before[-1]!r}"
            if _EATEN.search(formula):
                yield f"${formula}$ has a backslash that GitHub takes away: write \\lbrace, \\rbrace, a space"


def chapter_pages(course: Course) -> Iterator[str]:
    """The introductions of the chapters: in step, and rendered."""
    for chapter in course.chapters:
        folder = course.root / "solutions" / chapter
        page = {language: (folder / readme_name(language)).read_text(encoding="utf-8") for language in LANGUAGES}
        yield from (f"{chapter}: {text}" for text in in_step(page))
        for language in LANGUAGES:
            yield from (f"{chapter}, {language}: {text}" for text in formulas_render(page[language]))
