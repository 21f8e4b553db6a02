"""A buyer abroad who reads only English finds, compares, asks and checks; what stays Vietnamese is marked as such."""

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from inquiries.models import InquiryBatch
from inquiries.tasks import mail_batch
from search import outbox
from tests.browser import search_box
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory

pytestmark = pytest.mark.browser

# Letters that English does not have, outside any element marked as Vietnamese. The numbers of decisions are codes
# (3116/QĐ-BCT) and the site's own name is a name: neither is a sentence that waits for a translation.
UNMARKED = """(owner) => {
  const vietnamese = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i;
  const codes = /[0-9]+\\/[\\p{L}0-9-]+(\\/[\\p{L}-]+)?/gu;
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, holder = text.parentElement;
    if (holder.closest("script, style, [lang]").lang !== "en") continue;
    const words = text.data.normalize("NFC").replace(codes, "").replaceAll(owner, "");
    if (vietnamese.test(words)) found.push(`${holder.tagName}.${holder.className}: ${words.trim()}`);
  }
  return found;
}"""
SITE_NAME = "Hàng nghề"


@pytest.fixture
def english_site(small_site: SimpleNamespace) -> Iterator[SimpleNamespace]:
    """Two more producers whose products nobody has translated, each with an award."""
    small_site.basket = ProductFactory(
        name_vi="Rổ mây Bản Ven", producer=ProducerFactory(name_vi="Tổ hợp tác mây Bản Ven")
    )
    small_site.hat = ProductFactory(name_vi="Nón ngựa Phú Gia", producer=ProducerFactory(name_vi="Hợp tác xã Phú Gia"))
    for product in (small_site.basket, small_site.hat):
        AwardFactory(product=product)
    outbox.drain()
    return small_site


def english(name: str, *args: object) -> str:
    with override("en"):
        return reverse(name, args=args)


def reads_as_english(page: Window) -> None:
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.evaluate(UNMARKED, SITE_NAME) == [], page.url


@pytest.mark.parametrize("width", [390, 1280])
def test_from_an_english_word_to_the_producers_answer_page(english_site, visitor, width, monkeypatch):
    monkeypatch.setattr("inquiries.forms.asking.LEAST_SECONDS", 0)
    with visitor(width=width) as page:
        page.goto(f"{english_site.url}/en/")
        reads_as_english(page)

        search_box(page).fill("horseman's conical hat")
        search_box(page).press("Enter")
        expect(page.get_by_role("link", name="Nón ngựa Phú Gia")).to_be_visible()
        reads_as_english(page)
        page.get_by_role("button", name="Choose Nón ngựa Phú Gia").click()

        page.goto(english_site.url + english("search:results") + "?q=basket")
        page.get_by_role("button", name="Choose Rổ mây Bản Ven").click()
        page.get_by_role("link", name="Rổ mây Bản Ven").first.click()
        reads_as_english(page)

        chosen = f"?sp={english_site.hat.pk}.{english_site.basket.pk}"
        page.goto(english_site.url + english("shortlist:compare") + chosen)
        reads_as_english(page)
        with page.expect_download() as started:
            page.get_by_role("link", name="Download as XLSX").click()
        assert started.value.suggested_filename == "comparison.xlsx"

        page.get_by_role("link", name="Ask these producers").click()
        reads_as_english(page)
        page.get_by_label("A sample").check()
        page.get_by_label("What would you like to ask?").fill("Could you send a sample to Hamburg?")
        page.get_by_label("Your name").fill("Erika")
        page.get_by_label("Phone or e-mail").fill("erika@example.org")
        page.get_by_label("Pass my question").check()
        page.get_by_role("button", name="Send question").click()
        expect(page.get_by_role("heading", name="Question received")).to_be_visible()

        mail_batch.call(InquiryBatch.objects.get().pk)
        [receipt] = [letter for letter in mail.outbox if letter.to == ["erika@example.org"]]
        [path] = re.findall(r"https?://[^/]+(/\S+)", receipt.body)
        page.goto(english_site.url + path)
        expect(page.get_by_role("heading", name="Your question")).to_be_visible()


def test_what_the_register_proves_is_said_in_english_too(english_site, visitor):
    site = english_site
    addresses = [
        english("pages:product", site.product.slug),
        english("pages:producer", site.producer.slug),
        english("pages:village", site.producer.craft_village.slug),
        english("products:decisions"),
        english("fairs:calendar"),
        english("pages:villages"),
        english("pages:awards"),
    ]
    with override("en"):
        addresses.append(site.award.get_absolute_url())
        addresses.append(site.award.decision.get_absolute_url())
        addresses.append(site.fair.get_absolute_url())
    with visitor() as page:
        for address in addresses:
            response = page.goto(site.url + address)
            assert response.status == 200, address
            reads_as_english(page)


def test_a_row_of_a_decision_says_what_the_product_is(english_site, visitor):
    """The name stays word for word; the gloss beside it is English."""
    [award] = english_site.basket.awards.all()
    with override("en"):
        address = award.decision.get_absolute_url()
    with visitor() as page:
        page.goto(english_site.url + address)
        row = page.get_by_role("rowheader", name=re.compile("Rổ mây Bản Ven"))
        expect(row.locator("[lang=vi]")).to_have_text("Rổ mây Bản Ven")
        expect(row.locator(".gloss")).to_contain_text("basket")
