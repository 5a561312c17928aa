"""`/oai`: OAI-PMH 2.0, all six verbs, Dublin Core, deleted records as long as a generation that had them is kept."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import orjson
from fastapi import APIRouter, Request, Response
from lxml import etree

from api.access import ViewDep
from api.changes import Change, History, HistoryDep
from api.feeds import stamp
from api.representation import absolute
from api.view import View
from api.xml_forms import document, element, printed

router = APIRouter(tags=["harvest"])
_OAI = "http://www.openarchives.org/OAI/2.0/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_OAI_DC, _DC = "http://www.openarchives.org/OAI/2.0/oai_dc/", "http://purl.org/dc/elements/1.1/"
_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY, _SECOND = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
PAGE = 100
"""How many records come before a resumption token."""
SETS = {
    "decision": "Decisions of the governing bodies",
    "recommendation": "Recommendations of the subsidiary bodies",
    "document": "Documents of meetings",
    "record": "Records of clearing-houses",
    "vocab": "Concepts of the thesaurus",
    "notification": "Notifications",
}
_LIST = ({"metadataPrefix"}, {"from", "until", "set"})
_ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), set()),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
}
"""Of each verb the arguments it needs and those it may have."""


class OaiError(Exception):
    """An error of the protocol: its code (`badArgument`) and what is wrong."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Harvest:
    """One request: its arguments, and what they are answered from."""

    request: Request
    view: View
    history: History
    arguments: dict[str, str]


@router.get("/oai", summary="OAI-PMH 2.0")
def get(request: Request, view: ViewDep, history: HistoryDep) -> Response:
    """Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords and GetRecord, as `oai_dc`."""
    return _answer(request, view, history, request.query_params.multi_items())


@router.post("/oai", summary="OAI-PMH 2.0, arguments in a form")
async def post(request: Request, view: ViewDep, history: HistoryDep) -> Response:
    """The same with the arguments in the body (application/x-www-form-urlencoded)."""
    body = (await request.body()).decode("utf-8", "replace")
    return _answer(request, view, history, parse_qsl(body, keep_blank_values=True))


