"""Acts, addressees and deadlines in Spanish: ", e insta a las Partes a que informen antes de su undécima reunión"."""

from __future__ import annotations

import re

from loaders.annotate.grammar import Calendar, Counting, Grammar, Joining, Lasting, Listing, Telling, days_of

_ADVERBS = (
    r"(?:también|además|asimismo|igualmente|nuevamente|de\s+nuevo|una\s+vez\s+más|encarecidamente|firmemente|"
    r"enérgicamente|por\s+otra\s+parte|respetuosamente|finalmente|por\s+último|en\s+particular)"
)
_INSERTED = (
    r"(?:también|además|asimismo|igualmente|nuevamente|de\s+nuevo|una\s+vez\s+más|por\s+otra\s+parte|por\s+último|"
    r"profund[oa]|sincer[oa]|más\s+sincero)"
)
_PROSE = (
    r"apoya|considera|estudia|examina|propone|sugiere|establece|crea|prorroga|amplía|renueva|designa|nombra|elige|"
    r"sustituye|modifica|enmienda|subraya|destaca|ofrece|acepta|faculta|encarga|ordena|instruye|remite|transmite|exige|"
    r"aconseja|suspende|retira|nota|observa|señala|confía|celebra|fomenta|respalda|ratifica|afirma|reconoce|solicita|"
    r"se\s+compromete|conviene"
)
_FORMS = {
    "toma nota con reconocimiento": "toma nota",
    "toma nota con aprecio": "toma nota",
    "tomando conocimiento": "toma nota",
    "notando": "observando",
    "constatando": "observando",
    "teniendo presentes": "teniendo presente",
    "señalando": "observando",
    "observando con preocupación": "observa con preocupación",
    "profundamente preocupada": "preocupada",
    "alarmada": "preocupada",
    "expresando su agradecimiento": "expresa su agradecimiento",
    "expresa su gratitud": "expresa su agradecimiento",
    "da las gracias": "expresa su agradecimiento",
    "acogiendo con satisfacción": "acoge con satisfacción",
    "acoge con agrado": "acoge con satisfacción",
    "acoge favorablemente": "acoge con satisfacción",
    "recibe con beneplácito": "acoge con beneplácito",
    "expresa su satisfacción": "acoge con satisfacción",
    "celebrando": "celebra",
    "tomando en cuenta": "teniendo en cuenta",
    "tiene en cuenta": "teniendo en cuenta",
    "reconociendo la importancia": "reconoce la importancia",
    "subrayando la importancia": "subraya la importancia",
    "destacando la importancia": "subraya la importancia",
    "destaca la importancia": "subraya la importancia",
    "subrayando la necesidad": "subraya la necesidad",
    "destacando la necesidad": "destaca la necesidad",
    "toma nota con preocupación": "observa con preocupación",
    "invitando": "invita",
    "instando": "insta",
    "exhortando": "exhorta",
    "alentando": "alienta",
    "poniendo de relieve": "pone de relieve",
    "haciendo hincapié": "hace hincapié",
    "hace suyos": "hace suyo",
    "hace suyas": "hace suyo",
    "hace un llamado": "hace un llamamiento",
    "pide encarecidamente": "insta",
    "da instrucciones": "instruye",
    "conviene en": "conviene",
    "rinde homenaje": "encomia",
    "inspirándose": "guiándose por",
    "resuelta": "decidida",
    "estima": "considera",
}

_JOINING = Joining(
    adverbs=rf"(?:y|e|{_ADVERBS})",
    joints=r"(?:[,;]\s+(?:y\s+|e\s+|así\s+como\s+)?|\s+[ye]\s+)"
    r"(?:(?:a\s+(?:tal|ese|este|dicho)\s+(?:fin|efecto|respecto)|a\s+este\s+respecto|en\s+este\s+(?:contexto|sentido)|"
    r"en\s+consecuencia|por\s+(?:consiguiente|lo\s+tanto)),?\s+)?",
    weak=re.compile(r"[,;]\s+"),
    bare=re.compile(r"\s+[ye]\s+"),
    object=re.compile(
        rf"(?:\s+{_ADVERBS})*\s+(?:el|la|las|los|que|su|sus|este|esta|estos|estas|esos|esas|con|al?|del?|\w+(?:ar|er|ir))\b"
    ),
    context=re.compile(
        r"(?:profundamente\s+)?(?:\w+(?:ando|endo|ándose|éndose)\b|consciente|convencida|preocupada|guiada|deseosa|decidida|"
        r"tras\b|habida\s+cuenta|en\s+respuesta|de\s+conformidad)"
    ),
    prose=re.compile(_PROSE),
    inserted=_INSERTED,
    forms=_FORMS,
    pronoun=r"l(?:[eo]s?|as?)\s+",
    spoken=re.compile(r"decide|acuerda"),
    opens=re.compile(r"\b(?:que|quien(?:es)?|cuy[oa]s?|donde)\b"),
)

