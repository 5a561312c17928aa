"""Acts, addressees and deadlines in English: ", and urges Parties to report before its eleventh meeting"."""

from __future__ import annotations

import re

from loaders.annotate.grammar import Calendar, Counting, Grammar, Joining, Lasting, Listing, Telling, days_of

_PROSE = (
    r"supports|considers|proposes|suggests|establishes|constitutes|sets up|extends|renews|designates|appoints|"
    r"elects|replaces|revises|amends|highlights|offers|accepts|mandates|directs|refers|forwards|transmits|demands|"
    r"advises|suspends|anticipates|asks"
)
_FEELINGS = ("", "deep ", "deepest ", "sincere ", "profound ", "great ", "warm ", "heartfelt ", "grave ", "serious ")
_FORMS = {
    f"{verb} {whose}{how}{noun}": label
    for verb in ("expresses", "expressing")
    for whose in ("", "its ")
    for how in _FEELINGS
    for noun, label in (
        ("appreciation", "expresses its appreciation"),
        ("gratitude", "expresses its gratitude"),
        ("thanks", "expresses its gratitude"),
        ("concern", "expresses concern"),
        ("alarm", "expresses concern"),
        ("regret", "regrets"),
    )
} | {
    **{f"notes with {how}{what}": "notes with concern" for how in _FEELINGS for what in ("concern", "alarm")},
    **{f"noting with {how}{what}": "concerned" for how in _FEELINGS for what in ("concern", "alarm")},
    "alarmed": "concerned",
    "notes with regret": "regrets",
    "noting with regret": "regretting",
    "taking note": "takes note",
    "having taken note": "takes note",
    "having noted": "noting",
    "cognizant": "aware",
    "cognisant": "aware",
    "keeping in mind": "bearing in mind",
    "commending": "commends",
    "congratulating": "congratulates",
    "applauds": "commends",
    "paying tribute": "pays tribute",
    "thanking": "thanks",
    "confirms": "affirms",
    "confirming": "affirming",
    "reconfirms": "reaffirms",
    "reconfirming": "reaffirming",
    "re-emphasizes": "reiterates",
    "re-emphasizing": "reiterating",
    "highlighting": "emphasizing",
    "underscoring": "underlining",
    "deploring": "deplores",
    "asks": "requests",
    "empowers": "authorizes",
    "takes into account": "taking into account",
    "takes into consideration": "taking into consideration",
    "taking due account": "taking into account",
    "having taken into account": "taking into account",
    **{f"renews its {what}": "reiterates" for what in ("call", "request", "invitation", "appeal", "commitment")},
    **{
        label.replace("iz", "is"): label
        for label in (
            "recognizes",
            "recognizing",
            "recognizes the importance",
            "emphasizes",
            "emphasizing",
            "emphasizes the need",
            "authorizes",
        )
    },
}

_JOINING = Joining(
    adverbs=r"(?:and|also|further|furthermore|moreover|likewise|again|once\s+(?:again|more)|strongly|deeply|warmly|"
    r"gravely|seriously|particularly|fully|urgently|respectfully|formally|hereby|therefore|accordingly|in\s+particular|"
    r"in\s+addition|additionally|finally)",
    joints=r"(?:[,;]\s+(?:and\s+|as\s+well\s+as\s+)?|\s+and\s+)"
    r"(?:(?:to\s+this\s+end|in\s+(?:this|that)\s+(?:regard|context|respect)|therefore|accordingly|consequently),?\s+)?",
    weak=re.compile(r"[,;]\s+"),
    bare=re.compile(r"\s+and\s+"),
    object=re.compile(r"\s+(?:the|that|its|their|this|these|with)\b"),
    context=re.compile(
        r"(?:deeply\s+)?(?:\w+ing|aware|mindful|conscious|cognizant|convinced|concerned|alarmed|guided|determined)\b|"
        r"in\s+response\b|pursuant\b"
    ),
    prose=re.compile(_PROSE),
    forms=_FORMS,
    pronoun_after=re.compile(r"\s+(?:it|them|her|him)\b"),
    opens=re.compile(
        r"\b(?:which|who|whose|where)\b|"
        r"\bthat\b(?!\s+(?:period|regard|decision|end|context|respect|purpose|body|meeting|work|report|process|date|time)\b)"
    ),
    closes=re.compile(r",\s+and\s+"),
    relative=re.compile(r"\b(?:which|who|whose|where)\b"),
    spoken=re.compile(
        r"(?:welcomes|notes|decides|urges|takes\s+note|expresses|invites|requests|calls|looks\s+forward|agrees|adopts|"
        r"recalls|reaffirms|reiterates)\b"
    ),
    named=re.compile(r"\s+(?:the|its)\s+[A-Z]\w"),
    inserted=r"(?:also|further|again)",
    told=re.compile(r"\s+(?!for\b|of\b|by\b)[A-Za-z]"),
    plural=(
        (re.compile(r"^(\w+(?:ss|sh|ch|x))es\b"), r"\1"),
        (re.compile(r"^((?!\w+ing\b)\w+[^s])s\b"), r"\1"),
        (re.compile(r"\bits\b"), "their"),
    ),
    nouns=re.compile(r"(?:requests|notes|calls|supports|offers|appeals|demands|designates|views)\b"),
)

