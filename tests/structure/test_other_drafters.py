"""Texts of other bodies: decisions under the climate convention, resolutions of the Assembly, treaties."""

from __future__ import annotations

from loaders.readers import formats
from loaders.structure.stage import texts_of, unaccounted
from loaders.text import Kind, Source, Text

CLIMATE = """|  | United Nations | FCCC/CP/2099/10/Add.2 |
|  |  | Distr.: General 29 January 2099  Original: English |

Conference of the Parties
\tContents
Decisions adopted by the Conference of the Parties
\tDecision\t\tPage
\t2/CP.99\tPonds in a warmer
climate\t\t2
\t3/CP.99\tBogs\t\t3
\t
Decision 2/CP.99
Ponds in a warmer climate
\tThe Conference of the Parties,
\tRecalling decision 1/CP.98,
\t1.\tInvites Parties to measure the ponds that are named in the annex to this decision;
\t\t(a)\tIn spring;
\t\t(b)\tIn autumn.
Annex
Ponds
| Pond | Depth |
| Long Pond | 3 m |
\t10th plenary meeting
\t10 December 2099

Decision 3/CP.99
Bogs
\tThe Conference of the Parties,
\t1.\tRequests the secretariat to draw a map of all the bogs of the world.
\t10th plenary meeting
\t11 December 2099

\tResolution 1/CP.99
\tThanks to the hosts
\t\tResolution submitted by Ruritania
\t\tThe Conference of the Parties,
\t\tHaving met beside a pond,
\t\t1.\tExpresses its thanks to the hosts of the conference.
"""

ASSEMBLY = """United Nations A/RES/99/21 General Assembly Distr.: General 8 August 2099

99/21. Ponds of the world

The General Assembly, Recalling its resolution 98/249 of 24 December 2098, in which it decided to look after ponds, \
Noting the report of the conference on ponds and on what is to be done for them, Having considered the map of bogs,

1. Welcomes the report;

2. Decides to come back to it.
"""

TREATY = """AGREEMENT UNDER THE UNITED NATIONS CONVENTION ON THE LAW OF THE SEA ON THE CONSERVATION OF PONDS

The Parties to this Agreement, Having thought about ponds,

PART I
GENERAL PROVISIONS

Article 1
Use of terms In this Agreement a pond is what holds water.

Article 2
Ponds

1. Each Party shall count its ponds.

2. Each Party shall tell the others:

(a) How many there are;

(b) How deep they are.

PART II
LAST PROVISIONS

Article 3
Languages The texts say the same.
"""


def read(text: str) -> tuple[Text, ...]:
    reading = formats.read(text.encode(), "file.txt")
    texts = texts_of(reading, Source("file.txt", "0" * 64, "text/plain"))
    assert unaccounted(reading, *texts) == {}
    return texts


def paths(text: Text) -> list[str]:
    return [element.path for element in text.elements]


def test_a_climate_compilation_holds_decisions_and_a_resolution() -> None:
    texts = read(CLIMATE)
    assert [text.identifier for text in texts] == [
        "decision/unfccc-cop/99/2",
        "decision/unfccc-cop/99/3",
        "resolution/unfccc-cop/99/1",
    ]
    assert [text.title for text in texts] == ["Ponds in a warmer climate", "Bogs", "Thanks to the hosts"]


def test_a_climate_decision_has_items_an_annex_a_table_and_a_signature() -> None:
    first, _, resolution = read(CLIMATE)
    expected = "title opening preamble/1 1 1.a 1.b annex annex/table signature"
    assert paths(first) == expected.split()
    assert first.elements[-2].kind is Kind.TABLE
    assert paths(resolution) == "title opening preamble/1 1".split()


def test_a_resolution_that_was_run_together_is_broken_and_says_so() -> None:
    (text,) = read(ASSEMBLY)
    assert text.identifier == "resolution/unga/99/21"
    assert paths(text) == "title opening preamble/1 preamble/2 preamble/3 1 2".split()
    assert text.warnings == ("line 5: enacting words and recitals in one line; broken into 4",)


def test_the_articles_of_a_treaty_number_their_own_paragraphs() -> None:
    (text,) = read(TREATY)
    assert (text.identifier, text.type) == ("treaty/bbnj", "document")
    expected = "title preamble/1 heading/1 heading/1/2 1 2 2/1 2/2 2/2.a 2/2.b heading/3 heading/3/2 3"
    assert paths(text) == expected.split()
    assert text.warnings == ()
