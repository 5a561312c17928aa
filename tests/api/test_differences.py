"""Where language versions disagree, and where they only look as if they did. The texts are our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from api.differences import Difference, differences
from api.differences_face import places
from graph.embedded import EmbeddedStore
from graph.namespaces import Names
from loaders.load import Outcome, load

ENGLISH = """X/46. Ponds

The Conference of the Parties,

Recalling decision VII/23,

1. Requests the Executive Secretary to publish a guide on ponds by 2012 and to spend 1.5 million dollars on it;

2. Invites Parties to count 30 ponds each, and to report to the Conference of the Parties at its eleventh meeting;

3. Urges other Governments:

(a) To protect ponds, in line with decision IX/4, paragraph 2;

(b) To plant 10,000 reeds.
"""
FRENCH = """X/46. Étangs

La Conférence des Parties,

Rappelant la décision VII/23,

1. Prie le Secrétaire exécutif de publier un guide avant 2012 et d'y mettre 1,5 million de dollars ;

2. Invite les Parties à compter trente étangs et à faire rapport à la Conférence des Parties à sa onzième réunion ;

3. Exhorte les autres gouvernements :

a) À protéger les étangs, conformément au paragraphe 2 de la décision IX/4 ;

b) À planter 10 000 roseaux.
"""
CHINESE = """X/46. 池塘

缔约方大会，

回顾第 VII/23 号决定，

1. 请执行秘书在2012年之前出版一本池塘指南，并为此支出150万美元；

2. 邀请各缔约方各数三十个池塘，并向缔约方大会第十一届会议报告；

3. 敦促其他国家政府：

(a) 按照第 IX/4 号决定第 2 段保护池塘；

