"""Citations in Spanish: párrafo 2 de la decisión XI/10, artículo 18, párrafo 3, párrafo 3 a) del artículo 20."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import BRACKETED, Patterns
from loaders.annotate.numbers import Marks

_ITEM = r"\(?(?<![A-Za-zÀ-ÿ])[a-z]{1,4}\s?\){1,2}"
_NUMBER = rf"\d{{1,3}}(?:\.\d{{1,2}}|,\d{{1,2}}(?=\s?\(?[a-z]\)))?(?![\d/])(?:\s?{_ITEM}){{0,2}}"
_LINK = r"(?:,?\s(?:y|e|o|u|a|al)\s|,\s?|\s?-\s?)"
_LIST = rf"{_NUMBER}(?:{_LINK}(?:{_NUMBER}|{_ITEM}))*"
_WORD = r"(?:[Pp]árrafos?|[Pp]árr\.)"
_PARAGRAPHS = rf"{_WORD}\s(?P<numbers>{_LIST})"
_ANNEX = r"(?P<annexed>[Aa]nexo)(?:\s(?P<annex>[IVX]{1,4}|\d{1,2})\b)?"
_SECTION = r"[Ss]ección\s(?P<section>[A-Z])\b"
_OF = r"\s(?:de|del|en|a)\s(?:la\s|las\s|los\s|el\s|su\s|sus\s)?"
_ONE_ARTICLE = rf"{_NUMBER}(?:,?\s{_WORD}\s\d{{1,2}}(?:\s?{_ITEM})*)?"

PATTERNS = Patterns(
    marks=Marks(
        token=re.compile(
            rf"(?P<number>\d+(?:\.\d+|,\d+(?=\s?\(?[a-z]\)))*)|(?P<item>{_ITEM})|(?P<range>\b(?:a|al)\b|-)|"
            rf"(?P<join>\b(?:y|e|o|u)\b|,)"
            r"|(?P<article>[Aa]rt(?:ículos?\b|\.))|(?P<paragraphs>[Pp]árrafos\b)|(?P<paragraph>[Pp]árr(?:afo\b|\.))"
        )
    ),
    decision_word=re.compile(r"\b[Dd]ecisi(?:ón|ones)\b"),
    recommendation_word=re.compile(r"\b[Rr]ecomendaci(?:ón|ones)\b"),
    not_ours_before=re.compile(r"\b(?:[Pp]áginas?|págs?\.|[Cc]uadros?|[Ff]iguras?|[Rr]esoluci(?:ón|ones))\s\Z"),
    place_before=re.compile(
        rf"(?:{_PARAGRAPHS},?{_OF})?(?:(?:{_SECTION}|{_ANNEX}){_OF})?\b(?:[Dd]ecisi(?:ón|ones)|[Rr]ecomendaci"
        rf"(?:ón|ones))\s\Z"
    ),
    place_after=re.compile(
        rf"\*?(?:\s(?P<title>{BRACKETED}))?(?:,?\s{_SECTION})?(?:,?\s{_ANNEX})?(?P<close>\s?\))?"
        rf"(?:,?\s{_PARAGRAPHS})?"
    ),
    document_before=re.compile(rf"(?:{_PARAGRAPHS},?{_OF})?(?:{_ANNEX}{_OF})?\b[Dd]ocumentos?\s\Z"),
    page_after=re.compile(r",?\s(?:páginas?|págs?\.)\s\d{1,3}"),
    article=re.compile(
        rf"{_WORD}\s{_LIST}{_OF}artículos?\s\d{{1,2}}(?!\d)(?:{_LINK}\d{{1,2}}(?!\d))*"
        rf"|\b[Aa]rt(?:ículos?|\.)\s{_ONE_ARTICLE}(?:{_LINK}(?:{_ONE_ARTICLE}|{_ITEM}))*"
    ),
    treaty_names=re.compile(
        r"Convención\sMarco|Acuerdo\sde\sParís|(?:Convenio|Convención)(?:\s(?:sobre|de|para)\s[\w ]{1,30})?"
        r"|Protocolo(?:\sde\s\w+)?"
    ),
    treaty_after=re.compile(
        r",?\s(?:de|del)\s(?:la\s)?(?P<name>Convención\sMarco|Acuerdo\sde\sParís|(?:Convenio|Convención)(?:\s"
        r"(?:sobre|de\s[A-Z])[\w ]{1,30})?|Protocolo(?:\sde\s\w+)?)"
    ),
    treaties=(
        (re.compile(r"[Dd]iversidad [Bb]iológica"), "cbd"),
        (re.compile(r"Cartagena"), "cartagena"),
        (re.compile(r"Nagoya"), "nagoya"),
        (re.compile(r"^Protocolo$"), "protocol"),
        (re.compile(r"^Convenio$"), "convention"),
        (re.compile(r"."), "other"),
    ),
    targets=(
        (re.compile(rf"\b[Mm]etas?\s(?P<numbers>{_LIST})\sde\sAichi"), "aichi"),
        (re.compile(rf"\b[Mm]etas?\s(?P<numbers>{_LIST})\sdel\s(?:[Mm]arco)"), "gbf"),
        (re.compile(rf"(?:\b[Oo]bjetivos?\sde\s[Dd]esarrollo\s[Ss]ostenible|\bODS)\s(?P<numbers>{_LIST})"), "sdg"),
    ),
    resolution=re.compile(r"\b[Rr]esolución\s(?P<symbol>\d{1,2}/\d{1,3})(?!\d)"),
    anaphora=re.compile(rf"(?:{_PARAGRAPHS}\sde\s)?(?:la\smisma|dicha|esa)\sdecisión\b"),
    own_annex=re.compile(
        r"\b[Aa]nexo(?:\s(?P<annex>[IVX]{1,4}))?\s(?:a|de)\sla\spresente\s(?:decisión|nota|recomendación)\b"
    ),
    own_place=re.compile(rf"\b{_PARAGRAPHS}\s(?:supra|infra|anterior|de\sla\spresente\sdecisión)\b"),
)