def _answer(request: Request, view: View, history: History, pairs: Sequence[tuple[str, str]]) -> Response:
    root = document("OAI-PMH", _OAI, xsi=_XSI)
    root.set(f"{{{_XSI}}}schemaLocation", f"{_OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    element(root, "responseDate", stamp(datetime.now(UTC)))
    named = element(root, "request", absolute(request, "oai"))
    try:
        arguments = _checked(pairs)
        body = element(root, arguments["verb"])
        try:
            _VERBS[arguments["verb"]](body, _Harvest(request, view, history, arguments))
        except OaiError:
            root.remove(body)
            raise
        finally:
            attributes = {name: value for name, value in arguments.items() if value.isprintable()}
            for name, value in attributes.items():
                named.set(name, value)
    except OaiError as fault:
        if fault.code in ("badVerb", "badArgument"):
            named.attrib.clear()
        element(root, "error", str(fault), code=fault.code)
    return Response(printed(root), 200, {"Cache-Control": "no-store"}, "text/xml")


def _checked(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The arguments. Raises OaiError for a wrong verb, and for arguments that are unknown, missing or repeated."""
    arguments = dict(pairs)
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in _ARGUMENTS:
        raise OaiError("badVerb", f"verb is one of {', '.join(_ARGUMENTS)}, once")
    verb = verbs[0]
    needed, allowed = _ARGUMENTS[verb]
    given = arguments.keys() - {"verb"}
    if "resumptionToken" in given and verb.startswith("List") and verb != "ListMetadataFormats":
        if len(pairs) != 2:  # noqa: PLR2004  verb and token
            raise OaiError("badArgument", "resumptionToken stands alone")
        return arguments
    if len(pairs) != len(arguments) or given - needed - allowed or needed - given:
        raise OaiError("badArgument", f"{verb} needs {sorted(needed)} and may have {sorted(allowed)}, each once")
    if arguments.get("metadataPrefix", "oai_dc") != "oai_dc":
        raise OaiError("cannotDisseminateFormat", "the format is oai_dc")
    return arguments


def _identify(body: etree._Element, harvest: _Harvest) -> None:
    element(body, "repositoryName", "Clearing-House Mechanism of the Convention on Biological Diversity")
    element(body, "baseURL", absolute(harvest.request, "oai"))
    element(body, "protocolVersion", "2.0")
    element(body, "adminEmail", harvest.request.app.state.settings.contact)
    element(
        body, "earliestDatestamp", stamp(min((each.at for each in harvest.history.last), default=datetime.now(UTC)))
    )
    element(body, "deletedRecord", "transient")
    element(body, "granularity", "YYYY-MM-DDThh:mm:ssZ")


def _formats(body: etree._Element, harvest: _Harvest) -> None:
    if "identifier" in harvest.arguments:
        _found(harvest)
    form = element(body, "metadataFormat")
    element(form, "metadataPrefix", "oai_dc")
    element(form, "schema", _SCHEMA)
    element(form, "metadataNamespace", _OAI_DC)


def _sets(body: etree._Element, harvest: _Harvest) -> None:
    if "resumptionToken" in harvest.arguments:
        raise OaiError("badResumptionToken", "the list of sets has one part")
    for name, title in SETS.items():
        entry = element(body, "set")
        element(entry, "setSpec", name)
        element(entry, "setName", title)


def _record(body: etree._Element, harvest: _Harvest) -> None:
    _write(body, harvest.view, _found(harvest), whole=True)


def _found(harvest: _Harvest) -> Change:
    wanted = harvest.view.names.path(harvest.arguments["identifier"])
    found = next((each for each in harvest.history.last if each.ref == wanted), None)
    if found is None:
        raise OaiError("idDoesNotExist", f"{harvest.arguments['identifier']} is not here")
    return found


def _listed(body: etree._Element, harvest: _Harvest) -> None:
    """A page of the list. The token holds the arguments and the last record: what changes meanwhile comes later."""
    token = harvest.arguments.get("resumptionToken")
    asked, after, done = _resumed(token) if token is not None else (harvest.arguments, ("", ""), 0)
    matching = [each for each in harvest.history.last if _wanted(each, asked)]
    if not matching:
        raise OaiError("noRecordsMatch", "nothing changed in that time and set")
    rest = [each for each in matching if (stamp(each.at), each.ref) > after]
    for each in rest[:PAGE]:
        _write(body, harvest.view, each, whole=harvest.arguments["verb"] == "ListRecords")
    if token is not None or len(rest) > PAGE:
        value = ""
        if len(rest) > PAGE:
            last = rest[PAGE - 1]
            kept = {name: asked[name] for name in ("from", "until", "set") if name in asked}
            value = _token([kept, [stamp(last.at), last.ref], done + PAGE])
        element(body, "resumptionToken", value, completeListSize=str(len(matching)), cursor=str(done))


def _wanted(change: Change, asked: dict[str, str]) -> bool:
    start, end = _times(asked)
    return start <= change.at < end and asked.get("set", change.kind) == change.kind


def _times(asked: dict[str, str]) -> tuple[datetime, datetime]:
    """The span of time, its end exclusive. Raises OaiError for what is no time, or two granularities, or reversed."""
    start, end = asked.get("from"), asked.get("until")
    if start and end and len(start) != len(end):
        raise OaiError("badArgument", "from and until have different granularities")
    low = _time(start) if start is not None else datetime.min.replace(tzinfo=UTC)
    high = datetime.max.replace(tzinfo=UTC)
    if end is not None:
        step = timedelta(days=1) if _DAY.fullmatch(end) else timedelta(seconds=1)
        high = min(_time(end), high - step) + step
    if start and end and low >= high:
        raise OaiError("badArgument", "from is later than until")
    return low, high


def _time(text: str) -> datetime:
    if not (_DAY.fullmatch(text) or _SECOND.fullmatch(text)):
        raise OaiError("badArgument", f"{text!r} is not YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError as fault:
        raise OaiError("badArgument", f"{text!r}: {fault}") from fault


def _token(state: list[object]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(state)).decode()


def _resumed(token: str) -> tuple[dict[str, str], tuple[str, str], int]:
    try:
        asked, (at, ref), done = orjson.loads(base64.urlsafe_b64decode(token.encode()))
        _times(asked)
        return {str(name): str(value) for name, value in asked.items()}, (str(at), str(ref)), int(done)
    except (ValueError, TypeError, AttributeError, binascii.Error, OaiError) as fault:
        raise OaiError("badResumptionToken", "not a token of this service") from fault


def _write(body: etree._Element, view: View, change: Change, *, whole: bool) -> None:
    record = element(body, "record") if whole else body
    header = element(record, "header")
    element(header, "identifier", view.names.iri(change.ref))
    element(header, "datestamp", stamp(change.at))
    element(header, "setSpec", change.kind)
    if change.verb == "Delete":
        header.set("status", "deleted")
    elif whole:
        _dublin_core(element(record, "metadata"), view, change.ref)


def _dublin_core(metadata: etree._Element, view: View, ref: str) -> None:
    root = etree.SubElement(metadata, f"{{{_OAI_DC}}}dc", nsmap={"oai_dc": _OAI_DC, "dc": _DC})
    root.set(f"{{{_XSI}}}schemaLocation", f"{_OAI_DC} {_SCHEMA}")
    titles = view.spoken(ref, "dcterms:title") or view.spoken(ref, "skos:prefLabel") or {"": view.label(ref)}
    for language, title in titles.items():
        child = element(root, f"{{{_DC}}}title", title)
        if language:
            child.set(_XML_LANG, language)
    simple = {
        "identifier": [view.names.iri(ref), *view.objects(ref, "dcterms:identifier", "chm:symbol", "foaf:page")],
        "date": view.objects(ref, "dcterms:issued", "schema:startDate"),
        "type": [view.kind(ref)],
        "language": view.languages(ref),
        "subject": [view.label(each) for each in view.objects(ref, "dcterms:subject")],
        "relation": [view.names.iri(each) for each in view.objects(ref, "chm:respondsTo") if "://" not in each],
    }
    for name, values in simple.items():
        for value in values:
            element(root, f"{{{_DC}}}{name}", value)


_VERBS: dict[str, Callable[[etree._Element, _Harvest], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _record,
    "ListIdentifiers": _listed,
    "ListRecords": _listed,
}