(b) 种植1万株芦苇。
"""
PATH = "decision/cop/10/46"
Compare = Callable[..., tuple[Difference, ...]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """One store for all tests of this file: the vocabulary is loaded once."""
    store = EmbeddedStore(tmp_path_factory.mktemp("versions"))
    yield store
    store.close()


@pytest.fixture
def compare(store: EmbeddedStore, tmp_path: Path) -> Compare:
    """The differences between versions of the decision, given by language."""

    calls = count()

    def make(**versions: str) -> tuple[Difference, ...]:
        for language in ("en", "fr", "zh"):
            store.replace(Names().iri(f"{PATH}/{language}"), [])
        place = tmp_path / str(next(calls))
        place.mkdir()
        for language, text in versions.items():
            (place / f"ponds.{language}.txt").write_text(text, encoding="utf-8")
        outcomes = load((place,), store, Names()).files
        assert len(outcomes) == len(versions)
        assert all(each.outcome in (Outcome.LOADED, Outcome.REPLACED) for each in outcomes), outcomes
        return differences(store.reader(), PATH)

    return make


def told(found: tuple[Difference, ...]) -> list[tuple[str, str]]:
    return [(each.element.ref.removeprefix(f"{PATH}/"), each.about) for each in found]


def said(difference: Difference) -> dict[str, list[str]]:
    return {version.language: [one.thing.label for one in version.own] for version in difference.versions}


def test_versions_that_say_the_same_have_no_differences(compare: Compare) -> None:
    assert told(compare(en=ENGLISH, fr=FRENCH, zh=CHINESE)) == []


COP = "Conference of the Parties"
PLANTED = [
    ("zh", "第 2 段", "第 3 段", ("3.a", "cites"), "IX/4, paragraph 2", "IX/4, paragraph 3"),
    ("fr", "la décision VII/23", "la décision VII/30", ("preamble/1", "cites"), "VII/23", "VII/30"),
    ("fr", "1,5 million", "2,5 millions", ("1", "figures"), "1500000", "2500000"),
    ("zh", "三十个", "四十个", ("2", "figures"), "30", ""),
    ("zh", "1万株", "2万株", ("3.b", "figures"), "10000", "20000"),
    ("fr", "Exhorte", "Invite", ("3", "asks"), "urges", "invites"),
    ("zh", "邀请各缔约方", "敦促各缔约方", ("2", "asks"), "invites", "urges"),
    ("fr", "le Secrétaire exécutif", "les Parties", ("1", "ofWhom"), "Executive Secretary", "Parties"),
    ("zh", "邀请各缔约方", "邀请各缔约方和其他国家政府", ("2", "ofWhom"), "", "other Governments"),
    ("fr", "sa onzième", "sa douzième", ("2", "byWhen"), f"{COP}, eleventh meeting", f"{COP}, twelfth meeting"),
]


@pytest.mark.parametrize(("language", "printed", "planted", "where", "english", "other"), PLANTED)
def test_a_planted_disagreement_is_told_with_both_sides(
    compare: Compare, language: str, printed: str, planted: str, where: tuple[str, str], english: str, other: str
) -> None:
    version = {"fr": FRENCH, "zh": CHINESE}[language]
    assert printed in version
    found = compare(**{"en": ENGLISH, language: version.replace(printed, planted)})
    assert told(found) == [where]
    assert said(found[0]) == {"en": [english] * bool(english), language: [other] * bool(other)}
    for each in found[0].versions:
        for one in each.own:
            assert all(each.text[shown.start : shown.end] == shown.exact for shown in one.evidence)
            assert [shown.graph for shown in one.evidence] == [f"{PATH}/{each.language}"]


def test_a_date_that_differs_is_a_figure_and_a_deadline(compare: Compare) -> None:
    found = compare(en=ENGLISH, zh=CHINESE.replace("2012", "2013"))
    assert told(found) == [("1", "byWhen"), ("1", "figures")]
    assert said(found[0]) == {"en": ["2012"], "zh": ["2013"]}


def test_of_three_versions_the_one_that_differs_is_seen(compare: Compare) -> None:
    [found] = compare(en=ENGLISH, fr=FRENCH.replace("10 000", "12 000"), zh=CHINESE)
    assert said(found) == {"en": ["10000"], "fr": ["12000"], "zh": ["10000"]}


def test_strength_is_told_beside_the_act(compare: Compare) -> None:
    [found] = compare(en=ENGLISH, fr=FRENCH.replace("Exhorte", "Invite"))
    assert [[one.strength for one in version.own] for version in found.versions] == [[4], [3]]


def test_an_element_that_a_version_lacks_is_told_once_with_its_parts(compare: Compare) -> None:
    without = FRENCH[: FRENCH.index("3. Exhorte")]
    [found] = compare(en=ENGLISH, fr=without)
    assert (told((found,)), found.below) == ([("3", "element")], 2)
    [english] = found.versions[0].said
    assert english.evidence[0].exact == "Urges other Governments:"
    assert found.versions[1].said == ()


def test_an_item_that_a_version_lacks_is_told(compare: Compare) -> None:
    assert told(compare(en=ENGLISH, zh=CHINESE[: CHINESE.index("(b)")])) == [("3.b", "element")]


RECITALS = {
    "en": "Recalling decision VII/23,\n\nNoting decision IX/4,\n\nRecalling also decision VI/18 and its 12 modules,",
    "fr": "Rappelant la décision VII/23,\n\nNotant la décision IX/4,\n\nRappelant la décision VI/18 et ses 12 modules,",
}


def test_a_recital_that_a_version_lacks_does_not_set_the_next_ones_against_each_other(compare: Compare) -> None:
    english = ENGLISH.replace("Recalling decision VII/23,", RECITALS["en"])
    french = FRENCH.replace("Rappelant la décision VII/23,", RECITALS["fr"])
    assert told(compare(en=english, fr=french)) == []
    shorter = french.replace("Notant la décision IX/4,\n\n", "")
    [found] = compare(en=english, fr=shorter)
    assert (told((found,)), said(found)["fr"]) == ([("preamble/2", "element")], [])
    [found] = compare(en=english, fr=shorter.replace("12 modules", "13 modules"))[1:]
    assert (told((found,)), said(found)) == ([("preamble/3", "figures")], {"en": ["12"], "fr": ["13"]})
    assert found.versions[1].own[0].evidence[0].element == f"{PATH}/preamble/2"


def test_an_act_that_items_inherit_is_told_at_their_chapeau_alone(compare: Compare) -> None:
    assert told(compare(en=ENGLISH, zh=CHINESE.replace("敦促其他", "邀请其他"))) == [("3", "asks")]


def test_an_act_whose_words_may_mean_the_other_is_no_difference(compare: Compare) -> None:
    assert told(compare(en=ENGLISH.replace("Recalling", "Bearing in mind"), zh=CHINESE)) == []
    assert told(compare(en=ENGLISH.replace("Urges", "Calls upon"), fr=FRENCH.replace("Exhorte", "Appelle"))) == []


def test_a_figure_in_words_is_the_same_figure(compare: Compare) -> None:
    assert told(compare(en=ENGLISH.replace("30 ponds", "thirty ponds"), zh=CHINESE.replace("三十", "30"))) == []


def test_the_words_of_a_version_are_marked_where_it_disagrees(compare: Compare) -> None:
    [place] = places(compare(en=ENGLISH, fr=FRENCH.replace("10 000", "12 000")))
    texts = {language: [piece.text for piece in pieces if piece.marked] for language, pieces in place.texts}
    assert texts == {"en": ["10,000"], "fr": ["12 000"]}
