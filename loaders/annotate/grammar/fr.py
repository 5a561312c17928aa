"""Acts, addressees and deadlines in French: ", et exhorte les Parties à faire rapport avant sa onzième réunion"."""

from __future__ import annotations

import re

from loaders.annotate.grammar import Calendar, Counting, Grammar, Joining, Lasting, Listing, Telling, days_of

_ADVERBS = (
    r"(?:également|aussi|en\s+outre|de\s+plus|de\s+nouveau|à\s+nouveau|instamment|vivement|fortement|par\s+ailleurs|"
    r"derechef|encore|enfin|en\s+particulier|respectueusement)"
)
_INSERTED = (
    r"(?:également|aussi|en\s+outre|de\s+plus|de\s+nouveau|à\s+nouveau|par\s+ailleurs|encore|enfin|"
    r"profonde?|vive|sincères?|chaleureux|plus\s+vifs)"
)
_PROSE = (
    r"appuie|soutient|considère|examine|étudie|envisage|propose|suggère|établit|crée|institue|proroge|prolonge|"
    r"renouvelle|désigne|nomme|élit|remplace|modifie|amende|souligne|insiste|offre|accepte|mandate|charge|renvoie|"
    r"transmet|exige|demande|conseille|suspend|abandonne|retire|note|constate|confie|salue|engage|appelle|s'engage|"
    r"affirme|résout"
)
_FORMS = {
    "prenant note": "prend note",
    "ayant pris note": "prend note",
    "prend note avec satisfaction": "prend note",
    "prenant acte": "prend acte",
    "note avec préoccupation": "préoccupée",
    "notant avec préoccupation": "préoccupée",
    "profondément préoccupée": "préoccupée",
    "alarmée": "préoccupée",
    "inquiète": "préoccupée",
    "s'inquiète": "préoccupée",
    "remerciant": "remercie",
    "exprimant sa gratitude": "exprime sa gratitude",
    "exprime sa reconnaissance": "exprime sa gratitude",
    "exprime ses remerciements": "exprime sa gratitude",
    "adresse ses remerciements": "exprime sa gratitude",
    "accueillant avec satisfaction": "accueille avec satisfaction",
    "accueille favorablement": "accueille avec satisfaction",
    "exprime sa satisfaction": "accueille avec satisfaction",
    "se réjouit": "se félicite",
    "saluant": "salue",
    "prenant en compte": "tenant compte",
    "insistant": "insiste",
    "soulignant l'importance": "souligne l'importance",
    "reconnaissant l'importance": "reconnaît l'importance",
    "soulignant la nécessité": "souligne la nécessité",
    "prend note avec préoccupation": "préoccupée",
    "invitant": "invite",
    "exhortant": "exhorte",
    "encourageant": "encourage",
    "priant instamment": "prie instamment",
    "met en relief": "souligne",
    "fait sien": "fait sienne",
    "fait siennes": "fait sienne",
    "demande instamment": "prie instamment",
    "engage instamment": "prie instamment",
    "désirant": "souhaitant",
    "déterminée": "résolue",
    "donne mandat": "mandate",
    "decide": "décide",
    "etablit": "établit",
    "elit": "élit",
    "etudie": "étudie",
}

_JOINING = Joining(
    adverbs=rf"(?:et|{_ADVERBS})",
    joints=r"(?:[,;]\s+(?:et\s+|ainsi\s+que\s+)?|\s+et\s+)"
    r"(?:(?:à\s+cette\s+fin|à\s+cet\s+égard|dans\s+ce\s+(?:contexte|cadre)|en\s+conséquence|par\s+conséquent),?\s+)?",
    weak=re.compile(r"[,;]\s+"),
    bare=re.compile(r"\s+et\s+"),
    object=re.compile(
        rf"(?:\s+{_ADVERBS})*\s+(?:(?:le|la|les|que|son|sa|ses|leurs?|ces?|cette|cet|cel(?:ui|le)s?-ci|ceux-ci|avec|aux?|à|de|des|du)\b|l'|qu'|d')"
    ),
    context=re.compile(
        r"(?:profondément\s+)?(?:(?:se\s+|s')?\w+ant\b|consciente?|convaincue?|préoccupée?|guidée|désireuse|résolue|"
        r"compte\s+tenu|en\s+réponse|conformément)"
    ),
    prose=re.compile(_PROSE),
    inserted=_INSERTED,
    forms=_FORMS,
    pronoun=r"(?:l[ea]s?|leur|lui)\s+|l'",
    spoken=re.compile(r"décide|convient"),
    opens=re.compile(r"\b(?:qui|que|dont|où|lequel|laquelle)\b|\bqu'"),
)

