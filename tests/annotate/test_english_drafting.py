"""English as the governing bodies draft it: several acts, long lists of actors, times and places of every kind.

The sentences are our own, about ponds; each shows a way of drafting that was once read wrongly.
"""

from __future__ import annotations

from functools import cache

import pytest

from graph.namespaces import Names
from loaders.findings import Findings
from loaders.front import parse_bytes

PREAMBLE: tuple[tuple[str, str, str], ...] = (
    ("Taking note of the pond survey,", "take-note", ""),
    ("Cognizant of decision 14/17 and the annex thereto,", "aware", "decision/cop/14/17 decision/cop/14/17/annex"),
    ("Deeply alarmed by the drying of ponds,", "concern", ""),
    ("Expressing its deep appreciation to the Government of Lakeland,", "appreciate", ""),
    ("Noting with grave concern the loss of ponds,", "concern", ""),
    ("Having also examined the pond survey,", "having-considered", ""),
    ("Bearing also in mind the needs of small ponds,", "bearing-in-mind", ""),
    ("Recognising the worth of ponds,", "recognize", ""),
    (
        "Recalling paragraphs 3 (a) to (c) and 7 of section B of annex II to decision 15/4,",
        "recall",
        " ".join(f"decision/cop/15/4/annex-2/section/B/{place}" for place in ("3.a", "3.b", "3.c", "7")),
    ),
    (
        "Keeping in mind decisions X/2, annex, section IV, and XI/16, paragraph 5 (d) (ii),",
        "bearing-in-mind",
        "decision/cop/10/2/annex/section/IV decision/cop/11/16/5.d.ii",
    ),
    (
        "Reaffirming its decision XII/1 and its annex II,",
        "reaffirm",
        "decision/cop/12/1 decision/cop/12/1/annex-2",
    ),
    (
        "Recalling sections I and II of decision EM-I/3,",
        "recall",
        "decision/excop/1/3/section/I decision/excop/1/3/section/II",
    ),
    (
        "Noting Article 8, paragraphs (c), (d) and (l), and Article 20, paragraphs 2 and 4, of the Convention,",
        "note",
        "vocab/cbd/8.c vocab/cbd/8.d vocab/cbd/8.l vocab/cbd/20.2 vocab/cbd/20.4",
    ),
)