_WITH = (
    r"\ben\s+(?:estrecha\s+|plena\s+)?(?:consulta|cooperación|colaboración|asociación|coordinación|conjunto|consonancia|"
    r"línea|vista|concertación|virtud|(?:su\s+)?calidad)\b|"
    r"(?<!así )\bcomo\b|\bcon\s+(?:el\s+|la\s+)?(?:apoyo|asistencia|ayuda|participación|colaboración|miras|"
    r"arreglo|objeto|fin)\b|\b(?:junto\s+con|conjuntamente|previa\s+consulta|de\s+conformidad|de\s+acuerdo|en\s+el\s+marco)\b"
)
_INFINITIVE = (
    rf"\ba\s+(?:{_ADVERBS}\s+|no\s+)*(?!(?:par|lugar|través|azar)\b)\w+(?:ar|er|ir|ír)(?:se|lo|la|los|las|le|les)?\b"
)
_BESIDE = r"(?:y|e|o|u|así\s+como|los|las|el|la|tod[oa]s|otr[oa]s|demás|pertinentes|competentes|interesad[oa]s)\b"
_ABLE = r"que\s+est[ée]n?\s+en\s+(?:condiciones|posición)\s+de\s+hacerlo"
_OF = r"\s+(?:de\s+(?:la|las|los)\s+|del\s+)"
_OFFICES = r"[Ss]ecretarías?|[Cc]onsejo|[Pp]residente|[Pp]residenta|[Mm]esa|órganos\s+rectores"
_BODIES = (
    r"organi(?:smos?|zaci(?:ón|ones))|instituci(?:ón|ones)|bancos?|secretarías?|programas?|fondos?|red(?:es)?|comités?|"
    r"comisi(?:ón|ones)|convenios?|convenciones|consejos?|autoridades|asociaci(?:ón|ones)|fundaci(?:ón|ones)|"
    r"universidades|grupos?|expertos|comunidades|[A-ZÁÉÍÓÚ]\w+"
)

_LISTING = Listing(
    joints=tuple(
        (" y ", f" y {word} ")
        for word in ("las", "los", "a las", "a los", "la", "el", "de la", "de las", "de los", "del")
    ),
    determiners=rf"(?:\s+|,|(?:al?|el|la|los|las|de|del|su|sus|tod[oa]s|otr[oa]s|demás|que|{_ADVERBS})\b)*",
    aside=re.compile(
        rf"(?:\s+{_ADVERBS}\b)*(?:\s*,\s*(?:con\s+sujeción|sujeto|en\s+función|dentro\s+de|de\s+conformidad|según|cuando|"
        r"si|siempre|en\s+la\s+medida|teniendo|con\s+carácter|a\s+título|sobre\s+la\s+base)[^,;:]*,)?"
    ),
    clause=re.compile(r"\s*,?\s+que\b"),
    cut=re.compile(
        rf"\b(?!{_ABLE})que\b|"
        rf"{_INFINITIVE}|[:;.]|\b(?:(?<!Unidas )(?<!nternacional )(?<!undial )para|por|"
        rf"mediante|utilizando|teniendo|basándose|a\s+fin|a\s+través|según\s+lo)\b|{_WITH}"
    ),
    lead=re.compile(
        r"(?:(?!\b(?:de|del|por|para|en|con|entre|sobre|bajo|hacia|contra|desde)\b).)*|"
        rf"{_OF}|(?:\s+|al?\s|el\s|las?\s|los\s)*\b(?:{_OFFICES}){_OF}|"
        rf"(?:\s+|,|al?\s|el\s|las?\s|los\s)*\b(?:{_BODIES})\b[^:;]*(?:,|\b(?:y|e|o|u|así\s+como)\b)"
        r"(?:\s+|(?:al?|el|las?|los|tod[oa]s|en\s+particular|especialmente|incluid[oa]s?)\s)*"
    ),
    link=re.compile(r".*"),
    closely=re.compile(rf"(?:\s+|,|cuando\s+proceda|según\s+proceda|{_BESIDE})*"),
    office=re.compile(r"[Ss]ecretaría|Secretari[oa]\s+Ejecutiv[oa]"),
    owner=re.compile(r"\s+(?:de\s+(?:la\s+|las\s+|los\s+|todas\s+las\s+)?|del\s+|en\s+(?:la|el)\s+)"),
)

