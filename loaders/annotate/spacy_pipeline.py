"""The spaCy pipeline of a language: a blank language and one component for each kind of finding.

    chm_subjects     thesaurus concepts                      -> doc._.chm_subjects, doc.spans["chm_subjects"]
    chm_targets      those of them that are goals or targets -> doc.spans["chm_targets"]
    chm_citations    references, by offset                   -> doc._.chm_citations
    chm_actions      the acts of a paragraph                 -> doc._.chm_acts
    chm_addressees   whom each act is directed to            -> doc._.chm_acts
    chm_deadlines    by when                                 -> doc._.chm_deadlines

A doc is made by `make_doc` from the text of one element and its place. It holds the normalised copy of the text; every
span that a component keeps counts characters of the element's own text. Importing this module imports spaCy, so
import it late.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from graph.thesaurus import Concept, Thesaurus
from loaders.annotate.actions import DIRECTIVE, Act, Verbs
from loaders.annotate.addressees import Actors
from loaders.annotate.citations import find_citations
from loaders.annotate.deadlines import Deadlines
from loaders.annotate.normalise import Normalised, normalise
from loaders.annotate.subjects import HOUSES, SCHEMES, TARGETS, Matcher
from loaders.findings import Addressee, Span, Subject

COMPONENTS = ("chm_subjects", "chm_targets", "chm_citations", "chm_actions", "chm_addressees", "chm_deadlines")
"""The components in the order they run."""

SUBJECT_SPANS, TARGET_SPANS = "chm_subjects", "chm_targets"
"""The span groups of a doc."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: who speaks (`body`, `session`, `year` of adoption), and what is looked for there.

    `acts` where the text speaks for the body, `item` where it is a part of a list, `preamble` where nothing is asked.
    """

    language: str
    body: str = ""
    session: int | None = None
    year: int = 0
    acts: bool = False
    item: bool = False
    preamble: bool = False


@dataclass(frozen=True, slots=True)
class _Origin:
    """The element's own text beside the normalised copy that a doc holds."""

    copy: Normalised
    place: Place

    def span(self, span: Span) -> Span:
        return self.copy.span(span.start, span.end)


@lru_cache(maxsize=16)
def pipeline(language: str, thesaurus: Thesaurus) -> Language:
    """The pipeline of a language over the labels of a thesaurus, built once per process and pair.

    A language that spaCy does not know, or that has no grammar, still finds subjects and citations.

    Raises nothing; a thesaurus without labels in the language finds no subjects and no acts.

    >>> nlp = pipeline("en", Thesaurus.load())  # doctest: +SKIP
    >>> doc = nlp(make_doc(nlp, "Invites Parties to cooperate;", Place("en", acts=True)))  # doctest: +SKIP
    >>> [act.code for act in doc._.chm_acts]  # doctest: +SKIP
    ['invite']
    """
    try:
        nlp = spacy.blank(language)
    except ImportError:
        nlp = spacy.blank("xx")
    # what else spaCy tells of each new word (its shape, whether it looks like an address) nobody asks for
    vocab = cast("Any", nlp.vocab)
    asked = (vocab.strings["LOWER"], vocab.strings["NORM"])
    vocab.lex_attr_getters = {attr: vocab.lex_attr_getters[attr] for attr in asked}
    for name in COMPONENTS:
        cast("_Component", nlp.add_pipe(name)).learn(nlp, language, thesaurus)
    # words and patterns last as long as the process: the garbage collector would walk through them again and again
    gc.freeze()
    return nlp


def make_doc(nlp: Language, text: str, place: Place) -> Doc:
    """A doc of the normalised copy of an element's text, ready for the components."""
    copy = normalise(text, place.language)
    doc = nlp.make_doc(copy.text)
    doc._.chm_origin = _Origin(copy, place)
    return doc


def _codes(thesaurus: Thesaurus, scheme: str, language: str) -> dict[str, str]:
    """Normalised label to code."""
    labels = thesaurus.labels(scheme, language)
    return {normalise(label, language).text: path.rpartition("/")[2] for label, path in labels.items()}


def _only_hedges(action: Concept | None) -> bool:
    """Whether an entry of vocab/actions is no act but what hedges one: "as appropriate"."""
    return action is not None and action.value("chm:role") == "qualifier"


