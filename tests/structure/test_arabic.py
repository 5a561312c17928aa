"""Arabic decisions of four eras, in own words: where the parts are and what they are called."""

from __future__ import annotations

import pytest

from loaders.languages.ar import LANGUAGE
from loaders.structure.headings import annex_slug, goal_slug
from loaders.structure.marks import readings
from tests.structure.conftest import identified, structured

EARLY = """المقرر 1/99- البرك

إن مؤتمر الأطراف

1- يقرر عد البرك؛
2- يطلب إلى الأمانة ما يلي:
(أ) قياس البرك؛
(ب) وصف ما يلي:
(1) الضفاف؛
(2) القاع؛
(ج) الإبلاغ عن النتائج.
"""

SECTIONS = """7/98- البرك (المادة 18، الفقرة 3)

ألف - عد البرك

إن مؤتمر الأطراف،

إذ يشير إلى المقرر 6/99،

1 - يطلب إلى الأمين التنفيذي فتح قائمة؛

2 - يدعو الأطراف إلى إرسال القوائم.

باء - ماء البرك

إن مؤتمر الأطراف،

وإذ يلاحظ نفع الماء،

1 - يناشد الأطراف قياس الماء.

المرفق الأول

قائمة البرك

1 - لكل بركة اسم.

المرفق الثاني

القواعد

1 - القاعدة واحدة.
"""

GOALS = """المقرر ١٠/٩٧- البرك والمعارف عنها

إن مؤتمر الأطراف،

وإذ يدرك أن البرك نافعة للجميع،

وإذ يقر بعمل من يرعى البرك،

١- يلاحظ مع التقدير عمل الرعاة ويرحب بأفكارهم؛

تبادل المعارف

٢- يطلب إلى الأمين التنفيذي، رهنا بتوافر الموارد، القيام بما يلي:

(أ) جمع المعارف عن البرك؛

(ب) إبلاغ مؤتمر الأطراف في اجتماعه الحادي عشر.

المرفق

أهداف البرك

المهمة

حفظ البرك.

الهدف ١: عد البرك

1.1. توجد قائمة بالبرك.

الهدف الثاني: نظافة البرك

2.1. ماء البرك نظيف.
"""

LATE = """CBD/COP/DEC/14/96
مقرر اعتمده مؤتمر الأطراف في اتفاقية التنوع البيولوجي

14/96- البرك الرقمية

إنّ مؤتمر الأطراف،

1- يحيط علما بتقرير البرك؛

2- يحث الأطراف ويدعو الحكومات الأخرى إلى ما يلي:

(أ) رسم البرك؛

(ب) حفظ الرسوم؛

3- يقرر العودة إلى البرك في اجتماعه الخامس عشر.
"""

NOTE = """UNEP/CBD/SBSTTA/10/98
29 October 2004
الاتفاقية المتعلقة بالتنوع البيولوجي

الهيئة الفرعية للمشورة العلمية والتقنية والتكنولوجية
الاجتماع العاشر
بانكوك، 7-11 فبراير 2005
البند 4.2 من جدول الأعمال المؤقت

آلية غرفة تبادل المعلومات والبرك

مذكرة من الأمين التنفيذي

موجز تنفيذي

1- عملا بالمقرر 7/30 عدت الأمانة البرك.

التوصيات المقترحة

قد ترغب الهيئة الفرعية في:

(أ) أن تحيط علما بالبرك؛

(ب) أن توصي الأطراف بقياس الماء.

أولا - مقدمة

2- البرك نافعة.

ثانيا - العد

ألف - الأسماء

3- للبركة اسم (انظر الفقرة 1 أعلاه).
"""