_WITH = (
    r"\b(?:in|with)\s+(?:close\s+|full\s+)?(?:consultation|co-?operation|collaboration|partnership|coordination|"
    r"conjunction|accordance|line|view|support|assistance|the\s+(?:support|assistance|help|participation))\b"
)
_MEMBERS = (
    r"\b(?:[Ss]ecretariats?|[Gg]overning\s+bod(?:y|ies)|[Rr]epresentatives|[Mm]embers|(?:[Ee]xecutive\s+)?[Hh]eads|"
    r"[Bb]ureaux|[Ee]xperts|[Oo]rgans|[Pp]arties|operating\s+entities|"
    r"submissions|views|contributions|nominations|inputs|proposals)\s+(?:of|from)\b"
)
_SAID_SO = (
    r"as\s+(?:appropriate|necessary|applicable|needed|relevant)|where\s+(?:appropriate|applicable|relevant|necessary)|"
    r"if\s+appropriate|when\s+appropriate|upon\s+request|on\s+a\s+voluntary\s+basis|inter\s+alia|"
    r"(?:in\s+accordance|in\s+line|consistent)\s+with\s+(?:the\s+|their\s+)?(?:respective\s+)?"
    r"(?:national\s+(?:\w+\s+)?(?:\w+\s+and\s+\w+|\w+)|mandates?|capabilit(?:y|ies)|Convention|provisions\s+of\s+[^,;:]*)"
)
_SAID_LONGER = (
    r"(?:subject|according|depending)\s+(?:to|on)|within|taking|bearing|in\s+accordance|in\s+line|consistent|based"
)

