"""A thesaurus of a few words, texts made of sentences, and the pipeline over both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.thesaurus import Concept, Label, Thesaurus
from loaders.annotate.actions import Verbs
from loaders.annotate.addressees import Actors
from loaders.annotate.stage import annotate
from loaders.findings import Findings
from loaders.text import Element, Kind, Source, Text

ACTIONS = {
    "en": {
        "adopts": "adopt",
        "decides": "decide",
        "requests": "request",
        "further requests": "request",
        "invites": "invite",
        "urges": "urge",
        "encourages": "encourage",
        "strongly encourages": "strongly-encourage",
        "calls upon": "call-upon",
        "recommends": "recommend",
        "welcomes": "welcome",
        "supports": "support",
        "takes note": "take-note",
        "takes note with appreciation": "take-note",
        "notes": "note",
        "noting": "note",
        "notes with appreciation": "appreciate",
        "recalling": "recall",
        "underlining": "emphasize",
        "taking into account": "taking-into-account",
        "as appropriate": "as-appropriate",
        "requests that": "request",
    },
    "zh": {
        "通过": "adopt",
        "决定": "decide",
        "请": "request",
        "还请": "request",
        "邀请": "invite",
        "提请": "draw-attention",
        "敦促": "urge",
        "鼓励": "encourage",
        "大力鼓励": "strongly-encourage",
        "建议": "recommend",
        "欢迎": "welcome",
        "赞赏": "appreciate",
        "注意到": "take-note",
        "支持": "support",
        "回顾": "recall",
        "审议了": "having-considered",
        "酌情": "as-appropriate",
        "强调…的重要性": "underline-importance",
    },
}
STRENGTHS = {"adopt": 6, "decide": 6, "request": 5, "urge": 4, "invite": 3, "encourage": 3, "recall": 0}
ACTORS = {
    "en": {
        "Parties": "parties",
        "developing country Parties": "developing-parties",
        "other Governments": "other-governments",
        "Conference of the Parties": "cop",
        "Executive Secretary": "executive-secretary",
        "Global Environment Facility": "gef",
        "relevant organizations": "relevant-organizations",
        "international organizations": "international-organizations",
        "non-governmental organizations": "ngos",
        "national focal points": "national-focal-points",
        "donors": "donors",
        "Bureau": "bureau",
        "WHO": "who",
        "Working Group on Review": "wgri",
    },
    "zh": {
        "各缔约方": "parties",
        "缔约方": "parties",
        "发展中国家缔约方": "developing-parties",
        "其他国家政府": "other-governments",
        "政府": "governments",
        "缔约方大会": "cop",
        "执行秘书": "executive-secretary",
        "全球环境基金": "gef",
        "有关机构": "relevant-organizations",
        "国际组织": "international-organizations",
        "非政府组织": "ngos",
        "其他捐助方": "donors",
        "合作伙伴": "partners",
        "伙伴": "partners",
    },
}
BODIES = {
    "en": {"Conference of the Parties": "cop", "Working Group on Review": "wgri"},
    "zh": {"缔约方大会": "cop", "审查工作组": "wgri"},
}
SUBJECTS = {
    "en": {
        "forest": "FOR",
        "protected area": "PA",
        "CHM": "CHM",
        "marine protected area": "MPA",
    },
    "zh": {"森林": "FOR", "森林生物多样性": "FORBIO"},
}
PROGRAMMES = {"en": {"forests": "FBD"}}


CITED = ("vocab/cbd/18", "vocab/target-2010/2010")


def small_thesaurus() -> Thesaurus:
    """A thesaurus of the words above, read by nobody from any file."""
    words = {"actions": ACTIONS, "actors": ACTORS, "bodies": BODIES, "subjects": SUBJECTS, "programmes": PROGRAMMES}
    labels: dict[str, list[Label]] = {path: [] for path in CITED}
    for scheme, by_language in words.items():
        for language, codes in by_language.items():
            for text, code in codes.items():
                labels.setdefault(f"vocab/{scheme}/{code}", []).append(Label(text, language, "alt", "own"))
    labels["vocab/target-2010/2010"] += [
        Label("2010 target", "en", "pref", "own"),
        Label("2010 年目标", "zh", "pref", "own"),
    ]
    return Thesaurus(_concept(path, tuple(found)) for path, found in labels.items())


def _concept(path: str, labels: tuple[Label, ...]) -> Concept:
    _, scheme, code = path.split("/")
    properties = {"chm:strength": (str(STRENGTHS.get(code, 1)),)} if scheme == "actions" else {}
    if code == "as-appropriate":
        properties["chm:role"] = ("qualifier",)
    return Concept(path, scheme, code, labels, properties=properties)


Annotated = Callable[..., dict[str, Findings]]
"""annotated(language, {path: text}, identifier=..., type=...) -> findings by path."""


@pytest.fixture(scope="session")
def words() -> Thesaurus:
    return small_thesaurus()


@pytest.fixture(scope="session")
def actors_of() -> Callable[[str], Actors]:
    """The actors of a language."""

    def found(language: str) -> Actors:
        actors = Actors.of(language, ACTORS[language])
        assert actors is not None
        return actors

    return found


@pytest.fixture(scope="session")
def verbs_of(actors_of: Callable[[str], Actors]) -> Callable[[str], Verbs]:
    """The verbs of a language."""

    def found(language: str) -> Verbs:
        labels = {label: (code, STRENGTHS.get(code, 1)) for label, code in ACTIONS[language].items()}
        verbs = Verbs.of(language, labels, actors_of(language))
        assert verbs is not None
        return verbs

    return found


@pytest.fixture(scope="session")
def annotated(words: Thesaurus) -> Annotated:
    """Findings of a small text, given its elements by path."""

    def run(
        language: str,
        elements: dict[str, str],
        identifier: str = "decision/cop/10/99",
        kind: str = "decision",
        adopted: str | None = None,
    ) -> dict[str, Findings]:
        text = Text(
            identifier=identifier,
            type=kind,
            language=language,
            title="",
            source=Source("text.txt", "", "text/plain"),
            elements=tuple(_element(path, words) for path, words in elements.items()),
            adopted=adopted,
        )
        return annotate(text, words).findings

    return run


def _element(path: str, text: str) -> Element:
    """An element whose kind and parent follow from its path, as structure gives them."""
    last = path.rpartition("/")[2]
    depth = last.count(".")
    kinds = {0: Kind.PARAGRAPH, 1: Kind.ITEM, 2: Kind.SUBITEM}
    named = {
        "title": Kind.TITLE,
        "note": Kind.NOTE,
        "preamble": Kind.PREAMBLE,
        "heading": Kind.HEADING,
        "annex": Kind.ANNEX,
    }
    kind = named.get(path.partition("/")[0], kinds[depth])
    parent = path.rpartition(".")[0] if depth else path.removesuffix("/wrap") if path.endswith("/wrap") else None
    return Element(path=path, kind=kind, text=text, parent=parent)
