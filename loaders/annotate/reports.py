"""What was done pursuant to a decision: elements of documents that report on it (`chm:reportsOn`).

What stands below a heading that names decisions reports on them (`headings`). Elsewhere a citation is reported on where
a cue (`pursuant to`, `为响应`) opens its clause, or the clause that this one continues. Neither counts where the words
say what the governing body itself recognized, requested or stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from loaders.annotate.citation_patterns import Cues, patterns_of
from loaders.annotate.grammar import grammar_of
from loaders.annotate.headings import REPORTED, Programmes, narrowed, reported_below
from loaders.annotate.normalise import normalise
from loaders.annotate.sentences import END, sentences
from loaders.findings import Citation, Report
from loaders.text import Element, Kind, Text

_TELLING = {Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM}
_BELOW = {*_TELLING, Kind.TABLE}
_CLAUSE = re.compile(r"[,;，；：:،؛]")
_TITLE = re.compile(r"\s?\*?(?:[(（][^()（）]{0,120}[)）])?")
_CITED = "\ue001"


def find_reports(
    text: Text, citations: Mapping[str, tuple[Citation, ...]], programmes: Programmes | None = None
) -> Mapping[str, tuple[Report, ...]]:
    """The reports of every element that has any, by path; of documents only, a decision does not report.

    `citations` are those of `bind`, `programmes` the names of programmes of work that headings may be. Raises nothing.
    """
    if text.type != "document":
        return {}
    cues = patterns_of(text.language).cues
    found: dict[str, tuple[Report, ...]] = {}
    for element, above in reported_below(text, citations, programmes or {}):
        own = _reports(element, citations, cues, text.language) if element.kind in _TELLING else ()
        below = above if element.kind in _BELOW and _tells(element.text, cues, text.language) else ()
        if reports := narrowed([*own, *below]):
            found[element.path] = reports
    return found


def _tells(text: str, cues: Cues, language: str) -> bool:
    """Whether an element says more than what the governing body said; what it said in a clause of its own is aside."""
    words, grammar = normalise(text, language).text, grammar_of(language)
    for start, end in sentences(words):
        said = cues.said.search(words, start, end)
        if said is None or (grammar and grammar.joining.opens.search(words, start, said.start())):
            return True
    return False


def _reports(
    element: Element, citations: Mapping[str, tuple[Citation, ...]], cues: Cues, language: str
) -> Iterator[Report]:
    cited = citations.get(element.path, ())
    words = _masked(element.text, cited, language)
    seen: set[str] = set()
    parts = {citation.span for citation in cited if (citation.target or "").startswith("vocab/programmes/")}
    for citation in cited:
        target = citation.target or ""
        if citation.span in parts and not target.startswith("vocab/programmes/"):
            continue  # the component is reported on, not all of the decision that adopted its programme
        if target.startswith(REPORTED) and target not in seen and _pursuant(words, citation, cues):
            seen.add(target)
            yield Report(target, citation.span, element.path)


def _masked(text: str, cited: tuple[Citation, ...], language: str) -> str:
    """The text with its citations blanked, so that their own commas and points end no clause."""
    copy = normalise(text, language)
    letters = list(copy.text if copy.origins is None else text)
    for citation in cited:
        letters[citation.span.start : citation.span.end] = _CITED * (citation.span.end - citation.span.start)
    return "".join(letters)


def _pursuant(words: str, citation: Citation, cues: Cues) -> bool:
    """Whether a cue governs the citation and nobody else is said to speak there."""
    start, end = citation.span.start, citation.span.end
    sentence = max((found.end() for found in END.finditer(words, 0, start)), default=0)
    before = words[sentence:start]
    clauses = _CLAUSE.split(before)
    governing = clauses.pop()
    while clauses and not cues.pursuant.search(governing) and cues.continues.match(governing):
        governing = f"{clauses.pop()} {governing}"
    ends = [cue.end() for cue in cues.pursuant.finditer(governing)]
    if not ends or cues.said.search(before) or cues.said_after.match(words, _past_title(words, end)):
        return False
    return not cues.said.search(governing, ends[-1])


def _past_title(words: str, end: int) -> int:
    """The end of a bracketed title right after the citation."""
    title = _TITLE.match(words, end)
    return title.end() if title else end
