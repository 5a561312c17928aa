"""iCalendar (RFC 5545): each event is a row. Its properties stand under their names; what has to be worked out besides
stands in lower case: `id`, `series`, `start` and `end`, both days inclusive.

The file is cut into its components here, and each is read on its own by icalendar: a broken event takes no other with
it, each has its line, and a time zone that cannot be read is not missed, since the zones of the world are known.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import SourceError
from loaders.readers.plain import decode
from loaders.readers.table import stem
from loaders.records.formats.row_format import RowFormat
from loaders.records.reading import Unread
from loaders.records.rows import Row, Tree, texts, value_of

if TYPE_CHECKING:
    from icalendar import Event

_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:[A-Za-z-]+[ \t]*[\r\n]", re.IGNORECASE)
_MARK = re.compile(r"(BEGIN|END):([A-Za-z0-9-]+)\s*", re.IGNORECASE)
_CALLED_OFF = re.compile(r"^METHOD:CANCEL\s*$", re.IGNORECASE | re.MULTILINE)
_READ, _PLACED = "VEVENT", ("VTODO", "VJOURNAL", "VFREEBUSY")
_DAY = datetime.timedelta(days=1)
_MIDNIGHT = datetime.time()
_MOMENTS = ("DTSTAMP", "CREATED", "LAST-MODIFIED")


@dataclass(frozen=True, slots=True)
class _Component:
    """A component as it stands in the file; `line` counts from 1."""

    name: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Version:
    """An event with what tells which of two versions is the later."""

    row: Row
    rank: tuple[int, str, str]


def _calendar(data: bytes, name: str) -> Iterable[Row | Unread] | None:
    if not _FIRST.match(data):
        return None
    text = decode(data, name)
    components = tuple(_components(text, name))
    if not any(component.name == _READ for component in components):
        kinds = dict.fromkeys(component.name for component in components if component.name != "VCALENDAR")
        held = ", ".join(kinds) or "nothing else"
        reason = f"the calendar has no event (it holds {held})"
        raise SourceError(name, reason, place="line 1", remedy="give one with a VEVENT")
    return _rows(components, bool(_CALLED_OFF.search(text)), stem(name))


def _components(text: str, name: str) -> Iterator[_Component]:
    """The components below a calendar, or without one. Raises SourceError for one that is not closed."""
    opened: list[tuple[str, int]] = []
    lines = re.split(r"\r\n|\n|\r", text)
    for number, line in enumerate(lines, start=1):
        if not (mark := _MARK.fullmatch(line)):
            continue
        kind = mark[2].upper()
        if mark[1].upper() == "BEGIN":
            opened.append((kind, number))
        elif not opened or opened[-1][0] != kind:
            reason = f"END:{kind} closes nothing" if not opened else f"END:{kind} stands inside {opened[-1][0]}"
            raise SourceError(name, reason, place=f"line {number}", remedy="mend the calendar, or export it again")
        else:
            _, first = opened.pop()
            if kind in (_READ, *_PLACED) or len(opened) <= 1:
                yield _Component(kind, first, "\r\n".join(lines[first - 1 : number]) + "\r\n")
    if opened:
        kind, first = opened[-1]
        reason = f"{kind} is never closed: the file is cut off"
        raise SourceError(name, reason, place=f"line {first}", remedy="mend the calendar, or export it again")


def _rows(components: tuple[_Component, ...], called_off: bool, file: str) -> Iterator[Row | Unread]:
    """Events in their order, of each only the latest version, and what is left of the file."""
    latest: dict[str, _Version] = {}
    number = 0
    for component in components:
        place = f"line {component.line}"
        if component.name in _PLACED:
            yield Unread(0, component.name, "", f"is no event; it is not loaded ({place})")
        if component.name != _READ:
            continue
        number += 1
        event = _event(component.text)
        if isinstance(event, str):
            yield Unread(number, _READ, "", event, place)
            continue
        yield from (Unread(number, wrong or _READ, "", why, place) for wrong, why in event.errors)
        tree = _tree(event)
        if called_off:
            tree.setdefault("STATUS", "CANCELLED")
        if "id" not in tree and (key := _key(tree)):
            tree["id"] = f"{file}:{key}"
            yield Unread(number, "UID", "", "is missing: the event is known by its file, first day and title", place)
        key = str(tree["id"]) if "UID" in tree else place
        version = _Version(Row(number, place, tree), _rank(tree))
        earlier = latest.get(key)
        if earlier:
            older = min(earlier, version, key=lambda one: (one.rank, one.row.number))
            reason = "a later version of this event stands in the file"
            yield Unread(older.row.number, "UID", key, reason, older.row.pointer)
            version = version if older is earlier else earlier
        latest[key] = version
    yield from sorted((version.row for version in latest.values()), key=lambda row: row.number)


def _rank(tree: dict[str, Tree]) -> tuple[int, str, str]:
    sequence = tree.get("SEQUENCE")
    return (
        int(sequence) if isinstance(sequence, str) and sequence.isdecimal() else 0,
        str(tree.get("LAST-MODIFIED", "")),
        str(tree.get("DTSTAMP", "")),
    )


def _event(text: str) -> Event | str:
    """The event in lines, or why there is none: of broken lines the library raises what it stumbles on."""
    from icalendar import Event

    try:
        event = Event.from_ical(text)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as fault:
        return f"the event cannot be read: {fault}"
    return event if isinstance(event, Event) else "the event cannot be read: it is none"


def _tree(event: Event) -> dict[str, Tree]:
    tree: dict[str, Tree] = {"component": _READ}
    for name, value in event.property_items(recursive=False):
        if name not in ("BEGIN", "END") and (plain := _plain(name, value)):
            _add(tree, name, plain)
    if uid := _one(tree.get("UID")):
        again = _one(tree.get("RECURRENCE-ID"))
        tree["id"] = f"{uid}/{again}" if again else uid
        if again:
            tree["series"] = uid
    tree |= _days(event)
    return tree


def _key(tree: dict[str, Tree]) -> str:
    """A key of first day and title, for events that have none."""
    words = (_one(tree.get("start"))[:10], next(texts(value_of(tree.get("SUMMARY"))), ""))
    return "-".join(word for word in re.findall(r"\w+", " ".join(words).lower()))


def _one(value: Tree) -> str:
    return value if isinstance(value, str) else ""


def _add(tree: dict[str, Tree], name: str, plain: Tree) -> None:
    values = plain if isinstance(plain, list) else [plain]
    held = tree.get(name)
    if held is None:
        tree[name] = plain
    else:
        tree[name] = [*(held if isinstance(held, list) else [held]), *values]


def _plain(name: str, value: Any) -> Tree:
    """A property as plain values; what is packed in the file (pictures, papers) is left out."""
    parameters = {str(key).upper(): str(said) for key, said in getattr(value, "params", {}).items()}
    if parameters.get("ENCODING", "").upper() == "BASE64" or parameters.get("VALUE", "").upper() == "BINARY":
        return None
    if name == "ORGANIZER":  # its address is that of a person
        return parameters.get("CN", "").strip('"')
    if name == "CATEGORIES":
        return [str(word) for word in getattr(value, "cats", ())]
    moment = _dt(value)
    if name in _MOMENTS and isinstance(moment, datetime.date):
        return moment.isoformat()
    text = str(value) if isinstance(value, str) else _written(value)
    language = parameters.get("LANGUAGE", "")
    return {"value": text, "language": language} if language and text else text


def _written(value: Any) -> str:
    said = value.to_ical() if hasattr(value, "to_ical") else value
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def _days(event: Event) -> dict[str, Tree]:
    """First and last day, each with its time and zone where the event says one.

    An end is the first moment after the event, so an event that ends on a day, or at midnight, ended the day before.
    One without an end lasts its day.
    """
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if start is None:
        return {} if end is None else {"end": _typed(end, _zone(event, "DTEND"))}
    zone = _zone(event, "DTEND") or _zone(event, "DTSTART")
    lasts = _dt(event.get("DURATION"))
    if end is None and isinstance(lasts, datetime.timedelta):
        end = start + lasts
    found: dict[str, Tree] = {"start": _typed(start, _zone(event, "DTSTART"))}
    if end is None:
        return found | {"end": _typed(start, zone)}
    if _is_midnight(end) and _date(end) > _date(start):
        return found | {"end": (_date(end) - _DAY).isoformat()}
    return found | {"end": _typed(end, zone)}


def _moment(event: Event, name: str) -> datetime.date | None:
    moment = _dt(event.get(name))
    return moment if isinstance(moment, datetime.date) else None


def _dt(value: Any) -> datetime.date | datetime.timedelta | None:
    """The date, time or duration of a property; None of a broken one, which is told with its event."""
    from icalendar.prop import vDDDTypes

    moment = value.dt if isinstance(value, vDDDTypes) else None
    return moment if isinstance(moment, datetime.date | datetime.timedelta) else None


def _zone(event: Event, name: str) -> str:
    return str(getattr(event.get(name), "params", {}).get("TZID", ""))


def _date(moment: datetime.date) -> datetime.date:
    return moment.date() if isinstance(moment, datetime.datetime) else moment


def _is_midnight(moment: datetime.date) -> bool:
    return not isinstance(moment, datetime.datetime) or moment.time() == _MIDNIGHT


def _typed(moment: datetime.date, zone: str) -> str:
    """A date, or a date and time with its zone in brackets (RFC 9557); a floating time has neither zone nor offset."""
    return f"{moment.isoformat()}[{zone}]" if zone and isinstance(moment, datetime.datetime) else moment.isoformat()


FORMATS: tuple[RowFormat, ...] = (RowFormat("icalendar", "text/calendar", _calendar),)
