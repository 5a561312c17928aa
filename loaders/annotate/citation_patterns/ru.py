"""Citations in Russian: пункт 6 решения VII/23, пункт 3 статьи 18, статья 8 j)."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import BRACKETED, Patterns
from loaders.annotate.numbers import Marks

_ITEM = r"\(?(?<![A-Za-zА-Яа-я])[a-zа-я]{1,4}\s?\){1,2}"
_NUMBER = rf"\d{{1,3}}(?:\.\d{{1,2}})?(?![\d/])(?:\s?{_ITEM}){{0,2}}"
_LINK = r"(?:,?\s(?:и|или|по)\s|,\s?|\s?-\s?)"
_LIST = rf"{_NUMBER}(?:{_LINK}(?:{_NUMBER}|{_ITEM}))*"
_WORD = r"(?:[Пп]ункт(?:[ауеыо]|ом|ов|ам|ах|ами)?|[Пп]п?\.)"
_PARAGRAPHS = rf"\b{_WORD}\s(?P<numbers>{_LIST}|{_ITEM})"
_ANNEX = r"(?P<annexed>[Пп]риложени[еяюи]м?)(?:\s(?P<annex>[IVX]{1,4}|\d{1,2})\b)?"
_SECTION = r"[Рр]аздел(?:[ауе]|ом)?\s(?P<section>[A-Z])\b"
_ARTICLE = r"\b[Сс]тат(?:ь[яюие]|ьей|ей|ьям|ьями|ьях)"
_DECISION = r"(?:[Рр]ешени(?:[еяюи]|й|ем|ям|ями|ях)|[Рр]екомендаци(?:[яюией]|ям|ями|ях))"
_ONE_ARTICLE = rf"{_NUMBER}(?:,?\s{_WORD}\s\d{{1,2}}(?:\s?{_ITEM})*)?"
_TREATY = (
    r"(?:(?:Картахенск|Нагойск|Киотск|Монреальск)\w+\s[Пп]ротокол\w*|Рамочн\w+\sконвенци\w+"
    r"|Парижск\w+\sсоглашени\w+|Конвенци\w+(?:\s(?:о|по)\s[а-я ]{1,30})?|Протокол\w*)"
)

PATTERNS = Patterns(
    marks=Marks(
        token=re.compile(
            rf"(?P<number>\d+(?:\.\d+)*)|(?P<item>{_ITEM})|(?P<range>\bпо\b|-)|(?P<join>\b(?:и|или)\b|,)"
            rf"|(?P<article>{_ARTICLE})|(?P<paragraphs>[Пп]ункт(?:ы|ов|ам|ах|ами)\b|[Пп]п\.)|"
            rf"(?P<paragraph>[Пп]ункт(?:[ауе]|ом)?\b|[Пп]\.)"
        ),
        letters=dict(zip("асеорхіј", "aceopxij", strict=True)),
    ),
    decision_word=re.compile(r"\b[Рр]ешени\w*"),
    recommendation_word=re.compile(r"\b[Рр]екомендаци\w*"),
    not_ours_before=re.compile(r"\b(?:[Сс]тр\w*\.?|[Тт]аблиц\w*|[Рр]исун\w*|[Рр]езолюци\w*)\s\Z"),
    place_before=re.compile(
        rf"(?:{_PARAGRAPHS}\s(?:в\s|к\s)?)?(?:(?:{_SECTION}|{_ANNEX})\s(?:к\s)?)?\b(?:ее\s|его\s)?{_DECISION}\s\Z"
    ),
    place_after=re.compile(
        rf"\*?(?:\s(?P<title>{BRACKETED}))?(?:,?\s{_SECTION})?(?:,?\s{_ANNEX})?(?P<close>\s?\))?"
        rf"(?:,?\s{_PARAGRAPHS})?"
    ),
    document_before=re.compile(rf"(?:{_PARAGRAPHS}\s)?(?:{_ANNEX}\s(?:к\s)?)?\b[Дд]окумент\w*\s\Z"),
    page_after=re.compile(r",?\sстр\.\s\d{1,3}"),
    article=re.compile(
        rf"\b{_WORD}\s(?:{_LIST}|{_ITEM})\s{_ARTICLE}\s\d{{1,2}}(?!\d)(?:{_LINK}\d{{1,2}}(?!\d))*"
        rf"|{_ARTICLE}\s{_ONE_ARTICLE}(?:{_LINK}(?:{_ONE_ARTICLE}|{_ITEM}))*"
    ),
    treaty_names=re.compile(_TREATY),
    treaty_after=re.compile(rf",?\s(?P<name>{_TREATY})"),
    treaties=(
        (re.compile(r"биологическом разнообразии"), "cbd"),
        (re.compile(r"Картахен"), "cartagena"),
        (re.compile(r"Нагой"), "nagoya"),
        (re.compile(r"^Протокол\w*$"), "protocol"),
        (re.compile(r"^Конвенци\w+$"), "convention"),
        (re.compile(r"."), "other"),
    ),
    targets=(
        (re.compile(rf"Айтинск\w+\sцелев\w+\sзадач\w*(?:\sпо\s\w+)?,?\s(?P<numbers>{_LIST})"), "aichi"),
        (re.compile(rf"\b[Цц]елев\w+\sзадач\w*\s(?P<numbers>{_LIST})\s(?:Айти|из\sАйтинск\w+)"), "aichi"),
        (
            re.compile(
                rf"\b[Зз]адач\w*\s(?P<numbers>{_LIST})\s(?:Куньминско|[Рр]амочной\sпрограмм|Глобальной\sрамочной)"
            ),
            "gbf",
        ),
        (re.compile(rf"(?:\bЦУР|\b[Цц]ел\w+\sв\sобласти\sустойчивого\sразвития)\s(?P<numbers>{_LIST})"), "sdg"),
    ),
    resolution=re.compile(r"\b[Рр]езолюци\w+\s(?P<symbol>\d{1,2}/\d{1,3})(?!\d)"),
    anaphora=re.compile(rf"(?:{_PARAGRAPHS}\s)?(?:того\sже|этого|данного|указанного)\sрешения\b"),
    own_annex=re.compile(
        r"\b[Пп]риложени\w+(?:\s(?P<annex>[IVX]{1,4}))?\s(?:к\s)?настоящ(?:ему|его)\s(?:решени[юя]|документ[ау])\b"
    ),
    own_place=re.compile(rf"{_PARAGRAPHS}\s(?:выше|ниже|настоящего\sрешения)\b"),
)
