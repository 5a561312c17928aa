"""Chinese."""

import re

from loaders.languages.language import Language

LANGUAGE = Language(
    code="zh",
    name="中文",
    openers=(
        (re.compile(r"作为.*卡塔赫纳.*缔约方会议的缔约方大会\s*[，,：:]?$"), "cp-mop"),
        (re.compile(r"作为.*名古屋.*缔约方会议的缔约方大会\s*[，,：:]?$"), "np-mop"),
        (re.compile(r"缔约[方国]大会\s*[，,：:]?$"), "cop"),
        (re.compile(r"科学、技术和工艺咨询附属机构\s*[，,：:]$"), "sbstta"),
        (re.compile(r"执行问题附属机构\s*[，,：:]$"), "sbi"),
        (re.compile(r"审查《?公约》?执行情况.{0,12}工作组\s*[，,：:]$"), "wgri"),
        (re.compile(r"第\s*8\s*[（(]\s*j\s*[)）]\s*条.{0,24}工作组\s*[，,：:]$"), "wg8j"),
    ),
    preambular=re.compile(
        r"[还又并再]?(?:回顾|忆及|审议了|审查了|考虑了|考虑到|顾及|铭记|牢记|念及|意识到|认识到|注意到|深信|相信|认为|遵循|希望|决心|渴望|"
        r"欢迎|赞赏|感谢|强调|着重|重申|承认|确认|申明|关切|深表|表示|感到|遗憾|鉴于|根据|响应|赞扬|期待)"
    ),
    operative=re.compile(
        r"[还又并再]?(?:决定|通过|核准|批准|设立|延长|指定|修正|授权|商定|同意|核可|赞同|请|要求|责成|委托|敦促|促请|呼吁|邀请|鼓励|建议|注意到|欢迎)"
    ),
    adopted_by=re.compile(r".{0,60}(?:通过的?|作出的)(?:决定|建议)$"),
    decision=re.compile(
        r"(?:第\s*)?(?P<number>(?:(?:BS|CP|NP|EM)[- ]?)?(?:[IVXL]+|\d{1,2})/\d{1,3})"
        r"(?=[.．、\s号]|$)\s*(?:号(?:决定|建议))?[.．、：:]?\s*(?P<title>[^第，,；;。（(]*(?:[（(].*[)）])?)$"
    ),
    numbered=re.compile(r"第\s*(?=[\d一二三四五六七八九十]{1,3}\s*[段款条])|段落\s*(?=\d)"),
    annex=re.compile(r"(?:附件|(?P<appendix>附录))\s*(?P<number>[一二三四五六七八九十]+|\d{1,2}|[IVX]+|[A-Z])?\s*$"),
    goal=re.compile(r"(?:战略|长期)?目标\s*(?P<number>\d{1,2}|[A-Z])\s*(?:[：:.．]\s*|$)"),
    target=re.compile(r"(?:行动|具体)目标\s*(?P<number>\d{1,2})\s*(?:[：:.．]\s*|$)"),
    named=(
        (re.compile(r"(?:执行)?摘要$"), "summary"),
        (re.compile(r"(?:拟议|建议|提议)的?(?:建议|决定)(?:草案)?$|建议草案$|决定草案$"), "recommendation"),
        (re.compile(r"任务$|使命$"), "mission"),
        (re.compile(r"愿景$"), "vision"),
    ),
    contents=re.compile(r"目\s*录$"),
    masthead=(
        re.compile(r"生物多样性公约$|联合国环境规划署$|环境规划署$|CBD$|UNEP$"),
        re.compile(r"distr\b.*|general$|limited$|普通$|限制$", re.IGNORECASE),
        re.compile(r"(?:chinese|english)(?:\s*only)?$|original\s*:.*|原件[：:].*|中文$", re.IGNORECASE),
        re.compile(
            r"(?:生物多样性公约)?(?:科学、技术和工艺咨询附属机构|执行问题附属机构|缔约方大会|.{0,30}工作组|.{0,30}委员会)$"
        ),
        re.compile(r"第[一二三四五六七八九十\d]+[次届](?:特别|续)?会议$"),
        re.compile(r"(?:\d{4}\s*年|\d{1,2}\s+\w+\s+\d{4}).{0,40}$"),
        re.compile(r"(?:UNEP/)?CBD/[A-Z0-9][\w./*-]*$"),
        re.compile(r"第\s*\d+\s*页$"),
    ),
    agenda=re.compile(r"(?:临时)?议程.{0,6}项目.*"),
    byline=re.compile(r"执行秘书的(?:说明|报告|进度报告)$"),
    joint="",
    ends="。；：;:.",
    ordinals={numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)},
    article=re.compile(r"第(?P<number>[一二三四五六七八九十]{1,4}|\d{1,3})条\s*(?P<title>(?![第（(和或、，,款]).*)$"),
    division=re.compile(r"第[一二三四五六七八九十]{1,3}部分.{0,80}$"),
    treaties=(
        (re.compile(r"《联合国海洋法公约》下国家管辖范围以外区域海洋生物多样性"), "bbnj"),
        (re.compile(r".{0,20}名古屋议定书$"), "nagoya"),
        (re.compile(r".{0,20}卡塔赫纳生物安全议定书$"), "cartagena"),
        (re.compile(r"《?生物多样性公约》?$"), "cbd"),
    ),
    domain=re.compile(
        r"生物多样性|卡塔赫纳|名古屋议定书|京都议定书|(?:信息|资料)交换所|缔约方大会|气候变化|海洋法公约|生物安全|改性活生物体"
    ),
    common=frozenset(
        "缔约 公约 信息 生物 国家 会议 决定 执行 进行 以及 其他 有关 各项 可以 关于 通过 机制 工作".split()
    ),
)
