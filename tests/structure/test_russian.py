"""Russian decisions of four eras, in own words: where the parts are and what they are called."""

from __future__ import annotations

import pytest

from loaders.languages.ru import LANGUAGE
from loaders.structure.marks import readings
from tests.structure.conftest import identified, read

EARLY = """Решение I/99. Пруды

Конференция Сторон

1. постановляет считать пруды;
2. просит секретариат:
а) измерить пруды;
б) описать:
i) берега;
ii) дно;
в) сообщить о результатах.
"""

SECTIONS = """VII/98. Пруды (статья 18, пункт 3)

А. Счет прудов

Конференция Сторон,

ссылаясь на решение VI/99,

1. просит Исполнительного секретаря открыть список;

2. предлагает Сторонам слать списки.

В. Вода прудов

Конференция Сторон,

отмечая пользу воды,

1. призывает Стороны мерить воду.

Приложение I

СПИСОК ПРУДОВ

1. Пруд должен иметь имя.

Приложение II

ПРАВИЛА

1. Правило одно.
"""

HEADINGS = """X/97.	Пруды и знания о них

Конференция Сторон,

вновь подтверждая решение IX/98, в котором говорится о том, что пруды полезны всем и что за ними надо
смотреть,

признавая труд тех, кто смотрит за прудами каждый год и пишет об этом большие отчеты для всех Сторон и
соседей,

1.	с признательностью отмечает работу смотрителей и приветствует их новые мысли о том, как беречь пруды
и что для этого нужно;

Обмен знаниями

2.	поручает Исполнительному секретарю при условии наличия ресурсов:

a)	собрать знания о прудах;

b)	доложить о них Конференции Сторон на ее одиннадцатом совещании.

Приложение

ЦЕЛИ ДЛЯ ПРУДОВ

Миссия

Сберечь пруды.

Цель 1: Пруды сосчитаны

1.1.	Есть список прудов.

Цель 2. Пруды чисты

2.1.	Вода в прудах чиста.
"""

LATE = """CBD/COP/DEC/14/96
Решение, принятое Конференцией Сторон Конвенции о биологическом разнообразии

14/96. Цифровые пруды

Конференция Сторон,

1. принимает к сведению доклад о прудах;

2. настоятельно призывает Стороны и предлагает другим правительствам:

a) рисовать пруды;

b) хранить рисунки;

и сообщить об этом;

3. постановляет вернуться к прудам на своем пятнадцатом совещании.
"""

NOTE = """UNEP/CBD/SBSTTA/10/98
29 октября 2004 года
КОНВЕНЦИЯ О БИОЛОГИЧЕСКОМ РАЗНООБРАЗИИ

ВСПОМОГАТЕЛЬНЫЙ ОРГАН ПО НАУЧНЫМ, ТЕХНИЧЕСКИМ И ТЕХНОЛОГИЧЕСКИМ КОНСУЛЬТАЦИЯМ
Десятое совещание
Бангкок, 7-11 февраля 2005 года
Пункт 4.2 предварительной повестки дня

МЕХАНИЗМ ПОСРЕДНИЧЕСТВА И ПРУДЫ

Записка Исполнительного секретаря

РЕЗЮМЕ

1. Во исполнение решения VII/30 секретариат сосчитал пруды.

ПРЕДЛАГАЕМЫЕ РЕКОМЕНДАЦИИ

Вспомогательный орган, возможно, пожелает:

a) принять к сведению пруды;

b) рекомендовать Сторонам мерить воду.

I. ВВЕДЕНИЕ

2. Пруды полезны.

II. СЧЕТ

A. Имена

3. У пруда есть имя (см. пункт 1 выше).
"""


def paths(text: str) -> list[str]:
    return identified(text, "ru")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EARLY, ["cop/1/99: Пруды", *"title opening 1 2 2.a 2.b 2.b.i 2.b.ii 2.c".split()]),
        (
            SECTIONS,
            [
                "cop/7/98: Пруды (статья 18, пункт 3)",
                *"title A A/opening A/preamble/1 A/1 A/2".split(),
                *"B B/opening B/preamble/1 B/1 annex-1 annex-1/1 annex-2 annex-2/1".split(),
            ],
        ),
        (
            HEADINGS,
            [
                "cop/10/97: Пруды и знания о них",
                *"title opening preamble/1 preamble/2 1 heading/2 2 2.a 2.b".split(),
                *"annex annex/heading/mission annex/mission annex/goal-1".split(),
                *"annex/goal-1/1.1 annex/goal-2 annex/goal-2/2.1".split(),
            ],
        ),
        (LATE, ["cop/14/96: Цифровые пруды", *"title opening 1 2 2.a 2.b 2/wrap 3".split()]),
    ],
    ids=["1994", "2004", "2010", "2018"],
)
def test_a_decision_of_every_era_has_its_addresses(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


@pytest.mark.parametrize("mark", ["a)", "а)", "(a)", "(а)"])
def test_the_first_letter_is_the_same_in_both_scripts(mark: str) -> None:
    assert next((found.value, found.label) for found in readings(f"{mark} счет")) == (1, "a")


def test_latin_letters_typed_in_cyrillic_keep_their_latin_order() -> None:
    text = EARLY.replace("б)", "b)").replace("в)", "с)")
    assert paths(text)[-1] == "2.c"


def test_a_title_number_typed_with_cyrillic_letters_is_read() -> None:
    assert paths(HEADINGS.replace("X/97", "Х/97"))[0].startswith("cop/10/97")


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Конференция Сторон,", "cop"),
        ("Конференция Сторон, выступающая в качестве Совещания Сторон Картахенского протокола,", "cp-mop"),
        ("Конференция Сторон, выступающая в качестве совещания Сторон Нагойского протокола,", "np-mop"),
        ("Вспомогательный орган по научным, техническим и технологическим консультациям,", "sbstta"),
        ("Вспомогательный орган по осуществлению,", "sbi"),
        ("ВСПОМОГАТЕЛЬНЫЙ ОРГАН ПО ОСУЩЕСТВЛЕНИЮ", None),
        ("Конференция Сторон приняла решение о прудах,", None),
    ],
)
def test_the_enacting_words_tell_the_body(line: str, body: str | None) -> None:
    assert LANGUAGE.opener(line) == body


def test_a_note_has_its_cover_summary_recommendations_and_sections() -> None:
    assert paths(NOTE) == [
        "document/UNEP_CBD_SBSTTA_10_98: МЕХАНИЗМ ПОСРЕДНИЧЕСТВА И ПРУДЫ",
        *"cover/agenda title summary 1 recommendation recommendation/1 recommendation/a recommendation/b".split(),
        *"section/I 2 section/II section/II/A 3".split(),
    ]


def test_the_mark_of_a_note_is_glued_to_its_word() -> None:
    words = "1. просит считать пруды1;\n\n2. просит мерить воду."
    found = read(f"VIII/9. Пруды\n\nКонференция Сторон,\n\n{words}\n\n___________\n1 См. атлас.", "ru")
    assert found["1"].text == "просит считать пруды;"
    assert found["1"].notes == ((20, "note/1"),)


def test_a_symbol_beside_a_worded_page_number_is_a_running_head() -> None:
    head = "UNEP/CBD/COP/DEC/VIII/9\nСтр. 2"
    text = f"VIII/9. Пруды\n\nКонференция Сторон,\n\n1. просит считать пруды\n\n{head}\n\n2. просит мерить воду."
    assert identified(text, "ru")[1:] == ["title", "opening", "1", "2"]
