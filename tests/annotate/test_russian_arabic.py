"""Acts, addressees, deadlines and subjects in Russian and Arabic, with the words of the project's vocabulary."""

from __future__ import annotations

from functools import cache

import pytest

from graph.thesaurus import Thesaurus
from loaders.annotate.grammar import grammar_of
from loaders.annotate.keys import key_of
from loaders.annotate.normalise import normalise

Said = tuple[list[tuple[str, list[str]]], list[str]]


@cache
def vocabulary() -> Thesaurus:
    return Thesaurus.load()


def said(language: str, words: str, *, preamble: bool = False, session: int = 10) -> Said:
    """The acts with their addressees, and the deadlines, of a paragraph of a decision of the COP."""
    from loaders.annotate.spacy_pipeline import Place, make_doc, pipeline

    nlp = pipeline(language, vocabulary())
    place = Place(language, "cop", session, 2010, acts=True, preamble=preamble)
    doc = nlp(make_doc(nlp, words, place))
    acts = [(act.code, [actor.code for actor in act.addressees]) for act in doc._.chm_acts]
    return acts, [due.meeting or due.date or "" for due in doc._.chm_deadlines]


@pytest.mark.parametrize(
    ("language", "words", "acts", "due"),
    [
        ("ru", "постановляет считать пруды;", [("decide", [])], []),
        ("ru", "принимает план прудов и приветствует труд смотрителей;", [("adopt", []), ("welcome", [])], []),
        ("ru", "поощряет Стороны:", [("encourage", ["parties"])], []),
        ("ru", "поощряет участие Сторон в счете;", [("encourage", [])], []),
        (
            "ru",
            "предлагает также Сторонам, другим правительствам и, в соответствующих случаях, частному сектору мерить "
            "воду;",
            [("invite", ["parties", "other-governments", "private-sector"])],
            [],
        ),
        (
            "ru",
            "просит далее Исполнительного секретаря в консультации с Бюро сказать об этом Конференции Сторон на ее "
            "тринадцатом совещании;",
            [("request", ["executive-secretary"])],
            ["cop/13"],
        ),
        (
            "ru",
            "поручает Исполнительному секретарю при условии наличия ресурсов:",
            [("request", ["executive-secretary"])],
            [],
        ),
        (
            "ru",
            "настоятельно призывает Стороны мерить воду до 31 декабря 2012 года и предлагает ГЭФ помочь;",
            [("urge", ["parties"]), ("invite", ["gef"])],
            ["2012-12-31"],
        ),
        ("ru", "постановляет вернуться к прудам на своем двадцать первом совещании;", [("decide", [])], ["cop/21"]),
        ("ru", "вновь подтверждает план, принятый на ее девятом совещании;", [("reaffirm", [])], []),
        ("ru", "просит Стороны слать списки к 2015 году;", [("request", ["parties"])], ["2015"]),
        ("ru", "рекомендует Конференции Сторон принять план;", [("recommend", [])], []),
        (
            "ru",
            "предлагает ГЭФ и Сторонам, являющимся развитыми странами, помочь развивающимся странам;",
            [("invite", ["gef", "developed-parties"])],
            [],
        ),
        (
            "ru",
            "отмечает с озабоченностью, что многие Стороны молчат, и настоятельно призывает эти Стороны говорить;",
            [("concern", []), ("urge", ["parties"])],
            [],
        ),
        (
            "ru",
            "рекомендует, чтобы Стороны и другие правительства мерили воду;",
            [("recommend", ["parties", "other-governments"])],
            [],
        ),
        (
            "ru",
            "поручает Исполнительному секретарю передать списки на рассмотрение Вспомогательного органа по "
            "осуществлению на его третьем совещании;",
            [("request", ["executive-secretary"])],
            ["sbi/3"],
        ),
        (
            "ru",
            "просит Стороны слать списки к следующему совещанию Конференции Сторон;",
            [("request", ["parties"])],
            ["cop/11"],
        ),
        (
            "ar",
            "يقرر إنشاء فريق ويطلب إلى الأمين التنفيذي عقد اجتماعه قبل الاجتماع السابع عشر لمؤتمر الأطراف؛",
            [("decide", []), ("request", ["executive-secretary"])],
            ["cop/17"],
        ),
        (
            "ar",
            "يوصي بأن تتخذ الأطراف والحكومات الأخرى تدابير؛",
            [("recommend", ["parties", "other-governments"])],
            [],
        ),
        (
            "ar",
            "يلاحظ مع القلق أن أطرافا عديدة صامتة، ويحث تلك الأطراف على الكلام؛",
            [("concern", []), ("urge", ["parties"])],
            [],
        ),
        (
            "ar",
            "يطلب إلى الأمانة إبلاغ الهيئة الفرعية للتنفيذ في اجتماعها الثالث وفي موعد أقصاه 30 حزيران/يونيه 2013؛",
            [("request", ["secretariat"])],
            ["sbi/3", "2013-06-30"],
        ),
        ("ar", "يدعو الأطراف إلى الإبلاغ في الاجتماع القادم لمؤتمر الأطراف؛", [("invite", ["parties"])], ["cop/11"]),
        ("ar", "يقرر عد البرك؛", [("decide", [])], []),
        ("ar", "يعتمد خطة البرك، ويرحب بعمل الرعاة؛", [("adopt", []), ("welcome", [])], []),
        ("ar", "يشجع الأطراف على ما يلي:", [("encourage", ["parties"])], []),
        ("ar", "يشجع مشاركة الأطراف في العد؛", [("encourage", [])], []),
        (
            "ar",
            "يدعو كذلك الأطراف والحكومات الأخرى والقطاع الخاص إلى قياس الماء؛",
            [("invite", ["parties", "other-governments", "private-sector"])],
            [],
        ),
        (
            "ar",
            "يطلب أيضا إلى الأمين التنفيذي أن يبلغ، بالتشاور مع المكتب، مؤتمر الأطراف في اجتماعه الثالث عشر؛",
            [("request", ["executive-secretary"])],
            ["cop/13"],
        ),
        ("ar", "يطلب إلى الأمين التنفيذي، رهنا بتوافر الموارد، ما يلي:", [("request", ["executive-secretary"])], []),
        (
            "ar",
            "يحث الأطراف على قياس الماء قبل 31 كانون الأول/ديسمبر 2012، ويدعو مرفق البيئة العالمية إلى العون؛",
            [("urge", ["parties"]), ("invite", ["gef"])],
            ["2012-12-31"],
        ),
        ("ar", "يقرر العودة إلى البرك في اجتماعه الحادي والعشرين؛", [("decide", [])], ["cop/21"]),
        ("ar", "يوصي الأطراف بعد البرك بحلول عام 2015؛", [("recommend", ["parties"])], ["2015"]),
        ("ar", "يَطلُب إلى الأمين التنفيذي عد البرك؛", [("request", ["executive-secretary"])], []),
    ],
)
def test_who_is_asked_for_what_and_by_when(
    language: str, words: str, acts: list[tuple[str, list[str]]], due: list[str]
) -> None:
    assert said(language, words) == (acts, due)


