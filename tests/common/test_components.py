"""The components as pages use them: whole, safe to put anywhere, and never a mark without its words."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import render
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import page_not_found
from django_cotton.compiler_regex import CottonCompiler
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from wagtail.models import Site

from accounts.models import User
from common import days
from common.kept import forget_kept
from common.models import HeaderColour, SiteIdentity
from common.samples import sample_context
from common.templatetags import site_tags

pytestmark = pytest.mark.urls("tests.common.component_urls")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def identity(db: None) -> Iterator[None]:
    """A centre that has chosen the celadon header; other tests must not meet it in the process's memory."""
    site = Site.objects.get(is_default_site=True)
    SiteIdentity.objects.update_or_create(site=site, defaults={"header_colour": HeaderColour.CELADON})
    yield
    forget_kept()


def _request(path: str = "/thanh-phan/", **query: str) -> HttpRequest:
    return RequestFactory().get(path, query)


def draw(source: str, request: HttpRequest | None = None, **context: object) -> str:
    """A fragment as it would stand in a page's template."""
    template = Template(CottonCompiler().process("{% load site_tags %}" + source))
    return template.render(RequestContext(request or _request(), context))


@pytest.fixture
def page(identity: None) -> str:
    return render(_request(page="7", q="miến"), "common/components.html", sample_context()).content.decode()


def test_the_page_of_components_is_well_formed(page: str) -> None:
    parser = etree.HTMLParser(recover=False)
    html.document_fromstring(page)
    etree.fromstring(page, parser)
    faults = [fault for fault in parser.error_log if "Tag " not in fault.message]
    assert not faults, faults


def test_every_id_is_unique_and_every_reference_has_its_target(page: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert [name for name, uses in Counter(ids).items() if uses > 1 or not name] == []
    wanted = set(re.findall(r'\s(?:for|aria-labelledby)="([^"]*)"', page))
    wanted |= {name for names in re.findall(r'aria-describedby="([^"]*)"', page) for name in names.split()}
    wanted |= set(re.findall(r"url\(#([^)]*)\)", page)) | set(re.findall(r'href="#([^"]+)"', page))
    assert wanted <= set(ids)


def test_nothing_is_inline_that_the_content_policy_forbids(page: str) -> None:
    document = html.document_fromstring(page)
    assert not document.xpath("//@style | //style | //script[not(@src)]")
    assert not document.xpath("//@*[starts-with(name(), 'on')]")
    assert not document.xpath("//*[starts-with(@src, 'data:')] | //*[starts-with(@href, 'javascript:')]")


def test_an_award_never_stands_without_words(page: str) -> None:
    document = html.document_fromstring(page)
    awards = document.xpath("//*[contains(concat(' ', @class, ' '), ' award ')]")
    assert len(awards) >= 25
    for award in awards:
        assert award.text_content().strip().startswith("Cấp ")
    for mark in document.xpath("//*[name()='svg' and @class='mark']"):
        assert mark.getparent().text_content().strip()


def test_only_checked_evidence_has_a_seal_and_a_code() -> None:
    copied = draw('<c-copied level="province" :year="2019" source_url="https://example.org/a" source_name="Báo" />')
    assert "Chép từ nguồn, chưa đối chiếu" in copied
    assert "seal-" not in copied
    assert "qr" not in copied
    checked = draw(
        '<c-cert level="province" state="in_force" :year="2019" qr_url="https://example.org/x/A" code="A" />'
    )
    assert "seal-square-in_force" in checked
    assert 'class="qr"' in checked


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('state="in_force" :until="day"', "Còn hiệu lực đến 31/12/2028"),
        ('state="expired" :until="day"', "Đã hết hiệu lực (31/12/2028)"),
        ('state="revoked" :revoked_on="day"', "Đã thu hồi 31/12/2028"),
        ('state="superseded"', "Đã được thay bằng lần công nhận sau"),
        ('state="unknown"', "Chưa rõ thời hạn"),
    ],
)
def test_validity_is_said_in_words(source: str, words: str) -> None:
    assert words in draw(f"<c-validity {source} />", day=date(2028, 12, 31))


def test_years_are_never_printed_with_a_thousands_separator() -> None:
    with translation.override("vi"):
        assert "2025" in draw('<c-award level="province" :year="2025" />')
        assert "2025" in draw('<c-cert level="province" :year="2025" />')


def test_a_level_that_does_not_exist_is_a_mistake_in_the_template() -> None:
    with pytest.raises(TemplateSyntaxError, match="national"):
        draw('<c-award level="world" />')
    with pytest.raises(TemplateSyntaxError, match="search"):
        draw('<c-icon name="unicorn" />')


def test_a_component_does_not_see_the_page_around_it() -> None:
    assert "lộ" not in draw('<c-plate href="/a" name="Chè" />', maker="lộ", place="lộ")


def test_what_people_typed_is_escaped_wherever_it_goes() -> None:
    evil = "<script>'\"&"
    source = (
        '<c-plate href="/a" :name="evil" :maker="evil" :place="evil" :marked="words" />'
        '<c-award level="province" :words="evil" />'
        '<c-fact :label="evil" :value="evil" /><c-search action="/" :value="evil" id="q-x" />'
        '<c-chip href="/a" :label="evil" /><c-index :items="items" /><c-crumbs :here="evil" />'
        '<c-qr address="https://example.org" :label="evil" /><c-facet :legend="evil" name="a" :items="ticks" />'
    )
    items, ticks = [{"label": evil, "url": evil, "note": evil}], [{"label": evil, "value": evil}]
    drawn = draw(source, evil=evil, words=["script"], items=items, ticks=ticks)
    assert "<script" not in drawn
    assert not re.search(r'"[^"<>]*\'"&[^a#]', drawn)
    assert "&lt;<mark>script</mark>&gt;" in drawn


