"""`chm doctor`: what has to hold for an installation to work, each with what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path

from graph.errors import ChmError
from graph.rooms import room
from graph.settings import Settings

_ROOMS = ("ontology", "vocab", "queries", "examples")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    told: str


def examine(settings: Settings) -> list[Finding]:
    """Look at the installation; nothing is changed."""
    return list(_findings(settings))


def _findings(settings: Settings) -> Iterator[Finding]:
    yield _tried("packages", _packages)
    yield _tried(
        "data rooms", lambda: ", ".join(str(room(name)) for name in ("ontology", "vocab", "queries", "examples"))
    )
    yield _tried("engine", lambda: f"pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}")
    yield _tried("vocabulary", _vocabulary)
    yield _tried("languages", _languages)
    yield _tried("store", lambda: _store(settings))


def _tried(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except (ChmError, OSError, ImportError, ValueError) as fault:
        return Finding(what, False, str(fault))


def _packages() -> str:
    """Our top-level packages have plain names: another distribution could have overwritten one of them."""
    import api
    import graph
    import loaders

    folders = {Path(str(package.__file__)).resolve().parent.parent for package in (api, graph, loaders)}
    if len(folders) > 1:
        raise ImportError(f"api, graph and loaders are not of one installation: {sorted(map(str, folders))}")
    try:
        owned = {str(file) for file in files("chm-graph") or []}
    except PackageNotFoundError:
        return f"a checkout that is not installed, {folders.pop()}"
    return f"chm-graph {version('chm-graph')}, {len(owned)} files, {folders.pop()}"


def _vocabulary() -> str:
    from graph.thesaurus import Thesaurus

    thesaurus = Thesaurus.load()
    return f"{len(thesaurus)} concepts in {len(thesaurus.schemes())} schemes"


def _languages() -> str:
    from loaders.languages import languages

    return ", ".join(f"{language.code} ({language.name})" for language in languages().values())


def _store(settings: Settings) -> str:
    from graph.store import open_reader

    reader = open_reader(settings)
    try:
        return f"generation {reader.generation} of {settings.store} in {settings.data}"
    finally:
        reader.close()
