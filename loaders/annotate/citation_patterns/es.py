"""Citations in Spanish: párrafo 2 de la decisión XI/10, artículo 18, párrafo 3, párrafo 3 a) del artículo 20."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import BRACKETED, SYMBOL_MARK, Cues, Patterns
from loaders.annotate.citation_patterns.aims import Aims
from loaders.annotate.numbers import Marks

_ITEM = r"\(?(?<![A-Za-zÀ-ÿ])[a-z]{1,4}\s?\){1,2}"
_SUBS = r"(?:[Aa]partados?|[Ii]ncisos?|[Ll]iteral(?:es)?|[Ss]ubpárrafos?)"
_POINT = rf"(?:\s?|,?\s{_SUBS}\s){_ITEM}"
_NUMBER = rf"\d{{1,3}}(?:\s(?:bis|ter|quater)\b|\.\d{{1,2}}|,\d{{1,2}}(?=\s?\(?[a-z]\)))?(?![\d/])(?:{_POINT}){{0,2}}"
_LINK = r"(?:,?\s(?:y|e|o|u|a|al)\s|,\s?|\s?-\s?)"
_LIST = rf"{_NUMBER}(?:{_LINK}(?:{_NUMBER}|{_ITEM}))*"
_WORD = r"(?:[Pp]árrafos?|[Pp]árrs?\.|[Nn]umeral(?:es)?)"
_PARAGRAPHS = rf"{_WORD}\s(?P<numbers>{_LIST})"
_ITEMS = rf"{_ITEM}(?:\s?{_ITEM})?(?:{_LINK}{_ITEM})*"
_WITHIN = rf"\sde(?:l|\slos)\s(?={_SUBS}\s)"
_PINPOINT = (
    rf"(?:(?:\b{_SUBS}\s(?P<inner>{_ITEMS}){_WITHIN})?\b{_SUBS}\s(?P<items>{_ITEMS})\sde(?:l|\slos)\s)?{_PARAGRAPHS}"
)
_COMPONENT = (
    r"(?:elementos?|componentes?|actividad(?:es)?|acci(?:ón|ones)|metas?|objetivos?)\s(?:del\sprograma\s)?"
    r"(?P<component>\d{1,2}(?:\.\d{1,2}){1,2})(?:\sdel\sprograma(?:\sde\strabajo)?)?"
)
_ANNEX = (
    r"(?P<annexed>[Aa]nexos?|(?P<appended>[Aa]péndice))"
    r"(?:\s(?P<annex>[IVX]{1,4}|\d{1,2})\b(?:\s[ya]\s(?P<also>[IVX]{1,4})\b(?!/))?)?"
)
_SECTION = r"[Ss]ección\s(?P<section>[A-Z]|[IVX]{2,4})\b"
_PART = r"(?:[Ss]ección|[Pp]arte)\s(?P<part>[A-Z]|[IVX]{2,4})\b"
_OF = r"\s(?:de|del|en|al?)\s(?:la\s|las\s|los\s|el\s|su\s|sus\s)?"
_FIRST = r"(?:primero\b|1[º°])"
_ARTICLE = r"\b(?:[Aa]rt(?:ículos?\s?|s?\.\s?|s?\s)|ARTÍCULOS?\s)"
_ONE_ARTICLE = (
    rf"(?:{_FIRST}|{_NUMBER})(?:\s?\(\d{{1,2}}\)(?:\s?{_ITEM})*)?(?:,?\s{_WORD}\s\d{{1,2}}(?!\d)(?:{_POINT})*)?"
)

_OTHER_TREATY = (
    r"Convención\sMarco(?:\sde\slas\sNaciones\sUnidas(?:\ssobre\sel\sCambio\sClimático)?)?|CMNUCC|CITES"
    r"|Acuerdo\sde\sParís|Protocolo\sde\s(?:Kyoto|Montreal)|Carta\sde\slas\sNaciones\sUnidas|Tratado\sInternacional"
    r"|(?:Convenio|Convención)\s(?:de\s(?:Basilea|Estocolmo|Rotterdam|Ramsar|Viena|Bonn|Berna|Aarhus|Minamata|Barcelona"
    r"|las\sNaciones\sUnidas)|sobre\s(?!la\s[Dd]iversidad))[\w ]{0,30}"
)

_AIMS = Aims(
    unit=r"(?:[Mm]etas?|[Oo]bjetivos?(?:\s[Ee]stratégicos?)?)\s",
    link=r"(?:,?\s(?:y|e|o|u|a|al)\s|,\s?|\s?-\s?)(?:(?:al?|del?)\s)?(?:las?\s|los\s|el\s)?(?:sus\smetas\s)?",
    before=(
        (
            "aichi",
            r"[Mm]etas?\sde\sAichi(?:\spara\sla\s(?:[Bb]iodiversidad|[Dd]iversidad\s[Bb]iológica))?"
            r"|[Oo]bjetivos?\s[Ee]stratégicos?(?=\s[A-E]\b)",
        ),
        ("sdg", r"(?:[Oo]bjetivos?\sde\s[Dd]esarrollo\s[Ss]ostenible|ODS)(?:,?\s[Mm]etas?)?"),
        ("mdg", r"(?:[Oo]bjetivos?\sde\s[Dd]esarrollo\sdel\s[Mm]ilenio|ODM)"),
        (
            "gspc",
            r"[Ee]strategia\s[Mm]undial\spara\sla\s[Cc]onservación\sde\s(?:las\s[Ee]species\s[Vv]egetales|las\s[Pp]lantas)"
            r",?\s(?:[Mm]etas?|[Oo]bjetivos?)",
        ),
    ),
    after=(
        ("aichi", r"\sde\sAichi\b"),
        ("gbf", r"\sdel\s[Mm]arco\b"),
        ("sdg", r"\s(?:de\s[Dd]esarrollo\s[Ss]ostenible|de\sla\sAgenda\s2030|de\slos\sODS)\b"),
        ("mdg", r"\s(?:de\s[Dd]esarrollo\sdel\s[Mm]ilenio|de\slos\sODM)\b"),
        (
            "gspc",
            r"\sde\sla\s[Ee]strategia\s[Mm]undial\s(?:actualizada\s)?para\sla\s[Cc]onservación\sde\slas\s"
            r"(?:[Ee]species\s[Vv]egetales|[Pp]lantas)",
        ),
    ),
)

PATTERNS = Patterns(
    marks=Marks(
        token=re.compile(
            rf"(?P<number>\d+(?:\s(?:bis|ter|quater)\b|(?:\.\d+|,\d+(?=\s?\(?[a-z]\)))*)(?:\s?\(\d+\))?|{_FIRST})|(?P<item>{_ITEM})|(?P<range>\b(?:a|al)\b|-)|"
            r"(?P<join>\b(?:y|e|o|u)\b|,(?!\s(?:apart|inci|liter|subp)))"
            rf"|(?P<article>{_ARTICLE})|(?P<paragraphs>[Pp]árr(?:afos\b|s\.)|[Nn]umerales\b|[Aa]partados\b|[Ii]ncisos\b)"
            r"|(?P<paragraph>[Pp]árr(?:afo\b|\.)|[Aa]partado\b|[Ii]nciso\b|[Ll]iteral\b|[Nn]umeral\b)"
        ),
        ordinals={"primero": 1},
    ),
    decision_word=re.compile(r"\b[Dd]ecisi(?:ón|ones)\b"),
    recommendation_word=re.compile(r"\b[Rr]ecomendaci(?:ón|ones)\b"),
    not_ours_before=re.compile(
        r"\b(?:[Pp]áginas?|págs?\.|[Cc]uadros?|[Ff]iguras?|[Cc]apítulos?|[Vv]olúmenes|[Rr]esoluci(?:ón|ones)"
        r"|[Rr]ecuadro)\s\Z"
    ),
    not_ours_after=re.compile(
        rf"\sde(?:\sla\sConferencia\sde\slas\sPartes\s(?:en|de))?(?:l|\sel|\sla)\s(?:{_OTHER_TREATY})"
    ),
    place_before=re.compile(
        rf"(?:(?:{_PINPOINT}|{_COMPONENT}),?{_OF})?(?:(?:{_SECTION}|(?:{_PART},?{_OF})?{_ANNEX}){_OF})?"
        r"\b(?:[Dd]ecisi(?:ón|ones)|[Rr]ecomendaci(?:ón|ones))\s\Z"
    ),
    place_after=re.compile(
        rf"\*?(?:\s(?P<title>{BRACKETED}))?(?:,?\s{_SECTION})?(?:,?\s(?>{_ANNEX})(?!{_OF})(?:,?\s{_PART})?)?(?P<close>\s?\))?"
        rf"(?:,?\s(?:en\sel\s|en\slos\s)?(?:{_PARAGRAPHS}|{_COMPONENT}))?"
    ),
    document_before=re.compile(rf"(?:{_PINPOINT},?{_OF})?(?:{_ANNEX}{_OF})?\b[Dd]ocumentos?\s\Z"),
    page_after=re.compile(r",?\s(?:páginas?|págs?\.)\s\d{1,3}"),
    article=re.compile(
        rf"(?:(?:\b{_SUBS}\s{_ITEMS}{_WITHIN})?\b{_SUBS}\s{_ITEMS}(?:\sde(?:l|\slos)\s(?={_WORD})|(?={_OF}artículos?)))?"
        rf"(?:{_WORD}\s{_LIST})?(?<=[\d)]),?{_OF}artículos?\s(?:{_FIRST}|\d{{1,2}}(?!\d))(?:{_LINK}\d{{1,2}}(?!\d))*"
        rf"|{_ARTICLE}{_ONE_ARTICLE}(?:{_LINK}(?:{_ONE_ARTICLE}|{_ITEM}))*"
    ),
    treaty_names=re.compile(
        r"Convención\sMarco|Acuerdo\sde\sParís|(?:Convenio|Convención)(?:\s(?:sobre|de|para)\s[\w ]{1,30})?"
        r"|Protocolo(?:\s(?:de|sobre)\s\w+)?|(?<=CDB,\s)PC\b|\bPCB\b"
    ),
    treaty_after=re.compile(
        r",?\s(?:de|del)\s(?:la\s)?(?P<name>Convención\sMarco|Acuerdo\sde\sParís|(?:Convenio|Convención)(?:\s"
        r"(?:sobre|de\s[A-Z])[\w ]{1,30})?|Protocolo(?:\s(?:de|sobre)\s\w+)?)"
    ),
    treaties=(
        (re.compile(r"[Dd]iversidad [Bb]iológica"), "cbd"),
        (re.compile(r"Cartagena|[Bb]ioseguridad|[Ss]eguridad|\bPCB?\b"), "cartagena"),
        (re.compile(r"Nagoya"), "nagoya"),
        (re.compile(r"^Protocolo$"), "protocol"),
        (re.compile(r"^Convenio$"), "convention"),
        (re.compile(r"."), "other"),
    ),
    bodies=(
        (re.compile(r"Órgano Subsidiario sobre la Aplicación|\bOSA\b|\bSBI\b"), "sbi"),
        (re.compile(r"Grupo de [Tt]rabajo.{0,60}artículo 8"), "wg8j"),
        (re.compile(r"Grupo de [Tt]rabajo.{0,60}revisión de la aplicación|\bWGRI\b"), "wgri"),
    ),
    targets=_AIMS.patterns(),
    component=re.compile(
        r"(?:\b(?:[Ee]lementos?(?:\sdel\sprograma)?|[Cc]omponentes?|[Aa]ctividad(?:es)?|[Mm]etas?)\s)"
        r"(?P<numbers>\d{1,2}(?:\.\d{1,2}){0,2}(?:(?:,\s|\sy\s)\d{1,2}(?:\.\d{1,2}){0,2})*+)(?![\d%/])"
    ),
    anaphora=re.compile(
        rf"(?:(?:{_PINPOINT}\sde\s)?(?:(?:la\smisma|dicha|esa|la\scitada)\sdecisión|la\sdecisión\s(?:antes\s)?mencionada)\b"
        r"|(?:(?<=\d\sy\s)|(?<=\d,\s))(?:de\s|en\s|a\s)?su(?=\s[Aa](?:nexo|péndice)\b))"
        rf"(?:,?\s{_ANNEX}(?:,?\s{_PART})?)?(?:,?\s{_WORD}\s(?P<after>{_LIST}))?"
    ),
    bare=re.compile(
        rf"(?:{_ANNEX},?\s)?\b(?<!sus\s)(?>{_PARAGRAPHS})"
        r"(?!,?\s(?:de|del|en|al?|supra|infra|anterior(?:es)?|precedentes?|siguientes?|que\s(?:antecede|figura))\b)"
    ),
    own_place=re.compile(
        rf"\b(?:{_PINPOINT}|[Ss]ección\s(?P<section>[A-Z]|[IVX]{{1,5}}))(?:,?\s(?:supra|infra|anterior(?:es)?|precedentes?"
        r"|que\santeceden?)|\sde\sla\spresente\s(?:decisión|nota|recomendación)|\sdel\spresente\sdocumento)\b"
    ),
    own_annex=re.compile(
        r"\b(?P<annexed>[Aa]nexo)(?:\s(?P<annex>[IVX]{1,4}|\d{1,2}))?\s(?:(?:a|de|en)\sla\spresente\s(?:decisión|nota|recomendación)"
        r"|(?:al|del)\spresente\sdocumento)\b"
    ),
    own_goal=re.compile(
        r"\b(?:[Mm]etas?|[Oo]bjetivos?)\s(?P<numbers>\d{1,2}(?:\.\d{1,2})?(?:(?:,\s|\sy\s)\d{1,2}(?:\.\d{1,2})?(?![\d%]))*)"
        r"(?![\d%]|\.\d|\s(?:de\sAichi|de\s[Dd]esarrollo|%))"
    ),
    named_report=re.compile(
        rf"\b(?:{_ANNEX}|{_PARAGRAPHS}){_OF}(?P<name>informe|nota)(?:\s(?:final|parcial|provisional|de\s(?:avance|situación)"
        r"|sobre\s(?:la\smarcha|los\sprogresos)))?(?:\s(?:del|de\sla)\sSecretari[oa]\sEjecutiv[oa])?"
    ),
    report_is_in=re.compile(
        rf"\b(?P<name>informe|nota)\b[^.;]{{0,60}}?(?:(?:contenid[oa]|que\sfigura|reproducid[oa])\sen|(?:publicad[oa]"
        rf"|distribuid[oa])\s(?:con\sla\ssignatura|como))\s(?:el\s)?(?:documento\s)?(?P<symbol>{SYMBOL_MARK})"
    ),
    agenda_item=re.compile(r"\b[Tt]ema\s(?P<item>\d{1,2}(?:\.\d{1,2})?)\*?\sdel\s(?:programa|orden\sdel\sdía)\b"),
    notification=re.compile(r"\b[Nn]otificación\s(?:[Nn][°oº]\.?\s|núm\.\s)?(?P<number>\d{4}-\d{3})(?!\d)"),
    resolution=re.compile(r"\b[Rr]esolución\s(?P<symbol>\d{1,2}/\d{1,3})(?!\d)|\b[Rr]esolución\s[IVX]{1,5}\.\d+"),
    cues=Cues(
        pursuant=re.compile(
            r"\b(?:[Ee]n\s(?:aplicación|respuesta|cumplimiento|virtud|atención|consonancia|seguimiento|apoyo)"
            r"|[Dd]e\s(?:conformidad|acuerdo)\scon|[Cc]on\sarreglo|[Aa]tendiendo|[Cc]onforme\sa|[Ss]iguiendo"
            r"|[Cc]omo\s(?:se\s)?(?:pidió|pedía|solicit[óa]|había\ssolicitado)|[Pp]ara\s(?:aplicar|cumplir|responder|apoyar)"
            r"|[Aa]\sraíz)\b"
        ),
        said=re.compile(
            r"Conferencia de las Partes\b.{0,60}\b(?:reconoció|pidió|solicitó|decidió|subrayó|destacó|declaró|observó"
            r"|instó|invitó|adoptó|acogió|reconoce|pide|solicita|decide|subraya|invita|adopta)\b"
        ),
        said_after=re.compile(
            r"(?:,|\s|también|además|\*)*\b(?:reconoce|pide|solicita|señala|insta|invita|subraya|se\srefiere|indica|dispone"
            r"|prevé)\b"
        ),
        retires=re.compile(r"\b(?:retirar|[Rr]etira|[Rr]etirando|dejar\ssin\sefecto|[Dd]eja\ssin\sefecto)\b"),
        retired_sections=re.compile(
            r"(?:[Ss]ección|[Ss]ecciones|[Pp]árrafos?)\sretirad[ao]s?\s?:\s*(?:[Pp]árrafos?\s?)?(?P<numbers>.+)"
        ),
        heading=re.compile(
            r"\s*(?:(?:[Aa]plicación|[Cc]umplimiento|[Ee]jecución|[Ss]eguimiento)\s)?(?:(?:de\sla|de\slas|a\sla|a\slas|[Ll]as?|de)\s+)?"
        ),
        continues=re.compile(r"\s*(?:en particular|especialmente|incluid[ao]s?|y|o|así como|a saber)\b"),
    ),
)
