"""Every public page at the width of a phone and of a desk, by day and by night: WCAG 2.2 AA as far as axe can tell.

The window's console stays silent too, so no page asks for anything that the content policy refuses.
"""

from itertools import product as every

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from inquiries.tokens import buyer_token, producer_token
from pages.models import ArticlePage, NewsIndexPage
from tests.inquiries.asking import asked

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# axe brings its own styles to measure with; the page's policy is tested by the console of the pages without it.


def addresses_of(site) -> dict[str, str]:
    inquiry = asked(site.product)
    return {
        "home": "/vi/",
        "home in English": "/en/",
        "browse": reverse("search:browse"),
        "results": reverse("search:results") + "?q=mien",
        "nothing found": reverse("search:results") + "?q=khong+co+gi+nhu+vay",
        "product": site.product.get_absolute_url(),
        "product without maker": site.nobodys.get_absolute_url(),
        "producers": reverse("pages:producers"),
        "producer": site.producer.get_absolute_url(),
        "village": site.producer.craft_village.get_absolute_url(),
        "calendar": reverse("fairs:calendar"),
        "fair": site.fair.get_absolute_url(),
        "decisions": reverse("products:decisions"),
        "decision": site.award.decision.get_absolute_url(),
        "round": site.award.round.get_absolute_url(),
        "verify form": reverse("products:verify_form"),
        "checked award": site.award.get_absolute_url(),
        "transcribed award": site.transcribed.get_absolute_url(),
        "news": NewsIndexPage.objects.get(locale__language_code="vi").url,
        "article": ArticlePage.objects.filter(locale__language_code="vi").first().url,
        "ask": reverse("inquiries:ask_product", args=[site.product.slug]),
        "sent": reverse("inquiries:sent", args=[buyer_token(inquiry)]),
        "follow": reverse("inquiries:follow", args=[buyer_token(inquiry)]),
        "answer": reverse("inquiries:answer", args=[producer_token(inquiry)]),
    }


@pytest.mark.parametrize(("width", "dark"), list(every((360, 1280), (False, True))))
def test_every_page_can_be_read_by_everybody(small_site, visitor, width, dark):
    found = []
    with visitor(width=width, dark=dark) as page:
        for name, address in addresses_of(small_site).items():
            page.goto(small_site.url + address)
            for violation in Axe().run(page, options=RULES).response["violations"]:
                nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
                found.append(f"{name}: {violation['id']}: {nodes}")
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wider > 0:
                found.append(f"{name}: {wider} px wider than the window")
    assert not found, "\n".join(found)