# sentence, acts, addressees, times, places
OPERATIVE: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "Takes note of the rules of the survey, recognizes the work done during that period and encourages the Pond"
        " Board to go on;",
        "take-note recognize encourage",
        "",
        "",
        "",
    ),
    ("Notes with concern that ponds dry, and encourages more support;", "concern encourage", "", "", ""),
    (
        "Welcomes the plan, through which care is taken that none dries, and looks forward to its results;",
        "welcome",
        "",
        "",
        "",
    ),
    (
        "Commends the group, in the way that it counts ponds, and looks forward to its results;",
        "commend looking-forward",
        "",
        "",
        "",
    ),
    ("Takes note of decision 15/4 and decides to follow it;", "take-note decide", "", "", "decision/cop/15/4"),
    ("Notes with regret that the goal was not met and welcomes the new pledges;", "regret welcome", "", "", ""),
    ("Expresses its profound gratitude to the counters;", "appreciate", "", "", ""),
    ("Renews its call for more ponds;", "reiterate", "", "", ""),
    (
        "Stresses the need for ponds, calls on donors to help, and requests the Secretariat to report;",
        "stress-need call-upon request",
        "donors secretariat",
        "",
        "",
    ),
    (
        "Adopts the guide contained in the annex, requests its working groups to use it, and invites Parties to share"
        " it;",
        "adopt request invite",
        "parties",
        "",
        "=annex",
    ),
    (
        "Takes note of the survey, notes that ponds dry, recalls decision 15/4, and invites Parties to act;",
        "take-note note recall invite",
        "parties",
        "",
        "decision/cop/15/4",
    ),
    ("Invites submissions from Parties and other stakeholders;", "invite", "parties stakeholders", "", ""),
    ("Requests the Least Developed Countries Pond Group to count;", "request", "", "", ""),
    (
        "Endorses decision 1/CP.16, annex I, and annex I, paragraph 3, of decision 15/4;",
        "endorse",
        "",
        "",
        "none decision/cop/15/4/annex-1/3",
    ),
    ("Requests the secretariat to count ponds;", "request", "secretariat", "", ""),
    (
        "Encourages intergovernmental and non-governmental organizations, and developed and developing country Parties,"
        " to count ponds;",
        "encourage",
        "intergov-organizations ngos developed-parties developing-parties",
        "",
        "",
    ),
    (
        "Invites Parties, in accordance with national circumstances, and other Governments, as appropriate, and"
        " relevant organizations to count ponds;",
        "invite",
        "parties other-governments relevant-organizations",
        "",
        "",
    ),
    (
        "Invites the secretariat of the Ramsar Convention and the governing body of the International Treaty on Plant"
        " Genetic Resources for Food and Agriculture to count ponds;",
        "invite",
        "ramsar itpgrfa",
        "",
        "",
    ),
    (
        "Invites representatives of indigenous peoples and local communities and members of civil society to come;",
        "invite",
        "iplc ngos",
        "",
        "",
    ),
    (
        "Requests the Global Environment Facility, as the operational entity of the financial mechanism, to pay;",
        "request",
        "gef",
        "",
        "",
    ),
    (
        "Invites Parties to the Cartagena Protocol, donor countries and the Private Sector to count ponds;",
        "invite",
        "parties donors private-sector",
        "",
        "",
    ),
    (
        "Requests the Executive Secretary, building on the work of IPBES, to count ponds;",
        "request",
        "executive-secretary",
        "",
        "",
    ),
    (
        "Invites the Conference of the Parties serving as the meeting of the Parties to the Kyoto Protocol to count;",
        "invite",
        "",
        "",
        "",
    ),
    ("Urges Parties to pay by COP 17;", "urge", "parties", "cop/17", ""),
    (
        "Decides to return to this at its seventeenth and, if necessary, eighteenth meetings;",
        "decide",
        "",
        "cop/17 cop/18",
        "",
    ),
    (
        "Requests the Executive Secretary to tell the Conference of the Parties to the United Nations Framework"
        " Convention on Climate Change at its thirty-first session;",
        "request",
        "executive-secretary",
        "unfccc-cop/31",
        "",
    ),
    (
        "Requests the Executive Secretary to tell the Subsidiary Body on Implementation no later than 12 weeks prior to"
        " its seventh session;",
        "request",
        "executive-secretary",
        "sbi/7",
        "",
    ),
    (
        "Requests the Executive Secretary to submit what was prepared for consideration by the Subsidiary Body on"
        " Implementation at its seventh meeting;",
        "request",
        "executive-secretary",
        "sbi/7",
        "",
    ),
    (
        "Instructs the Pond Committee to look, at its twenty-first meeting, at the ponds of Article 6;",
        "instruct",
        "",
        "",
        "",
    ),
    ("Notes that the host of the eighteenth meeting will be found by lot;", "note", "", "", ""),
    (
        "Invites Parties to report by no later than the end of the first quarter of 2027;",
        "invite",
        "parties",
        "2027",
        "",
    ),
    (
        "Recalls decision 14/8, annex I, section II, paragraph 6 (b);",
        "recall",
        "",
        "",
        "decision/cop/14/8/annex-1/section/II/6.b",
    ),
    (
        "Endorses the advice in annexes I and III to decision 15/12;",
        "endorse",
        "",
        "",
        "decision/cop/15/12/annex-1 decision/cop/15/12/annex-3",
    ),
    (
        "Recalls the appendix to annex II of decision VI/22 and item (d) of paragraph 7 of decision 15/6;",
        "recall",
        "",
        "",
        "decision/cop/6/22/appendix decision/cop/15/6/7.d",
    ),
    (
        "Recalls paragraph 3 of section A and paragraph 5 of section B of annex I to decision 15/4;",
        "recall",
        "",
        "",
        "decision/cop/15/4/annex-1/section/A/3 decision/cop/15/4/annex-1/section/B/5",
    ),
    (
        "Decides that paragraph 4, subparagraphs (a) and (c), of decision XI/9 is of use;",
        "decide",
        "",
        "",
        "decision/cop/11/9/4.a decision/cop/11/9/4.c",
    ),
    ("Adopts the guide set out in paragraph 2 of the annex below;", "adopt", "", "", "=annex/2"),
    (
        "Takes note of the survey (CBD/COP/15/5) and its annexes I and II;",
        "take-note",
        "",
        "",
        "document/CBD_COP_15_5 document/CBD_COP_15_5/annex-1 document/CBD_COP_15_5/annex-2",
    ),
)

TEXT = "decision/cop/15/40"


@cache
def read() -> dict[str, Findings]:
    lines = ["15/40. Ponds", "", "The Conference of the Parties,", ""]
    for sentence, _, _ in PREAMBLE:
        lines += [sentence, ""]
    for number, row in enumerate(OPERATIVE, 1):
        lines += [f"{number}.\t{row[0]}", ""]
    lines += ["Annex", "", "1.\tPonds are wet.", "", "2.\tPonds are small.", ""]
    [text] = parse_bytes("\n".join(lines).encode(), "ponds.txt", Names())
    assert text.identifier == TEXT
    return dict(text.findings)


def acts(found: Findings) -> list[str]:
    return [act.code for act in found.actions]


def cited(found: Findings) -> list[str]:
    return sorted({citation.target or "none" for citation in found.citations})


def expected(places: str) -> list[str]:
    return sorted(f"{TEXT}/{place[1:]}" if place[0] == "=" else place for place in places.split())


@pytest.mark.parametrize(("number", "row"), list(enumerate(PREAMBLE, 1)), ids=[row[0] for row in PREAMBLE])
def test_a_recital_has_its_act_and_its_places(number: int, row: tuple[str, str, str]) -> None:
    found = read()[f"preamble/{number}"]
    assert (acts(found), cited(found)) == ([row[1]], expected(row[2]))


@pytest.mark.parametrize(("number", "row"), list(enumerate(OPERATIVE, 1)), ids=[row[0][:60] for row in OPERATIVE])
def test_a_paragraph_has_its_acts_actors_times_and_places(number: int, row: tuple[str, str, str, str, str]) -> None:
    _, doing, actors, times, places = row
    found = read()[str(number)]
    assert acts(found) == doing.split()
    assert [addressee.code for addressee in found.addressees] == actors.split()
    assert [due.meeting or due.date for due in found.deadlines] == times.split()
    if places:
        assert cited(found) == expected(places)
