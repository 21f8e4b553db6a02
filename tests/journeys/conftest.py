"""A small site as a visitor's browser meets it; everything really served, committed and indexed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import caches
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window

from common.kept import forget_kept
from search import lifecycle, outbox
from search.engines import get_engine
from tests.browser import Watch
from tests.cast import signed_in
from tests.factories.fairs import ExhibitorFactory, FairClosedDayFactory, FairEditionFactory
from tests.factories.producers import ContactChannelFactory, CraftVillageFactory, ProducerFactory
from tests.factories.products import AwardFactory, CategoryFactory, ProductFactory
from tests.restored import restore_pages

from . import every_page
from .every_page import Stop


@pytest.fixture
def small_site(transactional_db: Any, live_server: Any) -> Iterator[SimpleNamespace]:
    """Two products of one cooperative, one of nobody known, a fair, a craft village, front doors and articles."""
    forget_kept()
    caches["default"].clear()  # how often this address asked already
    get_engine().forget_everything()
    restore_pages()
    producer = ProducerFactory(cooperative=True, craft_village=CraftVillageFactory())
    ContactChannelFactory(producer=producer, public=True)
    product = ProductFactory(producer=producer, name_vi="Miến dong sợi vàng Bình Lư", category=CategoryFactory())
    award = AwardFactory(product=product)
    nobodys = ProductFactory(nobody_named=True, name_vi="Sập thờ gỗ mít")
    transcribed = AwardFactory(product=nobodys, transcribed=True, round=award.round)
    fair = ExhibitorFactory(edition=FairEditionFactory(), producer=producer).edition
    FairClosedDayFactory(edition=fair)
    lifecycle.ensure_index()
    outbox.drain()
    yield SimpleNamespace(
        url=live_server.url,
        producer=producer,
        product=product,
        award=award,
        nobodys=nobodys,
        transcribed=transcribed,
        fair=fair,
    )
    get_engine().forget_everything()
    forget_kept()
    caches["default"].clear()  # how often this address asked already


@pytest.fixture
def full_site(small_site: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The small site with something on every page, and a decision so long that it has a second one."""
    monkeypatch.setattr("common.paging.ROWS_A_PAGE", 2)
    every_page.fill(small_site)
    return small_site


@pytest.fixture
def guide(browser: Browser, full_site: SimpleNamespace) -> Callable[..., Iterator[tuple[str, Window]]]:
    """`for name, page in guide(stops, width=360):` opens one page after another, each in a window of its own.

    `visitor` says what else holds for each of them.
    """

    def walk(stops: dict[str, Stop], *, width: int, height: int = 800, **options: Any) -> Iterator[tuple[str, Window]]:
        for name, stop in stops.items():
            context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **options)
            watch = Watch(context)
            watch.may_fail = full_site.url + stop.address
            page = context.new_page()
            _open(page, stop, watch.may_fail)
            yield name, page
            context.close()
            watch.assert_silent()

    return walk


def _open(page: Window, stop: Stop, address: str) -> None:
    if stop.who:
        cookie = signed_in(stop.who).cookies["sessionid"]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    if stop.body:
        page.route(address, lambda route: route.fulfill(status=stop.status, body=stop.body, content_type="text/html"))
    response = page.goto(address)
    assert response, address
    assert response.status == stop.status, address
    if stop.do:
        stop.do(page)


@pytest.fixture
def visitor(browser: Browser) -> Callable[..., Any]:
    """`with visitor(width=360) as page:` opens a window. Whatever its console complains of fails the test, and so
    does a request to anybody else (`tests.browser.Watch`).
    """

    @contextmanager
    def window(*, width: int = 1280, dark: bool = False, scripts: bool = True, **options: Any) -> Iterator[Window]:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="vi-VN",
            **options,
        )
        watch = Watch(context)
        yield context.new_page()
        context.close()
        watch.assert_silent()

    return window
