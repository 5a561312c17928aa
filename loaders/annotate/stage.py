"""The annotate stage: what each element of a text does, to whom, by when, about what, and what it refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from graph.identifiers import of_path
from graph.identifiers.documents import FiledDocument
from loaders.annotate.activities import find_deeds
from loaders.annotate.binding import bind
from loaders.annotate.candidates import find_candidates, find_services
from loaders.annotate.following import find_relations, find_statuses
from loaders.annotate.normalise import normalise
from loaders.annotate.reports import find_reports
from loaders.annotate.treaties import spoken_of
from loaders.findings import Action, Addressee, Deadline, Findings, Subject
from loaders.text import Element, Kind, Text

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.thesaurus import Thesaurus
    from loaders.annotate.actions import Act
    from loaders.annotate.citations import RawCitation
    from loaders.annotate.spacy_pipeline import Place

_SPEAKING = frozenset({Kind.PREAMBLE, Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM})
_LISTED = frozenset({Kind.ITEM, Kind.SUBITEM})
_SILENT = re.compile(r"(?:^|/)(?:annex|appendix|note|quotation|cover|summary)\b")
_WRAP = re.compile(r"/wrap(?:-\d+)?$")
_DECIDED = re.compile(r"(?:decision|recommendation|resolution)/(?P<body>[^/]+)/(?P<session>\d+)/")
_BATCH = 64
_ONE_AT_A_TIME = Lock()
"""A pipeline's vocabulary is not made for threads, nor are its memory zones."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the pipeline found in one element, without the doc."""

    acts: tuple[Act, ...] = ()
    citations: tuple[RawCitation, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    subjects: tuple[Subject, ...] = ()

    @classmethod
    def of(cls, doc: Doc) -> _Reading:
        found = doc._
        return cls(found.chm_acts, found.chm_citations, found.chm_deadlines, found.chm_subjects)


@dataclass(frozen=True, slots=True)
class _Deed:
    """An act with those it is directed to, as both will stand in the findings."""

    action: Action
    addressees: tuple[Addressee, ...]


def annotate(text: Text, thesaurus: Thesaurus) -> Text:
    """Find what the elements of a text say.

    Reads: elements. Writes: findings by path: acts, addressees, deadlines, subjects, citations bound to the text,
    what an element serves and reports on, the dated acts it tells, candidates, how it follows what it cites, what it
    retires.

    Acts are looked for in the paragraphs of decisions and recommendations, and in documents only in the block that
    recommends; subjects and citations everywhere. What a record has asserted stays. An item that goes on with the
    sentence of its chapeau has the chapeau's last act and its addressees, with the chapeau as their origin;
    deadlines are kept where something is done. Raises nothing.

    >>> annotate(text, Thesaurus.load()).findings["2.a"].actions[0].origin  # doctest: +SKIP
    '2'
    """
    readings = _read(text, thesaurus)
    deeds = _deeds(text, readings)
    raws = {path: reading.citations for path, reading in readings.items()}
    programmes = {path: _named(reading) for path, reading in readings.items()}
    treaty = spoken_of(text, thesaurus) if isinstance(of_path(text.identifier), FiledDocument) else ""
    citations = bind(text, raws, thesaurus, programmes, treaty)
    serves = find_services(text, citations)
    reports = find_reports(text, citations, _programmes(text.language, thesaurus))
    deeds_told = find_deeds(text, reports, thesaurus)
    candidates = find_candidates(text, serves)
    acts = {path: tuple(deed.action for deed in done) for path, done in deeds.items()}
    relations, statuses = find_relations(text, acts, citations), find_statuses(text, citations)
    said = {path: Findings(asserted=found.asserted) for path, found in text.findings.items()}
    findings = said | {
        path: replace(
            _own(reading, deeds.get(path, ())),
            citations=citations.get(path, ()),
            serves=serves.get(path, ()),
            reports=reports.get(path, ()),
            deeds=deeds_told.get(path, ()),
            candidates=candidates.get(path, ()),
            relations=relations.get(path, ()),
            statuses=statuses.get(path, ()),
            asserted=text.findings.get(path, Findings()).asserted,
        )
        for path, reading in readings.items()
    }
    return replace(text, findings={path: found for path, found in findings.items() if found != Findings()})


def _named(reading: _Reading) -> tuple[tuple[int, str], ...]:
    """The programmes of work that an element names, and where."""
    scheme = "vocab/programmes/"
    found = (
        (subject.span.start, subject.concept.removeprefix(scheme), subject.concept) for subject in reading.subjects
    )
    return tuple((start, code) for start, code, concept in found if concept.startswith(scheme) and "-" not in code)


@lru_cache(maxsize=16)
def _programmes(language: str, thesaurus: Thesaurus) -> Mapping[str, tuple[str, ...]]:
    """The names of programmes of work, with the programme and the decisions that adopted it."""
    found = {}
    for label, path in thesaurus.labels("programmes", language).items():
        concept = thesaurus.concept(path)
        if concept and (adopted := concept.values("chm:adoptedBy")):
            found[normalise(label, language).text.casefold()] = (*adopted, path)
    return found


def _read(text: Text, thesaurus: Thesaurus) -> dict[str, _Reading]:
    """What the pipeline finds in every element that has text, by path; the words it met are forgotten afterwards."""
    from loaders.annotate.spacy_pipeline import make_doc, pipeline

    elements = [element for element in text.elements if element.text]
    place = _place(text, thesaurus)
    with _ONE_AT_A_TIME, (nlp := pipeline(text.language, thesaurus)).memory_zone():
        docs = (make_doc(nlp, element.text, _at(place, text, element)) for element in elements)
        readings = [_Reading.of(doc) for doc in nlp.pipe(docs, batch_size=_BATCH)]
    return dict(zip((element.path for element in elements), readings, strict=True))


def _place(text: Text, thesaurus: Thesaurus) -> Place:
    from loaders.annotate.spacy_pipeline import Place

    decided = _DECIDED.match(text.identifier)
    year = int((text.adopted or text.issued or thesaurus.adopted(text.identifier) or "0")[:4])
    if decided is None:
        return Place(text.language, year=year)
    return Place(text.language, decided["body"], int(decided["session"]), year)


def _at(place: Place, text: Text, element: Element) -> Place:
    """The place of one element: whether it speaks for the body, and as what."""
    speaks = element.kind in _SPEAKING and not _SILENT.search(element.path)
    if text.type == "document":
        speaks = speaks and element.path.startswith("recommendation/")
    preamble = element.kind is Kind.PREAMBLE or element.path.startswith("preamble/")
    where = (place.language, place.body, place.session, place.year)
    return type(place)(*where, acts=speaks, item=element.kind in _LISTED, preamble=preamble)


def _deeds(text: Text, readings: Mapping[str, _Reading]) -> dict[str, tuple[_Deed, ...]]:
    """What each element does: its own acts, or those it goes on with."""
    deeds: dict[str, tuple[_Deed, ...]] = {}
    for element in text.elements:
        own = readings.get(element.path, _Reading()).acts
        continues = element.kind in _LISTED or _WRAP.search(element.path)
        chapeau = deeds.get(element.parent or "", ()) if continues else ()
        deeds[element.path] = _continued(own, element.path, chapeau[-1:])
    return deeds


def _continued(own: tuple[Act, ...], path: str, chapeau: tuple[_Deed, ...]) -> tuple[_Deed, ...]:
    """The deeds of an element under a chapeau: only a verb that turns to an actor is another act there."""
    if not chapeau:
        return tuple(_deed(act, path) for act in own)
    acts = tuple(act for act in own if act.direct)
    inherited = () if acts and acts[0].initial else chapeau
    return inherited + tuple(_deed(act, path) for act in acts)


def _deed(act: Act, path: str) -> _Deed:
    addressees = tuple(replace(addressee, origin=path) for addressee in act.addressees)
    return _Deed(Action(act.code, act.strength, act.span, path), addressees)


def _own(reading: _Reading, deeds: tuple[_Deed, ...]) -> Findings:
    addressees: dict[str, Addressee] = {}
    for deed in deeds:
        for addressee in deed.addressees:
            addressees.setdefault(addressee.code, addressee)
    return Findings(
        actions=tuple(deed.action for deed in deeds),
        addressees=tuple(addressees.values()),
        deadlines=reading.deadlines if deeds else (),
        subjects=reading.subjects,
    )
