"""Acts, addressees and deadlines in Chinese: 邀请各缔约方和有关机构 ... 向缔约方大会下一届会议提出报告."""

from __future__ import annotations

import re

from loaders.annotate.grammar import NEVER, Calendar, Counting, Grammar, Joining, Lasting, Listing, Telling

_PROSE = (
    r"通过|支持|建立|设立|提交|转交|考虑|审议|停止|终止|修订|修正|取代|延续|延长|指定|任命|选举|承诺|致力于|接受|提议|"
    r"指出|再次|指示|授予|遗憾|关切|承认|确认|肯定"
)

_JOINING = Joining(
    adverbs=r"(?:还|又|也|并|再次|再度|再一次|进一步|特别|强烈|深切|同时|为此|因此|热烈|高度|衷心|由衷|诚挚|十分|深为|"
    r"(?:对|向|就)[^，,。；;：:]{1,60}?(?=表示))",
    joints=r"[，；,;]\s*(?:(?:并且|而且|并|还|又|也|同时|为此|因此|进一步|再次)\s*)*|(?:并且|并|还)",
    weak=re.compile(r"[，；,;]\s*"),
    context=re.compile(
        r"审议了|审查了|考虑了|考虑到|顾及|铭记|牢记|念及|意识到|深信|相信|认为|遵循|希望|决心|渴望|响应|为响应|根据|回顾|忆及|认识到|关切"
    ),
    prose=re.compile(_PROSE),
    pronoun_after=re.compile(r"其(?!他|它|中|余)|它们?|他们?"),
    asks=re.compile(
        r"[，；,;]\s*(?:(?:并且?|还|又|同时)\s*)+"
        r"(?:请|呼吁|促请|敦促|重申)"
    ),
    inflected=False,
)

_AND = r"(?:、|，|,|和|及|以及|与|或|特别是|尤其是|包括)"
_WHICH = (
    r"(?:\s|各|所有|全体|其他|有关|相关|感兴趣的|有兴趣的|多边|双边|国际|区域|主管|上述|这些|该|更多|广大|《公约》|《"
    r"|(?:尚未|还未|没有|有能力|有条件|能够|凡|那些)[^，,。；;：:、]{0,60}?的)*"
)

_LISTING = Listing(
    determiners=_WHICH,
    aside=re.compile(r"\s*[，,][^，,。；;：:]{0,20}[，,]|\s*在[^，,。；;：:]{0,20}情况下[，,]?"),
    cut=re.compile(
        r"[：:。；;]|[与同][^，,。；;、]{0,40}?(?:协商|磋商|合作|协作|协调|一道|配合|联络)|"
        r"通过|在|为|向|就|根据|按照|酌情|尽可能|继续|进一步|提供|采取|促进|确保|将|把|对"
    ),
    lead=re.compile(rf"[^，,、]{{0,12}}|{_WHICH}"),
    link=re.compile(rf"》?(?:组织|团体|机构|代表)?\s*(?:\([^)]*\))?\s*{_AND}(?:[^。；;：:]{{0,40}}?{_AND})?{_WHICH}"),
    owned=re.compile(r"\s*(?:的(?!各)|间|之间|关系)"),
    secretariat=re.compile(r"》?的?\s*"),
    spaced=False,
)

_HAN = "〇○零一二三四五六七八九十"
_DATE = (
    rf"(?P<year>[12]\d{{3}}|[{_HAN}]{{4}})\s*年\s*(?:(?P<month>\d{{1,2}}|[{_HAN}]{{1,2}})\s*月\s*)?"
    rf"(?:(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})\s*日\s*)?(?:年?(?:底|末|初|中))?"
)

_CALENDAR = Calendar(
    meeting=r"(?P<body>BODY)?\s*的?\s*"
    rf"(?:(?P<next>下一?\s*[届次])|第\s*(?P<ordinal>\d{{1,2}}|[{_HAN}]{{1,4}})\s*[届次])\s*常?会议",
    past=NEVER,
    other_before=re.compile(r"(?:组|机构|委员会|论坛|大会|理事会)\s*$"),
    other_after=NEVER,
    done=re.compile(
        r"\s*(?:上|期间)?(?:所)?(?:通过(?!一[项个]|以下|如下|下列|本)|决定|审议了|商定|核准|作出|的报告|的成果)"
    ),
    dates=(
        re.compile(rf"(?:在|于|到|至迟|至|最迟|不迟于|截至)?\s*{_DATE}\s*(?:之前|以前|前|为止|止)"),
        re.compile(rf"(?:到|直至|延长?至|至迟(?:于|在)?|最迟(?:于|在)?|不迟于|不晚于|截至)\s*{_DATE}"),
    ),
)

_YEAR, _NUMBER = rf"[12]\d{{3}}|[{_HAN}]{{4}}", rf"\d{{1,2}}|[{_HAN}]{{1,3}}"
_NOT_SO = r"(?!\s*(?:日|之前|以前|前|为止|止|起|的|号))"

_TELLING = Telling(
    days=(
        re.compile(
            rf"(?P<first_year>{_YEAR})\s*年\s*(?P<first_month>{_NUMBER})\s*月\s*(?:(?P<first>{_NUMBER})\s*日?\s*)?(?:至|到|-)\s*"
            rf"(?:(?:(?P<year>{_YEAR})\s*年\s*)?(?P<month>{_NUMBER})\s*月\s*)?(?:(?P<day>{_NUMBER})\s*日)?{_NOT_SO}"
        ),
        re.compile(
            rf"(?P<year>{_YEAR})\s*年\s*(?P<month>{_NUMBER})\s*月\s*(?:(?P<day>{_NUMBER})\s*日|份|中旬|上旬|下旬|初|底)?(?!\s*\d){_NOT_SO}"
        ),
    ),
    future=re.compile(r"将(?:于|在|会|要|举行|召开|举办|提交|出版)|拟于|计划于|预定|预计"),
    subject=re.compile(r"\s*(?:在|于|期间|和|,|\s)*"),
    agent=re.compile(r"由\s*\Z"),
)

_COUNTING = Counting(times={"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8})

_LASTING = Lasting(
    units={"日": "D", "天": "D", "周": "W", "星期": "W", "个星期": "W", "个月": "M", "年": "Y", "半年": "6M"},
    within=(r"(?:在|于)?AMOUNT(?:之|以)?内",),
    ahead=r"(?!)",
    behind=r"(?:召开|举行|开幕|开始)?(?:之|以)?前(?:至少|最迟|最少)?(?:提前)?AMOUNT",
    gap=r"\s?",
)

GRAMMAR = Grammar(_JOINING, _LISTING, _CALENDAR, telling=_TELLING, counting=_COUNTING, lasting=_LASTING)
