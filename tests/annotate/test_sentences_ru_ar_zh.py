"""Hard sentences of decisions in Russian, Arabic and Chinese: acts in their inflections, lists, articles and times."""

from __future__ import annotations

from functools import cache

import pytest

from graph.thesaurus import Thesaurus
from loaders.annotate.citations import find_citations
from loaders.annotate.normalise import normalise


@cache
def vocabulary() -> Thesaurus:
    return Thesaurus.load()


def read(language: str, words: str, *, preamble: bool = False) -> object:
    """A doc of a paragraph of a decision of the tenth COP, with what was found in it."""
    from loaders.annotate.spacy_pipeline import Place, make_doc, pipeline

    nlp = pipeline(language, vocabulary())
    return nlp(make_doc(nlp, words, Place(language, "cop", 10, 2010, acts=True, preamble=preamble)))._


@pytest.mark.parametrize(
    ("language", "words", "acts"),
    [
        ("ru", "призывает также Стороны и другие правительства пользоваться атласом;", "encourage"),
        ("ru", "выражает свою глубокую признательность Канаде за прием совещания;", "appreciate"),
        ("ru", "выражает обеспокоенность нехваткой средств и настоятельно призывает доноров помочь;", "concern urge"),
        ("ru", "выражая признательность Египту за помощь,", "appreciate"),
        ("ru", "отмечая с обеспокоенностью, что родники пересыхают,", "concern"),
        (
            "ru",
            "с удовлетворением отмечая ход работы и с обеспокоенностью отмечая нехватку средств,",
            "welcome concern",
        ),
        ("ru", "вновь обращается к Сторонам с просьбой внести взносы;", "appeal"),
        ("ar", "يعرب عن بالغ تقديره للخبراء؛", "appreciate"),
        ("ar", "يحيط علما بالوثيقة الأولى ويعرب عن تقديره لإسبانيا؛", "take-note appreciate"),
        ("ar", "يقرر إنشاء فريق ويوافق على اختصاصاته؛", "decide approve"),
        ("ar", "يؤكد مجددا ضرورة الحفاظ على المروج؛", "reaffirm"),
        ("ar", "يؤكد أيضا ضرورة الحفاظ على المروج؛", "stress-need"),
        ("ar", "وإذ يلاحظ مع القلق جفاف الينابيع،", "concern"),
        ("ar", "وإذ يعي الحاجة إلى العمل، واقتناعا منه بضرورة التعاون،", "bearing-in-mind convinced"),
        ("ar", "وتصميما منه على حماية الينابيع،", "desiring"),
        ("ar", "يسترعي انتباه الأطراف إلى الأطلس؛", "draw-attention"),
        ("ar", "يقر بأهمية الينابيع؛", "underline-importance"),
        ("ar", "يقر المبادئ التوجيهية؛", "approve"),
        ("zh", "再次敦促发达国家缔约方增加捐款；", "urge"),
        ("zh", "再次重申有必要养护草地；", "reiterate"),
        ("zh", "向各位主席表示感谢；", "appreciate"),
        ("zh", "赞赏地注意到执行秘书的说明，并欢迎其中的建议；", "take-note welcome"),
        ("zh", "关切地注意到泉水正在干涸，并敦促这些缔约方采取行动；", "concern urge"),
        ("zh", "关切草地不断减少，并考虑到各国的需要，", "concern taking-into-account"),
        ("zh", "请执行秘书召集小组会议，并请小组完成工作；", "request request"),
        ("zh", "请执行秘书编写并请人审阅指南；", "request"),
    ],
)
def test_each_act_is_read_in_its_form(language: str, words: str, acts: str) -> None:
    assert [act.code for act in read(language, words).chm_acts] == acts.split()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "words", "addressees"),
    [
        (
            "ru",
            "предлагает другим правительствам на всех уровнях, донорам и соответствующим организациям помочь;",
            "other-governments donors relevant-organizations",
        ),
        ("ru", "поощряет Стороны, ЮНЕП и Секретариат Рамсарской конвенции помогать маякам;", "parties unep ramsar"),
        ("ru", "просит Секретариат помочь Сторонам;", "secretariat"),
        (
            "ar",
            "يدعو الحكومات الأخرى على جميع المستويات والجهات المانحة والمنظمات ذات الصلة إلى المساعدة؛",
            "other-governments donors relevant-organizations",
        ),
        ("ar", "يشجع الأطراف ومنظمات المجتمع المدني والجهات المانحة على التعاون؛", "parties ngos donors"),
        ("ar", "يشجع الأطراف وأمانة اتفاقية رامسار على مساعدة المنارات؛", "parties ramsar"),
        (
            "zh",
            "邀请其他国家政府、各级政府、捐助方和有关组织提供援助；",
            "other-governments governments donors relevant-organizations",
        ),
        ("zh", "鼓励各缔约方、联合国环境规划署和《湿地公约》秘书处援助灯塔；", "parties unep ramsar"),
        ("zh", "邀请尚未批准《名古屋议定书》的《公约》缔约方予以批准；", "parties"),
        ("zh", "鼓励民间社会组织、捐助方和青年开展合作；", "ngos donors youth"),
    ],
)
def test_a_list_of_addressees_is_read_to_its_end(language: str, words: str, addressees: str) -> None:
    acts = read(language, words).chm_acts  # type: ignore[attr-defined]
    assert [actor.code for act in acts for actor in act.addressees] == addressees.split()


