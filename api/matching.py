"""Full text inside SPARQL: `?element chm:matches "words"` becomes the hits of the index, with their scores.

?element chm:matches "clearing-house website"@en .
->  VALUES (?element ?element_score) { (<.../decision/cop/10/15/5.d> 9.3) ... }
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pyoxigraph as ox
import tantivy

from api.finding import Asked, find
from graph.errors import QueryError
from graph.namespaces import Names
from graph.queries import Question
from graph.sparql import with_bindings

MOST = 1000
"""How many hits a pattern stands for, the best ones."""
_NAMES = Names()
_STRING = r'"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\\\n]|\\.)*'"
_LONG = r'"""(?:[^\\]|\\.)*?"""|' + r"'''(?:[^\\]|\\.)*?'''"


def text_of(
    question: Question, values: Mapping[str, str], index: Callable[[], tantivy.Index], names: Names = _NAMES
) -> str:
    """The SPARQL of a named question with its parameters as people type them, and what it matches found in the index.

    Raises QueryError as `Question.bind` and `expand` do.
    """
    return expand(with_bindings(names.rebase(question.text), question.bind(values, names)), index, names)


def expand(query: str, index: Callable[[], tantivy.Index], names: Names = _NAMES) -> str:
    """The query with each `?v chm:matches "words"@lang` as VALUES of `?v` and `?v_score`; others come back as they are.

    `index` is asked for only when the query matches words. Raises QueryError for a pattern that is not a variable,
    the property and a string, by itself.
    """
    if "matches" not in query:
        return query
    name = rf"chm:matches(?![\w:.-])|<{re.escape(names.term('matches'))}>"
    pattern = re.compile(
        rf"(?P<skip>{_LONG}|#[^\n]*(?=\n|$))"
        rf"|[?$](?P<variable>\w+)\s+(?:{name})\s+(?P<words>{_STRING})(?:@(?P<language>[A-Za-z]+))?\s*(?P<more>[;,])?"
        rf"|(?P<stray>{name})|(?P<other>{_STRING}|<[^<>\"{{}}|^`\\\s]*>)",
        re.DOTALL,
    )

    def written(match: re.Match[str]) -> str:
        if match["stray"] or match["more"]:
            line = query.count("\n", 0, match.start()) + 1
            raise QueryError(f'line {line}: write chm:matches by itself: ?element chm:matches "words"@en .')
        if not match["variable"]:
            return match[0]
        literal = next(iter(ox.parse(f"<x:s> <x:p> {match['words']} .", format=ox.RdfFormat.TURTLE))).object
        asked = Asked(str(getattr(literal, "value", "")), match["language"], size=MOST)
        rows = " ".join(f"({ox.NamedNode(names.iri(hit.path))} {hit.score:.4f})" for hit in find(index(), asked).hits)
        return f"VALUES (?{match['variable']} ?{match['variable']}_score) {{ {rows} }}"

    return pattern.sub(written, query)
