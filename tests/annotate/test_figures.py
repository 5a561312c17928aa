"""Figures are the same values in every language; numbers of places are none."""

from __future__ import annotations

import pytest

from loaders.annotate.figures import find_figures, spells

ALIKE = {
    "en": "1.5 million dollars for 10,000 people (2.5 per cent) by 2015",
    "fr": "1,5 million de dollars pour 10 000 personnes (2,5 %) avant 2015",
    "es": "1,5 millones de dólares para 10.000 personas (2,5 %) antes de 2015",
    "ru": "1,5 млн долл. США на 10 000 человек (2,5 %) к 2015 году",
    "ar": "1.5 مليون دولار لعدد 10000 شخص (2.5 %) بحلول عام ٢٠١٥",
    "zh": "150万美元，1万人（2.5%），2015年之前",
}


@pytest.mark.parametrize("language", ALIKE)
def test_amounts_are_one_value_in_every_language(language: str) -> None:
    text = ALIKE[language]
    found = find_figures(text, language)
    assert [figure.value for figure in found] == ["1500000", "10000", "2.5", "2015"]
    assert all(text[figure.span.start : figure.span.end] == figure.span.exact for figure in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "as paragraphs 3 and 4 (a) of Article 18 say"),
        ("fr", "conformément au paragraphe 3 de l'article 18"),
        ("es", "de conformidad con el párrafo 3 del artículo 18"),
        ("ru", "в соответствии с пунктом 3 статьи 18"),
        ("ar", "وفقا للفقرة 3 من المادة 18"),
        ("zh", "根据第 18 条第 3 款"),
        ("en", "see <https://www.cbd.int/2010> and UNEP/CBD/COP/10/15"),
    ],
)
def test_numbers_of_places_and_addresses_are_no_figures(language: str, text: str) -> None:
    assert find_figures(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "thirty ponds", "30"),
        ("en", "at its tenth meeting, in May", "5"),
        ("en", "one million trees", "1000000"),
        ("fr", "douze étangs", "12"),
        ("es", "en mayo", "5"),
        ("ru", "тридцати прудов", "30"),
        ("ar", "ثلاثين بركة", "30"),
        ("zh", "三十个池塘", "30"),
        ("zh", "一百五十万美元", "1500000"),
        ("zh", "二〇〇四年", "2004"),
    ],
)
def test_a_value_may_be_spelt_out(language: str, text: str, value: str) -> None:
    assert spells(text, language, value)
    assert not spells(text, language, "77")


def test_nautical_miles_are_not_thousands() -> None:
    assert [figure.value for figure in find_figures("200 milles marins", "fr")] == ["200"]
