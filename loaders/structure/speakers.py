"""The enacting words of a body that no language module names: "The Council of ...," before recitals and acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from loaders.languages.language import Language
from loaders.readers.formats import Reading
from loaders.structure.marks import readings
from loaders.structure.numbering import is_act, is_recital

OTHER = "other"
"""The body of such words: acts are read as a decision's, but the text has no number in a series known here."""
_LONGEST = 160
_FIRST_ROWS = 60
_ACTS = 2


def with_its_speaker(reading: Reading, language: Language) -> Language:
    """The language with the enacting words of this text, where they are those of a body that it does not know.

    They are a short row that ends with a comma or stands in capitals, with a recital right before or after it and an
    act among the next rows.

    >>> from loaders.languages.en import LANGUAGE
    >>> rows = "The Pond Council,|Recalling its resolution 1,|1. Urges keepers to count ponds.".split("|")
    >>> told = with_its_speaker(Reading("plain", "text/plain", "\\n".join(rows)), LANGUAGE)
    >>> told.opener("The Pond Council,"), LANGUAGE.opener("The Pond Council,")
    ('other', None)
    """
    rows = [row for line in reading.running_text.split("\n") if (row := line.strip())]
    if reading.markup is not None or any(language.opener(row) for row in rows):
        return language
    words = next((row for n, row in enumerate(rows[:_FIRST_ROWS]) if _enacts(rows, n, language)), None)
    if words is None:
        return language
    own = (re.compile(re.escape(words) + "$"), OTHER)
    return replace(language, openers=(*language.openers, own))


def holds_acts(reading: Reading, language: Language) -> bool:
    """Whether several rows of a text are numbered acts, as a body's are."""
    rows = (row for line in reading.lines if readings(row := line.text.strip()))
    told = (row for row in rows if row[-1] in language.ends + ",،，" and is_act(_unmarked(row), language))
    return len([*islice(told, _ACTS)]) == _ACTS


def _enacts(rows: Sequence[str], n: int, language: Language) -> bool:
    row = rows[n]
    capitals = row.isupper() and row[-1].isalpha()
    if len(row) > _LONGEST or not (capitals or row[-1] in ",，،:：") or readings(row):
        return False
    if is_recital(row, language) or is_act(row, language) or (language.article and language.article.match(row)):
        return False
    beside = (*rows[max(n - 1, 0) : n], *rows[n + 1 : n + 2])
    if not any(is_recital(_unmarked(each), language) for each in beside):
        return False
    following = islice(rows, n + 1, None)
    return any(is_act(_unmarked(each), language) for each in islice(following, _FIRST_ROWS))


def _unmarked(row: str) -> str:
    """A row without the number or dot before it."""
    marks = readings(row)
    return row[marks[0].end :].strip() if marks else row.lstrip("-•*·– \t")