@pytest.mark.parametrize(
    ("language", "words", "codes"),
    [
        ("ru", "ссылаясь на решение VI/99 и отмечая пользу воды,", ["recall", "note"]),
        ("ru", "вновь подтверждая важность прудов,", ["reaffirm"]),
        ("ru", "с признательностью отмечая труд смотрителей,", ["appreciate"]),
        ("ru", "памятуя о прудах,", ["bearing-in-mind"]),
        ("ar", "إذ يشير إلى المقرر 6/99 وإذ يلاحظ نفع الماء،", ["recall", "note"]),
        ("ar", "وإذ يؤكد من جديد أهمية البرك،", ["reaffirm"]),
        ("ar", "وإذ يعرب عن تقديره لعمل الرعاة،", ["appreciate"]),
        ("ar", "وإذ يضع في اعتباره البرك،", ["bearing-in-mind"]),
    ],
)
def test_a_recital_has_its_acts(language: str, words: str, codes: list[str]) -> None:
    assert [code for code, _ in said(language, words, preamble=True)[0]] == codes


def test_every_declined_form_of_an_actor_is_still_that_actor() -> None:
    grammar = grammar_of("ru")
    assert grammar is not None
    inflection = grammar.inflection
    for label in vocabulary().labels("actors", "ru"):
        last = inflection.stem(label.split()[-1])
        if last == label.split()[-1] or not label[-1].islower():
            continue
        forms = [" ".join([*label.split()[:-1], last + ending]) for ending in ("ам", "ов", "ы", "ами")]
        assert {inflection.key(form) for form in forms} == {inflection.key(label)}, label


@pytest.mark.parametrize(
    ("language", "label", "form"),
    [
        ("ru", "мониторинг", "мониторингом"),
        ("ru", "лес", "лесах"),
        ("ru", "охраняемый", "охраняемых"),
        ("ru", "обмен", "обмена"),
        ("ar", "المناطق", "والمناطق"),
        ("ar", "المناطق", "للمناطق"),
        ("ar", "المناطق", "بالمناطق"),
        ("ar", "المناطق", "مناطق"),
        ("ar", "الإدارة", "ادارة"),
        ("ar", "وطنية", "الوطنية"),
        ("ar", "بيولوجي", "البيولوجي"),
        ("ar", "التنوع", "التنوّع"),
    ],
)
def test_the_forms_of_a_word_share_their_key(language: str, label: str, form: str) -> None:
    key = key_of(language, [label])
    assert key is not None
    assert key(form) == key(label)


def test_a_letter_of_the_word_is_no_clitic() -> None:
    key = key_of("ar", ["وطنية", "كربون", "بركة"])
    assert key is not None
    assert len({key("وطنية"), key("طنية")}) == 2
    assert key("والكربون") == key("كربون") != key("ربون")


def test_a_language_without_keys_has_none() -> None:
    assert key_of("zh", ["森林"]) is None


def test_vowel_signs_are_passed_over_and_offsets_kept() -> None:
    copy = normalise("وإنَّ مُؤتمرَ الأطراف", "ar")
    start = copy.text.index("مؤتمر")
    assert copy.span(start, start + 5).exact == "مُؤتمرَ"