def paths(text: str) -> list[str]:
    return identified(text, "ar")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EARLY, ["cop/1/99: البرك", *"title opening 1 2 2.a 2.b 2.b.i 2.b.ii 2.c".split()]),
        (
            SECTIONS,
            [
                "cop/7/98: البرك (المادة 18، الفقرة 3)",
                *"title A A/opening A/preamble/1 A/1 A/2".split(),
                *"B B/opening B/preamble/1 B/1 annex-1 annex-1/1 annex-2 annex-2/1".split(),
            ],
        ),
        (
            GOALS,
            [
                "cop/10/97: البرك والمعارف عنها",
                *"title opening preamble/1 preamble/2 1 heading/2 2 2.a 2.b".split(),
                *"annex annex/heading/mission annex/mission annex/goal-1".split(),
                *"annex/goal-1/1.1 annex/goal-2 annex/goal-2/2.1".split(),
            ],
        ),
        (LATE, ["cop/14/96: البرك الرقمية", *"title opening 1 2 2.a 2.b 3".split()]),
    ],
    ids=["1994", "2004", "2010", "2018"],
)
def test_a_decision_of_every_era_has_its_addresses(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


def listed(letters: str) -> list[str]:
    items = "".join(f"({letter}) بند؛\n" for letter in letters.split())
    return paths(EARLY.split("(أ)", maxsplit=1)[0] + items)[5:]


def test_a_list_in_the_order_of_numerals() -> None:
    assert listed("أ ب ج د هـ و ز ح") == [f"2.{letter}" for letter in "abcdefgh"]


def test_a_list_in_the_order_of_the_alphabet() -> None:
    assert listed("أ ب ت ث ج ح خ د ذ") == [f"2.{letter}" for letter in "abcdefghi"]


def test_a_list_keeps_the_order_that_it_has_shown() -> None:
    """After أ ب ج د the letter ج is no fifth one, though it is the fifth of the alphabet."""
    first, second = (
        [mark for mark in readings(f"({letter}) بند") if mark.style.value == style] for letter, style in ("دa", "جت")
    )
    assert (first[0].value, second[0].value) == (4, 5)
    assert not second[0].counts_like(first[0])


@pytest.mark.parametrize("mark", ["1-", "1 -", "١-", "١ -", "\u200f1-", "1.", "١."])
def test_a_paragraph_is_marked_in_any_digits(mark: str) -> None:
    assert paths(LATE.replace("1- يحيط", f"{mark} يحيط"))[3] == "1"


def test_brackets_that_an_extraction_has_turned_are_read() -> None:
    assert paths(LATE.replace("(أ)", ")أ(").replace("(ب)", ")ب("))[5:7] == ["2.a", "2.b"]


def test_numerals_of_annexes_and_goals_are_words_or_digits() -> None:
    assert [annex_slug(number, LANGUAGE) for number in (None, "الثالث", "٢", "II")] == [
        "annex",
        "annex-3",
        "annex-2",
        "annex-2",
    ]
    assert [goal_slug(number, LANGUAGE) for number in ("٣", "الأولى", "A", "ب")] == [
        "goal-3",
        "goal-1",
        "goal-A",
        "goal-B",
    ]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("إن مؤتمر الأطراف،", "cop"),
        ("إنّ مؤتمر الأطراف،", "cop"),
        ("إن مؤتمر الأطراف العامل كاجتماع للأطراف في بروتوكول قرطاجنة،", "cp-mop"),
        ("إن مؤتمر الأطراف العامل كاجتماع للأطراف في بروتوكول ناغويا،", "np-mop"),
        ("إن الهيئة الفرعية للمشورة العلمية والتقنية والتكنولوجية،", "sbstta"),
        ("إن الهيئة الفرعية للتنفيذ،", "sbi"),
        ("الهيئة الفرعية للتنفيذ", None),
        ("إن مؤتمر الأطراف يحب البرك،", None),
    ],
)
def test_the_enacting_words_tell_the_body(line: str, body: str | None) -> None:
    assert LANGUAGE.opener(line) == body


def test_a_note_has_its_cover_summary_recommendations_and_sections() -> None:
    assert paths(NOTE) == [
        "document/UNEP_CBD_SBSTTA_10_98: آلية غرفة تبادل المعلومات والبرك",
        *"cover/agenda title summary 1 recommendation recommendation/1 recommendation/a recommendation/b".split(),
        *"section/I 2 section/II section/II/A 3".split(),
    ]


def test_an_article_in_one_line_is_broken_before_its_marked_paragraphs() -> None:
    filler = "ونص طويل عن البرك والضفاف " * 12
    row = f"المادة 1 البرك - 1 تعد الأطراف البرك. {filler}- 2 تقيس الأطراف الماء وفقا للمادة 9. المادة 2 الماء"
    text = f"اتفاق مبرم في إطار اتفاقية الأمم المتحدة لقانون البحار\n\n{row} - 1 الماء عذب. {filler}\n"
    found = [element.path for element in structured(text, "t.txt").elements]
    assert [path for path in found if path[0].isdigit()] == ["1", "1/1", "1/2", "2", "2/1"]


def test_a_mark_with_its_dash_before_it_is_read() -> None:
    assert [mark.value for mark in readings("- 2 يقرر عد البرك")] == [2]
    assert readings("- 2 ponds") == ()


def test_an_objective_is_numbered_with_a_dash() -> None:
    annex = "المرفق\n\nالخطة\n\nالغاية 1- الماء\n\n1-1 عد البرك.\n\n1-2 قياس الماء."
    text = f"المقرر 15/9- البرك\n\nإن مؤتمر الأطراف،\n\n1- يعتمد الخطة.\n\n{annex}"
    assert identified(text, "ar")[-3:] == ["annex/goal-1", "annex/goal-1/1.1", "annex/goal-1/1.2"]
