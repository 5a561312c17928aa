"""Whom an act is directed to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.annotate.actions import DIRECTIVE, Verbs
from loaders.annotate.addressees import Actors

VerbsOf = Callable[[str], Verbs]
ActorsOf = Callable[[str], Actors]


def addressed(verbs: Verbs, actors: Actors, text: str) -> list[str]:
    """The addressees of the last directive act of a paragraph."""
    acts = [act for act in verbs.find(text) if act.code in DIRECTIVE]
    return [found.code for found in actors.addressed(text, acts[-1].span.end, len(text))] if acts else []


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Invites Parties and other Governments to share data;", ["parties", "other-governments"]),
        ("Invites Parties, other Governments, relevant organizations and donors to:", 4),
        ("Requests the Executive Secretary to ask Parties for data;", ["executive-secretary"]),
        ("Requests the Executive Secretary, in consultation with Parties, to write;", ["executive-secretary"]),
        ("Requests the Executive Secretary, working with donors and Parties, to write;", ["executive-secretary"]),
        ("Invites Parties, through the Bureau, to request the Executive Secretary;", ["parties"]),
        ("Encourages developing country Parties to report;", ["developing-parties"]),
        ("Requests that the Executive Secretary and the Bureau give Parties time;", ["executive-secretary", "bureau"]),
        ("Requests, subject to available resources, the Executive Secretary to meet;", ["executive-secretary"]),
        ("Calls upon Parties and donors in a position to do so to pay;", ["parties", "donors"]),
        ("Urges the national focal points of Parties to answer;", ["national-focal-points"]),
        ("Requests the Global Environment Facility to support developing country Parties;", ["gef"]),
        ("Invites international organizations and initiatives, research institutions at all levels, and "
         "non-governmental organizations, to study;", ["international-organizations", "ngos"]),
        ("Encourages the use of data by Parties;", []),
        ("Encourages interested parties, who are many, to speak;", []),
        ("Invites Donors to pay;", ["donors"]),
    ],
)  # fmt: skip
def test_english_addressees_stand_in_the_object_of_the_verb(
    verbs_of: VerbsOf, actors_of: ActorsOf, sentence: str, actors: list[str] | int
) -> None:
    found = addressed(verbs_of("en"), actors_of("en"), sentence)
    assert (len(found) if isinstance(actors, int) else found) == actors


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("鼓励 各缔约方：", ["parties"]),
        ("请 执行秘书在有经费的情况下：", ["executive-secretary"]),
        ("请执行秘书与各缔约方协商，编写报告；", ["executive-secretary"]),
        ("请执行秘书同各缔约方和其他国家政府合作，编写报告；", ["executive-secretary"]),
        ("邀请 各缔约方、其他国家政府、有关机构以及其他捐助方进一步提供资金；", 4),
        ("邀请国际组织和倡议、各级研究机构以及非政府组织开展研究；", ["international-organizations", "ngos"]),
        ("鼓励各缔约方和其他国家政府开展合作；", ["parties", "other-governments"]),
        ("鼓励各缔约方在向全球环境基金申请资金时列入这一需要；", ["parties"]),
        ("请全球环境基金向发展中国家缔约方提供支助；", ["gef"]),
        ("鼓励发展中国家缔约方提出报告；", ["developing-parties"]),
        ("邀请政府间专家小组提出意见；", []),
        ("鼓励缔约方的专家参与；", []),
        ("鼓励建立伙伴关系；", []),
    ],
)
def test_chinese_addressees_stand_in_the_object_of_the_verb(
    verbs_of: VerbsOf, actors_of: ActorsOf, sentence: str, actors: list[str] | int
) -> None:
    found = addressed(verbs_of("zh"), actors_of("zh"), sentence)
    assert (len(found) if isinstance(actors, int) else found) == actors


@pytest.mark.parametrize(
    ("language", "sentence", "start"),
    [("en", "Invites the Conference of the Parties to meet;", 7), ("zh", "建议缔约方大会召开会议；", 2)],
)
def test_the_conference_of_the_parties_never_gives_parties(
    actors_of: ActorsOf, language: str, sentence: str, start: int
) -> None:
    actors = actors_of(language)
    assert [found.code for found in actors.addressed(sentence, start, len(sentence))] == ["cop"]
    assert actors.addressed(sentence, start, len(sentence), but="cop") == ()


def test_a_name_in_capitals_is_not_the_word(actors_of: ActorsOf) -> None:
    sentence = "Invites those who can, and the WHO, to help;"
    assert [found.code for found in actors_of("en").addressed(sentence, 7, len(sentence))] == ["who"]


def test_an_actor_named_twice_is_one_addressee(actors_of: ActorsOf) -> None:
    sentence = "Invites Parties, donors and Parties to help;"
    assert [found.code for found in actors_of("en").addressed(sentence, 7, len(sentence))] == ["parties", "donors"]
