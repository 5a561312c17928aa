"""The pages as a person with a browser meets them: what is shown, where links lead, what the browser complains of."""

from __future__ import annotations

from typing import Any

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
