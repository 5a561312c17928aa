"""Citations in French: paragraphe 14 de la décision X/2, article 18, paragraphe 3, article 8 j)."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import BRACKETED, SYMBOL_MARK, Cues, Patterns
from loaders.annotate.citation_patterns.aims import Aims
from loaders.annotate.numbers import Marks

_ITEM = r"\(?(?<![A-Za-zÀ-ÿ])[a-z]{1,4}\s?\){1,2}"
_POINT = rf"(?:\s?|,?\s(?:alinéas?|sous-alinéas?)\s){_ITEM}"
_NUMBER = rf"\d{{1,3}}(?:\s(?:bis|ter|quater)\b|\.\d{{1,2}})?(?![\d/])(?:{_POINT}){{0,2}}"
_LINK = r"(?:,?\s(?:et|ou|à|au)\s|,\s?|\s?-\s?)"
_LIST = rf"{_NUMBER}(?:{_LINK}(?:{_NUMBER}|{_ITEM}))*"
_WORD = r"(?:(?:[Pp]aragraphes?|[Pp]ar\.)\s|§{1,2}\s?)"
_PARAGRAPHS = rf"{_WORD}(?P<numbers>{_LIST})"
_ITEMS = rf"{_ITEM}(?:\s?{_ITEM})?(?:{_LINK}{_ITEM})*"
_WITHIN = r"\s(?:de\sl['’]\s?|des\s)(?=[Aa]linéas?\s)"
_PINPOINT = (
    rf"(?:(?:\b[Ss]ous-alinéas?\s(?P<inner>{_ITEMS}){_WITHIN})?\b[Aa]linéas?\s(?P<items>{_ITEMS})\sd(?:u|es)\s)?"
    rf"{_PARAGRAPHS}"
)
_COMPONENT = (
    r"(?:éléments?|composantes?|activités?|actions?|cibles?|buts?|objectifs?)\s(?:du\sprogramme\s)?"
    r"(?P<component>\d{1,2}(?:\.\d{1,2}){1,2})(?:\sdu\sprogramme(?:\sde\stravail)?)?"
)
_ANNEX = (
    r"(?P<annexed>[Aa]nnexes?|(?P<appended>[Aa]ppendice))"
    r"(?:\s(?P<annex>[IVX]{1,4}|\d{1,2})\b(?:\s(?:et|à)\s(?P<also>[IVX]{1,4})\b(?!/))?)?"
)
_SECTION = r"[Ss]ection\s(?P<section>[A-Z]|[IVX]{2,4})\b"
_PART = r"(?:[Ss]ection|[Pp]artie)\s(?P<part>[A-Z]|[IVX]{2,4})\b"
_OF = r"\s(?:(?:de|du|des|à|au|aux|dans)\s(?:l['’]|la\s|le\s|les\s|sa\s|son\s|ses\s|leurs?\s)?|d['’])"
_FIRST = r"(?:premier|[1I]er)\b"
_ARTICLE = r"\b(?:[Aa]rt(?:icles?\s?|s?\.\s?|s?\s)|ARTICLES?\s)"
_ONE_ARTICLE = (
    rf"(?:{_FIRST}|{_NUMBER})(?:\s?\(\d{{1,2}}\)(?:\s?{_ITEM})*)?(?:,?\s?{_WORD}\d{{1,2}}(?!\d)(?:{_POINT})*)?"
)

_OTHER_TREATY = (
    r"Convention-cadre(?:\sdes\sNations\sUnies(?:\ssur\sles\schangements\sclimatiques)?)?|CCNUCC|CNULCD|CITES"
    r"|Accord\sde\sParis|Protocole\sde\s(?:Kyoto|Montréal)|Charte\sdes\sNations\sUnies|Traité\sinternational"
    r"|Convention\s(?:de\s(?:Bâle|Stockholm|Rotterdam|Ramsar|Vienne|Bonn|Berne|Aarhus|Minamata|Barcelone)"
    r"|des\sNations\sUnies|sur\s(?!la\sdiversité))[\w'’ ]{0,30}"
)

_AIMS = Aims(
    unit=r"(?:[Oo]bjectifs?|[Cc]ibles?|[Bb]uts?(?:\sstratégiques?)?)\s(?:n[°o]s?\s?)?",
    link=r"(?:,?\s(?:et|ou|à|au)\s|,\s?|\s?-\s?)(?:(?:à|aux?|des?|du)\s)?(?:l['’]|les\s|la\s|le\s|d['’])?"
    r"(?:(?:ses|leurs)\scibles\s)?",
    before=(
        (
            "aichi",
            r"[Oo]bjectifs?\sd['’]Aichi(?:\s(?:pour|relatifs?\sà)\sla\s(?:biodiversité|diversité\sbiologique))?"
            r"|[Bb]uts?\sstratégiques?(?=\s[A-E]\b)",
        ),
        ("sdg", r"(?:[Oo]bjectifs?\sde\sdéveloppement\sdurable|ODD)(?:\s?,?\scibles?)?(?:\sn[°o])?"),
        ("mdg", r"(?:[Oo]bjectifs?\sdu\s[Mm]illénaire\spour\sle\sdéveloppement|OMD)(?:\sn[°o])?"),
        (
            "gspc",
            r"(?:[Ss]tratégie\smondiale\spour\sla\sconservation\sdes\splantes|SMCP),?\s(?:[Oo]bjectifs?|[Cc]ibles?)",
        ),
    ),
    after=(
        ("aichi", r"\sd['’]Aichi\b"),
        ("gbf", r"\sdu\s[Cc]adre\b"),
        (
            "sdg",
            r"\s(?:de\sdéveloppement\sdurable|du\sProgramme\s(?:de\sdéveloppement\sdurable\sà\sl['’]horizon\s)?2030|des\sODD)",
        ),
        ("mdg", r"\s(?:du\s[Mm]illénaire|des\sOMD)\b"),
        ("gspc", r"\sde\sla\s(?:[Ss]tratégie\smondiale\s(?:actualisée\s)?pour\sla\sconservation\sdes\splantes|SMCP)\b"),
    ),
)

PATTERNS = Patterns(
    marks=Marks(
        token=re.compile(
            rf"(?P<number>\d+(?:\s(?:bis|ter|quater)\b|(?:\.\d+)*)(?:\s?\(\d+\))?|{_FIRST})|(?P<item>{_ITEM})"
            r"|(?P<range>\b(?:à|au)\b|-)|(?P<join>\b(?:et|ou)\b|,(?!\s(?:sous-)?alin))"
            rf"|(?P<article>{_ARTICLE})|(?P<paragraphs>[Pp]aragraphes\b|[Aa]linéas\b|§§)"
            r"|(?P<paragraph>[Pp]ar(?:agraphe\b|\.)|[Aa]linéa\b|§)"
        ),
        ordinals={"premier": 1, "1er": 1, "Ier": 1},
    ),
    decision_word=re.compile(r"\b[Dd]écisions?\b"),
    recommendation_word=re.compile(r"\b[Rr]ecommandations?\b"),
    not_ours_before=re.compile(
        r"\b(?:[Pp]ages?|pp?\.|[Tt]ableaux?|[Ff]igures?|[Cc]hapitres?|[Vv]olumes?|[Rr]ésolutions?|[Ee]ncadré)\s\Z"
    ),
    not_ours_after=re.compile(rf"\sde\s(?:la\sConférence\sdes\sParties\s(?:à|de)\s)?(?:la\s|l['’])(?:{_OTHER_TREATY})"),
    place_before=re.compile(
        rf"(?:(?:{_PINPOINT}|{_COMPONENT}),?{_OF})?(?:(?:{_SECTION}|(?:{_PART},?{_OF})?{_ANNEX}){_OF})?"
        r"\b(?:[Dd]écisions?|[Rr]ecommandations?)\s\Z"
    ),
    place_after=re.compile(
        rf"\*?(?:\s(?P<title>{BRACKETED}))?(?:,?\s{_SECTION})?(?:,?\s(?>{_ANNEX})(?!{_OF})(?:,?\s{_PART})?)?(?P<close>\s?\))?"
        rf"(?:,?\s(?:au\s|aux\s)?(?:{_PARAGRAPHS}|{_COMPONENT}))?"
    ),
    document_before=re.compile(rf"(?:{_PINPOINT},?{_OF})?(?:{_ANNEX}{_OF})?\b[Dd]ocuments?\s\Z"),
    page_after=re.compile(r",?\s(?:pages?|pp?\.)\s\d{1,3}"),
    article=re.compile(
        rf"(?:(?:\b[Ss]ous-alinéas?\s{_ITEMS}{_WITHIN})?\b[Aa]linéas?\s{_ITEMS}(?:\sd(?:u|es)\s|(?={_OF}articles?)))?"
        rf"(?:{_WORD}{_LIST})?(?<=[\d)]),?{_OF}articles?\s(?:{_FIRST}|\d{{1,2}}(?!\d))(?:{_LINK}\d{{1,2}}(?!\d))*"
        rf"|{_ARTICLE}{_ONE_ARTICLE}(?:{_LINK}(?:{_ONE_ARTICLE}|{_ITEM}))*"
    ),
    treaty_names=re.compile(
        r"Convention-cadre|Accord\sde\sParis|Convention(?:\s(?:sur|des|de|du|relative)\s[\w'’ ]{1,30})?"
        r"|Protocole(?:\s(?:de|sur\sla)\s\w+)?|\bCPB\b"
    ),
    treaty_after=re.compile(
        r",?\s(?:de|du)\s(?:la\s|l['’])?(?P<name>Convention-cadre|Accord\sde\sParis|Convention(?:\s(?:sur"
        r"|de\s[A-Z])[\w'’ ]{1,30})?|Protocole(?:\s(?:de|sur\sla)\s\w+)?)"
    ),
    treaties=(
        (re.compile(r"diversité biologique"), "cbd"),
        (re.compile(r"Carth?ag[eè]n[ae]|\b[Bb]iosécurité|CPB"), "cartagena"),
        (re.compile(r"Nagoya"), "nagoya"),
        (re.compile(r"^Protocole$"), "protocol"),
        (re.compile(r"^Convention$"), "convention"),
        (re.compile(r"."), "other"),
    ),
    bodies=(
        (re.compile(r"Organe subsidiaire chargé de l['’]\s?application|\bSBI\b"), "sbi"),
        (re.compile(r"Groupe de travail.{0,60}article 8"), "wg8j"),
        (re.compile(r"Groupe de travail.{0,60}examen de l['’]\s?application|\bWGRI\b"), "wgri"),
    ),
    targets=_AIMS.patterns(),
    component=re.compile(
        r"(?:\b(?:[ÉéEe]léments?(?:\sdu\sprogramme)?|[Cc]omposantes?|[Aa]ctivités?|[Bb]uts?)\s)"
        r"(?P<numbers>\d{1,2}(?:\.\d{1,2}){0,2}(?:(?:,\s|\set\s)\d{1,2}(?:\.\d{1,2}){0,2})*+)(?![\d%/])"
    ),
    anaphora=re.compile(
        rf"(?:(?:{_PINPOINT}\sde\s)?(?:(?:la\smême|ladite|cette|la\ssusdite)\sdécision|la\sdécision\ssusmentionnée)\b"
        r"|(?:(?<=\d\set\s)|(?<=\d,\s))(?:de\s|à\s|dans\s)?son(?=\s[Aa](?:nnexe|ppendice)\b))"
        rf"(?:,?\s{_ANNEX}(?:,?\s{_PART})?)?(?:,?\s{_WORD}(?P<after>{_LIST}))?"
    ),
    bare=re.compile(
        rf"(?:{_ANNEX},?\s)?\b(?<!ses\s)(?>{_PARAGRAPHS})"
        r"(?!,?\s(?:de|du|des|d['’]|à|au|aux|dans|ci-dessus|ci-après|ci-dessous|précédents?|suivants?)(?:\b|(?<=['’])))"
    ),
    own_place=re.compile(
        rf"\b(?:{_PINPOINT}|[Ss]ection\s(?P<section>[A-Z]|[IVX]{{1,5}}))(?:,?\sci-(?:dessus|après|dessous)"
        r"|\sde\sla\sprésente\s(?:décision|note|recommandation)|\sdu\sprésent\sdocument)\b"
    ),
    own_annex=re.compile(
        r"\b(?P<annexed>[Aa]nnexe)(?:\s(?P<annex>[IVX]{1,4}|\d{1,2}))?\s(?:(?:à|de)\sla\sprésente\s(?:décision|note|recommandation)"
        r"|(?:au|du)\sprésent\sdocument)\b"
    ),
    own_goal=re.compile(
        r"\b(?:[Bb]uts?|[Oo]bjectifs?)\s(?P<numbers>\d{1,2}(?:\.\d{1,2})?(?:(?:,\s|\set\s)\d{1,2}(?:\.\d{1,2})?(?![\d%]))*)"
        r"(?![\d%]|\.\d|\s(?:d['’]Aichi|de\sdéveloppement|%))"
    ),
    named_report=re.compile(
        rf"\b(?:{_ANNEX}|{_PARAGRAPHS}){_OF}(?P<name>rapport|note)(?:\s(?:final|intérimaire|d['’]\s?(?:étape|activités?)"
        r"|de\ssituation))?(?:\s(?:du|de\sla)\sSecrétaire\sexécuti(?:f|ve))?"
    ),
    report_is_in=re.compile(
        rf"\b(?P<name>rapport|note)\b[^.;]{{0,60}}?(?:(?:figurant|contenue?|reproduite?)\s(?:dans|à)\sle|(?:publiée?|parue?"
        rf"|distribuée?)\s(?:sous\s(?:la\scote|le\ssymbole)|comme)|(?:figurant|contenue?|reproduite?)\sdans)\s"
        rf"(?:le\s)?(?:document\s)?(?P<symbol>{SYMBOL_MARK})"
    ),
    agenda_item=re.compile(r"\b[Pp]oint\s(?P<item>\d{1,2}(?:\.\d{1,2})?)\*?\sde\sl['’]\s?ordre\sdu\sjour\b"),
    notification=re.compile(r"\b[Nn]otification\s(?:n[°oº]\.?\s?)?(?P<number>\d{4}-\d{3})(?!\d)"),
    resolution=re.compile(r"\b[Rr]ésolution\s(?P<symbol>\d{1,2}/\d{1,3})(?!\d)|\b[Rr]ésolution\s[IVX]{1,5}\.\d+"),
    cues=Cues(
        pursuant=re.compile(
            r"(?:\b(?:[Ee]n\s(?:application|réponse|exécution|vertu|conformité|vue\sd['’]appliquer)|[Cc]onformément"
            r"|(?:[Cc]omme\s|[Dd]onnant\s|[Ff]aisant\s|[Pp]our\s(?:faire|donner)\s)?[Ss]uite|[Aa]u\stitre"
            r"|[Cc]omme\s(?:l['’]\s?a\s)?(?:demandé|prévu)|[Aa]insi\sque\sl['’]\s?a\sdemandé|[Pp]our\sappliquer"
            r"|[Aa]fin\s(?:d['’]\s?appliquer|de\smettre\sen\sœuvre|de\srépondre)|[Àà]\sl['’]\s?appui)\b)"
        ),
        said=re.compile(
            r"Conférence des Parties\b.{0,60}\b(?:reconnu|demandé|prié|décidé|souligné|déclaré|noté|appelé|invité"
            r"|adopté|accueilli|insisté|reconnaît|prie|demande|décide|souligne|invite|adopte)\b"
        ),
        said_after=re.compile(
            r"(?:,|\s|également|aussi|\*)*\b(?:reconnaît|demande|prie|note|appelle|invite|souligne|renvoie|indique|dispose"
            r"|prévoit|stipule)\b"
        ),
        retires=re.compile(r"\b(?:(?:de|à)\s(?:retirer|abandonner)|[Rr]etire|[Rr]etirant|[Aa]bandonne)\b"),
        retired_sections=re.compile(
            r"(?:[Ss]ections?|[Pp]aragraphes?)\s(?:retirée?s?|abandonnée?s?)\s?:\s*(?:[Pp]aragraphes?\s?)?(?P<numbers>.+)"
        ),
        heading=re.compile(
            r"\s*(?:(?:[Aa]pplication|[Mm]ise\sen\sœuvre|[Ee]xécution|[Ss]uivi|[Ss]uite\sdonnée)\s)?(?:(?:de\sla|des|de|du|à\sla|aux"
            r"|[Ll]a|[Ll]es)\s+)?"
        ),
        continues=re.compile(r"\s*(?:en particulier|notamment|y compris|et|ou|ainsi que|à savoir)\b"),
    ),
)