_WITH = (
    r"\ben\s+(?:étroite\s+|pleine\s+)?(?:consultation|coopération|collaboration|partenariat|coordination|liaison|"
    r"concertation|conformité|accord|vue|(?:sa\s+|leur\s+)?qualité|tant\s+que|s'appuyant|tenant|s'inspirant)\b|\b(?:de\s+concert|conjointement|avec)\b"
)
_NOUNS_IN_ER = (
    r"(?!mer\b|fer\b|air\b|hiver\b|avenir\b|janvier\b|février\b|papier\b|loisir\b|pouvoirs?\b|premier\b|dernier\b|"
    r"particulier\b|calendrier\b|savoir\b|moindre\b)"
)
_VERBS_IN_RE = (
    r"\w*(?:[aeo]i?ndre|[mb]ettre|battre|faire|suivre|vivre|uire|clure|crire|[éd](?:i|li)re|tribuer|aître|oître|être|"
    r"convaincre|soudre|rompre)"
)
_CLITICS = r"(?:(?:ne\s+pas|se|le|la|les|lui|leur|y|en|mieux|bien|davantage|également|aussi|à\s+nouveau)\s+|s'|l'|n')*"
_INFINITIVE = rf"(?:à|de|d')\s*(?:{_ADVERBS}\s+)?{_CLITICS}{_NOUNS_IN_ER}(?:\w+(?:er|ir|oir)|{_VERBS_IN_RE})\b"
_BESIDE = r"(?:et|ou|ainsi\s+que|les?|la|toute?s?|tous|autres|concernée?s?|pertinente?s?|compétente?s?)\b"
_OF = r"\s+(?:de\s+la\s+|de\s+l'|des\s+|du\s+)"
_OFFICES = r"[Ss]ecrétariats?|[Cc]onseil|[Pp]résidente?|[Bb]ureau|organes\s+directeurs"
_BODIES = (
    r"organis(?:mes?|ations?)|institutions?|banques?|secrétariats?|programmes?|fonds|réseaux?|comités?|commissions?|"
    r"conventions?|conseils?|autorités?|agences?|associations?|fondations?|universités?|groupes?|experts|communautés?|"
    r"[A-ZÉ]\w+"
)

_LISTING = Listing(
    joints=tuple(
        (" et ", f" et {word}") for word in ("les ", "des ", "aux ", "le ", "la ", "l'", "du ", "de la ", "de l'")
    ),
    determiners=rf"(?:\s+|,|(?:à|aux?|auprès|les?|la|des|ses?|son|toute?s?|tous|autres|que|{_ADVERBS})\b|l'|qu'|d')*",
    aside=re.compile(
        rf"(?:\s+{_ADVERBS}\b)*(?:\s*,\s*(?:sous\s+réserve|dans\s+la\s+(?:limite|mesure)|dans\s+les\s+limites|"
        r"conformément|selon|le\s+cas|s'il|si|lorsqu|compte\s+tenu|en\s+fonction|à\s+titre|sur\s+la\s+base)[^,;:]*,)?"
    ),
    clause=re.compile(r"\s*,?\s+(?:que\b|qu')"),
    cut=re.compile(
        rf"(?<!mesure )\b{_INFINITIVE}|[:;.]|\b(?:(?<!ainsi )(?<!selon )que|"
        r"qui(?!\s+(?:ne\s+)?(?:(?:le\s+)?sont|l'ont|le\s+peuvent)\b)|dont(?!\s+(?:l'|l[ae]s?\s)\s*[A-Z])|par|"
        r"(?<!Unies )(?<!nternationale )(?<!ondial )(?<!ondiale )(?<!liance )pour|lors|afin|lorsqu|moyennant)\b|"
        r"\bselon\s+les\b|"
        rf"(?<!selon )\bqu'|{_WITH}"
    ),
    lead=re.compile(
        r"(?:(?!\b(?:de|du|des|une?|par|pour|dans|en|avec|entre|sur|sous|vers|contre|chez)\b|\bd').)*|"
        rf"{_OF}|(?:\s+|à\s|aux?\s|les?\s|la\s)*\b(?:{_OFFICES}){_OF}|"
        rf"(?:\s+|,|à\s|aux?\s|les?\s|la\s|l')*\b(?:{_BODIES})\b[^:;]*(?:,|\b(?:et|ou|ainsi\s+que)\b)"
        r"(?:\s+|(?:à|aux?|les?|la|toute?s?|tous|en\s+particulier|notamment|y\s+compris|dont)\s|l')*"
    ),
    link=re.compile(r".*"),
    closely=re.compile(rf"(?:\s+|,|l'|le\s+cas\s+échéant|selon\s+qu'il\s+convient|{_BESIDE})*"),
    office=re.compile(r"[Ss]ecrétariat|Secrétaire\s+exécuti(?:f|ve)"),
    owner=re.compile(
        r"\s+(?:de\s+(?:la\s+|l'|toutes\s+les\s+|leurs\s+)?|des\s+|du\s+|d'|à\s+la\s+|à\s+l'|aux?\s+)|.*\bpas\s+(?:encore\s+)?"
    ),
)

