"""Citations in Arabic: الفقرة 5 من المقرر 14/25, المادة 8(ي). Decisions of every era are printed in digits."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import BRACKETED, SYMBOL_MARK, Cues, Patterns
from loaders.annotate.citation_patterns.aims import Aims
from loaders.annotate.numbers import Marks

_ITEM = r"\(+\s?[\u0621-\u064a]{1,2}\u0640?\s?\)+"
_DIGITS = r"\d{1,3}(?:[.,]\d{1,2})?(?![\d/])"
_NUMBER = rf"{_DIGITS}(?:\s?{_ITEM}){{0,2}}"
_LINK = r"(?:\s?[،,]\s?|\s(?:و|أو|إلى)\s?|\s?-\s?)"
_LIST = rf"{_NUMBER}(?:{_LINK}(?:{_NUMBER}|{_ITEM}))*"
_WORD = r"\w{0,2}فقر(?:ة|ات|تان|تين)"
_ITEMS = rf"{_ITEM}(?:{_LINK}{_ITEM})*"
_PARAGRAPHS = rf"(?:{_WORD}\sالفرعي(?:ة|تين|تان|ات)\s(?P<items>{_ITEMS})\sمن\s)?{_WORD}\s(?:من\s)?(?P<numbers>{_LIST})"
_ORDINALS = {
    word: value
    for value, words in enumerate(
        (
            ("الأول", "الأولى"),
            ("الثاني", "الثانية"),
            ("الثالث", "الثالثة"),
            ("الرابع", "الرابعة"),
            ("الخامس", "الخامسة"),
            ("السادس", "السادسة"),
        ),
        1,
    )
    for word in words
}
_SECTIONS = dict(zip(("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء"), "ABCDEFGHI", strict=True))
_WORDS = "|".join(sorted(_ORDINALS, reverse=True))
_ANNEX = rf"\w{{0,2}}(?P<annexed>مرفق|(?P<appended>تذييل))(?:\s(?P<annex>\d{{1,2}}|[IVX]{{1,4}}\b|{_WORDS}))?"
_SECTION = rf"(?:\w{{0,2}}(?:قسم|جزء|فرع)\s)?(?P<section>{'|'.join(_SECTIONS)})(?!\w)"
_COMPONENT = r"\w{0,2}(?:عنصر|نشاط|هدف|غاية)\s(?:\w{0,3}برنامج\s)?(?P<component>\d{1,2}(?:\.\d{1,2}){1,2})"
_REPORT = r"(?:ال|ل)?(?:تقرير|مذكرة)(?:\sال\w+ي)?(?:\s(?:ل?ل|ال)أمين\sالتنفيذي)?"
_OF = r"\sمن\s"
_ARTICLE_NUMBER = rf"{_DIGITS}(?:\s?\(\d{{1,2}}\))?(?:\s?{_ITEM}){{0,2}}"
_ARTICLE_LIST = rf"{_ARTICLE_NUMBER}(?:{_LINK}(?:{_ARTICLE_NUMBER}|{_ITEM}))*"
_ARTICLE = r"\w{0,3}(?:مادة|مواد|مادتان|مادتين)"
_DECISION = r"\w{0,3}(?:مقرر|توصي)\w{0,3}"

_AIMS = Aims(
    unit=r"\w{0,3}(?:غاي(?:ة|ات|تان|تين)|هدف(?:ان|ين)?|أهداف)\s(?:الاستراتيجية\s)?",
    link=r"(?:\s?[،,]\s?|\s(?:و|أو|إلى)\s?|\s?-\s?)",
    before=(
        (
            "aichi",
            r"\w{0,3}(?:هدف|أهداف)\sأيشي(?:\sللتنوع\sالبيولوجي)?|\w{0,3}غاي(?:ة|ات)\sالاستراتيجية(?=\s(?:[A-E]\b|ألف|باء|جيم|دال|هاء))",
        ),
        ("sdg", r"\w{0,3}(?:هدفي?|أهداف)\sالتنمية\sالمستدامة"),
        ("mdg", r"\w{0,4}(?:هدف|أهداف)\sالإنمائية?\sللألفية"),
    ),
    after=(
        ("aichi", r"\sمن\sأهداف\sأيشي(?:\sللتنوع\sالبيولوجي)?"),
        ("gbf", r"\sمن\s(?:ال)?إطار"),
        ("sdg", r"\sمن\s(?:أهداف|خطة)\sالتنمية\sالمستدامة"),
        ("gspc", r"\sمن\s(?:أهداف\s)?الاستراتيجية\sالعالمية\sلحفظ\sالنباتات"),
    ),
    letters="ألف|باء|جيم|دال|هاء",
)

PATTERNS = Patterns(
    marks=Marks(
        token=re.compile(
            rf"(?P<number>\d+(?:[.,]\d+)*(?:\s?\(\d+\))?)|(?P<item>{_ITEM})|(?P<range>إلى|-)|(?P<join>أو|،|,|\bو)"
            rf"|(?P<article>{_ARTICLE})|(?P<paragraphs>\w{{0,2}}فقرات|\w{{0,2}}فقرت(?:ان|ين))|"
            rf"(?P<paragraph>\w{{0,2}}فقرة|\w{{0,2}}بند(?!\w))"
        ),
        letters=dict(zip("أابجدهوزحطيكلمنتث", "aabcdefghijklmncd", strict=True)) | {"هـ": "e"},
        backwards=True,
        ordinals=_ORDINALS,
        sections=_SECTIONS,
    ),
    decision_word=re.compile(r"مقرر"),
    section_after=re.compile(rf"\s(?P<section>{'|'.join(_SECTIONS)})(?!\w)"),
    recommendation_word=re.compile(r"توصي"),
    not_ours_before=re.compile(r"(?:صفحة|جدول|شكل|قرار|قرارات)\s\Z"),
    place_before=re.compile(
        rf"(?:(?:{_PARAGRAPHS}|{_COMPONENT}){_OF})?(?:(?:{_ANNEX}|{_SECTION})(?:{_OF}|\sب|\sل|\s))?{_DECISION}\s\Z"
    ),
    place_after=re.compile(
        rf"\*?(?:\s(?P<title>{BRACKETED}))?(?:[،,]?\s{_SECTION})?(?:[،,]?\s{_ANNEX})?(?P<close>\s?\))?(?:[،,]?\s{_PARAGRAPHS})?"
    ),
    document_before=re.compile(rf"(?:{_PARAGRAPHS}{_OF})?(?:{_ANNEX}(?:{_OF}|\s))?\w{{0,3}}وثيقة\s\Z"),
    article=re.compile(
        rf"(?:{_WORD}\s(?:من\s)?{_LIST}|(?:{_WORD}(?:\sالفرعية)?|\w{{0,2}}بند)\s{_ITEMS}(?:{_OF}{_WORD}\s{_NUMBER})?)"
        rf"{_OF}{_ARTICLE}\s\d{{1,2}}(?!\d)(?:{_LINK}\d{{1,2}}(?!\d))*|{_ARTICLE}\s(?:من\s)?{_ARTICLE_LIST}"
        rf"(?:[،,]?\s{_WORD}\s(?:\d{{1,2}}(?!\d)(?:\s?{_ITEM})?|{_ITEMS}))?"
    ),
    treaty_names=re.compile(r"\w{0,2}اتفاقية(?:\s(?!و)\w+){0,2}|\w{0,3}بروتوكول(?:\s\w+)?|اتفاق\sباريس"),
    treaty_after=re.compile(
        r"\s?[،,]?\sمن\s(?P<name>اتفاق\sباريس|\w{0,2}اتفاقية(?:\s(?!و)\w+){0,2}|\w{0,3}بروتوكول(?:\s(?!و)\w+)?)"
    ),
    treaties=(
        (re.compile(r"تنوع البيولوجي|التنوع"), "cbd"),
        (re.compile(r"قرطاجنة"), "cartagena"),
        (re.compile(r"ناغويا"), "nagoya"),
        (re.compile(r"الإطارية|باريس|كيوتو|مونتريال|مكافحة"), "other"),
        (re.compile(r"بروتوكول"), "protocol"),
        (re.compile(r"اتفاقية"), "convention"),
    ),
    bodies=(
        (re.compile(r"(?:ا|ل)لهيئة الفرعية للمشورة العلمية"), "sbstta"),
        (re.compile(r"(?:ا|ل)لهيئة الفرعية (?:المعنية بال|لل)تنفيذ"), "sbi"),
        (re.compile(r"الفريق العامل.{0,30}بالمادة 8"), "wg8j"),
        (re.compile(r"الفريق العامل.{0,40}لاستعراض تنفيذ"), "wgri"),
    ),
    targets=_AIMS.patterns(),
    component=re.compile(
        r"(?:\w{0,3}(?:عنصر|نشاط|هدف|غاية|غايتين)(?:\s\w{0,3}برنامج)?\s)"
        r"(?P<numbers>\d{1,2}(?:\.\d{1,2}){0,2}(?:(?:\s?[،,]\s?|\sو\s?)\d{1,2}(?:\.\d{1,2}){0,2})*+)(?![\d%/])"
    ),
    resolution=re.compile(r"\bالقرار\s(?P<symbol>\d{1,2}/\d{1,3})(?!\d)"),
    anaphora=re.compile(rf"(?:{_PARAGRAPHS}{_OF})?(?:نفس\sالمقرر|المقرر\sنفسه|ذلك\sالمقرر)"),
    own_annex=re.compile(rf"{_ANNEX}\s(?:ب|ل)?هذ(?:ا|ه)\s(?:المقرر|التوصية|الوثيقة|المذكرة)"),
    own_place=re.compile(
        rf"{_PARAGRAPHS}\s(?:أعلاه|أدناه|من\sهذ(?:ا|ه)\s(?:المقرر|التوصية|الوثيقة|المذكرة))"
        rf"|{_SECTION}\s(?:أعلاه|أدناه)"
    ),
    bare=re.compile(rf"(?:{_ANNEX}[،,]?\s)?(?>{_PARAGRAPHS})(?!\s(?:من|أعلاه|أدناه)(?!\w))"),
    own_goal=re.compile(
        r"(?<!\w)(?:[وفبك]?ال|و?لل|[وبل])?(?:هدف(?:ان|ين)?|أهداف|غاية|غايتين)\s"
        r"(?P<numbers>\d{1,2}(?:\.\d{1,2})?(?:(?:[،,]\s|\sو\s?)\d{1,2}(?:\.\d{1,2})?(?![\d%]))*)(?![\d%]|\.\d|-)"
    ),
    named_report=re.compile(rf"(?:{_ANNEX}|{_PARAGRAPHS})\s(?:من\s|[بل](?=ال|ل|ت|م))?(?P<name>{_REPORT})"),
    report_is_in=re.compile(
        rf"(?P<name>{_REPORT})[^.؛]{{0,60}}?(?:الوارد|المعمم|الصادر|المتاح|يرد|ترد)\w*\s(?:في\s|بوصف\w+\s|ك)?"
        rf"(?:ال|ل)?(?:وثيقة\s)?(?P<symbol>{SYMBOL_MARK})"
    ),
    agenda_item=re.compile(r"\w{0,2}بند\s(?P<item>\d{1,2}(?:\.\d{1,2})?)\*?\sمن\sجدول\sالأعمال"),
    notification=re.compile(r"\w{0,2}إخطار\s(?:رقم\s)?(?P<number>\d{4}-\d{3})(?!\d)"),
    sessions=range(1, 17),
    right_to_left=True,
    cues=Cues(
        pursuant=re.compile(
            r"(?<!\w)و?(?:(?:عملا|وفقا|استجابة|تنفيذا|دعما|تلبية|متابعة|امتثالا|تطبيقا)\s(?:[بل]|\Z)|بناء\sعلى|بموجب\s"
            r"|في\sإطار\sتنفيذ\s|من\sأجل\sتنفيذ\s|لتنفيذ\s)"
        ),
        said=re.compile(
            r"مؤتمر\sالأطراف.{0,60}\b(?:أقر|طلب|قرر|شدد|لاحظ|دعا|اعتمد|رحب|أشار|ذكر)\b"
            r"|\b(?:أقر|طلب|قرر|شدد|لاحظ|دعا|اعتمد|رحب|أشار|ذكر)\s.{0,20}مؤتمر\sالأطراف|كما\s(?:ورد|ذكر)"
        ),
        said_after=re.compile(
            r"(?:[،,]|\s|أيضا|\*)*\b(?:تقر|يقر|يطلب|تطلب|يدعو|تدعو|تنص|ينص|يشير|تشير|تلاحظ|يلاحظ|تؤكد|يؤكد)\b"
        ),
        retires=re.compile(r"(?<!\w)(?:و?يسحب|و?يلغي|سحب|إلغاء)(?!\w)"),
        retired_sections=re.compile(
            r"(?:الأقسام|الفقرات|الفقرة)\s(?:المسحوبة|الملغاة)\s?:\s*(?:الفقرات\s|الفقرة\s)?(?P<numbers>.+)"
        ),
        heading=re.compile(r"\s*(?:(?:تنفيذ|متابعة|الاستجابة)\s+)?(?:ل|لل)?"),
        continues=re.compile(r"\s*(?:لا\sسيما|ولا\sسيما|خاصة|بما\sفي\sذلك|أو|أي|و)"),
    ),
)
