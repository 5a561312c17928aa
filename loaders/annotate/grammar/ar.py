"""Acts, addressees and deadlines in Arabic: يطلب أيضا إلى الأمين التنفيذي أن ..., في اجتماعه الحادي عشر."""

from __future__ import annotations

import re

from loaders.annotate.grammar import Calendar, Counting, Grammar, Joining, Listing, Telling, days_of
from loaders.annotate.inflection import Inflection

_PROSE = r"يقدر|يذكر|يعرض|يعين|يسمي|يوجه|يدرك|يسلم|يعدل|ينقح|يعتبر|ينظر في|يبرز|يمدد|يجدد|يوقف|يسحب|ينشئ|يؤسس|يدعم|يقر"
_ALSO = r"(?:أيضا|كذلك|مرة\s+أخرى|مجددا|كما|من\s+جديد)"

_JOINING = Joining(
    adverbs=rf"(?:{_ALSO}|وإذ\s+(?=[يت])|إذ\s+(?=[يت]))",
    joints=r"(?:\s*[،؛,;]\s*(?:كما\s+)?و?|\s+كما\s+|\s+و)(?=ي|إذ)",
    weak=re.compile(r"\s*[،؛,;]\s*"),
    bare=re.compile(r"\s+و"),
    object=re.compile(r"\s+(?:ب|إلى\b|على\b|أيضا\b|كذلك\b|علما\b|عن\b|ال)"),
    context=re.compile(r"و?إذ\b|وقد\b|بعد\s+أن\b|إدراكا\b|اقتناعا\b|رغبة\b|عازما\b|استجابة\b|عملا\b"),
    prose=re.compile(_PROSE),
    opens=re.compile(r"(?:\b(?:الذي|التي|الذين|اللذين|حيث|أن|ما|بأن|لكي|حتى)\b|\bمما\b)"),
    glued=r"(?:و(?=إذ|[يت]))?",
    inserted=_ALSO,
    # the subsidiary bodies are feminine: تطلب إلى, وإذ تشير إلى, وقد نظرت في, تعرب عن تقديرها
    agreeing=(
        (re.compile(r"^((?:و?إذ )?)ي"), r"\1ت"),
        (re.compile(r"(?<=نظر)(?= في)|(?<=أن نظر)$"), "ت"),
        (re.compile(r"(قلق|تقدير|امتنان|أسف|تأييد|دعم|اعتبار|\bمن|تساور)ه(?=$| )"), r"\1ها"),
    ),
)

_CONSULTING = (
    r"\bب(?:ال)?(?:تشاور|تعاون|تنسيق|اشتراك|مشاركة|شراكة|مساعدة|دعم|إعداد|تقديم|اتخاذ|إجراء|وضع|مواصلة|استخدام|إتاحة)\b|"
    r"\bمع\b|\bمن\s+خلال\b|\bعن\s+طريق\b|\bعملا\b|\bوفقا\b|\bرهنا\b|\bبناء\s+على\b|\bضمن\b|\bفي\s+(?:إطار|حدود|سياق)\b|\bبما\b"
)

_LISTING = Listing(
    determiners=r"(?:\s+|،|\b(?:إلى|من|جميع|كل|كافة|سائر|تلك|هذه|هؤلاء|أولئك|أيضا|كذلك|مرة\s+أخرى|مجددا)\b)*[بل]?",
    aside=re.compile(
        r"\s*[،,]\s*(?:رهنا|في\s+حدود|وفقا|حسب|عند|إذا|بناء|ضمن|قدر|حيثما|مع)[^،,؛;:]*[،,](?:\s*(?:إلى|من)\b)?|"
        r"\s*رهنا\s+بتو[اف]\w+\s+الموارد(?:\s+\w+)?"
    ),
    clause=re.compile(r"\s*[،,]?\s*(?:أن|بأن)\s+(?=ي|ت)"),
    cut=re.compile(rf"[:؛;.]|\bأن\b|\bبأن\b|\bعلى\b|\bإلى\b|\bلكي\b|\bمن\s+أجل\b|\bالتي\b|\bالذي\b|{_CONSULTING}"),
    lead=re.compile(
        r"(?:\s|،|\b(?:من|جميع|كل|كافة|سائر|تلك|هذه|هؤلاء|أولئك|أيضا|كذلك|مرة\s+أخرى|مجددا)\b|\b[بل](?=\w))*[بلوف]?"
    ),
    link=re.compile(
        r".*(?:(?<!\w)و|،|(?<!\w)أو)(?:\s|\b(?:إلى|من|كذلك|أيضا|جميع|سائر|كل|كافة|لا\s+سيما|بوجه\s+خاص)\b)*[بل]?"
    ),
    closely=re.compile(r"(?:\s+|،|و|أو\b|\b[يت]\w{2,}\b|\b(?:جميع|كل|سائر)\b)*"),
)

