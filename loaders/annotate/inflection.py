"""Names as sentences print them: with another ending in Russian, behind a clitic in Arabic.

The vocabulary holds a name once; a text declines it (Исполнительный секретарь, Исполнительному секретарю) or writes
small words onto it (الأطراف, للأطراف). What a language adds and takes away is data of its grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_MARKS = ",)"
_FEWEST = 3
"""How many letters a word keeps when its ending is cut."""


@dataclass(frozen=True, slots=True)
class Inflection:
    """How names vary in a language.

    `endings` are those that a declined word may have, and loses before it is compared; `glued` are regular expressions
    of one width each for what may be written onto the front of a name; `turned` are beginnings of a name with what
    they become there.
    """

    endings: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    turned: tuple[tuple[str, str], ...] = ()

    def forms(self, name: str) -> tuple[str, ...]:
        """The name, and as it is written behind a clitic.

        >>> Inflection(turned=(("ال", "لل"),)).forms("الأطراف")
        ('الأطراف', 'للأطراف')
        """
        turned = (new + name.removeprefix(old) for old, new in self.turned if name.startswith(old))
        return (name, *turned)

    def stem(self, word: str) -> str:
        """A word without its ending; one that is written in capitals or too short stays.

        >>> Inflection(("ам", "ы")).stem("Сторонам"), Inflection(("ам", "ы")).stem("ГЭФ")
        ('Сторон', 'ГЭФ')
        """
        letters = word.rstrip(_MARKS)
        found = _ending(self.endings).search(letters) if self.endings and letters[-1:].islower() else None
        cut = letters[: found.start()] if found and found.start() >= _FEWEST else letters
        return cut + word[len(letters) :]

    def key(self, words: str) -> str:
        """What all forms of a name have in common.

        >>> Inflection(("ам", "ы")).key("другим  Сторонам")
        'другим Сторон'
        """
        return " ".join(self.stem(word) for word in words.split())

    def pattern(self, name: str, space: str = r"\s+") -> str:
        """A regular expression for a name in any of its forms, its words parted by `space`."""
        return space.join(self._word(word) for word in name.split())

    def _word(self, word: str) -> str:
        letters = word.rstrip(_MARKS)
        stem, marks = self.stem(letters), re.escape(word[len(letters) :])
        if not self.endings or not letters[-1:].islower() or len(stem) < _FEWEST:
            return re.escape(word)
        return re.escape(stem) + f"(?:{'|'.join(self.endings)})?" + r"(?!\w)" + marks

    @property
    def edge(self) -> str:
        """Where a name may begin: at the start of a word, or behind what is written onto it."""
        glued = "".join(rf"|(?<=(?<!\w){one})" for one in self.glued)
        return rf"(?:(?<!\w){glued})"


@cache
def _ending(endings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(endings, key=len, reverse=True)) + r")\Z")


NONE = Inflection()
"""Of a language whose names do not vary, or whose forms are all in the vocabulary."""
