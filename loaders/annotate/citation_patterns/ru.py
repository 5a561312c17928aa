"""Citations in Russian: пункт 6 решения VII/23, пункт 3 статьи 18, статья 8 j)."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import BRACKETED, SYMBOL_MARK, Cues, Patterns
from loaders.annotate.citation_patterns.aims import Aims
from loaders.annotate.numbers import Marks

_ITEM = r"\(?(?<![A-Za-zА-Яа-я])[a-zа-я]{1,4}\s?\){1,2}"
_NUMBER = rf"\d{{1,3}}(?:\.\d{{1,2}})?(?![\d/])(?:\s?{_ITEM}){{0,2}}"
_LINK = r"(?:,?\s(?:и|или|по)\s|,\s?|\s?-\s?)"
_LIST = rf"{_NUMBER}(?:{_LINK}(?:{_NUMBER}|{_ITEM}))*"
_WORD = r"(?:[Пп]ункт(?:[ауеыо]|ом|ов|ам|ах|ами)?|[Пп]п?\.)"
_ITEMS = rf"{_ITEM}(?:{_LINK}{_ITEM})*"
_PARAGRAPHS = rf"(?:\b[Пп]одпункт\w*\s(?P<items>{_ITEMS})\s)?\b{_WORD}\s(?P<numbers>{_LIST}|{_ITEM})"
_ANNEX = r"(?P<annexed>[Пп]риложени[еяюи]м?|(?P<appended>[Дд]обавлени[еяюи]м?))(?:\s(?P<annex>[IVX]{1,4}|\d{1,2})\b)?"
_SECTION = r"[Рр]аздел(?:[ауе]|ом)?\s(?P<section>[A-ZАВСЕН])\b"
_COMPONENT = (
    r"(?:элемент|компонент|мероприяти|цел|задач)\w*\s(?:программы\sработы\s)?(?P<component>\d{1,2}(?:\.\d{1,2}){1,2})"
)
_NOT_TARGET = "".join(rf"(?<!целев{ending}\s)" for ending in ("ая", "ой", "ую", "ые", "ых", "ым"))
_REPORT = r"(?:доклад|записк)\w*"
_ARTICLE = r"\b[Сс]тат(?:ь[яюие]|ьей|ей|ьям|ьями|ьях)"
_DECISION = r"(?:[Рр]ешени(?:[еяюи]|й|ем|ям|ями|ях)|[Рр]екомендаци(?:[яюией]|ям|ями|ях))"
_ONE_ARTICLE = rf"{_NUMBER}(?:\s?\(\d{{1,2}}\)(?:\s?{_ITEM})*)?(?:,?\s{_WORD}\s\d{{1,2}}(?!\d)(?:\s?{_ITEM})*)?"
_TREATY = (
    r"(?:(?:Картахенск|Нагойск|Киотск|Монреальск)\w+\s[Пп]ротокол\w*|Рамочн\w+\sконвенци\w+"
    r"|Парижск\w+\sсоглашени\w+|Конвенци\w+(?:\s(?:о|по)\s[а-я ]{1,30})?|Протокол\w*)"
)

_AIMS = Aims(
    unit=r"(?:[Сс]тратегическ\w+\s)?(?:[Цц]елев\w+\s)?(?:[Цц]ел(?:ь|и|ью|ям|ей|ями|ях)|[Зз]адач\w*)\s",
    link=r"(?:,?\s(?:и|или|по|до)\s|,\s?|\s?-\s?)",
    before=(
        (
            "aichi",
            r"Айтинск\w+\s(?:целев\w+\s)?задач\w*(?:\s(?:по|в\sобласти)\s[а-я ]{3,60})?,?"
            r"|[Сс]тратегическ\w+\sцел\w+(?=\s[A-EА-С](?!\w))",
        ),
        ("sdg", r"(?:ЦУР|[Цц]ел\w+\sв\sобласти\sустойчивого\sразвития)(?:,?\sзадач\w*)?"),
        ("mdg", r"ЦР(?:Д)?Т|[Цц]ел\w+\sв\sобласти\sразвития,?\s(?:сформулированн\w+\sв\s)?Деклараци\w+\sтысячелетия,?"),
        ("gspc", r"(?:Глобальн\w+\sстратеги\w+\sсохранения\sрастений|ГССР),?\s(?:цел\w+\s)?задач\w*"),
    ),
    after=(
        (
            "aichi",
            r"(?:\s(?:по|в\sобласти)\s[а-я\s]{3,80})?,?\s(?:принят\w+\sв\sАйти|Айти(?!\w)|(?:из\s(?:числа\s)?)?Айтинск\w+)",
        ),
        (
            "gbf",
            r"\s(?:Куньминско-Монреальск\w+(?:\sглобальн\w+)?(?:\sрамочн\w+\sпрограмм\w+)?|[Рр]амочной\sпрограмм\w+"
            r"|[Гг]лобальной\sрамочной(?:\sпрограмм\w+)?)",
        ),
        (
            "sdg",
            r"\sв\sобласти\sустойчивого\sразвития|\s(?:Целей\sв\sобласти\sустойчивого\sразвития|ЦУР|Повестки\sдня\s[^.;,\d]{0,60}2030)",
        ),
        ("gspc", r"\sГлобальной\sстратегии\sсохранения\sрастений"),
    ),
)

PATTERNS = Patterns(
    marks=Marks(
        token=re.compile(
            rf"(?P<number>\d+(?:\.\d+)*(?:\s?\(\d+\))?)|(?P<item>{_ITEM})|(?P<range>\bпо\b|-)|(?P<join>\b(?:и|или)\b|,)"
            rf"|(?P<article>{_ARTICLE})|(?P<paragraphs>[Пп]ункт(?:ы|ов|ам|ах|ами)\b|[Пп]п\.)|"
            rf"(?P<paragraph>[Пп]ункт(?:[ауе]|ом)?\b|[Пп]\.)"
        ),
        sections=dict(zip("АВСЕН", "ABCEH", strict=True)),
        letters=dict(zip("асеорхіјбвгджзиклмнт", "aceopxijbcdeghijklmr", strict=True)),
    ),
    decision_word=re.compile(r"\b[Рр]ешени\w*"),
    recommendation_word=re.compile(r"\b[Рр]екомендаци\w*"),
    not_ours_before=re.compile(r"\b(?:[Сс]тр\w*\.?|[Тт]аблиц\w*|[Рр]исун\w*|[Рр]езолюци\w*)\s\Z"),
    place_before=re.compile(
        rf"(?:(?:{_PARAGRAPHS}|{_COMPONENT})\s(?:в\s|к\s)?)?(?:(?:{_SECTION}|{_ANNEX})\s(?:к\s)?)?\b(?:ее\s|его\s)?{_DECISION}\s\Z"
    ),
    place_after=re.compile(
        rf"\*?(?:\s(?P<title>{BRACKETED}))?(?:,?\s{_SECTION})?(?:,?\s(?>{_ANNEX})(?!\sк\s))?(?P<close>\s?\))?"
        rf"(?:,?\s(?:{_PARAGRAPHS}|{_COMPONENT}))?"
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
    bodies=(
        (re.compile(r"Вспомогательн\w+ орган\w* по научным|\bВОНТТК\b"), "sbstta"),
        (re.compile(r"Вспомогательн\w+ орган\w* по осуществлению|\bВОО\b"), "sbi"),
        (re.compile(r"Рабоч\w+ групп\w+ .{0,20}по (?:осуществлению )?стать[еи] 8"), "wg8j"),
        (re.compile(r"Рабоч\w+ групп\w+ .{0,20}по обзору осуществления"), "wgri"),
    ),
    targets=_AIMS.patterns(),
    component=re.compile(
        r"(?:\b(?:[Ээ]лемент\w*(?:\sпрограммы(?:\sработы)?)?|[Кк]омпонент\w*|[Мм]ероприяти\w*|[Цц]ел(?:ь|и|ью|ям|ей|ями|ях))\s)"
        r"(?P<numbers>\d{1,2}(?:\.\d{1,2}){0,2}(?:(?:,\s|\sи\s)\d{1,2}(?:\.\d{1,2}){0,2})*+)(?![\d%/])"
    ),
    resolution=re.compile(r"\b[Рр]езолюци\w+\s(?P<symbol>\d{1,2}/\d{1,3})(?!\d)"),
    anaphora=re.compile(rf"(?:{_PARAGRAPHS}\s)?(?:того\sже|этого|данного|указанного)\sрешения\b"),
    own_annex=re.compile(
        r"\b(?P<annexed>[Пп]риложени\w+)(?:\s(?P<annex>[IVX]{1,4}))?\s(?:к\s)?настоящ(?:ему|его)\s(?:решени[юя]|документ[ау])\b"
    ),
    own_place=re.compile(
        rf"{_PARAGRAPHS}\s(?:выше|ниже|настоящ(?:его|ей)\s(?:решения|записки|документа|рекомендации))\b"
        r"|\b[Рр]аздел\w*\s(?P<section>[A-Z]|[IVX]{1,5})\s(?:выше|ниже|настоящ(?:его|ей)\s\w+)\b"
    ),
    bare=re.compile(
        rf"(?:{_ANNEX},?\s)?(?>{_PARAGRAPHS})"
        rf"(?!\s(?:\w+\s)?(?:{_REPORT}|документ|протокол|конвенци|резолюци|повестк|стать|постановляющ|приложени)\w*"
        r"|\s(?:выше|ниже|настоящ\w+)\b)",
        re.IGNORECASE,
    ),
    own_goal=re.compile(
        rf"\b{_NOT_TARGET}(?:[Цц]ел(?:ь|и|ью|ям|ей|ями|ях)|[Зз]адач(?:а|и|е|у|ей|ам|ами|ах)?)\s"
        r"(?P<numbers>\d{1,2}(?:\.\d{1,2})?(?:(?:,\s|\sи\s)\d{1,2}(?:\.\d{1,2})?(?![\d%]))*)(?![\d%]|\.\d|-)"
    ),
    named_report=re.compile(
        rf"(?:\b{_ANNEX}|{_PARAGRAPHS})\s(?:к\s)?(?P<name>(?:(?:его|ее|промежуточн\w+|заключительн\w+)\s)?{_REPORT}"
        r"(?:\sИсполнительного\sсекретаря)?)"
    ),
    report_is_in=re.compile(
        rf"\b(?P<name>{_REPORT})[^.;]{{0,60}}?(?:содерж|излож|распростран|привед|представл|издан)\w*\s"
        rf"(?:в\s|под\s|как\s)?(?:(?:качестве\s)?документ\w*\s)?(?P<symbol>{SYMBOL_MARK})"
    ),
    agenda_item=re.compile(r"\b[Пп]ункт\w*\s(?P<item>\d{1,2}(?:\.\d{1,2})?)\*?\s(?:предварительной\s)?повестки\sдня\b"),
    notification=re.compile(r"\b[Уу]ведомлени\w*\s(?:№\s?)?(?P<number>\d{4}-\d{3})(?!\d)"),
    cues=Cues(
        pursuant=re.compile(
            r"\b(?:[Вв]о\sисполнение|[Вв]\sсоответствии\sс|[Вв]\sответ\sна|[Вв]\sподдержку|[Сс]огласно|[Нн]а\sосновании"
            r"|[Вв]\sпорядке\s(?:осуществления|выполнения)|[Вв]\sцелях\s(?:осуществления|выполнения)|[Вв]\sразвитие"
            r"|[Вв]о\sвыполнение|[Дд]ля\s(?:осуществления|выполнения)|[Оо]существляя|[Вв]ыполняя|[Кк]ак\sэто\sпоручено)\b"
        ),
        said=re.compile(
            r"Конференци\w+\sСторон\b.{0,60}\b(?:признала|поручила|просила|постановила|подчеркнула|отметила|призвала"
            r"|предложила|приняла|приветствовала|указала|заявила)\b|\b[Кк]ак\s(?:указано|отмечено|говорится)\b"
        ),
        said_after=re.compile(
            r"(?:,|\s|также|далее|\*)*\b(?:призна|поруча|просит|отмеча|призыва|предлага|говорится|предусматрива|указыва"
            r"|содержит|гласит|подчеркива)\w*\b"
        ),
        retires=re.compile(
            r"\b(?:отменить|[Оо]тменяет|изъять|[Ии]зымает|прекратить\sдействие|[Пп]рекращает\sдействие)\b"
        ),
        retired_sections=re.compile(
            r"(?:[Оо]тмененны[ей]|[Ии]зъяты[ей])\s(?:раздел|пункт)\w*\s?:\s*(?:[Пп]ункт\w*\s)?(?P<numbers>.+)"
        ),
        heading=re.compile(
            r"\s*(?:(?:[Оо]существление|[Вв]ыполнение|[Рр]еализация|[Вв]о\sисполнение|[Пп]оследующая\sдеятельность\sпо)\s+)?"
        ),
        continues=re.compile(r"\s*(?:в\sчастности|особенно|в\sтом\sчисле|включая|и|или|а\sтакже|а\sименно)\b"),
    ),
)
