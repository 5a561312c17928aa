"""French."""

import re

from loaders.languages.language import Language, accented

_PARTIES = r"la\s+conférence\s+des\s+parties"
_SERVING = r"\s*,?\s+(?:siégeant|agissant)\s+en\s+tant\s+que\s+réunion\s+des\s+parties\b"
_CASE_COUNTS = re.NOFLAG

LANGUAGE = Language(
    code="fr",
    name="français",
    openers=(
        (accented(rf"{_PARTIES}{_SERVING}.*\bcartagena\b.{{0,80}}$"), "cp-mop"),
        (accented(rf"{_PARTIES}{_SERVING}.*\bnagoya\b.{{0,160}}$"), "np-mop"),
        (accented(rf"{_PARTIES}\s*[,:]?$"), "cop"),
        (
            accented(
                r"l['’]\s?organe\s+subsidiaire\s+(?:chargé\s+de\s+fournir\s+des|de\s+conseil)\s+(?:avis\s+)?"
                r"scientifiques?,\s+techniques?\s+et\s+technologiques?\s*[,:]?$"
            ),
            "sbstta",
        ),
        (accented(r"l['’]\s?organe\s+subsidiaire\s+chargé\s+de\s+l['’]\s?application\s*[,:]?$"), "sbi"),
        (
            accented(
                r"le\s+groupe\s+de\s+travail\s+.{0,60}sur\s+l['’]\s?examen\s+de\s+l['’]\s?application.{0,40}[,:]$"
            ),
            "wgri",
        ),
        (accented(r"le\s+groupe\s+de\s+travail\s+.{0,60}l['’]\s?article\s+8\s?\(?j\).{0,90}[,:]$"), "wg8j"),
    ),
    preambular=accented(
        r"(?:(?:se|s['’])\s*)?\w+ant\b|(?:profondément\s+|vivement\s+|gravement\s+|pleinement\s+|également\s+)*"
        r"(?:consciente?|convaincue?|préoccupée?|inquiète|alarmée?|désireuse|soucieuse|résolue|guidée?|déterminée?)\b"
    ),
    operative=accented(
        r"(?:décide|adopte|approuve|prie|demande|invite|encourage|exhorte|engage|recommande|convient|fait\s+(?:sien|appel)|"
        r"prend\s+(?:note|acte)|se\s+félicite|accueille|salue|note|reconnaît|réaffirme|rappelle|souligne|charge|"
        r"autorise|crée|établit|proroge|désigne|remercie|exprime|félicite|appelle|lance|réitère|regrette)\b"
    ),
    adopted_by=accented(r"(?:décisions?|recommandations?)\s+(?:adoptées?|prises?)\s+par\b.*"),
    decision=accented(
        r"(?:(?:décision|recommandation)\s+)?"
        r"(?P<number>(?:(?:BS|CP|NP|EM)[- ]?)?(?:[IVXL]+|\d{1,2})/\d{1,3})(?=[.\s:]|$)\s?[.:]?\s*(?P<title>.*)$"
    ),
    numbered=accented(r"(?:paragraphe|par|alinéa|article|art|n[°o]|§)\.?\s*(?=[\dIVX]|premier\b)"),
    annex=accented(r"(?:annexe|(?P<appendix>appendice))(?:\s+(?P<number>[IVX]+|\d{1,2}|[A-Z]))?\s*[.:]?$"),
    goal=accented(r"(?:but|objectif)(?:\s+stratégique)?\s+(?P<number>\d{1,2}|[A-Z])\s*(?:[.:]\s*|$)"),
    target=accented(r"cible\s+(?P<number>\d{1,2})\s*(?:[.:]\s*|$)"),
    named=(
        (accented(r"résumé(?:\s+(?:analytique|exécutif|d['’]orientation))?$"), "summary"),
        (
            accented(
                r"(?:projets?\s+de\s+)(?:recommandations?|décisions?)$|recommandations?\s+(?:suggérées?|proposées?)$"
            ),
            "recommendation",
        ),
        (accented(r"mission$"), "mission"),
        (accented(r"vision$"), "vision"),
    ),
    contents=accented(r"table\s+des\s+matières$|sommaire$"),
    masthead=(
        accented(
            r"convention\s+sur\b.{0,5}$|(?:la\s+)?diversité\s+biologique$|convention\s+sur\s+la\s+diversité\s+.*$"
        ),
        accented(r"programme\s+des\s+nations\s+unies\s+pour\s+l['’]\s?environnement$|CBD$|PNUE$|UNEP$"),
        accented(r"distr\b.*|générale$|limitée$"),
        accented(r"(?:français|anglais|espagnol|russe|arabe|chinois)(?:\s*(?:seulement|/.*))?$"),
        accented(r"original\s*:.*"),
        accented(r"(?:organe\s+subsidiaire|conférence\s+des\s+parties|groupe\s+de\s+travail|réunion\s+d).{0,160}$"),
        accented(r"(?:à\s+)?la\s+convention\s+sur\s+la\s+diversité\s+biologique$"),
        accented(
            r"[\w-]+(?:\s+et\s+\w+)?\s+réunion(?:\s+(?:ordinaire|extraordinaire))?$|reprise\s+de\s+la\s+.{0,40}réunion$"
        ),
        accented(
            r"(?:[\w\s.'’-]+,\s*)?(?:[\w\s.'’()-]+,\s*)?(?:du\s+)?\d{1,2}(?:er)?\s*(?:[-–]|au|\s)\s*(?:\d{1,2}|\w+).{0,40}"
            r"\d{4}(?:,.{0,60})?$"
        ),
        accented(r"(?:UNEP/)?CBD/[A-Z0-9][\w./*-]*$", _CASE_COUNTS),
        accented(r"page\s+\d+$"),
    ),
    agenda=accented(r"points?\s+[\d.]+\b.*|.*\bordre\s+du\s+jour\s+provisoire\b.*"),
    byline=accented(r"(?:note|rapport)(?:\s+(?:d['’]étape|intérimaire))?\s+(?:du|de\s+la|établie?\s+par)\s+.*"),
    article=accented(r"article\s+(?P<number>premier|\d{1,3})(?:er)?\s*[.:]?\s*(?P<title>)$"),
    division=accented(r"(?:partie|titre)\s+[IVX]+\b.{0,200}$"),
    treaties=(
        (
            accented(
                r"accord\s+se\s+rapportant\s+à\s+la\s+convention\s+des\s+nations\s+unies\s+sur\s+le\s+droit\s+de\s+la\s+mer"
            ),
            "bbnj",
        ),
        (accented(r"protocole\s+de\s+nagoya\s+sur\s+l['’]\s?accès\b"), "nagoya"),
        (accented(r"protocole\s+de\s+cartagena\s+sur\s+la\s+prévention\b"), "cartagena"),
        (accented(r"convention\s+sur\s+la\s+diversité\s+biologique$"), "cbd"),
    ),
    domain=accented(
        r"diversité\s+biologique|biodiversité|protocole\s+de\s+(?:carth?agène|cartagena|nagoya|kyoto)|"
        r"centre\s+d['’]\s?échange|\bCEPRB\b|conférence\s+des\s+parties|"
        r"changements?\s+climatiques?|droit\s+de\s+la\s+mer|biosécurité|risques\s+biotechnologiques|\bOVM\b|"
        r"organismes?\s+vivants?\s+modifiés?"
    ),
    ordinals={"premier": 1},
    common=frozenset("de la le les des et à du en que pour dans un une par au aux sur est".split()),
    months={
        name: number
        for number, name in enumerate(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(), 1
        )
    },
)
