"""Formats and languages by header (RFC 9110 section 12, RFC 4647 lookup)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import Format, choose, choose_language, language_ranges, media_ranges

FORMATS = (
    Format("html", "text/html"),
    Format("jsonld", "application/ld+json"),
    Format("ttl", "text/turtle"),
    Format("nt", "application/n-triples"),
)
TOKENS = st.text("abcdefghijklmnopqrstuvwxyz0123456789+-.", min_size=1, max_size=8)


def chosen(accept: str | None) -> str | None:
    found = choose(accept, FORMATS)
    return found.suffix if found else None


@pytest.mark.parametrize("accept", [None, "", "*/*", "  ", ",,,"])
def test_without_a_preference_the_first_format_is_served(accept: str | None) -> None:
    assert chosen(accept) == "html"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", "ttl"),
        ("TEXT/Turtle", "ttl"),
        ("text/turtle;q=0.1, application/n-triples;q=0.2", "nt"),
        ("text/*;q=0.3, application/*;q=0.8", "jsonld"),
        ("text/html;q=0, text/*", "ttl"),
        ("text/turtle, */*", "ttl"),
        ("*/*;q=0.1, text/turtle;q=0", "html"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
        ("text/turtle; charset=utf-8; q=1.000", "ttl"),
        ('application/x;a="b,c;d", text/turtle;q=0.5', "ttl"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
    ],
)
def test_quality_then_specificity_decides(accept: str, suffix: str) -> None:
    assert chosen(accept) == suffix


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "*/*;q=0", "text/turtle;version=2"])
def test_nothing_acceptable_is_said_and_not_guessed(accept: str) -> None:
    assert chosen(accept) is None


@pytest.mark.parametrize("accept", ["text/turtle;q=2", "text", "*/turtle", 'a/b;c="', "text/turtle;q=0.12345"])
def test_a_member_that_is_not_well_formed_is_passed_over(accept: str) -> None:
    assert media_ranges(accept) == ()


@given(st.text(max_size=200))
def test_no_header_makes_it_fail(header: str) -> None:
    choose(header, FORMATS)
    assert choose_language(["en"], header, header) == "en"


@given(st.lists(st.tuples(st.sampled_from(FORMATS), st.integers(0, 1000)), unique_by=lambda each: each[0], min_size=1))
def test_the_exact_range_of_highest_quality_wins(wanted: list[tuple[Format, int]]) -> None:
    header = ", ".join(f"{each.media_type};q={quality / 1000:.3f}" for each, quality in wanted)
    best = max(quality for _, quality in wanted)
    found = choose(header, FORMATS)
    assert (found is None) if best == 0 else ((found, best) in wanted)


RANGES = st.tuples(
    st.sampled_from(["text/turtle", "text/html", "application/ld+json", "text/*", "application/*", "*/*", "image/png"]),
    st.sampled_from(["", ";level=1", ";LEVEL=1", ';level="1"', ";level=2"]),
    st.integers(0, 1000),
)
OFFERS = (
    Format("html", "text/html"),
    Format("level", "text/html;level=1"),
    Format("ttl", "text/turtle"),
    Format("jsonld", "application/ld+json"),
)


def by_the_book(ranges: list[tuple[str, str, int]], offer: str) -> int:
    """RFC 9110 section 12.5.1, read word for word: the most specific range that applies gives the quality."""
    kind, _, parameter = offer.partition(";")
    main = kind.partition("/")[0]
    for wanted, needs_parameter in [
        (kind, True), (kind, False), (f"{main}/*", True), (f"{main}/*", False), ("*/*", True), ("*/*", False),
    ]:  # fmt: skip
        given_ = [
            quality
            for name, said, quality in ranges
            if name == wanted
            and (said.lower().replace('"', "") == f";{parameter}" if needs_parameter else not said)
            and (bool(parameter) or not needs_parameter)
        ]
        if given_:
            return max(given_)
    return 0


@given(st.lists(RANGES, min_size=1, max_size=6))
def test_the_choice_is_what_the_rfc_says_read_word_for_word(ranges: list[tuple[str, str, int]]) -> None:
    header = " ,".join(f"{name} {said}; q={quality / 1000:.3f}" for name, said, quality in ranges)
    qualities = {each.suffix: by_the_book(ranges, each.media_type) for each in OFFERS}
    found = choose(header, OFFERS)
    if max(qualities.values()) == 0:
        assert found is None
    else:
        assert found is not None
        assert qualities[found.suffix] == max(qualities.values())


@given(TOKENS, TOKENS, st.permutations(FORMATS))
def test_an_exact_type_is_found_whatever_else_is_accepted(kind: str, subtype: str, formats: list[Format]) -> None:
    wanted = formats[-1]
    found = choose(f"{kind}/{subtype};q=0.9, {wanted.media_type}, */*;q=0.1", formats)
    assert found == wanted or f"{kind}/{subtype}" in {each.media_type for each in formats}


@pytest.mark.parametrize(
    ("available", "header", "asked", "language"),
    [
        (["zh", "en"], "zh-Hans-CN", None, "zh"),
        (["zh", "en"], "fr, ru;q=0.5", None, "en"),
        (["zh"], "fr", None, "zh"),
        (["fr", "en"], "fr;q=0.5, en;q=0.9", None, "en"),
        (["fr", "en"], "en", "fr", "fr"),
        (["fr", "ar"], "*", None, "fr"),
        (["fr", "ar"], "fr;q=0, ar", None, "ar"),
        ([], "en", None, None),
    ],
)
def test_a_language_falls_back_and_is_never_a_reason_to_refuse(
    available: list[str], header: str, asked: str | None, language: str | None
) -> None:
    assert choose_language(available, header, asked) == language


def test_languages_stand_in_the_order_of_their_quality() -> None:
    assert language_ranges("de;q=0.2, fr-CH, *;q=0.1, x;q=abc") == ("fr-ch", "de", "*")
