"""Citations in English: paragraph 7 (c) of decision VII/23, Article 18, paragraph 3, annex II to document ..."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import BRACKETED, SYMBOL_MARK, Cues, Patterns
from loaders.annotate.citation_patterns.aims import Aims
from loaders.annotate.numbers import Marks

_ITEM = r"\(\s?[a-z]{1,4}\s?\)"
_NUMBER = rf"\d{{1,3}}(?:\.\d{{1,2}})?(?![\d/])(?:\s?{_ITEM}){{0,2}}"
_LINK = r"(?:,?\s(?:and|or|to|through)\s|,\s?|\s?-\s?)"
_LIST = rf"{_NUMBER}(?:{_LINK}(?:{_NUMBER}|{_ITEM}))*"
_WORD = r"(?:(?:[Ss]ub-?)?[Pp]aragraphs?|[Pp]aras?\.?)"
_ITEMS = rf"{_ITEM}(?:{_LINK}{_ITEM})*"
_PARAGRAPHS = rf"(?:\b[Ss]ub-?paragraphs?\s(?P<items>{_ITEMS}),?\sof\s)?{_WORD}\s?(?P<numbers>{_LIST})"
_ANNEX = r"(?P<annexed>[Aa]nnex|(?P<appended>[Aa]ppendix))(?:\s(?P<annex>[IVX]{1,4}|\d{1,2})\b)?"

_OF = r",?\s(?:of|to|in)\s(?:the\s)?"
_AND = r"(?:,\s|,?\s(?:and|or|to)\s|-)"
_SECTION = r"(?:[A-Z]|[IVX]{2,5})\b(?!\s?[/(.-]\S)"
_ROMAN = r"(?:[IVX]{1,5}|\d{1,2}(?!\sof\s))\b(?!\s?[/(.]\S)"
_ANNEXES = rf"(?:annex(?:es)?|appendi(?:x|ces))(?![a-z])(?:\s{_ROMAN}(?:{_AND}{_ROMAN})*)?"
_STEP = (
    rf"(?>(?:(?:[Ss]ub-?paragraphs?|[Ii]tems?|[Pp]oints?)\s{_ITEMS},?\sof\s)?{_WORD}\s?{_LIST}"
    rf"(?:,\s[Ss]ub-?paragraphs?\s{_ITEMS},?)?"
    rf"|(?:[Ss]ections?|[Cc]hapters?|[Pp]arts?)\s{_SECTION}(?:{_AND}{_SECTION})*|(?i:{_ANNEXES}))"
)
_STEPS = rf"{_STEP}(?:(?:{_OF}|,\s){_STEP}){{0,3}}"
_FIRST = r"\b(?=[AaCcIiPpSs][a-z])"
_CHAIN = rf"{_FIRST}(?P<chain>(?:{_STEP}(?:{_OF}{_STEP}){{1,2}},?\sand\s)?{_STEPS})"
_PRESENT = r"(?:the\spresent|this)\s(?:decision|recommendation|resolution|note|document)\b"
_COMPONENT = (
    r"(?:programme\s)?(?:element|component|activity|action|target|goal|objective)s?\s"
    r"(?P<component>\d{1,2}(?:\.\d{1,2}){1,2})"
)

_ONE_ARTICLE = (
    rf"\d{{1,2}}(?!\d|/)(?:\.\d{{1,2}}(?!\d)|\.\s\d{{1,2}}(?=\s?\([a-z]\)))?(?:\s?\(\d{{1,2}}\))?(?:\s?{_ITEM})*"
    rf"(?:,?\s{_WORD}\s(?:\d{{1,2}}(?!\d)(?:\s?{_ITEM})*|{_ITEM}))?"
)
_ARTICLES = (
    rf"(?:Articles?|articles?|Arts?\.|Arts?(?=\s))\s?{_ONE_ARTICLE}"
    rf"(?:{_LINK}(?:Articles?\s)?(?:{_ONE_ARTICLE}|{_ITEM}))*"
)

_OTHER_TREATY = (
    r"(?:United\sNations\s)?Framework\sConvention(?:\son\sClimate\sChange)?|UNFCCC|UNCCD|CITES|Paris\sAgreement"
    r"|Kyoto\sProtocol|Montreal\sProtocol|(?:Basel|Stockholm|Rotterdam|Ramsar|Vienna|Bonn|Aarhus|Minamata"
    r"|Barcelona|Bern)\sConvention"
    r"|Convention\s(?:to\sCombat|on\s(?!Biological\sDiversity)(?:the\s)?[A-Z]\w+)|TRIPS(?:\sAgreement)?"
    r"|Charter\sof\sthe\sUnited\sNations"
    r"|International\sTreaty|Agreement\s(?:on|under)\s[A-Z]?\w+"
)

_AIMS = Aims(
    unit=r"(?:(?:[Ss]trategic\s)?[Gg]oals?|[Tt]argets?)\s",
    link=r"(?:,?\s(?:and|or|to|through)\s|,\s?|\s?-\s?)(?:(?:of|to|with|by)\s)?(?:the\s)?",
    before=(
        ("aichi", r"Aichi\s(?:Biodiversity\s)?[Tt]argets?|Strategic\sGoals?(?=\s[A-E]\b)"),
        ("gbf", r"(?:Global\sBiodiversity\sFramework|KMGBF|GBF)\s(?:[Gg]oals?|[Tt]argets?)"),
        ("sdg", r"(?:Sustainable\sDevelopment\sGoals?|SDGs?)(?:\s[Tt]argets?)?"),
        ("mdg", r"(?:Millennium\sDevelopment\sGoals?|MDGs?)"),
        ("gspc", r"(?:Global\sStrategy\sfor\sPlant\sConservation|GSPC),?\s[Tt]argets?"),
    ),
    after=(
        ("aichi", r"\sof\sthe\s(?:Aichi\s|Strategic\sPlan\sfor\sBiodiversity\b)(?:Biodiversity\s)?(?:Targets\b)?"),
        ("gbf", r"\s(?:of|under|in)\sthe\s(?:Kunming-Montreal\s)?(?:Global\sBiodiversity\s)?Framework"),
        ("sdg", r"\s(?:of|under|in)\sthe\s(?:Sustainable\sDevelopment\sGoals|SDGs|2030\sAgenda)\b"),
        ("mdg", r"\sof\sthe\s(?:Millennium\sDevelopment\sGoals|MDGs)\b"),
        ("gspc", r"\sof\sthe\s(?:updated\s|revised\s)?(?:Global\sStrategy\sfor\sPlant\sConservation|GSPC)\b"),
    ),
)

PATTERNS = Patterns(
    marks=Marks(
        token=re.compile(
            rf"(?P<number>\d+(?:\.\s?\d+)*(?:\s?\(\d+\))?)|(?P<item>{_ITEM})|(?P<range>\bto\b|\bthrough\b|-)|"
            rf"(?P<join>\band\b|\bor\b|,)"
            r"|(?P<article>[Aa]rt(?:icle)?s?\b\.?)|(?P<paragraphs>[Pp]ara(?:graph)?s\b\.?)|(?P<paragraph>[Pp]ara"
            r"(?:graph)?\b\.?)"
        )
    ),
    decision_word=re.compile(r"\b[Dd]ecisions?\b"),
    recommendation_word=re.compile(r"\b[Rr]ecommendations?\b"),
    not_ours_before=re.compile(
        r"\b(?:[Pp]ages?|pp?\.|[Tt]ables?|[Ff]igures?|[Cc]hapters?|[Vv]olumes?|[Rr]esolutions?|[Bb]ox|[Pp]art)\s\Z"
    ),
    not_ours_after=re.compile(
        rf"\s(?:of|under)\sthe\s(?:Conference\sof\sthe\sParties\s(?:to|of)\sthe\s)?(?:{_OTHER_TREATY})"
    ),
    units=re.compile(
        rf"(?P<item>\b(?:[Ss]ub-?paragraphs?|[Ii]tems?|[Pp]oints?))(?=\s\()|(?P<paragraph>\b{_WORD})"
        r"|(?P<section>\b(?:[Ss]ections?|[Cc]hapters?|[Pp]arts?))|(?P<annex>\b[Aa]nnex(?:es|ed)?)"
        r"|(?P<appendix>\b[Aa]ppendi(?:x|ces))"
    ),
    place_before=re.compile(
        rf"(?:{_CHAIN}{_OF}|{_COMPONENT}{_OF}(?:{_ANNEX}{_OF})?)?"
        r"(?:its\s|their\s)?\b(?:[Dd]ecisions?|[Rr]ecommendations?)\s\Z"
    ),
    document_before=re.compile(rf"(?:{_CHAIN}{_OF})?\b[Dd]ocuments?\s\Z"),
    page_after=re.compile(r",?\s(?:pages?|pp?\.)\s\d{1,3}(?:-\d{1,3})?"),
    place_after=re.compile(
        rf"\*?(?:\s(?P<title>{BRACKETED}))?(?P<chain>(?:,?\s(?:in\s)?(?:its\s|the\s)?{_STEP}(?!\s(?:to|of)\s))*)"
        rf"(?P<close>\s?\))?(?:,?\s(?:in\s)?(?:{_PARAGRAPHS}|{_COMPONENT}))?"
    ),
    article=re.compile(
        rf"{_WORD}\s?{_LIST},?\s(?:of|in)\s(?:Articles?|articles?)\s?\d{{1,2}}(?!\d)(?:{_LINK}\d{{1,2}}"
        rf"(?!\d))*|\b{_ARTICLES}"
    ),
    treaty_names=re.compile(
        rf"{_OTHER_TREATY}|Convention\son\sBiological\sDiversity|(?:Cartagena|Nagoya|Biosafety)\sProtocol|Convention|Protocol"
        r"|(?<![\w/])(?:CBD|CPB)(?![\w/])"
    ),
    treaty_after=re.compile(
        rf",?\s(?:of|to|in|under)\s(?:the\s|that\s|this\s|said\s)?(?P<name>{_OTHER_TREATY}|Convention"
        rf"(?:\son\sBiological\sDiversity)?"
        r"|(?:Cartagena|Nagoya|Biosafety)\sProtocol|Protocol|(?:CBD|CPB)(?![\w/]))"
    ),
    treaties=(
        (re.compile(_OTHER_TREATY), "other"),
        (re.compile(r"Cartagena|Biosafety|CPB"), "cartagena"),
        (re.compile(r"Nagoya"), "nagoya"),
        (re.compile(r"Protocol"), "protocol"),
        (re.compile(r"Biological|CBD"), "cbd"),
        (re.compile(r"Convention"), "convention"),
    ),
    bodies=(
        (re.compile(r"Subsidiary Body on Implementation|\bSBI\b"), "sbi"),
        (re.compile(r"Working Group on Article 8"), "wg8j"),
        (re.compile(r"Working Group on (?:the )?Review of Implementation|\bWGRI\b"), "wgri"),
    ),
    targets=_AIMS.patterns(),
    component=re.compile(
        r"(?:\b(?:[Pp]rogramme\s)?(?:[Ee]lement|[Cc]omponent|[Gg]oal)s?\s|\b[Aa]ctivit(?:y|ies)\s)"
        r"(?P<numbers>\d{1,2}(?:\.\d{1,2}){0,2}(?:(?:,\s|,?\sand\s)\d{1,2}(?:\.\d{1,2}){0,2})*+)(?![\d%/])"
    ),
    anaphora=re.compile(
        rf"(?:{_CHAIN}{_OF})?(?:(?:the\ssame|that|the\ssaid|the\saforementioned)\sdecision\b"
        rf"(?:,?\s{_ANNEX})?(?:,?\s{_WORD}\s?(?P<after>{_LIST}))?|its\s(?P<its>{_STEPS})(?!\s(?:of|to)\s))"
        rf"|{_FIRST}(?P<thereto>{_STEPS}|annexed)\s(?:thereto|thereof)\b"
    ),
    bare=re.compile(rf"(?:{_ANNEX},?\s)?\b(?>{_PARAGRAPHS})(?!,?\s(?:of|to|in|from|above|below)\b)"),
    own_place=re.compile(
        rf"{_FIRST}(?P<chain>{_STEPS}|annexed)(?:,?\s(?:above|below|hereto)\b|,?\s(?:of|to|in)\s{_PRESENT})"
    ),
    own_annex=re.compile(
        rf"{_FIRST}(?<!its )(?P<chain>(?:{_STEP}{_OF}){{0,2}}(?>{_ANNEXES}))(?!,?\s(?:to|of|in|there\w+)\b"
        rf"|,\s{_STEPS},?\s(?:to|of|in)\s)"
    ),
    own_goal=re.compile(
        r"(?<!Development )(?<!Strategic )\b(?:[Gg]oals?|[Oo]bjectives?)\s(?P<numbers>\d{1,2}(?:\.\d{1,2})?"
        r"(?:(?:,\s|\sand\s)\d{1,2}(?:\.\d{1,2})?(?![\d%]))*)(?![\d%]|\.\d)"
    ),
    named_report=re.compile(
        rf"\b(?:{_ANNEX}|{_PARAGRAPHS})\s(?:to|of|in)\s(?P<name>(?:the|its|his|her)\s(?:(?:progress|final"
        rf"|meeting)\s)?(?:report|note)(?:\s(?:of|by)\sthe\sExecutive\sSecretary)?)"
    ),
    report_is_in=re.compile(
        rf"\b(?P<name>(?:report|note))\b[^.;]{{0,60}}?(?:contained\sin|issued\sas|circulated\sas"
        rf"|available\sas)\s(?:document\s)?(?P<symbol>{SYMBOL_MARK})"
    ),
    agenda_item=re.compile(r"\b[Ii]tem\s(?P<item>\d{1,2}(?:\.\d{1,2})?)\*?\sof\sthe\s(?:provisional\s)?agenda\b"),
    notification=re.compile(r"\b[Nn]otification\s(?:No\.?\s)?(?P<number>\d{4}-\d{3})(?!\d)"),
    resolution=re.compile(r"\b[Rr]esolutions?\s(?P<symbol>\d{1,2}/\d{1,3})(?!\d)|\b[Rr]esolution\s[IVX]{1,5}\.\d+"),
    resolution_after=re.compile(
        r"(?:\s[A-Z](?=[\s,]))?(?:\sof\s\d{1,2}\s\w+\s\d{4})?(?:,\s(?:and\s)?|\sand\s)(?P<symbol>\d{1,2}/\d{1,3})(?![\d/])"
    ),
    cues=Cues(
        pursuant=re.compile(
            r"\b(?:[Pp]ursuant to|[Ii]n (?:response|accordance|line|compliance|conformity) (?:to|with)"
            r"|[Ii]n support of|[Ii]n follow-up to"
            r"|as (?:requested|mandated|called for)|[Ff]ollowing|[Tt]o (?:implement|support)|[Ii]n implementing"
            r"|[Aa]s a follow-up to"
            r"|(?:in|to) (?:fulfil|meet|respond to)\w*|supporting|implementing)\b"
        ),
        said=re.compile(
            r"Conference of the Parties\b.{0,60}\b(?:recognized|requested|decided|stressed|emphasized|stated"
            r"|noted|called|invited|adopted|welcomed)\b"
        ),
        said_after=re.compile(
            r"(?:,|\s|also|further|\*)*\b(?:recognize[sd]|request(?:s|ed)|state[sd]|note[sd]|calls?|called"
            r"|invite[sd]|stresse[sd]|refers?|referred|indicates?|says?)\b"
        ),
        implements=re.compile(r"\b(?:[Tt]o\s|[Ii]n\s)?[Ii]mplement(?:ing|ation\sof)?\s"),
        retires=re.compile(r"\b(?:to\s(?:retire|discontinue)|[Rr]etir(?:es|ing)|[Dd]iscontinues)\b"),
        retired_sections=re.compile(
            r"[Rr]etired\s(?:sections?|paragraphs?)\s?:\s*(?:[Pp]aragraphs?\s)?(?P<numbers>.+)"
        ),
        heading=re.compile(
            r"\s*(?:(?:[Ii]mplementation\sof|[Ff]ollow-up\sto|[Rr]esponses?\sto|[Pp]ursuant\sto|[Aa]ction\s(?:on|under)"
            r"|[Aa]ctivities\s(?:under|pursuant\sto)|[Pp]rogress\son|COP|[Tt]he)\s+){0,2}"
        ),
        continues=re.compile(r"\s*(?:in particular|especially|including|and|or|as well as|namely)\b"),
    ),
)
