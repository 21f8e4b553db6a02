"""A visitor searches and opens a result; the centre reads that it was so."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window

from search import outbox
from search.query_log.models import QueryDay
from search.query_log.services import holding, waiting
from tests.browser import Watch, search_box
from tests.factories.products import AwardFactory, ProductFactory

pytestmark = pytest.mark.browser

PHONE = "Mozilla/5.0 (Linux; Android 9; SM-J260G) AppleWebKit/537.36 Chrome/90.0 Mobile Safari/537.36"
BY_A_PERSON = "Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })"


@pytest.fixture
def person(browser: Browser) -> Iterator[Window]:
    """A browser that does not say that a test drives it: what machines look at is not counted."""
    waiting.forget()
    holding.forget()
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="vi-VN", user_agent=PHONE)
    context.add_init_script(BY_A_PERSON)
    watch = Watch(context)
    yield context.new_page()
    context.close()
    watch.assert_silent()
    waiting.forget()


def until_waiting(number: int) -> None:
    """A beacon is answered some time after the page went on."""
    for _try in range(100):
        if len(waiting) >= number:
            return
        time.sleep(0.05)
    raise AssertionError(f"only {len(waiting)} of {number} arrived")


def test_what_is_looked_for_and_the_rank_that_is_opened_are_counted(small_site, person):
    for name in ("Chè xanh Thu Cúc", "Chè xanh Bản Ven", "Chè xanh Tà Xùa"):
        AwardFactory(product=ProductFactory(name_vi=name))
    outbox.drain()
    person.goto(f"{small_site.url}/vi/")
    box = search_box(person)
    box.fill("chè xanh")
    box.press("Enter")
    results = person.locator(".plate__name a")
    second = results.nth(1).inner_text()
    until_waiting(1)
    results.nth(1).click()
    person.wait_for_url(lambda address: "/tim/" not in address)
    assert second in person.get_by_role("heading", level=1).inner_text()
    until_waiting(2)
    person.go_back()
    results.first.click()
    waiting.flush()
    [row] = QueryDay.objects.all()
    assert (row.text, row.level, row.count, row.total) == ("chè xanh", "strict", 1, 3)
    assert (row.clicks, row.ranks) == (1, 2)
