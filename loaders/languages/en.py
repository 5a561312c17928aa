"""English."""

import re

from loaders.languages.language import Language

_I = re.IGNORECASE

LANGUAGE = Language(
    code="en",
    name="English",
    openers=(
        (
            re.compile(r"the conference of the parties\b.*\bmeeting of the parties\b.*\bcartagena\b.{0,40}$", _I),
            "cp-mop",
        ),
        (
            re.compile(r"the conference of the parties\b.*\bmeeting of the parties\b.*\bnagoya\b.{0,60}$", _I),
            "np-mop",
        ),
        (
            re.compile(r"the conference of the parties\b.*\bmeeting of (the )?parties\b.*\bkyoto\b.{0,60}$", _I),
            "unfccc-cmp",
        ),
        (
            re.compile(r"the conference of the parties\b.*\bmeeting of (the )?parties\b.*\bparis\b.{0,60}$", _I),
            "unfccc-cma",
        ),
        (re.compile(r"the conference of (the )?parties\s*[,:]?$", _I), "cop"),
        (re.compile(r"the general assembly\s*[,:]$", _I), "unga"),
        (
            re.compile(r"the subsidiary body on scientific, technical and technological advice\s*[,:]?$", _I),
            "sbstta",
        ),
        (re.compile(r"the subsidiary body on implementation\s*[,:]?$", _I), "sbi"),
        (
            re.compile(r"the ad hoc open-ended .{0,20}working group on review of implementation.{0,40}[,:]$", _I),
            "wgri",
        ),
        (re.compile(r"the ad hoc open-ended .{0,20}working group on article 8 ?\(j\).{0,90}[,:]$", _I), "wg8j"),
    ),
    preambular=re.compile(
        r"(?:(?:also|further|deeply|gravely|fully)\s+)?"
        r"(?:\w+ing\b|having\b|aware\b|conscious\b|convinced\b|mindful\b|concerned\b|alarmed\b|guided\b|determined\b)",
        _I,
    ),
    operative=re.compile(r"(?:(?:also|further)\s+)?(?!this\b|its\b)[A-Z][a-z]+(?:s|es)\b"),
    adopted_by=re.compile(
        r"(?:draft\s+)?(?:decisions?|recommendations?|resolutions?)\s+(?:adopted|submitted)\s+by\b.*", _I
    ),
    decision=re.compile(
        r"(?:(?:decision|recommendation|resolution)\s+)?"
        r"(?P<number>\d{1,3}/(?:CP|CMP|CMA)\.\d{1,2}|(?:(?:BS|CP|NP|EM)[- ]?)?(?:[IVXL]+|\d{1,2})/\d{1,3})"
        r"(?=[.:\s]|$)[.:]?\s*(?P<title>.*)$",
        _I,
    ),
    numbered=re.compile(r"(?:paragraph|para|par|article|art|op|no|§)\.?\s*(?=[\dIVX])", _I),
    annex=re.compile(
        r"(?:annex|(?P<appendix>appendix))(?:\s+(?P<number>[IVX]+|\d{1,2}|[A-Z]))?"
        r"(?:\s*[.:]?\s*\*{0,3}$|(?:\s*[:\u2013\u2014]|(?<=[IVX\d])(?:\.|\s+-))\s+(?P<title>(?-i:[A-Z]).{2,160}(?<![\d.,;:]))$)",
        _I,
    ),
    goal=re.compile(r"(?:strategic\s+)?goal\s+(?P<number>\d{1,2}|[A-Z])\s*(?:[.:]\s*|$)", _I),
    target=re.compile(r"target\s+(?P<number>\d{1,2})\s*(?:[.:]\s*|$)", _I),
    named=(
        (re.compile(r"executive\s+summary$", _I), "summary"),
        (re.compile(r"summary$", _I), "summary"),
        (
            re.compile(r"(?:suggested|proposed|draft)\s+(?:recommendations?|decisions?)$", _I),
            "recommendation",
        ),
        (re.compile(r"mission$", _I), "mission"),
        (re.compile(r"vision$", _I), "vision"),
    ),
    article=re.compile(r"article\s+(?P<number>\d{1,2})\s*[.:]?\s*(?P<title>)$", _I),
    division=re.compile(r"part\s+[IVX]+\b.{0,200}$", _I),
    signature=re.compile(r"\d{1,2}(?:st|nd|rd|th)\s+plenary\s+meeting\b.{0,60}$", _I),
    treaties=(
        (
            re.compile(r"agreement under the united nations convention on the law of the sea on the conservation", _I),
            "bbnj",
        ),
        (re.compile(r"nagoya protocol on access\b", _I), "nagoya"),
        (re.compile(r"convention on wetlands of international importance\b", _I), "ramsar"),
        (re.compile(r"cartagena protocol on biosafety\b", _I), "cartagena"),
        (re.compile(r"convention on biological diversity(?:\s?source\b|$)", _I), "cbd"),
        (re.compile(r"paris agreement$", _I), "paris"),
    ),
    domain=re.compile(
        r"biological\s+diversity|biodiversity|(?:cartagena|nagoya|kyoto|biosafety)\s+protocol|clearing[\s-]house|"
        r"conference\s+of\s+the\s+parties|climate\s+change|law\s+of\s+the\s+sea|biosafety|"
        r"living\s+modified\s+organism|wetlands",
        _I,
    ),
    contents=re.compile(r"(?:table of )?contents$", _I),
    masthead=(
        re.compile(r"convention on\b.{0,5}$|biological diversity$|convention on biological diversity$", _I),
        re.compile(r"united nations environment programme$|CBD$|UNEP$", _I),
        re.compile(r"distr\b.*|general$|limited$", _I),
        re.compile(r"(?:english|french|spanish|russian|arabic|chinese)(?:\s*(?:only|/.*))?$", _I),
        re.compile(r"original\s*:.*", _I),
        re.compile(r"(?:subsidiary body|conference of the parties|ad hoc|working group|meeting of)\b.{0,160}$", _I),
        re.compile(r"(?:to the convention on biological diversity)$", _I),
        re.compile(r"\w+(?:[- ]\w+)?\s+(?:ordinary\s+|extraordinary\s+|resumed\s+)?(?:meeting|session)$", _I),
        re.compile(r"(?:[\w\s.-]+,\s*)?(?:[\w\s.-]+,\s*)?\d{1,2}\s*[-–]?\s*(?:\d{1,2}|\w+).{0,40}\d{4}(?:,.{0,60})?$"),
        re.compile(r"(?:UNEP/)?CBD/[A-Z0-9][\w./*-]*$"),
        re.compile(r"page\s+\d+$", _I),
    ),
    agenda=re.compile(r"(?:agenda\s+)?items?\s+[\d.]+\b.*|.*\bprovisional agenda\b.*", _I),
    byline=re.compile(r"(?:progress\s+)?(?:note|report)\s+by\s+the\s+.*", _I),
    common=frozenset("the of and to in for on a with by is as that".split()),
)
