"""Citations in Arabic: الفقرة 5 من المقرر 14/25, المادة 8(ي). Decisions of every era are printed in digits."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import BRACKETED, Patterns
from loaders.annotate.numbers import Marks

_ITEM = r"\(+\s?[\u0621-\u064a]{1,2}\u0640?\s?\)+"
_NUMBER = rf"\d{{1,3}}(?:[.,]\d{{1,2}})?(?![\d/])(?:\s?{_ITEM}){{0,2}}"
_LINK = r"(?:\s?[،,]\s?|\s(?:و|أو|إلى)\s?|\s?-\s?)"
_LIST = rf"{_NUMBER}(?:{_LINK}(?:{_NUMBER}|{_ITEM}))*"
_WORD = r"\w{0,2}فقر(?:ة|ات|تان|تين)"
_PARAGRAPHS = rf"{_WORD}\s(?P<numbers>{_LIST})"
_ANNEX = r"\w{0,2}(?P<annexed>مرفق)(?:\s(?P<annex>\d{1,2}))?"
_OF = r"\sمن\s"
_ARTICLE = r"\w{0,3}(?:مادة|مواد|مادتان|مادتين)"
_DECISION = r"\w{0,3}(?:مقرر|توصي)\w{0,3}"

PATTERNS = Patterns(
    marks=Marks(
        token=re.compile(
            rf"(?P<number>\d+(?:[.,]\d+)*)|(?P<item>{_ITEM})|(?P<range>إلى|-)|(?P<join>أو|،|,|\bو)"
            rf"|(?P<article>{_ARTICLE})|(?P<paragraphs>\w{{0,2}}فقرات|\w{{0,2}}فقرت(?:ان|ين))|"
            rf"(?P<paragraph>\w{{0,2}}فقرة)"
        ),
        letters=dict(zip("أابجدهوزحطيكلمنتث", "aabcdefghijklmncd", strict=True)) | {"هـ": "e"},
    ),
    decision_word=re.compile(r"مقرر"),
    recommendation_word=re.compile(r"توصي"),
    not_ours_before=re.compile(r"(?:صفحة|جدول|شكل|قرار|قرارات)\s\Z"),
    place_before=re.compile(rf"(?:{_PARAGRAPHS}{_OF})?(?:{_ANNEX}(?:{_OF}|\sب|\sل))?{_DECISION}\s\Z"),
    place_after=re.compile(
        rf"\*?(?:\s(?P<title>{BRACKETED}))?(?:[،,]?\s{_ANNEX})?(?P<close>\s?\))?(?:[،,]?\s{_PARAGRAPHS})?"
    ),
    document_before=re.compile(rf"(?:{_PARAGRAPHS}{_OF})?(?:{_ANNEX}(?:{_OF}|\s))?\w{{0,3}}وثيقة\s\Z"),
    article=re.compile(
        rf"{_WORD}\s{_LIST}{_OF}{_ARTICLE}\s\d{{1,2}}(?!\d)(?:{_LINK}\d{{1,2}}(?!\d))*|{_ARTICLE}\s{_LIST}"
        rf"(?:[،,]?\s{_WORD}\s\d{{1,2}}(?:\s?{_ITEM})?)?"
    ),
    treaty_names=re.compile(r"\w{0,2}اتفاقية(?:\s\w+){0,2}|\w{0,3}بروتوكول(?:\s\w+)?|اتفاق\sباريس"),
    treaty_after=re.compile(r"\sمن\s(?P<name>اتفاق\sباريس|\w{0,2}اتفاقية(?:\s\w+){0,2}|\w{0,3}بروتوكول(?:\s\w+)?)"),
    treaties=(
        (re.compile(r"تنوع البيولوجي|التنوع"), "cbd"),
        (re.compile(r"قرطاجنة"), "cartagena"),
        (re.compile(r"ناغويا"), "nagoya"),
        (re.compile(r"الإطارية|باريس|كيوتو|مونتريال|مكافحة"), "other"),
        (re.compile(r"بروتوكول"), "protocol"),
        (re.compile(r"اتفاقية"), "convention"),
    ),
    targets=(
        (re.compile(rf"\w{{0,2}}هدف(?:ان|ين)?\s(?P<numbers>{_LIST})\sمن\sأهداف\sأيشي"), "aichi"),
        (re.compile(rf"\w{{0,2}}(?:غاية|هدف)\s(?P<numbers>{_LIST})\sمن\s(?:ال)?إطار"), "gbf"),
        (re.compile(rf"هدف\sالتنمية\sالمستدامة\s(?P<numbers>{_LIST})"), "sdg"),
    ),
    resolution=re.compile(r"\bالقرار\s(?P<symbol>\d{1,2}/\d{1,3})(?!\d)"),
    anaphora=re.compile(rf"(?:{_PARAGRAPHS}{_OF})?(?:نفس\sالمقرر|المقرر\sنفسه|ذلك\sالمقرر)"),
    own_annex=re.compile(r"\w{0,2}مرفق(?:\s(?P<annex>\d{1,2}))?\s(?:ب|ل)?هذا\sالمقرر"),
    own_place=re.compile(rf"{_PARAGRAPHS}\s(?:أعلاه|أدناه)"),
    sessions=range(1, 17),
    right_to_left=True,
)