class _Component:
    """A component of the pipeline, which learns its words from a thesaurus once it was added."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.nlp, self.name = nlp, name

    def learn(self, nlp: Language, language: str, thesaurus: Thesaurus) -> None:
        """Take the words of a language; a component without words of its own takes none."""

    def __call__(self, doc: Doc) -> Doc:
        raise NotImplementedError


@Language.factory("chm_subjects")
class Subjects(_Component):
    """The concepts of the thesaurus, by PhraseMatcher."""

    matcher: Matcher | None = None

    def learn(self, nlp: Language, language: str, thesaurus: Thesaurus) -> None:
        """Take the labels of every scheme of subjects."""
        houses = {label: path for label, path in thesaurus.labels("actors", language).items() if path in HOUSES}
        self.matcher = Matcher(nlp, language, [*(thesaurus.labels(scheme, language) for scheme in SCHEMES), houses])

    def __call__(self, doc: Doc) -> Doc:
        """Find the subjects of a doc."""
        matcher = self.matcher
        found = list(matcher.find(doc)) if matcher else []
        if matcher and found:
            origin: _Origin = doc._.chm_origin
            spans = [DocSpan(doc, mention.start, mention.end, label=mention.concept) for mention in found]
            doc.spans[SUBJECT_SPANS] = spans
            # labels of several schemes may stand in the same words
            places = {(span.start, span.end): span for span in spans}
            words = {
                place: origin.copy.span(matcher.start(doc, span.start), span.end_char) for place, span in places.items()
            }
            doc._.chm_subjects = tuple(Subject(one.concept, words[one.start, one.end]) for one in found)
        return doc


@Language.factory("chm_targets")
class Targets(_Component):
    """The goals and targets among the subjects; runs after chm_subjects."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the goals and targets of a doc."""
        subjects: tuple[Subject, ...] = doc._.chm_subjects
        aims = [subject.concept.split("/", 2)[1] in TARGETS for subject in subjects]
        if any(aims):
            doc.spans[TARGET_SPANS] = [span for span, aim in zip(doc.spans[SUBJECT_SPANS], aims, strict=True) if aim]
        return doc


@Language.factory("chm_citations")
class Citations(_Component):
    """References, found on the raw string, since spaCy cuts symbols into tokens."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the citations of a doc, not yet bound to its text."""
        origin: _Origin = doc._.chm_origin
        doc._.chm_citations = find_citations(origin.copy.original, origin.place.language)
        return doc


@Language.factory("chm_actions")
class Actions(_Component):
    """The acts of a paragraph, by the verbs of vocab/actions, still on the normalised copy."""

    verbs: Verbs | None = None

    def learn(self, nlp: Language, language: str, thesaurus: Thesaurus) -> None:
        """Take the labels of actions and actors."""
        del nlp
        actors = Actors.of(language, _codes(thesaurus, "actors", language))
        codes = _codes(thesaurus, "actions", language)
        acts = {
            label: (code, thesaurus.strength(code))
            for label, code in codes.items()
            if not _only_hedges(thesaurus.concept(f"vocab/actions/{code}"))
        }
        self.verbs = Verbs.of(language, acts, actors) if actors else None

    def __call__(self, doc: Doc) -> Doc:
        """Find the acts of a doc, where its place has any."""
        place: Place = doc._.chm_origin.place
        if self.verbs and place.acts:
            doc._.chm_acts = self.verbs.find(doc.text, item=place.item)
        return doc


@Language.factory("chm_addressees")
class Addressees(_Component):
    """The actors in the object of each act; runs after chm_actions and turns its spans to the element's own text."""

    actors: Actors | None = None

    def learn(self, nlp: Language, language: str, thesaurus: Thesaurus) -> None:
        """Take the labels of actors."""
        del nlp
        self.actors = Actors.of(language, _codes(thesaurus, "actors", language))

    def __call__(self, doc: Doc) -> Doc:
        """Find the addressees of the acts of a doc."""
        acts: tuple[Act, ...] = doc._.chm_acts
        if acts:
            origin: _Origin = doc._.chm_origin
            ends = [*(act.span.start for act in acts[1:]), len(doc.text)]
            told: list[Act] = []
            for act, end in zip(acts, ends, strict=True):
                found = self._addressed(act, end, doc.text, origin)
                told.append(replace(found, addressees=told[-1].addressees) if act.back and told else found)
            doc._.chm_acts = tuple(told)
        return doc

    def _addressed(self, act: Act, end: int, text: str, origin: _Origin) -> Act:
        found: tuple[Addressee, ...] = ()
        if self.actors and act.code in DIRECTIVE:
            found = self.actors.addressed(text, act.span.end, end, origin.place.body)
        addressees = tuple(replace(addressee, span=origin.span(addressee.span)) for addressee in found)
        return replace(act, span=origin.span(act.span), addressees=addressees)


@Language.factory("chm_deadlines")
class Due(_Component):
    """Meetings and dates ahead, where something may be asked."""

    deadlines: Deadlines | None = None

    def learn(self, nlp: Language, language: str, thesaurus: Thesaurus) -> None:
        """Take the names of bodies."""
        del nlp
        self.deadlines = Deadlines.of(language, _codes(thesaurus, "bodies", language))

    def __call__(self, doc: Doc) -> Doc:
        """Find the deadlines of a doc, where its place may ask for something."""
        origin: _Origin = doc._.chm_origin
        place = origin.place
        if self.deadlines and place.acts and not place.preamble:
            found = self.deadlines.find(doc.text, place.body, place.session, place.year)
            doc._.chm_deadlines = tuple(replace(deadline, span=origin.span(deadline.span)) for deadline in found)
        return doc


Doc.set_extension("chm_origin", default=None, force=True)
for _name in ("chm_subjects", "chm_citations", "chm_acts", "chm_deadlines"):
    Doc.set_extension(_name, default=(), force=True)
