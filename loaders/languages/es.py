"""Spanish."""

import re

from loaders.languages.language import Language, accented

_PARTIES = r"la\s+conferencia\s+de\s+las\s+partes"
_SERVING = r"\s*,?\s+(?:que\s+actúa|actuando)\s+como\s+reunión\s+de\s+las\s+partes\b"
_CASE_COUNTS = re.NOFLAG

LANGUAGE = Language(
    code="es",
    name="español",
    openers=(
        (accented(rf"{_PARTIES}{_SERVING}.*\bcartagena\b.{{0,80}}$"), "cp-mop"),
        (accented(rf"{_PARTIES}{_SERVING}.*\bnagoya\b.{{0,160}}$"), "np-mop"),
        (accented(rf"{_PARTIES}\s*[,:]?$"), "cop"),
        (
            accented(
                r"el\s+órgano\s+subsidiario\s+de\s+asesoramiento\s+científico,\s+técnico\s+y\s+tecnológico\s*[,:]?$"
            ),
            "sbstta",
        ),
        (accented(r"el\s+órgano\s+subsidiario\s+sobre\s+la\s+aplicación\s*[,:]?$"), "sbi"),
        (
            accented(r"el\s+grupo\s+de\s+trabajo\s+.{0,60}sobre\s+la\s+revisión\s+de\s+la\s+aplicación.{0,40}[,:]$"),
            "wgri",
        ),
        (accented(r"el\s+grupo\s+de\s+trabajo\s+.{0,60}artículo\s+8\s?\(?j\).{0,90}[,:]$"), "wg8j"),
    ),
    preambular=accented(
        r"(?:también\s+)?\w+(?:ando|endo|éndose|ándose)\b|"
        r"(?:profundamente\s+|gravemente\s+|plenamente\s+|también\s+)*"
        r"(?:consciente|convencida|preocupada|alarmada|inquieta|deseosa|decidida|resuelta|guiada|tras)\b"
    ),
    operative=accented(
        r"(?:decide|adopta|aprueba|pide|solicita|invita|alienta|anima|insta|exhorta|recomienda|acuerda|conviene|hace|"
        r"toma\s+nota|acoge|celebra|observa|señala|reconoce|reafirma|recuerda|subraya|destaca|encarga|encomienda|"
        r"autoriza|crea|establece|prorroga|designa|agradece|expresa|felicita|encomia|reitera|lamenta|respalda)\b"
    ),
    adopted_by=accented(r"(?:decisi(?:ón|ones)|recomendaci(?:ón|ones))\s+(?:adoptad|aprobad)as?\s+por\b.*"),
    decision=accented(
        r"(?:(?:decisión|recomendación)\s+)?"
        r"(?P<number>(?:(?:BS|CP|NP|EM)[- ]?)?(?:[IVXL]+|\d{1,2})/\d{1,3})(?=[.\s:]|$)\s?[.:]?\s*(?P<title>.*)$"
    ),
    numbered=accented(r"(?:párrafo|párr|apartado|artículo|art|n[°º]|núm|§)\.?\s*(?=[\dIVX])"),
    annex=accented(r"(?:anexo|(?P<appendix>apéndice))(?:\s+(?P<number>[IVX]+|\d{1,2}|[A-Z]))?\s*[.:]?$"),
    goal=accented(r"objetivo(?:\s+estratégico)?\s+(?P<number>\d{1,2}|[A-Z])\s*(?:[.:]\s*|$)"),
    target=accented(r"meta\s+(?P<number>\d{1,2})\s*(?:[.:]\s*|$)"),
    named=(
        (accented(r"resumen(?:\s+(?:ejecutivo|analítico))?$"), "summary"),
        (
            accented(
                r"proyectos?\s+de\s+(?:recomendaci(?:ón|ones)|decisi(?:ón|ones))$|"
                r"recomendaci(?:ón|ones)\s+(?:sugerid|propuest)as?$"
            ),
            "recommendation",
        ),
        (accented(r"misión$"), "mission"),
        (accented(r"visión$"), "vision"),
    ),
    contents=accented(r"índice$|contenido$"),
    masthead=(
        accented(
            r"convenio\s+sobre\b.{0,5}$|(?:la\s+)?diversidad\s+biológica$|convenio\s+sobre\s+la\s+diversidad\s+.*$"
        ),
        accented(r"programa\s+de\s+las\s+naciones\s+unidas\s+para\s+el\s+medio\s+ambiente$|CBD$|PNUMA$|UNEP$"),
        accented(r"distr\b.*|general$|limitada$"),
        accented(r"(?:español|inglés|francés|ruso|árabe|chino)(?:\s*(?:solamente|únicamente|/.*))?$"),
        accented(r"original\s*:.*"),
        accented(
            r"(?:órgano\s+subsidiario|conferencia\s+de\s+las\s+partes|grupo\s+de\s+trabajo|reunión\s+de).{0,160}$"
        ),
        accented(r"(?:en\s+el\s+|al\s+)?convenio\s+sobre\s+la\s+diversidad\s+biológica$"),
        accented(
            r"\w+(?:\s+\w+)?\s+reunión(?:\s+(?:ordinaria|extraordinaria))?$|\d{1,2}\s?\.?\s?ª\s+reunión$|"
            r"continuación\s+de\s+la\s+.{0,40}reunión$"
        ),
        accented(
            r"(?:[\w\s.-]+,\s*)?(?:[\w\s.()-]+,\s*)?(?:del?\s+)?\d{1,2}(?:º|°)?\s*(?:[-–]|al?|de|\s)\s*(?:\d{1,2}|\w+)"
            r".{0,40}\d{4}(?:,.{0,60})?$"
        ),
        accented(r"(?:UNEP/)?CBD/[A-Z0-9][\w./*-]*$", _CASE_COUNTS),
        accented(r"página\s+\d+$"),
    ),
    agenda=accented(r"temas?\s+[\d.]+\b.*|.*\b(?:programa|orden\s+del\s+día)\s+provisional\b.*"),
    byline=accented(r"(?:nota|informe)(?:\s+(?:parcial|provisional|sobre\s+los\s+progresos))?\s+(?:del?|de\s+la)\s+.*"),
    article=accented(r"artículo\s+(?P<number>\d{1,3})\s*[.:]?\s*(?P<title>)$"),
    division=accented(r"(?:parte|título)\s+[IVX]+\b.{0,200}$"),
    treaties=(
        (
            accented(
                r"acuerdo\s+en\s+el\s+marco\s+de\s+la\s+convención\s+de\s+las\s+naciones\s+unidas\s+sobre\s+el\s+derecho\s+del\s+mar"
            ),
            "bbnj",
        ),
        (accented(r"protocolo\s+de\s+nagoya\s+sobre\s+acceso\b"), "nagoya"),
        (accented(r"protocolo\s+de\s+cartagena\s+sobre\s+seguridad\b"), "cartagena"),
        (accented(r"convenio\s+sobre\s+la\s+diversidad\s+biológica$"), "cbd"),
    ),
    domain=accented(
        r"diversidad\s+biológica|biodiversidad|protocolo\s+de\s+(?:cartagena|nagoya|kyoto)|"
        r"centro\s+de\s+intercambio\s+de\s+información|\bCIISB\b|conferencia\s+de\s+las\s+partes|"
        r"cambio\s+climático|derecho\s+del\s+mar|seguridad\s+de\s+la\s+biotecnología|bioseguridad|\bOVM\b|"
        r"organismos?\s+vivos?\s+modificados?"
    ),
    ordinals={
        word: n for n, word in enumerate("primero segundo tercero cuarto quinto sexto séptimo octavo noveno".split(), 1)
    },
    common=frozenset("de la el los las y a en que para del un una por con se al su es".split()),
    months={
        name: number
        for number, name in enumerate(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(), 1
        )
    },
)
