"""What the editor refuses, by name and in plain words: headings, pictures, links, tables, addresses."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import Page as WagtailPage
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from pages.addresses import LONGEST_SLUG, bare, fault_of_slug, free_slug, owned_parts
from pages.blocks import Body
from pages.blocks.markup import outlined
from pages.models import ArticlePage, CampaignPage, GuidePage, RulesPage
from pages.services import ensure_page_trees
from tests.cast import signed_in
from tests.factories.photos import PhotoFactory
from tests.markup import Page
from tests.pages.editorial import a_table, publish

pytestmark = pytest.mark.django_db


def refusals(*blocks: tuple) -> dict[int, str]:
    """What the editor says about each block, by its place; nothing where all is well."""
    body = Body()
    try:
        body.clean(body.normalize(list(blocks)))
    except StreamBlockValidationError as error:
        return {place: words_of(fault) for place, fault in error.block_errors.items()}
    return {}


def words_of(fault: ValidationError) -> str:
    parts = list(getattr(fault, "non_block_errors", []))
    for inner in (getattr(fault, "block_errors", None) or {}).values():
        parts.append(words_of(inner))
    return " ".join(str(part) for part in parts) or " ".join(fault.messages)


def paragraph(html: str) -> tuple:
    return ("paragraph", RichText(html))


def heading(text: str, level: int) -> tuple:
    return ("heading", {"text": text, "level": str(level)})


@pytest.mark.parametrize(
    "blocks",
    [
        [paragraph("<p>Không có đề mục.</p>")],
        [paragraph("<h2>Một</h2><h3>Hai</h3><h2>Ba</h2>")],
        [heading("Một", 2), heading("Hai", 3), heading("Ba", 4), heading("Bốn", 2)],
        [("figures", {"title": "Con số", "figures": ["products"]}), heading("Dưới con số", 3)],
    ],
)
def test_headings_in_order_are_taken(blocks):
    assert refusals(*blocks) == {}


@pytest.mark.parametrize(
    ("blocks", "place", "words", "missing"),
    [
        ([paragraph("<h3>Chuẩn bị</h3>")], 0, "Chuẩn bị", "cấp 2"),
        ([heading("Một", 2), paragraph("<p>Chữ</p>"), heading("Quá sâu", 4)], 2, "Quá sâu", "cấp 3"),
        ([paragraph("<h2>Một</h2>"), heading("Nhảy cấp", 4)], 1, "Nhảy cấp", "cấp 3"),
    ],
)
def test_a_heading_that_skips_a_level_is_refused_where_it_stands(blocks, place, words, missing):
    told = refusals(*blocks)
    assert list(told) == [place]
    assert f"“{words}”" in told[place] and f"chưa có đề mục {missing}" in told[place]


def test_an_empty_heading_is_refused():
    assert "đề mục trống" in refusals(paragraph("<h2> </h2><p>Chữ</p>"))[0]


def test_a_picture_needs_its_words_or_an_explicit_choice():
    photo = PhotoFactory(size=(80, 60), title="IMG_2031")
    picture = {"image": photo, "alt": " ", "is_decorative": False}
    assert "Ảnh “IMG_2031” chưa có mô tả" in refusals(("photo", picture))[0]
    assert "chưa có mô tả" in refusals(("gallery", {"pictures": [{**picture, "alt": "Nong miến"}, picture]}))[0]
    assert refusals(("photo", {**picture, "is_decorative": True})) == {}
    assert refusals(("photo", {**picture, "alt": "Nong miến phơi"})) == {}


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<p><a href="https://example.org"></a></p>', "không có chữ"),
        ('<p><a href="">mẫu đơn</a></p>', "“mẫu đơn” không dẫn tới đâu"),
        ('<p><a href="https://">mẫu đơn</a></p>', "“mẫu đơn” không dẫn tới đâu"),
        ('<p><a linktype="page" id="999999">trang cũ</a></p>', "“trang cũ” không dẫn tới đâu"),
        ('<p><a linktype="document" id="999999">tệp</a></p>', "“tệp” không dẫn tới đâu"),
    ],
)
def test_an_empty_link_is_refused_by_its_words(html, words):
    assert words in refusals(paragraph(html))[0]


def test_a_link_that_leads_somewhere_is_taken():
    home = ensure_page_trees().homes["vi"]
    assert refusals(paragraph(f'<p><a linktype="page" id="{home.pk}">đầu trang</a></p>')) == {}
    assert refusals(paragraph('<p><a href="mailto:trung-tam@example.org">thư</a></p>')) == {}


def test_a_table_needs_a_name_for_itself_and_for_each_column():
    assert "Cột 2 của bảng chưa có tên" in refusals(("table", a_table("Khu", " ")))[0]
    assert "Bảng chưa có tên" in refusals(("table", a_table(caption="")))[0]
    assert "chưa có cột" in refusals(("table", {"caption": "Bảng", "columns": [], "rows": []}))[0]
    assert refusals(("table", a_table())) == {}


def test_a_film_is_only_ever_reached_safely():
    film = {"title": "Phim", "address": "http://example.org/phim", "summary": "Một ngày."}
    assert "https://" in refusals(("video", film))[0]


def test_a_campaigns_picture_and_days_are_checked_by_name():
    page = publish(CampaignPage)
    page.photo, page.start_date, page.end_date = PhotoFactory(size=(80, 60)), date(2026, 2, 1), date(2026, 1, 1)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.message_dict) == {"photo_alt", "end_date"}


# Addresses


def test_the_catalogues_addresses_are_read_from_the_address_table():
    owned = owned_parts()
    for code in ("vi", "en"):
        with translation.override(code):
            for name in ("search:browse", "pages:producers", "fairs:calendar", "products:decisions"):
                assert reverse(name).strip("/").split("/")[1] in owned


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_that_views_answer_is_missing_from_the_list(language):
    """Every named address below a front door begins with a part that no page may have."""
    with translation.override(language):
        below = {name: found for name, found in get_resolver().namespace_dict.items() if found[0] == f"{language}/"}
        assert {"products", "fairs", "pages", "search", "inquiries"} <= set(below)
        for name, (_prefix, resolver) in below.items():
            for possibilities, *_rest in resolver.reverse_dict.values():
                for route, _parameters in possibilities:
                    assert route.split("/")[0] in owned_parts(), name


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", [RulesPage, CampaignPage])
def test_a_page_cannot_take_an_address_of_the_catalogue(language, kind):
    with pytest.raises(ValidationError) as refused:
        publish(kind, language, slug="san-pham")
    assert "“san-pham” là của danh mục" in " ".join(refused.value.message_dict["slug"])


def test_below_another_page_the_same_word_is_free():
    assert publish(ArticlePage, slug="san-pham").url == "/vi/tin-tuc/san-pham/"


def test_a_title_that_would_give_such_an_address_gets_another():
    home = ensure_page_trees().homes["vi"]
    assert free_slug(home, "Sản phẩm") == "san-pham-2"
    assert publish(RulesPage, title="Sản phẩm").url == "/vi/san-pham-2/"


def test_the_editor_is_told_while_writing_a_new_page(editor):
    home = ensure_page_trees().homes["vi"]
    address = reverse("wagtailadmin_pages:add", args=["pages", "rulespage", home.pk])
    told = signed_in(editor).post(address, filled(title="Sản phẩm", slug="san-pham")).content.decode()
    assert "“san-pham” là của danh mục" in told


def test_a_copy_and_a_move_are_refused_alike(editor):
    article, home = publish(CampaignPage, slug="tet"), ensure_page_trees().homes["vi"]
    copying = reverse("wagtailadmin_pages:copy", args=[article.pk])
    told = signed_in(editor).post(copying, {"new_title": "Bản sao", "new_slug": "hoi-cho", "new_parent_page": home.pk})
    assert "“hoi-cho” là của danh mục" in told.content.decode()
    assert fault_of_slug("hoi-cho", home) and not fault_of_slug("hoi-cho", ensure_page_trees().news["vi"])
    below = WagtailPage.objects.get(pk=publish(ArticlePage, slug="hoi-cho").pk)
    moving = reverse("wagtailadmin_pages:move_confirm", args=[below.pk, home.pk])
    told = signed_in(editor).post(moving, follow=True).content.decode()
    below.refresh_from_db()
    assert "“hoi-cho” là của danh mục" in told
    assert below.get_parent().pk == ensure_page_trees().news["vi"].pk


def filled(*, title: str, slug: str, body: list | None = None, **more) -> dict:
    """The form of a page as a browser sends it."""
    values = {
        "title": title,
        "slug": slug,
        "lead": "Một câu.",
        "body": streamfield(body or []),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
        "effective_date": "",
        **more,
    }
    return nested_form_data(values)


def test_a_draft_may_be_untidy_but_is_not_published(editor):
    """Saving while one writes must not fail; publishing says what is still wrong and where."""
    home = ensure_page_trees().homes["vi"]
    address = reverse("wagtailadmin_pages:add", args=["pages", "rulespage", home.pk])
    body = [("paragraph", rich_text("<h3>Nhảy cấp</h3><p>Chữ.</p>"))]
    refused = signed_in(editor).post(
        address, filled(title="Quy định", slug="quy-dinh", body=body, **{"action-publish": "1"})
    )
    assert "Nhảy cấp" in spelled(refused) and "chưa có đề mục cấp 2" in spelled(refused)
    assert not RulesPage.objects.filter(slug="quy-dinh").exists()
    saved = signed_in(editor).post(address, filled(title="Quy định", slug="quy-dinh", body=body))
    assert saved.status_code == 302, spelled(saved)
    draft = RulesPage.objects.get(slug="quy-dinh")
    assert not draft.live
    assert Client().get("/vi/quy-dinh/").status_code == 404


def spelled(response) -> str:
    """The page, with the letters that the data in it writes as \\uXXXX."""
    return re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), response.content.decode())


@given(some.text(max_size=300))
def test_any_title_gives_an_address_of_bare_letters(title):
    slug = bare(title)
    assert len(slug) <= LONGEST_SLUG
    assert slug.isascii() and slug == bare(slug)


def test_a_long_vietnamese_title_gives_a_readable_address():
    page = publish(GuidePage, title="Đặc sản đồng bằng: chọn, gói và gửi bưởi, quýt, đường phên đi xa " * 3)
    assert page.slug.startswith("dac-san-dong-bang-chon-goi-va-gui-buoi-quyt-duong-phen-di-xa")
    assert len(page.slug) <= LONGEST_SLUG and Client().get(page.url).status_code == 200


def test_an_address_typed_with_accents_is_made_bare(editor):
    home = ensure_page_trees().homes["vi"]
    address = reverse("wagtailadmin_pages:add", args=["pages", "rulespage", home.pk])
    signed_in(editor).post(address, filled(title="Trợ năng", slug="trợ-năng-đọc"))
    assert RulesPage.objects.filter(slug="tro-nang-doc").exists()


@given(
    some.lists(
        some.tuples(some.sampled_from(["2", "3", "4"]), some.text("abc đếm", min_size=1, max_size=8)), max_size=8
    )
)
def test_every_heading_gets_an_id_of_its_own(headings):
    html = "".join(f"<h{level}>{words}</h{level}>" for level, words in headings)
    found = outlined(html, taken=["muc-luc"])
    anchors = [each["anchor"] for each in found.contents]
    assert len(anchors) == len(set(anchors)) == sum(1 for level, _words in headings if level != "4")
    assert all(f'id="{anchor}"' in found.html for anchor in anchors)


def test_every_script_of_the_editor_is_there(editor):
    """An application that is not installed brings no files, and the editor then opens on no page at all."""
    page = publish(RulesPage)
    shown = Page(signed_in(editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())
    scripts = [found["src"].partition("?")[0] for found in shown.all("script") if "src" in found]
    own = [address.removeprefix(settings.STATIC_URL) for address in scripts if address.startswith(settings.STATIC_URL)]
    assert "pages/admin/count.js" in own and len(own) > 5
    assert [name for name in own if finders.find(name) is None] == []