_UNITS = {
    1: ("الأول", "الأولى"),
    2: ("الثاني", "الثانية"),
    3: ("الثالث", "الثالثة"),
    4: ("الرابع", "الرابعة"),
    5: ("الخامس", "الخامسة"),
    6: ("السادس", "السادسة"),
    7: ("السابع", "السابعة"),
    8: ("الثامن", "الثامنة"),
    9: ("التاسع", "التاسعة"),
    10: ("العاشر", "العاشرة"),
}
_TEENS = {11: ("الحادي عشر", "الحادية عشرة")} | {
    unit + 10: (f"{words[0]} عشر", f"{words[1]} عشرة")
    for unit, words in _UNITS.items()
    if 1 < unit < 10  # noqa: PLR2004
}
_TENS = {20: ("العشرين", "العشرون"), 30: ("الثلاثين", "الثلاثون")}
_ORDINALS = {
    **{word: value for value, words in {**_UNITS, **_TEENS, **_TENS}.items() for word in words},
    **{
        f"{first} و{tens}": value + unit
        for value, words in _TENS.items()
        for tens in words
        for unit, firsts in {**_UNITS, 1: ("الحادي", "الحادية")}.items()
        if unit < 10  # noqa: PLR2004 - units
        for first in firsts
    },
}
_ORDINAL = "|".join(word.replace(" ", r"\s+") for word in sorted(_ORDINALS, key=len, reverse=True))
_MONTHS = {
    1: ("يناير", "كانون الثاني"),
    2: ("فبراير", "شباط"),
    3: ("مارس", "آذار"),
    4: ("أبريل", "نيسان"),
    5: ("مايو", "أيار"),
    6: ("يونيه", "يونيو", "حزيران"),
    7: ("يوليه", "يوليو", "تموز"),
    8: ("أغسطس", "آب"),
    9: ("سبتمبر", "أيلول"),
    10: ("أكتوبر", "تشرين الأول"),
    11: ("نوفمبر", "تشرين الثاني"),
    12: ("ديسمبر", "كانون الأول"),
}
_NAMES = {name: value for value, names in _MONTHS.items() for name in names}
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_LEVANTINE = "|".join(names[-1].replace(" ", r"\s+") for names in _MONTHS.values())
_YEAR = r"(?:عام\s+|سنة\s+)?(?P<year>(?:19|20)\d{2})(?!\d|[-/]\d)"
_BY = (
    r"(?:(?<!\w)و?(?:بحلول|قبل|حتى)\s+|(?<!\w)و?في\s+موعد\s+(?:أقصاه|لا\s+يتجاوز|لا\s+يتعدى)\s+)"
    r"(?:(?:نهاية|أواخر|أوائل|بداية|منتصف|مطلع)\s+|النصف\s+(?:الأول|الثاني)\s+من\s+)?(?:شهر\s+)?"
)
_AT = r"(?:في|قبل|بحلول|خلال|أثناء|حتى|إلى|لـ?)"