_LISTING = Listing(
    determiners=r"(?:\s+|,|upon\b|on\b|to\b|that\b|the\b|all\b|its\b|those\b|relevant\b|other\b|interested\b)*",
    aside=re.compile(
        r"\s*,\s*(?:subject\s+to|within|in\s+accordance|in\s+line|where|as\s+appropriate|on\s+a|if|when|based)[^,;:]*,|"
        r"\s+(?:upon|on|to)\b"
    ),
    clause=re.compile(r"\s*,?\s*that\b"),
    cut=re.compile(
        r"(?<!referred )\bto\b(?!\s+do\s+so|\s+(?:the|this|its)\s+(?:\w+\s+)?(?:Convention|Protocol|Agreement)\b)|"
        r"[:;.]|\b(?:that|through|by|for|when|using|subject|based|taking|bearing|following|pursuant)\b|"
        r",\s+(?:building|drawing|acting|working|recogni[sz]ing|noting|recalling|considering|ensuring|making|giving)\b|"
        rf"{_WITH}|\b(?:working|jointly|together)\s+with\b"
    ),
    lead=re.compile(
        rf"(?:{_MEMBERS}|(?!\b(?:of|by|for|from|on|in|with|between|among|under|into|towards?|against)\b).)*"
    ),
    link=re.compile(r".*"),
    closely=re.compile(r"(?:\s+|,|and\b|or\b|as\s+well\s+as\b|the\b|all\b|other\b|relevant\b|where\s+appropriate\b)*"),
    owner=re.compile(r"\s+of\s+(?:the\s+|all\s+)?"),
    owned=re.compile(r"['’]s?\s+\w|\s+(?!Secretariat)[A-Z][a-z]+"),
    within=re.compile(
        r",\s+(?:as\s+(?:the|an?)|in\s+(?:its|their)\s+capacity|(?:the|an?)\s+operati(?:ng|onal)\s+entity)\b"
        r"[^,;:]*(?=,|\s+to\b)|"
        rf",\s+(?:{_SAID_SO})(?=,)|,\s+(?:{_SAID_LONGER})\b[^,;:]*(?=,\s+(?:and|as\s+well\s+as)\s)"
    ),
    office=re.compile(r"[Ss]ecretariats?|(?:the\s+)?Executive\s+Secretary|Conference\s+of\s+the\s+Parties"),
    names={
        "secretariat": "Secretariat",
        "Government": "Governments",
        "State": "States",
        "NGOs": "non-governmental organizations",
        "non-government organizations": "non-governmental organizations",
        "organizations": "relevant organizations",
        "intergovernmental bodies": "intergovernmental organizations",
        "relevant institutions": "relevant organizations",
        "relevant United Nations agencies": "relevant organizations",
        "United Nations agencies": "relevant organizations",
        "indigenous peoples": "indigenous peoples and local communities",
        "local communities": "indigenous peoples and local communities",
        "business community": "businesses",
        "rights-holders": "rights holders",
        "local governments": "subnational and local governments",
        "other subnational governments": "subnational and local governments",
        "donor countries": "donors",
        "donor Governments": "donors",
        "donor agencies": "donors",
        "funding agencies": "donors",
        "funding organizations": "donors",
        "donor community": "donors",
    },
    strangers=(
        "Conference of the Parties serving as the meeting of the Parties to the Kyoto Protocol",
        "Conference of the Parties serving as the meeting of the Parties to the Paris Agreement",
    ),
    shared=("organizations", "country Parties", "governments", "Governments"),
    beside=r"(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or|and/or)\s+)",
    titled=True,
)

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = ("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth")
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_ORDINALS = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS, "eighteenth", "nineteenth"), 1)},
    **{f"{tens}ieth": value for tens, value in _TENS.items()},
    **{f"{tens}y-{word}": value + unit for tens, value in _TENS.items() for unit, word in enumerate(_UNITS, 1)},
}
_ORDINAL = r"\d{1,2}(?=st|nd|rd|th)|" + "|".join(sorted(_ORDINALS, key=len, reverse=True))
_MONTHS = {"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6} | {
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
_MONTH = "|".join(month.capitalize() for month in _MONTHS)
_YEAR = r"(?P<year>(?:19|20)\d{2})\b(?![-/]\d)"
_LATER = r"(?:no|not)\s+later\s+than|prior\s+to|in\s+time\s+for|in\s+advance\s+of|ahead\s+of"
_WHEN_IN = r"(?:end|beginning|middle|start|close|(?:first|second)\s+half|\w+\s+quarter)\s+of\s+(?:the\s+)?"
_BY = (
    rf"\b(?:by|before|until|on\s+or\s+before|at\s+the\s+latest\s+(?:by|in|on)|by\s+at\s+the\s+latest|{_LATER})\s+"
    rf"(?:(?:no|not)\s+later\s+than\s+)?(?:the\s+)?(?:{_WHEN_IN}){{0,2}}(?:year\s+|mid-?\s?|early\s+|late\s+)?"
)
_NEAR = r"(?:margins?|occasion|opening|start|beginning|end|conclusion|clos\w+|time|convening|holding|part|agenda)\s+of"
_AT = rf"\b(?:at|before|by|until|for|to|in|during|{_NEAR}|{_LATER})\s+"
_SITTING = r"(?:ordinary\s+|regular\s+|resumed\s+|annual\s+)?(?:meetings?|sessions?)\b"
_SERVING = "Conference of the Parties serving as the meeting of the Parties to the"
_CLIMATE = "Conference of the Parties to the United Nations Framework Convention on Climate Change"

_CALENDAR = Calendar(
    meeting=rf"{_AT}(?:both\s+)?(?:the|its|their)\s+(?:(?P<next>next)|(?P<ordinal>{_ORDINAL})(?:st|nd|rd|th)?"
    rf"(?:,?\s+and(?:,[^,]{{1,25}},)?\s+(?:the\s+|its\s+)?(?P<also>{_ORDINAL})(?:st|nd|rd|th)?)?)\s+{_SITTING}"
    rf"(?:\s+of\s+(?:the\s+|its\s+)?(?P<body>BODY))?|{_AT}(?P<short>BODY)[\s-](?P<count>\d{{1,2}})(?![\d/.])",
    past=re.compile(
        r"(?:(?<!be )\b(?:adopted|(?:held|convened)(?!\s+$)|considered|established|agreed|met|"
        r"decided|presented|submitted|made|"
        r"approved|endorsed|requested|taken|prepared|recommended|provided|developed)\b|"
        r"\b(?:the|its)\s+(?:outcomes?|results?|reports?|decisions?|recommendations?|conclusions)\s+(?:of|by|from)\s+"
        r"(?:the\s+|its\s+)?(?=[A-Z]))(?:(?!\bfor\s+(?:its\s+|their\s+)?(?:consideration|review|adoption|approval)\b|"
        r"\bwith\s+a\s+view\b|\bin\s+time\b)[^,;])*$"
    ),
    other_before=re.compile(r"\b(?:[A-Z]\w+|subsidiary\s+bodies)(?:\s+(?:and|on|of|the|for)(?=\s))*,?\s+$"),
    other_after=re.compile(r"\s+of\s+"),
    done=re.compile(r",?\s+(?:held|which\s+(?:was|took))\b"),
    dates=(
        re.compile(rf"{_BY}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH}),?\s+{_YEAR}"),
        re.compile(rf"{_BY}(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),\s+{_YEAR}"),
        re.compile(_BY + _YEAR),
    ),
    ordinals=_ORDINALS,
    months=_MONTHS,
    others=re.compile(
        r"\b(?:Committee|Group|Board|Panel|Forum|Platform|Commission|Assembly|Council|Task\s+Force|Network)\b|\bexpert\s+group\b"
    ),
    own=re.compile(r"\b(?:its|their)\b"),
    bodies={
        "Subsidiary Body for Implementation": "unfccc-sbi",
        "Subsidiary Body for Scientific and Technological Advice": "unfccc-sbsta",
        f"{_SERVING} Kyoto Protocol": "unfccc-cmp",
        f"{_SERVING} Paris Agreement": "unfccc-cma",
        "CMP": "unfccc-cmp",
        "CMA": "unfccc-cma",
        _CLIMATE: "unfccc-cop",
        "General Assembly": "unga",
    },
    family={"cop": "unfccc-cop", "sbi": "unfccc-sbi"},
)

_TO = r"(?:\s*-\s*|\s+(?:to|and|until|through)\s+)"
_WHEN = r"(?:\b(?:[Oo]n|[Ii]n|[Ff]rom|[Bb]etween|[Dd]uring|[Tt]hroughout)\s+(?:the\s+)?|[,(]\s*(?=\d))"
_NAMED = rf"(?P<NAME>{_MONTH})"

_TELLING = Telling(
    days=(
        re.compile(days_of(_WHEN, _NAMED, _TO)),
        re.compile(
            rf"{_WHEN}(?P<month>{_MONTH})\s+(?:(?P<first>\d{{1,2}})\s*-\s*)?(?P<day>\d{{1,2}}),\s+(?P<year>(?:19|20)\d\d)"
        ),
    ),
    future=re.compile(
        r"\b(?:will|shall|would|(?:is|are)\s+(?:to\s+be|scheduled|planned|due|expected)|to\s+be\s+held)\b"
    ),
    subject=re.compile(r"\s*(?:and\s+)?(?:[Tt]he\s+|[Ii]ts\s+)?"),
    agent=re.compile(r"\bby\s+(?:the\s+)?\Z"),
)

_TEENS_COUNTED = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_COUNTED = f"one two three four five six seven eight nine {_TEENS_COUNTED} twenty".split()

_COUNTING = Counting(
    cardinals={
        **{word: number for number, word in enumerate(_COUNTED, 1)},
        **{
            word: 10 * number for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
        },
        "both": 2,
        "twice": 2,
        "hundred": 100,
    },
    times={"thousand": 10**3, "million": 10**6, "billion": 10**9},
    ending=r"s?\b",
)

_LASTING = Lasting(
    units={"day": "D", "days": "D", "week": "W", "weeks": "W", "month": "M", "months": "M", "year": "Y", "years": "Y"},
    within=(
        r"\bwithin\s+(?:(?:a\s+period|the\s+space)\s+of\s+|the\s+next\s+)?(?:\w+\s+\()?AMOUNT\b",
        r"\b(?:no|not)\s+later\s+than\s+AMOUNT\s+(?:after|from|following)\b",
    ),
    ahead=r"(?:\b(?:(?:no|not)\s+later\s+than|at\s+(?:least|the\s+latest)|at\s+minimum)\s+)?AMOUNT\s+\Z",
    one=r"an?\b",
    gap=r"\)?(?:\s+|-)",
)

GRAMMAR = Grammar(_JOINING, _LISTING, _CALENDAR, telling=_TELLING, counting=_COUNTING, lasting=_LASTING)