def test_the_same_drawing_twice_on_a_page_has_two_ids() -> None:
    drawn = draw('{% pattern "che" 4 %}{% pattern "che" 4 %}<c-plate href="/a" name="Chè" motif="che" :seed="4" />')
    ids = re.findall(r'id="(pat-[^"]+)"', drawn)
    assert len(ids) == len(set(ids)) == 3
    outside = Template("{% load site_tags %}{% pattern 'che' 4 %}{% pattern 'che' 4 %}")
    assert len(set(re.findall(r'id="(pat-[^"]+)"', outside.render(Context())))) == 2


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([11, 12, 1, 2], "tháng 11 đến tháng 2"),
        ([3], "tháng 3"),
        ([1, 3, 4], "tháng 1, tháng 3 đến tháng 4"),
        (range(1, 13), "quanh năm"),
        ([], ""),
    ],
)
def test_months_are_joined_over_the_turn_of_the_year(months, words: str) -> None:
    with translation.override("vi"):
        assert days.months_words(months) == words


def test_a_fair_says_its_closed_days_and_starts_under_its_weekday() -> None:
    with translation.override("vi"):
        drawn = draw(
            '<c-days :start="start" :end="end" :closed="closed" opening_words="khai mạc" />',
            start=date(2026, 5, 28),
            end=date(2026, 6, 3),
            closed=[date(2026, 5, 30)],
        )
    assert "from-4" in drawn
    assert drawn.count("is-closed") == 1
    assert "T5 · khai mạc" in drawn
    assert '<time datetime="2026-06-01">1/6</time>' in drawn


def test_other_pages_keep_the_question() -> None:
    drawn = draw(
        '<c-pages :page="page" />',
        _request("/vi/san-pham/", q="nước mắm", page="2"),
        page=Paginator(range(36), 12).page(2),
    )
    assert 'href="/vi/san-pham/?q=n%C6%B0%E1%BB%9Bc+m%E1%BA%AFm" rel="prev"' in drawn
    assert "&amp;page=3" in drawn
    assert drawn.count("aria-current") == 1


@given(value=st.text(), words=st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_marking_words_never_lets_markup_through(value: str, words: list[str]) -> None:
    marked = site_tags.mark_words(value, words)
    assert not re.search(r"<(?!/?mark>)", marked)


def test_accents_typed_mark_only_their_like() -> None:
    assert site_tags.mark_words("Chè chế biến", ["chè"]) == "<mark>Chè</mark> chế biến"
    assert site_tags.mark_words("Nước mắm cốt", ["nuoc", "mam"]) == "<mark>Nước mắm</mark> cốt"


def test_the_page_that_is_not_there_offers_ways_out(identity: None) -> None:
    answer = page_not_found(_request("/khong-co/"), Exception("gone"))
    content = answer.content.decode()
    assert answer.status_code == 404
    assert 'id="q-lost"' in content
    assert "/search/browse/" in content
    assert 'rel="canonical"' not in content


def test_the_head_names_both_languages_and_one_address(identity: None) -> None:
    answer = render(_request("/vi/che/", page="2"), "base.html").content.decode()
    assert 'rel="canonical" href="http://127.0.0.1:8000/vi/che/"' in answer
    assert 'class="theme-celadon"' in answer
    assert 'content="#23594b"' in answer
    assert answer.count('rel="alternate" hreflang') == 3  # and which one for speakers of other languages


@pytest.mark.django_db
def test_only_people_of_the_office_see_the_page_of_components(client: Client) -> None:
    assert client.get("/thanh-phan/").status_code == 302
    officer = User.objects.create_superuser("can-bo", email="can-bo@example.org", password="long-enough-1")
    client.force_login(officer)
    assert client.get("/thanh-phan/").status_code == 200


def _declared() -> dict[str, set[str]]:
    """The inputs that each file of components declares on its first line, by the name a template calls it."""
    declared = {}
    for file in sorted((ROOT / "templates" / "cotton").rglob("*.html")):
        name = "-".join(file.relative_to(ROOT / "templates" / "cotton").with_suffix("").parts).replace("_", "-")
        first = re.match(r"<c-vars(.*?)/>", file.read_text(), flags=re.DOTALL)
        declared[name] = set(re.findall(r":?([\w-]+)=", first[1])) if first else set()
    return declared


def _called(template: str) -> set[str]:
    return {name.replace("_", "-") for name in re.findall(r"<c-([\w.-]+)", (ROOT / "templates" / template).read_text())}


def test_every_component_has_a_sample() -> None:
    """What the frame of every page draws is on the page of components too."""
    shown = _called("common/components.html") | _called("base.html")
    assert set(_declared()) - shown == set()


def test_every_input_of_a_component_is_written_down() -> None:
    rows = dict(
        re.findall(r"^\| `([\w-]+)` \|(.*)$", (ROOT / "docs" / "components.md").read_text(), flags=re.MULTILINE)
    )
    missing = {
        name: sorted(entry for entry in inputs if not re.search(rf"(?<![\w-]){entry}(?![\w-])", rows.get(name, "")))
        for name, inputs in _declared().items()
    }
    assert {name: entries for name, entries in missing.items() if entries or name not in rows} == {}