_CALENDAR = Calendar(
    meeting=rf"(?<!\w)و?{_AT}\s*(?:اجتماع(?:ه|ها|هما|هم)|ال?اجتماع|لاجتماع(?:ه|ها)?)\s+"
    rf"(?:(?P<next>القادم|المقبل|التالي)|(?P<ordinal>{_ORDINAL}))(?!\w)"
    r"(?:\s+(?:العادي\s+)?ل?(?P<body>BODY))?",
    past=re.compile(
        r"(?:(?:المعتمد|المعقود|المنعقد|المتخذ|المقدم|المنشأ)\w*|الذي\s+عقد\w*|(?:اعتمد|اتخذ|أقر|أنشأ)(?:ه|ها|هما|ت|ته|تها)\w*|"
        r"نتائج|مقرر(?:ات)?ه|توصيات(?:ه|ها))\s[^،؛]*$"
    ),
    other_before=re.compile(r"(?:لجنة|اللجنة|الجمعية|منتدى|المنتدى|فريق|الفريق|المنبر|مجلس)(?:\s+[^،؛]{0,30})?\s$"),
    other_after=re.compile(r"\s+لل?(?:لجنة|جمعية|منتدى|فريق|منبر|مجلس)"),
    done=re.compile(r"\s*[،,]?\s+(?:المعقود|الذي\s+عقد|المنعقد)\w*"),
    dates=(
        re.compile(
            rf"{_BY}(?:(?P<day>\d{{1,2}})\s+)?(?:(?:{_LEVANTINE})\s*/\s*)?(?P<month>{_MONTH})(?:\s*/\s*\w+)?\s+{_YEAR}"
        ),
        re.compile(_BY + _YEAR),
    ),
    ordinals=_ORDINALS,
    months=_NAMES,
)

_INFLECTION = Inflection(
    glued=("[وفبلك]", "و[بل]", "فل"),
    turned=(("ال", "لل"), ("ال", "ولل")),
)

_TELLING = Telling(
    days=(
        re.compile(
            days_of(
                r"(?<!المؤرخ )(?<!المؤرخة )(?<!موعد )(?<!\w)و?(?:في|خلال|من|بين|أثناء)\s+"
                r"(?:الفترة\s+(?:من\s+)?|يومي?\s+|شهري?\s+|أيام\s+)?",
                rf"(?:(?:{_LEVANTINE})\s*/\s*)?(?P<NAME>{_MONTH})(?:\s*/\s*(?:{_MONTH}))?",
                r"(?:\s*-\s*|\s+(?:إلى|وحتى|حتى)\s+|\s+و)",
            )
        ),
    ),
    future=re.compile(
        r"(?<!\w)و?(?:سوف|ست(?:عقد|نظم|قدم|صدر|جري)\w*|سي(?:عقد|نظم|قدم|صدر|جري|كون)\w*|من\s+(?:المقرر|المزمع))"
    ),
    subject=re.compile(r"\s*(?:و?\w+\s+){0,2}و?"),
)

_COUNTED = {
    1: ("واحد", "واحدة"),
    2: ("اثنان", "اثنين", "اثنتين"),
    3: ("ثلاثة", "ثلاث"),
    4: ("أربعة", "أربع"),
    5: ("خمسة", "خمس"),
    6: ("ستة", "ست"),
    7: ("سبعة", "سبع"),
    8: ("ثمانية", "ثماني", "ثمان"),
    9: ("تسعة", "تسع"),
    10: ("عشرة", "عشر"),
    20: ("عشرون", "عشرين"),
    30: ("ثلاثون", "ثلاثين"),
    100: ("مائة", "مئة"),
}

_COUNTING = Counting(
    cardinals={word: number for number, words in _COUNTED.items() for word in words},
    times={"ألف": 10**3, "آلاف": 10**3, "مليون": 10**6, "ملايين": 10**6, "مليار": 10**9, "بليون": 10**9},
    ending=r"(?!\w)",
    point_groups=True,
)

GRAMMAR = Grammar(_JOINING, _LISTING, _CALENDAR, _INFLECTION, telling=_TELLING, counting=_COUNTING)
