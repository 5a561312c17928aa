"""The full-text index of a generation: one document for each thing, its words in a field for each language.

Terms are what `graph.words` makes of words. Facets are untouched codes; `about` holds all codes of a thing that are
concepts, its own path and what it belongs to, `said` the concepts of which its words say a label, `named` its whole
names. Nothing is stored but the path: the words themselves are in the graph.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from functools import cache
from hashlib import file_digest
from pathlib import Path

import tantivy

from graph.entries import FACETS, Entry, entries
from graph.errors import StoreError
from graph.namespaces import Names
from graph.said import said_labels
from graph.store import Reader
from graph.words import LANGUAGES, SPACED, analyser, joinless, spelled, terms, unstemmed

ABOUT = ("subject", "actor", "action", "status", "target", "kind", "country")
"""The facets whose codes are concepts."""

FOLDER = "search"
"""Where the index stands in the folder of a generation."""

_HEAP = 30_000_000
_DIGESTS = "digests.json"
_FORM = "fields and terms, 4"
"""Changes with what is indexed and how words become terms: an index of another form is made anew."""
_log = logging.getLogger(__name__)


@cache
def schema() -> tantivy.Schema:
    """The fields: `path`, a text for each language (stems, and words for prefixes), a code for each facet."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("path", stored=True, tokenizer_name="raw", index_option="basic")
    for language in LANGUAGES:
        builder.add_text_field(f"t_{language}", tokenizer_name=f"chm_{language}", index_option="position")
    for language in SPACED:
        builder.add_text_field(f"w_{language}", tokenizer_name="chm_plain", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("about", "said", "named"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.build()


def write(place: Path | None, entries: Iterable[Entry]) -> tantivy.Index:
    """Makes an index of a folder, or in memory. Raises StoreError when it cannot be written."""
    try:
        if place is not None:
            place.mkdir(parents=True)
        index = tantivy.Index(schema(), path=str(place) if place else None)
        _prepare(index)
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for entry in entries:
            writer.add_document(_document(entry))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        if place is not None:
            (place / _DIGESTS).write_text(json.dumps(_digests(place)), encoding="utf-8")
    except (OSError, ValueError) as fault:
        raise StoreError(f"{place or 'memory'}: no full-text index: {fault}; is there room on the disk?") from fault
    return index


def _document(entry: Entry) -> tantivy.Document:
    found = entry.all_words
    texts = {f"t_{name}": [spelled(words, name)] for name, words in found.items()}
    texts |= {
        f"w_{name}": [joinless(words) if name in {"ar", "ru"} else words]
        for name, words in found.items()
        if name in SPACED
    }
    codes = {name: list(values) for name, values in entry.codes.items() if values}
    about = [entry.path, *entry.about, *(code for name in ABOUT for code in codes.get(name, ()))]
    return tantivy.Document(
        path=[entry.path],
        lang=list(entry.words),
        about=about,
        said=list(said_labels().concepts(found)),
        named=sorted({name_key(text, language) for language, text in entry.names}),
        **texts,
        **codes,
    )


def name_key(name: str, language: str) -> str:
    """A language and the terms of a name: what it is found by where it is all that is asked for.

    >>> name_key("Rosters of experts", "en")
    'en roster of expert'
    """
    return f"{language} {' '.join(terms(name, language))}"


def opened(place: Path) -> tantivy.Index:
    """The index of a generation's folder. Raises StoreError when it is not readable, or not as it was written."""
    try:
        # the library reads on over bytes that changed, and answers nonsense
        if json.loads((place / _DIGESTS).read_text("utf-8")) != _digests(place):
            raise StoreError(f"{place}: the full-text index is not as this version writes it; publish again")
        index = tantivy.Index.open(str(place))
    except (OSError, ValueError) as fault:
        raise StoreError(f"{place}: the full-text index is not readable: {fault}; publish again") from fault
    _prepare(index)
    return index


def _digests(place: Path) -> dict[str, str]:
    """The digests of the files that the index is made of, and its form."""
    found = {"form": _FORM}
    for file in sorted(place.iterdir()):
        if not file.name.startswith(".") and file.name != _DIGESTS:
            with file.open("rb") as content:
                found[file.name] = file_digest(content, "blake2b").hexdigest()
    return found


def _prepare(index: tantivy.Index) -> None:
    for language in LANGUAGES:
        index.register_tokenizer(f"chm_{language}", analyser(language))
    index.register_tokenizer("chm_plain", unstemmed())


def index_of(reader: Reader, names: Names, place: Path | None = None) -> tantivy.Index:
    """The index of a reader's generation: that of its folder, or one made in memory where there is none, or a damaged
    one."""
    if place is not None and place.is_dir():
        try:
            return opened(place)
        except StoreError as fault:
            _log.warning("%s; it is made anew in memory, which takes a minute for 600,000 paragraphs", fault)
    return write(None, entries(reader, names))
