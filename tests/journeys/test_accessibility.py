"""Every page at the width of a phone and of a desk, by day and by night, in each language: WCAG 2.2 AA as far as axe
can tell.

The window's console stays silent too, so no page asks for anything that the content policy refuses.
"""

from itertools import product as every
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import Resolver404
from django.utils import translation
from playwright.sync_api import Page as Window

from tests.journeys import every_page
from tests.journeys.every_page import Stop

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What a colour scheme can change; everything else is as it was by day."""
# axe brings its own styles to measure with; the page's policy is tested by the console of the pages without it.
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def views_of(stop: Stop) -> set[str]:
    try:
        return {stop.view_name}
    except Resolver404:
        return set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_pages_leaves_none_out(full_site: SimpleNamespace, language: str) -> None:
    pages = every_page.stops(full_site, language)
    with translation.override(language):
        shown = set().union(*map(views_of, pages.values()))
        views = every_page.page_views()
    assert views - shown - set(every_page.NO_PAGES) == set(), "give these an address in tests/journeys/every_page.py"
    assert set(every_page.NO_PAGES) - views == set()
    drawn = {stop.template for stop in pages.values()}
    for stop in pages.values():
        client = Client()
        if stop.who:
            client.force_login(stop.who)
        drawn.update(str(template.name) for template in client.get(stop.address).templates)
    assert every_page.page_templates() - drawn == set(), "no address shows these templates"


def faults_of(page: Window, rules: dict[str, Any]) -> list[str]:
    """What axe finds on the page, and whether it is wider than the window."""
    found = []
    for violation in Axe().run(page, options=rules).response["violations"]:
        nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
        found.append(f"{violation['id']}: {nodes}")
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, f"{wider} px wider than the window"] if wider > 0 else found


@pytest.mark.parametrize(("language", "width"), list(every(LANGUAGES, (360, 1280))))
def test_every_page_can_be_read_by_everybody(full_site: SimpleNamespace, guide: Any, language: str, width: int) -> None:
    found = []
    for name, page in guide(every_page.stops(full_site, language), width=width):
        assert page.evaluate("document.documentElement.lang") in LANGUAGES
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            found.extend(f"{name}, {scheme}: {fault}" for fault in faults_of(page, rules))
    assert not found, "\n".join(found)
