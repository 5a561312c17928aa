"""`/calendar.ics`: meetings, activities and what must be done by when (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from fastapi import APIRouter, Request, Response
from icalendar import Calendar, Component, Event, Todo

from api.access import ViewDep, current
from api.negotiation import Format
from api.representation import Header, absolute, answer, etag, not_modified, unchanged
from api.view import View

router = APIRouter(tags=["harvest"])
_CALENDAR = Format("ics", "text/calendar")
_EVENTS = ("chm:Meeting", "chm:Activity", "schema:Event")


@router.get("/calendar.ics", summary="Meetings, activities and deadlines (iCalendar)")
def get(request: Request, view: ViewDep) -> Response:
    """Events have their days; a deadline is a to-do that is due on its date or on the first day of its meeting."""
    generation = view.reader.generation
    header = Header(etag(generation, _CALENDAR, view.language), language=view.language)
    if unchanged(request, header.tag):
        return not_modified(header)
    calendar = Calendar()
    calendar.add("prodid", "-//CHM Graph//Clearing-House Mechanism//EN")
    calendar.add("version", "2.0")
    calendar.add("name", "Clearing-House Mechanism")
    published = next(each.created for each in current(request).generations() if each.number == generation)
    for component in [*_events(view), *_deadlines(view)]:
        component.add("dtstamp", published)
        component.add("url", absolute(request, component.pop("x-ref")))
        calendar.add_component(component)
    return answer(header, calendar.to_ical(), _CALENDAR)


def _events(view: View) -> Iterator[Component]:
    found = {ref for kind in _EVENTS for ref in _of_kind(view, kind) if "#" not in ref}
    for ref in sorted(found):
        if (start := _day(view.objects(ref, "schema:startDate"))) is None:
            continue
        event = _named(Event(), view, ref, view.label(ref))
        event.add("dtstart", start)
        # the end of days is exclusive in iCalendar
        event.add("dtend", max(_day(view.objects(ref, "schema:endDate")) or start, start) + timedelta(days=1))
        yield event


def _deadlines(view: View) -> Iterator[Component]:
    for ref in sorted(_of_kind(view, "chm:Deadline")):
        meeting = view.value(ref, "chm:meeting")
        due = _day([*view.objects(ref, "chm:date"), *(view.objects(meeting, "schema:startDate") if meeting else ())])
        element = view.value(ref, "chm:evidenceFor") or view.value(ref, "chm:inElement")
        if due is None or element is None:
            continue
        asked = ", ".join(view.label(each) for each in view.objects(element, "chm:addressee"))
        summary = ": ".join(part for part in (view.label(element), asked) if part)
        todo = _named(Todo(), view, ref, summary, element)
        todo.add("due", due)
        yield todo


def _named(component: Component, view: View, ref: str, summary: str, page: str | None = None) -> Component:
    component.add("uid", view.names.iri(ref))
    component.add("summary", summary)
    component["x-ref"] = page or ref
    return component


def _of_kind(view: View, kind: str) -> set[str]:
    quads = view.reader.quads(None, view.property("rdf:type"), view.property(kind))
    return {view.ref(quad.subject) for quad in quads}


def _day(values: Iterable[str]) -> date | None:
    for value in values:
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            continue
    return None