_UNITS = ("primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "séptima", "octava", "novena")
_TENS = {"vigésima": 20, "trigésima": 30, "cuadragésima": 40}
_ORDINALS = {
    **{word: number for number, word in enumerate((*_UNITS, "décima", "undécima", "duodécima"), 1)},
    **{f"décimo{word}": 10 + number for number, word in enumerate(_UNITS, 1)},
    **{f"décimo {word}": 10 + number for number, word in enumerate(_UNITS, 1)},
    **{f"décima {word}": 10 + number for number, word in enumerate(_UNITS, 1)},
    **{f"decimo{word}": 10 + number for number, word in enumerate(_UNITS, 1)},
    "decimoctava": 18,
    **_TENS,
    **{f"{tens} {word}": value + number for tens, value in _TENS.items() for number, word in enumerate(_UNITS, 1)},
    **{f"vigésimo {word}": 20 + number for number, word in enumerate(_UNITS, 1)},
    **{f"vigesimo{word}": 20 + number for number, word in enumerate(_UNITS, 1)},
    **{f"trigesimo{word}": 30 + number for number, word in enumerate(_UNITS, 1)},
}
_SUFFIX = r"\s?\.?\s?(?:ª|ᵃ|a\b|ra\b|da\b|ta\b|va\b|na\b|ma\b)"
_ORDINAL = rf"\d{{1,2}}(?={_SUFFIX})|" + "|".join(sorted(_ORDINALS, key=len, reverse=True))
_MONTHS = {
    name: number
    for number, name in enumerate(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(), 1
    )
} | {"setiembre": 9}
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?P<year>(?:19|20)\d{2})\b(?![-/]\d)"
_PART = (
    r"(?:el\s+|la\s+|los\s+)?(?:final(?:es)?|fin(?:es)?|principios?|comienzos?|mediados|\w+\s+(?:mitad|semestre|trimestre))\s+"
    r"(?:del?\s+)(?:mes\s+de\s+)?"
)
_BY = (
    r"\b(?:(?:a\s+)?más\s+tardar\s+(?:en\s+|a\s+|para\s+)?|antes\s+de\s+que\s+(?:finalice|termine|concluya|acabe)\s+|"
    r"antes\s+del?\s+|de\s+aquí\s+al?\s+|no\s+después\s+del?\s+|no\s+más\s+tarde\s+(?:de|que)l?\s+|"
    rf"hasta\s+|para\s+)(?:{_PART})?(?:el\s+)?(?:año\s+)?"
)

_LATEST = r",?\s+a\s+más\s+tardar\b"

_CALENDAR = Calendar(
    meeting=r"\b(?:en|antes\s+de|previa\s+a|anterior\s+a|para|hasta|durante|de|a)\s+(?:su|la|sus|las)\s+"
    rf"(?:(?P<next>próxima)|(?P<many>reuniones\s+)?(?P<ordinal>{_ORDINAL})(?:{_SUFFIX})?"
    rf"(?:\s+y\s+(?P<also>{_ORDINAL})(?:{_SUFFIX})?)?)(?(many)|\s+reuni(?:ón|ones)\b)"
    r"(?:\s+(?:ordinaria|extraordinaria))?(?:(?:\s+(?:de\s+la|del)|(?<=reunión),\s+(?:la|el))\s+(?P<body>BODY))?",
    past=re.compile(
        r"(?:(?<!ser )(?<!sea )(?<!sean )\b(?:adoptad|aprobad|celebrad(?![ao]s?\s+$)|convocad(?![ao]s?\s+$)|"
        r"examinad|cread|establecid|acordad|"
        r"decidid|presentad|sometid|hech|tomad|preparad|recomendad|formulad|elaborad|solicitad|pedid)[ao]s?\b|"
        r"\b(?:los?|las?|sus?|el)\s+(?:resultados?|informes?|decisi(?:ón|ones)|conclusiones|labor)\s+"
        r"(?:de\s+la\s+[A-ZÁÉÍÓÚ]|del\s+(?!Secretario)[A-ZÁÉÍÓÚ]))[^,;]*$"
    ),
    done=re.compile(r",?\s+(?:celebrada|que\s+(?:se\s+celebró|tuvo)|convocada)\b"),
    other_before=re.compile(
        r"\b(?:Comité|Comisión|Consejo|Grupo|Órgano|Asamblea|Foro|Plataforma|Cumbre|Congreso|Red)\b[^,;.:]*,?\s+$"
    ),
    other_after=re.compile(r"\s+(?:de\s+la|de\s+los|del)\s"),
    dates=(
        re.compile(rf"{_BY}(?:(?P<day>\d{{1,2}})(?:º|°)?\s+de\s+)?(?P<month>{_MONTH})\s+(?:del?\s+)?{_YEAR}"),
        re.compile(_BY + _YEAR),
        re.compile(rf"\bel\s+(?P<day>\d{{1,2}})\s+de\s+(?P<month>{_MONTH})\s+del?\s+{_YEAR}{_LATEST}"),
        re.compile(rf"\ben\s+{_YEAR}{_LATEST}"),
    ),
    speakers=re.compile(r"hasta\s+su\b"),
    ordinals=_ORDINALS,
    months=_MONTHS,
)

