"""Goals and targets of frameworks: `Target 3 and Targets 19 and 22 of the ... Framework`, `SDG 15.5`, 爱知目标 11."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = r"(?:\d{1,2}(?:[.-]\s?(?:\d{1,2}|[a-hA-H]\b))?(?![\d/%])|[A-EАВС](?![A-Za-zА-Яа-я])LETTERS)"
_TITLE = r"(?:\s?\([^()]{0,80}\))?"


@dataclass(frozen=True, slots=True)
class Aims:
    """How a language names the goals and targets of frameworks.

    `unit` is the word for a goal or target, `link` what stands between two of them. A framework is printed `before` its
    numbers or `after` them: pairs of a scheme of `vocab/` and the words. A goal has a number, a dotted one or a letter;
    `letters` are words that stand for one.
    """

    unit: str
    link: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    letters: str = ""

    def patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """One expression for each way to print a framework, with its scheme; the group `numbers` holds the list.

        A list goes on over another unit only up to the name of a framework that stands behind it.

        >>> found = Aims("[Gg]oals? ", " and ", (), (("gbf", " of the Framework"),)).patterns()
        >>> found[0][0].search("Goals A and B of the Framework")["numbers"]
        'A and B'
        """
        mark = _MARK.replace("LETTERS", rf"|(?:{self.letters})(?!\w)" if self.letters else "")
        far = rf"(?P<numbers>{mark}{_TITLE}(?:{self.link}(?:{self.unit})?{mark}{_TITLE})*+)"
        near = rf"(?P<numbers>{mark}{_TITLE}(?:{self.link}{mark}{_TITLE})*+)" if self.after else far
        before = ((rf"(?<![A-Za-zА-Яа-я])(?:{words})\s?{near}", scheme) for scheme, words in self.before)
        after = ((rf"(?<!\w){self.unit}{far}(?:{words})", scheme) for scheme, words in self.after)
        return tuple((re.compile(shape), scheme) for shape, scheme in (*before, *after))