_UNITS = ("unième", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième")
_TEENS = ("dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième")
_ORDINALS = {
    "première": 1,
    "seconde": 2,
    **{word: number for number, word in enumerate((*_UNITS[1:], *_TEENS), 2)},
    **{f"dix-{word}": 11 + number for number, word in enumerate(_UNITS[6:], 6)},
    **{f"{tens}ième": value for tens, value in {"vingt": 20, "trent": 30, "quarant": 40}.items()},
    **{
        f"{tens}{'-' if number > 1 else joint}{word}": value + number
        for tens, value in {"vingt": 20, "trente": 30, "quarante": 40}.items()
        for number, word in enumerate(_UNITS, 1)
        for joint in (" et ", "-et-")
    },
}
_SUFFIX = r"\s?(?:ième|ème|[eè]me|ère|re|e|ᵉ)\b"
_ORDINAL = rf"\d{{1,2}}(?={_SUFFIX})|" + "|".join(sorted(_ORDINALS, key=len, reverse=True))
_MONTHS = {
    name: number
    for number, name in enumerate(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(), 1
    )
}
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?P<year>(?:19|20)\d{2})\b(?![-/]\d)"
_PART = r"(?:fin|début|(?:la\s+)?mi|la\s+fin|le\s+début|le\s+milieu|(?:la\s+)?\w+\s+moitié|(?:le\s+)?\w+\s+trimestre)"
_BY = (
    r"\b(?:d'ici\s+(?:(?:à|au)\s+)?|avant\s+|jusqu'(?:en|au|à)\s+|pas\s+plus\s+tard\s+que\s+|pour\s+(?=le\s+\d|(?:la\s+)?(?:fin|mi)\b)|au\s+plus\s+tard(?:\s+(?:en|à|pour|dans))?\s+)"
    rf"(?:{_PART}(?:\s+|-)(?:(?:de\s+l'|du\s+mois\s+de\s+|du\s+mois\s+d'|de\s+|d'|du\s+))?)?"
    r"(?:l')?(?:année\s+)?(?:le\s+)?"
)
_DAY = rf"(?:(?P<day>\d{{1,2}})(?:er)?\s+)?(?P<month>{_MONTH})\s+{_YEAR}"
_LATEST = r",?\s+au\s+plus\s+tard\b"

