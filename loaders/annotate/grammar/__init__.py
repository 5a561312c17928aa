"""What a language's data module says about acts, addressees and deadlines: words and shapes, no code.

The verbs and actors themselves are labels of the thesaurus; here stands how a language puts them together. A
module of this package is named for its language and holds one `GRAMMAR`; every expression is matched on the
normalised copy (ASCII brackets, digits and commas). Adding a language is adding a module.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from loaders.annotate.inflection import NONE, Inflection

NEVER = re.compile(r"(?!)")
"""Matches nothing: for what a language has no words for."""

_TITLED = re.compile(r"\b(?!(?:and|of|on|in|the|for|or|with|to)\b)[a-z]")


@dataclass(frozen=True, slots=True)
class Joining:
    """How a language opens and joins acts.

    `adverbs`    what may stand before a verb and adds nothing to it: also, further
    `joints`     what may stand between two acts
    `weak`       the joint that only follows an act of context: "Recalling ..., invites"
    `bare`       the joint that may also join two nouns; after it a verb has an actor or an `object` behind it
    `context`    labels that open a clause of context, and are no act in mid-sentence: gerunds
    `prose`      labels that are an act only as the first word of a paragraph
    `opens`      words after which a verb belongs to a subordinate clause
    `closes`     the joint that ends such a clause, where the word that opened it is no `relative` one
    `nouns`      labels that may also be nouns: requests, notes; after a bare joint they need an object
    `spoken`     labels that only the body itself says, even behind a subordinate clause: welcomes, decides
    `named`      right after a verb, a name: whoever it is, the verb is directed to it
    `told`       what must follow a verb in the plural, which may be a noun: "Request the", not "Request for"
    `plural`     what changes in a label where several bodies speak, or a draft: requests, request
    `inflected`  whether the form of a verb tells an act from what an addressee is asked to do
    `glued`      what may be written onto the first word of an act: وإذ
    `inserted`   adverbs that may stand between the words of a verb: يطلب أيضا إلى
    `forms`      inflected forms and set phrases of acts, to the label of the vocabulary that they stand for
    `pronoun`    words before a verb for those whom the act before it was directed to: et le charge de
    `pronoun_after`  the same after a verb: поручает ему, 责成其
    `asks`       a joint with a verb that speaks for the body whatever was said before it: ，并请, ，并重申
    `agreeing`   what changes in a label when the body that speaks has another gender; only the first act is told so
    """

    adverbs: str
    joints: str
    weak: re.Pattern[str]
    context: re.Pattern[str]
    prose: re.Pattern[str]
    bare: re.Pattern[str] = NEVER
    object: re.Pattern[str] = NEVER
    opens: re.Pattern[str] = NEVER
    closes: re.Pattern[str] = NEVER
    relative: re.Pattern[str] = NEVER
    nouns: re.Pattern[str] = re.compile("")
    spoken: re.Pattern[str] = NEVER
    named: re.Pattern[str] = NEVER
    told: re.Pattern[str] = NEVER
    plural: tuple[tuple[re.Pattern[str], str], ...] = ()
    inflected: bool = True
    asks: re.Pattern[str] = NEVER
    glued: str = ""
    inserted: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)
    agreeing: tuple[tuple[re.Pattern[str], str], ...] = ()
    pronoun: str = "(?!)"
    pronoun_after: re.Pattern[str] = NEVER

    def changes(self, label: str) -> bool:
        """Whether a label says by itself what `inserted` words say of others: يؤكد مجددا beside يؤكد ضرورة."""
        return bool(self.inserted) and re.search(rf"\s(?:{self.inserted})(?=\s|\Z)", label) is not None

    def agreed(self, label: str) -> str:
        """A label as a body of another gender says it; the same where nothing changes."""
        return _replaced(label, self.agreeing)

    def pluralised(self, label: str) -> str:
        """A label as several bodies say it; the same where nothing changes.

        >>> grammar_of("en").joining.pluralised("expresses its appreciation")
        'express their appreciation'
        """
        return _replaced(label, self.plural)


def _replaced(label: str, changes: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in changes:
        label = pattern.sub(replacement, label)
    return label


@dataclass(frozen=True, slots=True)
class Listing:
    """How a language lists the actors that a verb is directed to.

    `determiners`  what may stand between verb and actor when the actor follows directly
    `aside`        a remark between verb and object: ", subject to available resources,"
    `clause`       opens a clause whose subject is the addressee: "Requests that Parties ..."
    `cut`          ends the list: the task begins, or somebody is only consulted
    `lead`         all that may stand between the verb and the first actor
    `link`         all that may stand between two actors; `closely` the same inside a clause
    `owner`        before an actor that only qualifies the one before it: "of Parties"
    `served`       between the word for a secretariat and the convention that it serves: both name one actor
    `secretariat`  the same in a language that names the convention first
    `owned`        after an actor that only qualifies what follows it: 缔约方的
    `within`       a remark inside the list, after which it goes on: ", as appropriate,"
    `office`       an actor that only speaks for its `owner`: the secretariat of the Ramsar Convention
    `names`        more ways to write an actor, to a label of the vocabulary
    `strangers`    names that hold an actor's and are none of the vocabulary's
    `shared`       the last word of names that several may share: intergovernmental and non-governmental organizations;
                   `beside` is what stands between them
    `titled`       whether a name may be written with capitals: Private Sector
    `joints`       words inside a name that texts write longer: (" et ", " et les ")
    `spaced`       whether the script puts spaces between words
    """

    determiners: str
    cut: re.Pattern[str]
    lead: re.Pattern[str]
    link: re.Pattern[str]
    aside: re.Pattern[str] = NEVER
    clause: re.Pattern[str] = NEVER
    closely: re.Pattern[str] = NEVER
    owner: re.Pattern[str] = NEVER
    owned: re.Pattern[str] = NEVER
    within: re.Pattern[str] = NEVER
    office: re.Pattern[str] = NEVER
    names: Mapping[str, str] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    beside: str = "(?!)"
    titled: bool = False
    served: re.Pattern[str] = NEVER
    secretariat: re.Pattern[str] = NEVER
    joints: tuple[tuple[str, str], ...] = ()
    spaced: bool = True

    def written(self, label: str) -> tuple[str, ...]:
        """A name as it stands and, where texts write its joints longer or its words with capitals, so.

        >>> grammar_of("fr").listing.written("femmes et jeunes")[1]
        'femmes et les jeunes'
        >>> grammar_of("en").listing.written("women and youth")[1]
        'Women and Youth'
        """
        longer = (label.replace(*joint) for joint in self.joints if joint[0] in label)
        titled = (_TITLED.sub(lambda word: word[0].upper(), label),) if self.titled and " " in label else ()
        return (label, *longer, *titled)

    def before_shared(self, label: str) -> str:
        """What is left of a name where its last word stands behind the next one; empty where it shares none.

        >>> grammar_of("en").listing.before_shared("intergovernmental organizations")
        'intergovernmental'
        """
        word = next((word for word in self.shared if label.endswith(f" {word}")), "")
        first = label.removesuffix(f" {word}") if word else ""
        return first if " " not in first and not self.closely.fullmatch(f" {first}") else ""

    def goes_on(self, label: str) -> str:
        """An expression for what must stand behind that: one or more other names up to the shared word."""
        word = next(word for word in self.shared if label.endswith(f" {word}"))
        return rf"(?=(?:{self.beside}[\w-]+){{1,5}}\s+(?:[\w-]+\s+)?{word}(?!\w))"


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language names meetings and dates.

    `meeting` has the groups ordinal or next, and body, with BODY standing for the names of bodies; it may have `also`,
    a second ordinal, and `short` with `count`, a body with the number of its meeting (COP 17). `past` is sought in the
    words before a meeting and `done` right after it: either says that the meeting is over. `bodies` are names of
    bodies outside the Convention, to their codes, and `family` what a name of the vocabulary means where one of these
    speaks. `others` are words for bodies without a known name, of which a meeting said to be its `own` is;
    `other_before` and `other_after` say the same beside a meeting. `dates` have the group year, and may have month and
    day. `ordinals` and `months` give the value of a word in lower case.
    """

    meeting: str
    past: re.Pattern[str]
    done: re.Pattern[str]
    other_before: re.Pattern[str]
    other_after: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    ordinals: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    others: re.Pattern[str] = NEVER
    own: re.Pattern[str] = NEVER
    bodies: Mapping[str, str] = field(default_factory=dict)
    family: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Telling:
    """How a language tells what was done on a day.

    `days`     dates that say when something was done, most telling first, with the groups of `days_of`
    `future`   words which say that something is still to come
    `subject`  all that may stand between the start of a clause and the actor who does something
    `agent`    what stands before the actor of a passive: "by the"
    """

    days: tuple[re.Pattern[str], ...]
    future: re.Pattern[str]
    subject: re.Pattern[str]
    agent: re.Pattern[str] = NEVER


