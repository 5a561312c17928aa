"""Where the language versions of a text disagree: each says its own of the same paragraph, and both stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from api.view import Thing, View
from graph.errors import NotFound
from graph.namespaces import Names
from graph.store import Reader

_NAMES = Names()
COMPARED = (
    ("asks", "chm:action"),
    ("ofWhom", "chm:addressee"),
    ("cites", "eli:cites"),
    ("serves", "chm:serves"),
)
"""What is compared, by name and property."""
HEADER = ("element", "label", "about", "language", "says")


@dataclass(frozen=True, slots=True)
class Version:
    """What one language version says, as things."""

    language: str
    says: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """An element of which the versions say different things; `about` is a name of COMPARED, or `element` when a
    version does not have the element at all."""

    element: Thing
    about: str
    versions: tuple[Version, ...]


def differences(reader: Reader, path: str, names: Names = _NAMES, language: str = "en") -> tuple[Difference, ...]:
    """The differences between the loaded language versions of a text, in reading order; none for a single version.

    Raises NotFound when no version is loaded.

    >>> differences(reader, "decision/cop/10/15")[0].about  # doctest: +SKIP
    'ofWhom'
    """
    view = View(reader, names, language)
    languages = view.languages(path)
    if not languages:
        raise NotFound(f"{path}: no language version of it is loaded")
    return tuple(_differences(view, path, languages)) if len(languages) > 1 else ()


def _differences(view: View, path: str, languages: list[str]) -> Iterator[Difference]:
    graphs = {f"{path}/{language}": language for language in languages}
    for element in view.elements(path):
        there = {graphs[each.graph] for each in view.wordings(element) if each.graph in graphs}
        if len(there) < len(languages) and there:
            versions = [Version(each, (view.thing(element),) if each in there else ()) for each in languages]
            yield Difference(view.thing(element), "element", tuple(versions))
        if len(there) > 1:
            yield from _compared(view, element, graphs, there)


def _compared(view: View, element: str, graphs: dict[str, str], there: set[str]) -> Iterator[Difference]:
    for about, short in COMPARED:
        said: dict[str, set[str]] = defaultdict(set)
        for quad in view.reader.quads(view.node(element), view.property(short), None):
            if language := graphs.get(view.graph(quad)):
                said[language].add(view.ref(quad.object))
        values = {language: said.get(language, set()) for language in sorted(there)}
        if len({frozenset(each) for each in values.values()}) > 1:
            versions = [Version(each, tuple(view.thing(ref) for ref in sorted(values[each]))) for each in values]
            yield Difference(view.thing(element), about, tuple(versions))


def as_rows(found: tuple[Difference, ...]) -> Iterator[tuple[str, ...]]:
    """The rows under HEADER: one for each version of each difference."""
    for each in found:
        for version in each.versions:
            says = ", ".join(thing.label for thing in version.says)
            yield each.element.ref, each.element.label, each.about, version.language, says


def as_json(path: str, found: tuple[Difference, ...], names: Names = _NAMES) -> dict[str, object]:
    """The differences as JSON."""
    return {
        "id": names.iri(path),
        "differences": [
            {
                "id": names.iri(each.element.ref),
                "label": each.element.label,
                "about": each.about,
                "versions": {
                    version.language: [{"id": names.iri(thing.ref), "label": thing.label} for thing in version.says]
                    for version in each.versions
                },
            }
            for each in found
        ],
    }