_CALENDAR = Calendar(
    meeting=r"\b(?:à|avant|lors\s+de|au\s+cours\s+de|durant|pendant|pour|de|d'ici(?:\s+à)?|jusqu'à|précédant|préalable(?:ment)?\s+à)\s+"
    rf"(?:la|sa|leur|cette|[sl]es|leurs)\s+(?:(?P<next>prochaine)|(?P<ordinal>{_ORDINAL})(?:{_SUFFIX})?"
    rf"(?:\s+et\s+(?P<also>{_ORDINAL})(?:{_SUFFIX})?)?)\s+réunions?\b"
    r"(?:\s+(?:ordinaire|extraordinaire))?(?:(?:\s+de|(?<=réunion),)\s+(?:la\s+|l')(?P<body>BODY))?",
    past=re.compile(
        r"(?:(?<!être )(?<!soit )(?<!soient )\b(?:adoptée?s?|(?:tenue?s?|convoquée?s?)(?!\s+$)|examinée?s?|"
        r"créée?s?|établie?s?|"
        r"convenue?s?|décidée?s?|présentée?s?|soumise?s?|faite?s?|approuvée?s?|entérinée?s?|demandée?s?|prise?s?|"
        r"élaborée?s?|recommandée?s?|formulée?s?)\b|"
        r"\b(?:les?|ses|son|l')\s*(?:résultats?|rapports?|décisions?|conclusions?|travaux|issue)\s+"
        r"(?:de\s+la\s+|de\s+l'|d(?:u|es)\s+(?!Secrétaire))(?=[A-ZÉ]))[^,;]*$"
    ),
    done=re.compile(r",?\s+(?:tenue|qui\s+(?:s'est|a\s+eu|avait)|convoquée)\b"),
    other_before=re.compile(
        r"\b(?:Comité|Commission|Conseil|Groupe|Organe|Assemblée|Forum|Plateforme|Sommet|Congrès|Réseau)\b[^,;.:]*,?\s+$"
    ),
    other_after=re.compile(r"\s+(?:du|des|de\s+la|de\s+l')"),
    dates=(
        re.compile(_BY + _DAY),
        re.compile(_BY + _YEAR),
        re.compile(rf"\b(?:le|en)\s+{_DAY}{_LATEST}"),
        re.compile(rf"\ben\s+{_YEAR}{_LATEST}"),
    ),
    speakers=re.compile(r"jusqu'à\s+sa\b"),
    ordinals=_ORDINALS,
    months=_MONTHS,
)

_TO = r"(?:\s*-\s*|\s+(?:au|et(?:\s+le)?|à)\s+)"
_NAMED = rf"(?P<NAME>{_MONTH})"
_NOT_YET = r"(?<!d'ici )(?<!avant )(?<!jusqu'en )(?<!tard )"

_TELLING = Telling(
    days=(
        re.compile(
            days_of(
                rf"{_NOT_YET}(?:\b(?:[Ll]es?|[Ee]n|[Aa]u\s+mois\s+(?:de\s+|d')|[Dd]ans\s+le\s+courant\s+(?:de\s+|d'))\s*(?<=[\s'])"
                r"|[,(]\s*(?=\d))",
                _NAMED,
                _TO,
            )
        ),
        re.compile(
            rf"\b(?:[Dd]u|[Ee]ntre\s+le)\s+(?P<first>\d{{1,2}})(?:er)?(?:\s+(?P<first_month>{_MONTH})"
            rf"(?:\s+(?P<first_year>(?:19|20)\d\d))?)?{_TO}(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{_MONTH})\s+"
            r"(?P<year>(?:19|20)\d\d)(?!\d)"
        ),
        re.compile(
            rf"\b[Dd](?:e\s+|')(?P<from_month>{_MONTH})\s+à\s+(?P<month>{_MONTH})\s+(?P<year>(?:19|20)\d\d)(?!\d)"
        ),
    ),
    future=re.compile(
        r"\b(?:sera|seront|aura|auront|tiendra|tiendront|organisera|publiera|fera|doit|doivent|devrait|devraient|prévue?s?)\b"
    ),
    subject=re.compile(r"\s*(?:et\s+)?(?:(?:[Ll]e|[Ll]a|[Ll]es)\s+|[Ll]')?"),
    agent=re.compile(r"\bpar\s+(?:(?:le|la|les)\s+|l')?\Z"),
)

_COUNTED = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt"
).split()

_COUNTING = Counting(
    cardinals={
        **{word: number for number, word in enumerate(_COUNTED, 1)},
        "une": 1,
        "trente": 30,
        "quarante": 40,
        "cinquante": 50,
        "soixante": 60,
        "cent": 100,
    },
    times={"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
    ending=r"\b",
    point_groups=True,
)

_LASTING = Lasting(
    units={"jour": "D", "jours": "D", "semaine": "W", "semaines": "W", "mois": "M", "an": "Y", "ans": "Y"}
    | {"année": "Y", "années": "Y"},
    within=(
        r"\bdans\s+(?:un\s+délai\s+(?:maximal\s+)?(?:de\s+|d')|l(?:es|')\s*)AMOUNT\b",
        r"\bd'ici\s+(?:à\s+)?AMOUNT\b",
    ),
    ahead=r"(?:\bau\s+(?:moins|plus\s+tard)\s+)?AMOUNT(?:\s+au\s+(?:moins|plus\s+tard))?\s+\Z",
)

GRAMMAR = Grammar(_JOINING, _LISTING, _CALENDAR, telling=_TELLING, counting=_COUNTING, lasting=_LASTING)