_TO = r"(?:\s*-\s*|\s+(?:al?|y(?:\s+el)?|hasta\s+el)\s+)"
_NAMED = rf"(?P<NAME>{_MONTH})"
_NOT_YET = r"(?<!para )(?<!hasta )(?<!tardar )(?<!antes )"

_TELLING = Telling(
    days=(
        re.compile(
            days_of(
                rf"{_NOT_YET}(?:\b(?:[Ee]l|[Ll]os\s+días|[Ee]n(?:\s+el\s+mes\s+de)?|[Dd]urante|[Dd]esde)\s+|[,(]\s*(?=\d))",
                _NAMED,
                _TO,
                r"(?:del?\s+)?",
            )
        ),
        re.compile(
            rf"\b(?:[Dd]el|[Ee]ntre\s+el)\s+(?P<first>\d{{1,2}})(?:\s+de\s+(?P<first_month>{_MONTH})"
            rf"(?:\s+del?\s+(?P<first_year>(?:19|20)\d\d))?)?{_TO}(?P<day>\d{{1,2}})\s+de\s+(?P<month>{_MONTH})\s+del?\s+"
            r"(?P<year>(?:19|20)\d\d)(?!\d)"
        ),
        re.compile(
            rf"\b[Dd]e\s+(?P<from_month>{_MONTH})\s+a\s+(?P<month>{_MONTH})\s+del?\s+(?P<year>(?:19|20)\d\d)(?!\d)"
        ),
    ),
    future=re.compile(
        r"\b(?:será|serán|tendrá|tendrán|celebrará|celebrarán|organizará|publicará|presentará|prevé|previst[ao]s?|deberá)\b"
    ),
    subject=re.compile(r"\s*(?:y\s+)?(?:(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as)\s+)?"),
    agent=re.compile(r"\bpor\s+(?:(?:el|la|los|las)\s+)?\Z"),
)

_COUNTED = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte"
).split()

_COUNTING = Counting(
    cardinals={
        **{word: number for number, word in enumerate(_COUNTED, 1)},
        "un": 1,
        "una": 1,
        "treinta": 30,
        "cuarenta": 40,
        "cincuenta": 50,
        "sesenta": 60,
        "cien": 100,
        "ciento": 100,
    },
    times={"mil": 10**3, "millón": 10**6, "millones": 10**6, "mil millones": 10**9},
    ending=r"\b",
    point_groups=True,
)

_LASTING = Lasting(
    units={"día": "D", "días": "D", "semana": "W", "semanas": "W", "mes": "M", "meses": "M", "año": "Y", "años": "Y"},
    within=(
        r"\b(?:en|dentro\s+de(?:l|\s+un)?)\s+(?:(?:el|un)\s+)?plazo\s+(?:máximo\s+)?de\s+AMOUNT\b",
        r"\bdentro\s+de\s+(?:los\s+)?AMOUNT\b",
    ),
    ahead=r"(?:\b(?:al\s+menos|por\s+lo\s+menos|como\s+mínimo|a\s+más\s+tardar)\s+)?AMOUNT(?:\s+(?:como\s+mínimo|por\s+lo\s+menos|al\s+menos))?\s+\Z",
)

GRAMMAR = Grammar(_JOINING, _LISTING, _CALENDAR, telling=_TELLING, counting=_COUNTING, lasting=_LASTING)
