"""The pages as a person with a browser meets them: what is shown, where links lead, what the browser complains of."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import url_contains
from selenium.webdriver.support.wait import WebDriverWait

PAGES = (
    "/",
    "/decision/cop/10/15",
    "/decision/cop/10/15?lang=ar",
    "/decision/cop/10/15/5.d",
    "/trace/decision/cop/10/15/5.d",
    "/document/UNEP_CBD_SBSTTA_10_11",
    "/differences/decision/cop/10/15",
    "/vocab/actors/executive-secretary",
    "/coverage",
    "/queries",
    "/catalog",
    "/search?q=clearing-house",
    "/sparql",
    "/docs",
)


def _arrive(browser: Chrome, part: str) -> None:
    """Wait for the whole page at an address with this part: a key or a click only sets out for it."""
    wait = WebDriverWait(browser, 30)
    wait.until(url_contains(part))
    wait.until(lambda driver: driver.execute_script("return document.readyState") == "complete")


def _text(browser: Chrome, selector: str = "main") -> str:
    return browser.find_element(By.CSS_SELECTOR, selector).text


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_without_an_error_and_without_anything_from_elsewhere(
    browser: Chrome, site: str, page: str
) -> None:
    browser.get(site + page)
    assert _text(browser, "h1")
    entries: list[dict[str, Any]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert [entry["message"] for entry in entries if entry["level"] == "SEVERE"] == []
    fetched = browser.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [address for address in fetched if not address.startswith(site)] == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [360, 1200])
def test_a_page_fits_a_telephone_and_a_desk(browser: Chrome, site: str, page: str, width: int) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    browser.get(site + page)
    needed = browser.execute_script("return document.documentElement.scrollWidth")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert needed <= width


def test_a_reference_typed_into_the_box_leads_to_the_paragraph(browser: Chrome, site: str) -> None:
    browser.get(site + "/")
    box = browser.find_element(By.CSS_SELECTOR, "main form input[name=q]")
    box.send_keys("X/15 para 5 (d)", Keys.ENTER)
    _arrive(browser, f"{site}/decision/cop/10/15/5.d")
    assert "X/15, paragraph 5 (d)" in _text(browser, "h1")


def test_words_typed_into_the_box_find_paragraphs_and_a_click_opens_one(browser: Chrome, site: str) -> None:
    browser.get(site + "/")
    browser.find_element(By.CSS_SELECTOR, "main form input[name=q]").send_keys("clearing-house mechanism", Keys.ENTER)
    _arrive(browser, f"{site}/search?q=")
    first = browser.find_element(By.CSS_SELECTOR, "main li a, main article a, main td a")
    address = first.get_attribute("href")
    first.click()
    assert address is not None
    _arrive(browser, address.partition("?")[0])
    assert _text(browser, "h1")


def test_a_paragraph_leads_to_its_trace_and_the_trace_back_to_the_text(browser: Chrome, site: str) -> None:
    browser.get(site + "/decision/cop/10/15/5.d")
    browser.find_element(By.PARTIAL_LINK_TEXT, "Trace").click()
    _arrive(browser, f"{site}/trace/decision/cop/10/15/5.d")
    assert "Executive Secretary" in _text(browser)
    browser.find_element(By.LINK_TEXT, "The text itself").click()
    _arrive(browser, f"{site}/decision/cop/10/15/5.d")


def test_arabic_runs_from_right_to_left(browser: Chrome, site: str) -> None:
    browser.get(site + "/decision/cop/10/15?lang=ar")
    paragraph = browser.find_element(By.XPATH, "//main//p[@lang='ar']")
    assert paragraph.value_of_css_property("direction") == "rtl"


def test_a_language_version_shows_its_own_numbers(browser: Chrome, site: str) -> None:
    numbers = []
    for language in ("ar", "fr"):
        browser.get(f"{site}/decision/cop/10/15?lang={language}")
        numbers.append(browser.find_element(By.CSS_SELECTOR, "[id='2.a'] .number").text)
    assert numbers == ["(أ)", "a)"]


def test_the_language_of_a_text_is_changed_by_a_click(browser: Chrome, site: str) -> None:
    browser.get(site + "/decision/cop/10/15?lang=en")
    browser.find_element(By.LINK_TEXT, "fr").click()
    _arrive(browser, "lang=fr")
    assert browser.find_elements(By.CSS_SELECTOR, "[lang=fr]")
    assert "mécanisme" in _text(browser).lower()


@pytest.mark.parametrize(
    ("words", "language", "direction"),
    [
        ("website of the Convention", "en", "ltr"),
        ("site de la Convention", "fr", "ltr"),
        ("sitio del Convenio", "es", "ltr"),
        ("веб-сайт Конвенции", "ru", "ltr"),
        ("موقع الاتفاقية", "ar", "rtl"),
        ("公约网站", "zh", "ltr"),
    ],
)
def test_a_search_marks_the_words_in_their_language_and_direction(
    browser: Chrome, site: str, words: str, language: str, direction: str
) -> None:
    browser.get(f"{site}/search?{urlencode({'q': words, 'type': 'paragraph'})}")
    snippet = browser.find_element(By.CSS_SELECTOR, f".hits p[lang={language}]")
    assert snippet.find_elements(By.TAG_NAME, "mark")
    assert snippet.value_of_css_property("direction") == direction
    box = browser.find_element(By.CSS_SELECTOR, "main input[name=q]")
    assert box.value_of_css_property("direction") == direction


def test_a_facet_that_is_clicked_gives_as_many_as_it_said_and_is_taken_away_again(browser: Chrome, site: str) -> None:
    browser.get(site + "/search?q=toolkit")
    whole = _text(browser, "h1")
    counts = [each.text for each in browser.find_elements(By.XPATH, "//summary[.='What it is']/..//*[@class='count']")]
    assert whole == f"{sum(map(int, counts))} found"
    browser.find_element(By.XPATH, "//summary[.='What it is']/..//li/a").click()
    _arrive(browser, "type=")
    assert _text(browser, "h1") == f"{counts[0]} found"
    browser.find_element(By.CSS_SELECTOR, "a.mark[title='take away']").click()
    assert _text(browser, "h1") == whole


def test_the_key_that_goes_on_comes_to_what_was_found_before_the_facets(browser: Chrome, site: str) -> None:
    browser.get(site + "/search?q=website")
    browser.find_element(By.CSS_SELECTOR, "main input[name=q]").send_keys(Keys.TAB, Keys.TAB)
    for _ in range(8):
        focus = browser.switch_to.active_element
        if browser.execute_script("return arguments[0].closest('.hits, .facets') !== null", focus):
            break
        focus.send_keys(Keys.TAB)
    assert browser.execute_script("return arguments[0].closest('.hits') !== null", focus)


def test_where_nothing_is_found_there_are_ways_on(browser: Chrome, site: str) -> None:
    browser.get(site + "/search?q=%22websites+quetzalcoatlus%22&type=record")
    assert _text(browser, "h1") == "0 found"
    browser.find_element(By.PARTIAL_LINK_TEXT, "websit").click()
    assert _text(browser, "h1") != "0 found"
    assert browser.find_elements(By.CSS_SELECTOR, ".hits mark")
