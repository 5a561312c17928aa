"""Citations in French: paragraphe 14 de la décision X/2, article 18, paragraphe 3, article 8 j)."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import BRACKETED, Patterns
from loaders.annotate.numbers import Marks

_ITEM = r"\(?(?<![A-Za-zÀ-ÿ])[a-z]{1,4}\s?\){1,2}"
_NUMBER = rf"\d{{1,3}}(?:\.\d{{1,2}})?(?![\d/])(?:\s?{_ITEM}){{0,2}}"
_LINK = r"(?:,?\s(?:et|ou|à|au)\s|,\s?|\s?-\s?)"
_LIST = rf"{_NUMBER}(?:{_LINK}(?:{_NUMBER}|{_ITEM}))*"
_WORD = r"(?:[Pp]aragraphes?|[Pp]ar\.)"
_PARAGRAPHS = rf"{_WORD}\s(?P<numbers>{_LIST})"
_ANNEX = r"(?P<annexed>[Aa]nnexe)(?:\s(?P<annex>[IVX]{1,4}|\d{1,2})\b)?"
_SECTION = r"[Ss]ection\s(?P<section>[A-Z])\b"
_OF = r"\s(?:de|du|des|à|dans)\s(?:l['’]|la\s|les\s|sa\s|ses\s)?"
_ONE_ARTICLE = rf"{_NUMBER}(?:,?\s{_WORD}\s\d{{1,2}}(?:\s?{_ITEM})*)?"

PATTERNS = Patterns(
    marks=Marks(
        token=re.compile(
            rf"(?P<number>\d+(?:\.\d+)*)|(?P<item>{_ITEM})|(?P<range>\b(?:à|au)\b|-)|(?P<join>\b(?:et|ou)\b|,)"
            r"|(?P<article>[Aa]rt(?:icle)?s?\b\.?)|(?P<paragraphs>[Pp]aragraphes\b)|(?P<paragraph>[Pp]ar"
            r"(?:agraphe\b|\.))"
        )
    ),
    decision_word=re.compile(r"\b[Dd]écisions?\b"),
    recommendation_word=re.compile(r"\b[Rr]ecommandations?\b"),
    not_ours_before=re.compile(r"\b(?:[Pp]ages?|pp?\.|[Tt]ableaux?|[Ff]igures?|[Rr]ésolutions?)\s\Z"),
    place_before=re.compile(
        rf"(?:{_PARAGRAPHS},?{_OF})?(?:(?:{_SECTION}|{_ANNEX}){_OF})?\b(?:[Dd]écisions?|[Rr]ecommandations?)\s\Z"
    ),
    place_after=re.compile(
        rf"\*?(?:\s(?P<title>{BRACKETED}))?(?:,?\s{_SECTION})?(?:,?\s{_ANNEX})?(?P<close>\s?\))?"
        rf"(?:,?\s{_PARAGRAPHS})?"
    ),
    document_before=re.compile(rf"(?:{_PARAGRAPHS},?{_OF})?(?:{_ANNEX}{_OF})?\b[Dd]ocuments?\s\Z"),
    page_after=re.compile(r",?\s(?:pages?|pp?\.)\s\d{1,3}"),
    article=re.compile(
        rf"{_WORD}\s{_LIST}{_OF}articles?\s\d{{1,2}}(?!\d)(?:{_LINK}\d{{1,2}}(?!\d))*"
        rf"|\b[Aa]rt(?:icles?|\.)\s{_ONE_ARTICLE}(?:{_LINK}(?:{_ONE_ARTICLE}|{_ITEM}))*"
    ),
    treaty_names=re.compile(
        r"Convention-cadre|Accord\sde\sParis|Convention(?:\s(?:sur|des|de|du|relative)\s[\w'’ ]{1,30})?"
        r"|Protocole(?:\sde\s\w+)?"
    ),
    treaty_after=re.compile(
        r",?\s(?:de|du)\s(?:la\s|l['’])?(?P<name>Convention-cadre|Accord\sde\sParis|Convention(?:\s(?:sur"
        r"|de\s[A-Z])[\w'’ ]{1,30})?|Protocole(?:\sde\s\w+)?)"
    ),
    treaties=(
        (re.compile(r"diversité biologique"), "cbd"),
        (re.compile(r"Cartagena"), "cartagena"),
        (re.compile(r"Nagoya"), "nagoya"),
        (re.compile(r"^Protocole$"), "protocol"),
        (re.compile(r"^Convention$"), "convention"),
        (re.compile(r"."), "other"),
    ),
    targets=(
        (re.compile(rf"\b[Oo]bjectifs?\s(?P<numbers>{_LIST})\sd['’]Aichi"), "aichi"),
        (re.compile(rf"\b[Cc]ibles?\s(?P<numbers>{_LIST})\sdu\s(?:[Cc]adre)"), "gbf"),
        (re.compile(rf"(?:\b[Oo]bjectifs?\sde\sdéveloppement\sdurable|\bODD)\s(?P<numbers>{_LIST})"), "sdg"),
    ),
    resolution=re.compile(r"\b[Rr]ésolution\s(?P<symbol>\d{1,2}/\d{1,3})(?!\d)"),
    anaphora=re.compile(rf"(?:{_PARAGRAPHS}\sde\s)?(?:la\smême|ladite|cette)\sdécision\b"),
    own_annex=re.compile(
        r"\b[Aa]nnexe(?:\s(?P<annex>[IVX]{1,4}))?\s(?:à|de)\sla\sprésente\s(?:décision|note|recommandation)\b"
    ),
    own_place=re.compile(rf"\b{_PARAGRAPHS}\s(?:ci-dessus|ci-après|de\sla\sprésente\sdécision)"),
)