def days_of(lead: str, month: str, to: str, of: str = "") -> str:
    """An expression for `12 May 2004`, `12-14 May 2004`, `28 April to 2 May 2004` and `April to June 2004`.

    `lead` comes before the date; `month` matches the name of a month, its group named NAME; `to` stands between the
    two ends, `of` between day and month. Groups: `day`, `month` and `year` of the last or only day; `first`,
    `first_month` and `first_year` of the first one, as far as printed; `from_month` where the first end is a month.

    >>> match = re.search(days_of(r"\\bon ", "(?P<NAME>May|June)", "-"), "held on 12-14 May 2004")
    >>> match["first"], match["day"], match["month"], match["year"]
    ('12', '14', 'May', '2004')
    """
    named = {group: month.replace("NAME", group) for group in ("first_month", "from_month", "month")}
    day, year = r"\d{1,2}(?:er|º|°)?", r"(?:19|20)\d\d"
    first = (
        rf"(?:(?P<first>{day})(?:\s+{of}{named['first_month']}(?:\s+{of}(?P<first_year>{year}))?)?{to}"
        rf"|{named['from_month']}{to})?"
    )
    return rf"{lead}{first}(?:(?P<day>{day})\s+{of})?{named['month']},?\s+{of}(?P<year>{year})(?!\d|[-/]\d)"


