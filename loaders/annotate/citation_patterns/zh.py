"""Citations in Chinese: 第 VII/23 号决定(…)第 7(c)段, 第 18 条第 3 款, 附件一第 2 段, 同一决定第 10(e) 段."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import BRACKETED, SYMBOL_MARK, Cues, Patterns
from loaders.annotate.citation_patterns.aims import Aims
from loaders.annotate.numbers import Marks

_ITEM = r"\(\s?[a-z]{1,4}\s?\)"
_NUMBER = rf"\d{{1,3}}(?:\.\d{{1,2}})?(?:\s?{_ITEM}){{0,2}}"
_LINK = r"\s?(?:和|、|,|及|或|与|以及|至|到|-)\s?"
_LIST = rf"第?\s?{_NUMBER}(?:(?:{_LINK})第?\s?(?:{_NUMBER}|{_ITEM})){{0,30}}"
_PARAGRAPHS = rf"(?P<numbers>{_LIST})\s?(?:段|款)(?:\s?第?\s?(?P<items>{_ITEM}(?:{_LINK}{_ITEM})*)\s?(?:分段|项))?"
_ANNEX = (
    r"(?P<annexed>附件|(?P<appended>附录))\s?(?P<annex>[一二三四五六七八九十]{1,3}(?!览|般|同|起|并|直)|[IVX]{1,4}(?![A-Z])"
    r"|\d{1,2}(?![\d.-]))?"
)
_COMPONENT = r"(?:组成部分|活动|方案要素|具体目标|行动)\s?(?P<component>\d{1,2}(?:\.\d{1,2}){1,2})"

_ITEMS = rf"{_ITEM}(?:{_LINK}{_ITEM}){{0,30}}"
_HAN = "[一二三四五六七八九十]{1,3}"
_ARTICLE = rf"(?:\d{{1,2}}(?:\.\d{{1,2}}|\s?\(\d{{1,2}}\))?|{_HAN})(?:\s?{_ITEM})*"
_ARTICLES = (
    rf"第\s?{_ARTICLE}(?:{_LINK}(?:第\s?)?(?:{_ARTICLE}|{_ITEM})){{0,30}}\s?条"
    rf"(?:\s?第?\s?(?:{_NUMBER}|{_HAN})(?:{_LINK}第?\s?(?:{_NUMBER}|{_HAN})){{0,30}}\s?款(?:\s?{_ITEMS}\s?项?)?"
    rf"(?:{_LINK}第?\s?(?:{_NUMBER}|{_HAN})\s?款){{0,30}}|\s?第?\s?{_ITEMS}\s?[款项])?"
)
_MORE_ARTICLES = rf"{_ARTICLES}(?:{_LINK}{_ARTICLES.replace('第', '第?', 1)}){{0,30}}"

_AIMS = Aims(
    unit=r"(?:行动|具体|长期|战略)?(?:目标|指标)\s?",
    link=r"\s?(?:和|、|,|及|或|与|以及|至|到|-)\s?",
    before=(
        ("aichi", r"爱知(?:生物多样性)?(?:目标|指标)(?:》?的?(?:具体)?目标)?|战略目标(?=\s?[A-E](?![A-Za-z]))"),
        ("gbf", r"(?:框架》?的?|昆明-?蒙特利尔)(?:行动|具体|长期)?目标"),
        ("sdg", r"可持续发展目标(?:的?具体目标)?|可持续发展议程》?的?(?:具体)?目标"),
        ("mdg", r"千年发展目标(?:的?具体目标)?"),
        ("gspc", r"植物保护战略》?的?(?:具体)?目标"),
    ),
    after=(),
)

PATTERNS = Patterns(
    marks=Marks(
        token=re.compile(
            rf"(?P<number>\d+(?:\.\d+)*(?:\s?\(\d+\))?|{_HAN})|(?P<item>{_ITEM})|(?P<range>至|到|-)|(?P<join>和|、|,|及|或|与)"
            r"|(?P<article>条)|(?P<paragraphs>款|段)|(?P<paragraph>(?!))"
        ),
        after=True,
    ),
    decision_word=re.compile(r"决定\s?(?:第\s?)?\Z"),
    recommendation_word=re.compile(r"建议\s?(?:第\s?)?\Z"),
    number_after=re.compile(r"\s?(?:号?\s?(?:决定|建议)(?!草案)|号)"),
    decision_after=re.compile(
        rf"\s?号?(?:{_LINK}(?:第\s?)?[IVX\d]{{1,5}}/\d{{1,2}}(?:\s?[A-Z])?\s?号?){{0,30}}\s?决定(?!草案)"
    ),
    recommendation_after=re.compile(rf"\s?号?(?:{_LINK}(?:第\s?)?[IVX\d]{{1,5}}/\d{{1,2}}\s?号?){{0,30}}\s?建议"),
    not_ours_before=re.compile(r"(?:[页表图]|决议)\s?第?\s?\Z"),
    not_ours_after=re.compile(r"\s?(?:号\s?决议|页)"),
    document_after=re.compile(r"\s?号?\s?文件"),
    page_after=re.compile(r",?\s?第\s?\d{1,3}(?:-\d{1,3})?\s?页"),
    place_before=re.compile(r"第\s?\Z"),
    place_after=re.compile(
        rf"\s?\*?(?:\s?(?P<title>{BRACKETED}))?(?:,?\s?(?P<section>[A-Z])\s?(?:部分|节))?"
        rf"(?:,?\s?(?:的)?{_ANNEX})?(?P<close>\s?\))?"
        rf"(?:,?\s?(?:的)?(?:{_PARAGRAPHS}|{_COMPONENT}))?"
    ),
    article=re.compile(rf"{_MORE_ARTICLES}|第\s?\d{{1,2}}\s?{_ITEM}(?:{_LINK}(?:\d{{1,2}}\s?)?{_ITEM}){{0,30}}\s?款"),
    treaty_names=re.compile(
        r"《[^》]{0,40}》|(?:生物多样性公约)?(?:卡塔赫纳|生物安全|名古屋)[^《》,。;]{0,8}?议定书|该?议定书"
    ),
    treaties=(
        (re.compile(r"卡塔赫纳|生物安全议定书"), "cartagena"),
        (re.compile(r"名古屋议定书"), "nagoya"),
        (re.compile(r"生物多样性公约"), "cbd"),
        (re.compile(r"《公约》"), "convention"),
        (re.compile(r"(?:^|《|该)议定书》?$"), "protocol"),
        (re.compile(r"公约|协定|议定书|宪章|规约|宣言"), "other"),
    ),
    bodies=(
        (re.compile(r"科学、技术和工艺咨询附属机构|科咨机构"), "sbstta"),
        (re.compile(r"执行问题附属机构|履行问题附属机构"), "sbi"),
        (re.compile(r"第\s?8\s?\(j\)\s?条.{0,12}工作组"), "wg8j"),
        (re.compile(r"审查.{0,8}执行情况.{0,10}工作组"), "wgri"),
    ),
    targets=_AIMS.patterns(),
    component=re.compile(
        r"(?:(?:方案要素|组成部分|活动|目标|要素)\s?)"
        r"(?P<numbers>\d{1,2}(?:\.\d{1,2}){0,2}(?:\s?(?:和|、|,|及|与)\s?\d{1,2}(?:\.\d{1,2}){0,2})*+)(?![\d%/])"
    ),
    anaphora=re.compile(
        rf"(?:同一|该|上述|前述)(?:项)?决定(?:,?\s?(?P<section>[A-Z])\s?(?:部分|节))?(?:,?\s?的?{_ANNEX})?"
        rf"(?:,?\s?的?{_PARAGRAPHS})?"
    ),
    bare=re.compile(
        rf"(?:{_ANNEX},?\s?)?第\s?(?P<numbers>{_NUMBER}(?:{_LINK}第?\s?(?:{_NUMBER}|{_ITEM})){{0,30}})\s?段"
    ),
    own_place=re.compile(
        rf"(?:上文|下文|以上|以下|本决定|本说明|本文件)(?:的)?(?:附件)?第\s?(?P<numbers>{_NUMBER}"
        rf"(?:{_LINK}第?\s?(?:{_NUMBER}|{_ITEM})){{0,30}})\s?段"
    ),
    own_annex=re.compile(rf"本(?:决定|建议|说明|文件)(?:的)?{_ANNEX}"),
    own_goal=re.compile(
        r"(?<![展样知动])目标\s?(?P<numbers>\d{1,2}(?:\.\d{1,2})?(?:\s?(?:和|、|及)\s?\d{1,2}(?:\.\d{1,2})?(?![\d%]))*)"
        r"(?![\d.]|\s?(?:个|项|年))"
    ),
    named_report=re.compile(
        rf"(?P<name>(?:(?:执行秘书|秘书处|秘书长|附属机构|工作组|专家组|主席团?)的?)?(?:进度|进展|会议|评估"
        rf"|审查|综合)?(?:报告|说明)(?:定稿|草案)?)"
        rf"(?:的|,\s?)?(?:{_ANNEX}(?:,?\s?(?:的)?{_PARAGRAPHS})?|第\s?(?P<paragraphs>{_NUMBER}"
        rf"(?:{_LINK}第?\s?{_NUMBER}){{0,30}})\s?段)"
    ),
    report_is_in=re.compile(
        rf"(?P<name>[\u4e00-\u9fff]{{0,10}}(?:报告|说明))[^\u3002;]{{0,24}}?(?:载于|见于|作为|印发为)\s?"
        rf"(?:文件)?\s?(?P<symbol>{SYMBOL_MARK})"
    ),
    agenda_item=re.compile(r"(?:临时)?议程\s?\*?\s?项目\s?(?P<item>\d{1,2}(?:\.\d{1,2})?)"),
    notification=re.compile(r"(?P<number>\d{4}-\d{3})\s?号?通知|通知\s?第?\s?(?P<after>\d{4}-\d{3})(?!\d)"),
    resolution=re.compile(r"第\s?(?P<symbol>\d{1,2}/\d{1,3})\s?号\s?决议"),
    cues=Cues(
        pursuant=re.compile(r"根据|依照|按照|遵照|响应|回应|支持|满足|应.{0,12}(?:请求|要求)|落实|履行"),
        said=re.compile(r"缔约方大会.{0,30}(?:认识到|表示|强调|请求|决定执行|通过了|指出|要求)|正如|如.{0,20}所述"),
        said_after=re.compile(
            r"(?:\s|,|中|里|内|还|也|均|并|明确|\*)*(?:所述|述|所载|认识到|表示|请|呼吁|写道|指出|提到|强调|要求"
            r"|规定|表明|表现)"
        ),
        implements=re.compile(r"(?:执行|落实)(?=第|\s|[IVX\d])"),
        retires=re.compile(r"撤销|终止执行|停止执行"),
        retired_sections=re.compile(r"已?(?:撤销|废止)的?(?:部分|段落|章节)\s?:\s*(?P<numbers>.+)"),
        heading=re.compile(r"\s*(?:关于|执行|落实|响应|缔约方大会|的|\s)*"),
        continues=re.compile(r"\s*(?:特别是|尤其是|包括|以及|及|和|并|或|即)"),
    ),
)