@pytest.mark.parametrize(
    ("language", "words", "due"),
    [
        ("ru", "просит Стороны ответить в трехмесячный срок;", ["P3M"]),
        (
            "ru",
            "просит Стороны ответить за шесть недель до начала семнадцатого совещания Конференции Сторон;",
            ["cop/17 P6W"],
        ),
        ("ru", "постановляет включить вопрос в повестку дня двенадцатого совещания;", ["cop/12"]),
        ("ar", "يطلب إلى الأطراف الرد في موعد لا يتجاوز 90 يوما؛", ["P90D"]),
        ("ar", "يطلب إلى الأطراف الرد في غضون شهر واحد؛", ["P1M"]),
        ("ar", "يطلب إلى الأطراف الرد قبل ثلاثة أشهر من انعقاد الاجتماع السابع عشر؛", ["cop/17 P3M"]),
        ("ar", "يقرر إجراء استعراض كل سنتين حتى عام 2030؛", ["2030"]),
        ("zh", "请各缔约国至迟在缔约国大会第十七次会议之前三个月提交资料；", ["cop/17 P3M"]),
        ("zh", "请执行秘书在半年内提出报告；", ["P6M"]),
        ("zh", "决定每两年进行一次审查，直至2030年；", ["2030"]),
    ],
)
def test_times_are_read_with_what_they_are_counted_from(language: str, words: str, due: list[str]) -> None:
    found = read(language, words).chm_deadlines  # type: ignore[attr-defined]
    assert [" ".join(filter(None, (one.meeting or one.date, one.period))) for one in found] == due


@pytest.mark.parametrize(
    ("language", "words", "targets"),
    [
        ("ru", "раздел А решения VII/11", "decision/cop/7/11/A"),
        ("ru", "в рамках  Статьи  7.4", "vocab/cbd/7.4"),
        ("ru", "рекомендации XI/8 Вспомогательного органа по научным консультациям и рекомендации 3/5 Вспомогательного "
         "органа по осуществлению", "recommendation/sbstta/11/8 recommendation/sbi/3/5"),
        ("ru", "цели 14 и 15 в области устойчивого развития", "vocab/sdg/14 vocab/sdg/15"),
        ("ar", "الفقرات من 3 إلى 5 من المقرر 13/6", "decision/cop/13/6/3 decision/cop/13/6/4 decision/cop/13/6/5"),
        ("ar", "المواد 6 و8 (ح) والمواد من 15 إلى 16", "vocab/cbd/6 vocab/cbd/8.h vocab/cbd/15 vocab/cbd/16"),
        ("ar", "المادة 14-1 (د)", "vocab/cbd/14.1.d"),
        ("ar", "الفقرة الفرعية (ب) من الفقرة 3 من المادة 20", "vocab/cbd/20.3.b"),
        ("ar", "المادة 8، الفقرة (ي)", "vocab/cbd/8.j"),
        ("ru", "подпункт b) пункта 3 статьи 20", "vocab/cbd/20.3.b"),
        ("ru", "подпунктах a)-c) статьи 8", "vocab/cbd/8.a vocab/cbd/8.b vocab/cbd/8.c"),
        ("ru", "подпункте 8 w) решения X/33", "decision/cop/10/33/8.w"),
        ("zh", "第12(1)条和第15条1款和2款", "vocab/cbd/12.1 vocab/cbd/15.1 vocab/cbd/15.2"),
        ("zh", "第8条(a)至(c)款", "vocab/cbd/8.a vocab/cbd/8.b vocab/cbd/8.c"),
        ("zh", "《公约》第六、第七条、第八(h)条和第十条(c)款", "vocab/cbd/6 vocab/cbd/7 vocab/cbd/8.h vocab/cbd/10.c"),
        ("zh", "第二十条第3款(b)项以及第十六条第1和第2款", "vocab/cbd/20.3.b vocab/cbd/16.1 vocab/cbd/16.2"),
        ("zh", "科学、技术和工艺咨询附属机构第23/4号建议以及执行问题附属机构第3/5号建议",
         "recommendation/sbstta/23/4 recommendation/sbi/3/5"),
        ("zh", "在第10条或 14(4)  条下", "vocab/cbd/10 vocab/cbd/14.4"),
    ],
)  # fmt: skip
def test_citations_are_read_in_every_order(language: str, words: str, targets: str) -> None:
    assert [found.target for found in find_citations(words, language)] == targets.split()


@pytest.mark.parametrize(
    ("language", "words", "mentions"),
    [
        ("ar", "وبالتنوع البيولوجي للغابات والمعارف التقليدية", ["التنوع البيولوجي للغابات", "المعارف التقليدية"]),
        ("ar", "وللمناطق المحمية", ["للمناطق المحمية"]),
        ("ar", "المادة 8 (ي)", ["المادة 8 (ي)"]),
        ("ar", "غرفة تبادل معلومات السلامة الأحيائية", []),
        ("zh", "生物安全信息交换所和信息交换所机制", ["信息交换所机制"]),
        ("zh", "第八(j)条", ["第八(j)条"]),
        ("ru", "лесного  биоразнообразия", ["лесного  биоразнообразия"]),
    ],
)
def test_a_mention_is_the_name_alone(language: str, words: str, mentions: list[str]) -> None:
    assert [found.span.exact for found in read(language, words).chm_subjects] == mentions  # type: ignore[attr-defined]


def test_several_blanks_count_as_one_and_offsets_are_kept() -> None:
    copy = normalise("Статьи  7.4", "ru")
    assert copy.text == "Статьи 7.4"
    assert copy.span(7, 10).start == 8