@dataclass(frozen=True, slots=True)
class Counting:
    """How a language writes numbers: the words for small ones, those that multiply a figure before them.

    `ending` may follow a multiplier: `millions`; `point_groups` says that 1.500 is a thousand and five hundred.
    """

    cardinals: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    ending: str = ""
    point_groups: bool = False


@dataclass(frozen=True, slots=True)
class Lasting:
    """How a language says how much time there is. AMOUNT stands in the expressions for a number with its unit.

    `units` give the letter of ISO 8601 (D, W, M, Y) for each unit, or number and letter where one word says both; what
    stands between a number and its unit is `gap`. `within` allows a time, `ahead` stands right before a meeting or date
    that it counts back from, `behind` right after one. `one` are words for a single unit.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    ahead: str = "(?!)"
    behind: str = "(?!)"
    one: str = "(?!)"
    gap: str = r"(?:\s+|-)"


@dataclass(frozen=True, slots=True)
class Grammar:
    """All of it for one language."""

    joining: Joining
    listing: Listing
    calendar: Calendar
    inflection: Inflection = NONE
    telling: Telling | None = None
    counting: Counting = Counting()
    lasting: Lasting = Lasting()


@cache
def grammar_of(language: str) -> Grammar | None:
    """The grammar of a language; None where the language has no module, and then no acts are looked for.

    >>> grammar_of("zh").joining.inflected
    False
    """
    try:
        module = import_module(f"{__name__}.{language}")
    except ModuleNotFoundError:
        return None
    grammar: Grammar = module.GRAMMAR
    return grammar
