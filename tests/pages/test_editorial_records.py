"""Records that editors place on pages: live ones only, in few queries, and an editor is told what is gone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from pages.models import ArticlePage, CampaignPage, GuidePage
from products.models import AwardLevel, Product
from search import lifecycle, outbox
from tests.cast import signed_in
from tests.factories.fairs import FairEditionFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory
from tests.factories.products import (
    AwardFactory,
    CategoryFactory,
    DecisionFactory,
    ProductFactory,
    SelectionRoundFactory,
)
from tests.markup import Page
from tests.pages.editorial import every_block, publish

pytestmark = pytest.mark.django_db


def read(address: str) -> Page:
    response = Client().get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def awarded(name: str, **award) -> Product:
    product = ProductFactory(name_vi=name, **award.pop("product", {}))
    AwardFactory(product=product, **award)
    return product


def order_of(page: Page, *names: str) -> list[str]:
    """Those of the names that the page shows, in its order."""
    return sorted((name for name in names if name in page.words), key=page.words.index)


def test_products_stand_in_the_editors_order():
    names = ["Chè Ví Dụ", "Mật ong Ví Dụ", "Bánh Ví Dụ"]
    products = [awarded(name) for name in names]
    page = read(publish(CampaignPage, body=[("products", {"title": "Quà", "products": products})]).url)
    assert order_of(page, *names) == names


def test_a_rule_gives_what_its_words_say_and_leads_to_the_same_list():
    national = SelectionRoundFactory(level=AwardLevel.NATIONAL, year=2025, region="")
    tea = CategoryFactory(name_vi="Chè", slug="che")
    green = CategoryFactory(name_vi="Chè xanh", slug="che-xanh", parent=tea)
    awarded("Trà A", round=national, product={"category": green})
    awarded("Trà B", product={"category": tea})
    awarded("Mật C", round=national)
    awarded("Trà D", round=national, product={"category": green, "archived": True})
    shown = {
        "level": ({"level": "national"}, ["Mật C", "Trà A"]),
        "category": ({"category": "che"}, ["Trà A", "Trà B"]),
        "both": ({"level": "national", "category": "che"}, ["Trà A"]),
        "year": ({"year": 2024}, ["Trà B"]),
        "most": ({"most": 1}, ["Mật C"]),
    }
    lifecycle.ensure_index()
    outbox.drain()
    for name, (rule, wanted) in shown.items():
        body = [("products_by_rule", {"title": "Theo điều kiện", **rule})]
        page = read(publish(CampaignPage, title=name, body=body).url)
        assert order_of(page, "Trà A", "Trà B", "Mật C", "Trà D") == wanted, name
        [see_all] = [link for link, words in page.link_words.items() if "Xem tất cả" in words]
        assert set(wanted) <= set(order_of(read(see_all), "Trà A", "Trà B", "Mật C", "Trà D")), name


def test_newest_first_puts_the_year_before_the_level():
    awarded("Cũ mà cao", round=SelectionRoundFactory(level=AwardLevel.NATIONAL, year=2021, region=""))
    awarded("Mới mà thấp", round=SelectionRoundFactory(level=AwardLevel.COMMUNE, year=2025, region=""))
    rule = {"title": "Theo điều kiện"}
    best = read(publish(CampaignPage, title="a", body=[("products_by_rule", rule)]).url)
    newest = read(publish(CampaignPage, title="b", body=[("products_by_rule", {**rule, "order": "newest"})]).url)
    assert order_of(best, "Cũ mà cao", "Mới mà thấp") == ["Cũ mà cao", "Mới mà thấp"]
    assert order_of(newest, "Cũ mà cao", "Mới mà thấp") == ["Mới mà thấp", "Cũ mà cao"]


def test_an_empty_rule_says_so():
    page = read(publish(CampaignPage, body=[("products_by_rule", {"title": "Chưa có", "level": "national"})]).url)
    assert "Chưa có sản phẩm nào như vậy" in page.words


def test_what_is_withdrawn_vanishes_and_its_editor_is_told_by_name(editor):
    product = awarded("Miến bị rút")
    producer = ProducerFactory(name_vi="Cơ sở bị rút")
    village = CraftVillageFactory(name_vi="Làng bị rút")
    fair = FairEditionFactory(name_vi="Hội chợ bị rút")
    body = [
        ("products", {"title": "Sản phẩm", "products": [product, awarded("Miến còn đó")]}),
        ("story", {"title": "Chuyện nghề", "producer": producer}),
        ("village", {"title": "Làng", "village": village}),
        ("fair", {"title": "Hội chợ", "fair": fair}),
    ]
    page = publish(ArticlePage, body=body)
    gone = ["Miến bị rút", "Cơ sở bị rút", "Làng bị rút", "Hội chợ bị rút"]
    assert order_of(read(page.url), *gone, "Miến còn đó") == ["Miến bị rút", "Miến còn đó", *gone[1:]]
    editing = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "đã rút khỏi trang công khai" not in signed_in(editor).get(editing).content.decode()

    now = timezone.now()
    Product.objects.filter(pk=product.pk).update(live=False)
    for record in (producer, village, fair):
        type(record).objects.filter(pk=record.pk).update(archived_at=now)
    assert order_of(read(page.url), *gone, "Miến còn đó") == ["Miến còn đó"]
    told = Page(signed_in(editor).get(editing).content.decode()).words
    assert "đã rút khỏi trang công khai" in told
    assert all(f"{name} (" in told for name in gone)


def test_an_unsigned_decision_is_never_shown():
    draft = DecisionFactory(draft=True)
    page = read(publish(ArticlePage, body=[("decision_list", {"title": "Danh sách", "decision": draft})]).url)
    assert "Danh sách chờ ký" not in page.words


def test_a_decisions_list_shows_its_beginning_and_leads_to_the_rest():
    decision = DecisionFactory()
    for number in range(4):
        AwardFactory(decision=decision, round=decision.round, product=ProductFactory(name_vi=f"Dòng {number}"))
    body = [("decision_list", {"title": "Danh sách", "decision": decision, "most": 3})]
    page = read(publish(ArticlePage, body=body).url)
    assert len(page.all("th", scope="row")) == 3
    assert "còn 1 dòng nữa" in page.link_words[decision.get_absolute_url()]


def test_without_a_choice_the_next_fairs_come_by_themselves():
    today = timezone.localdate()
    later, sooner = today + timezone.timedelta(days=40), today + timezone.timedelta(days=9)
    FairEditionFactory(name_vi="Hội chợ sau", start_date=later, end_date=later, year=later.year)
    FairEditionFactory(name_vi="Hội chợ trước", start_date=sooner, end_date=sooner, year=sooner.year)
    page = read(publish(CampaignPage, body=[("fair", {"title": "Sắp tới", "fair": None, "most": 1})]).url)
    assert "Hội chợ trước" in page.words and "Hội chợ sau" not in page.words


def test_figures_are_counted_and_dated():
    awarded("Một")
    awarded("Hai")
    lifecycle.ensure_index()
    outbox.drain()
    page = read(publish(CampaignPage, body=[("figures", {"title": "Sổ", "figures": ["products", "decisions"]})]).url)
    assert "2 sản phẩm được công nhận" in page.words and "2 quyết định công nhận" in page.words
    today = timezone.localdate()
    assert f"Đếm trong sổ công nhận ngày {today.day}/{today.month}/{today.year}" in page.words


def test_ten_blocks_cost_few_queries_and_more_records_cost_no_more(rf):
    body = every_block()
    page = publish(ArticlePage, body=body)
    several = [awarded(f"Thêm {number}") for number in range(8)]
    more = publish(ArticlePage, title="Nhiều hơn", body=[*body, ("products", {"title": "Thêm", "products": several})])
    counted = []
    for shown in (page, more):
        answered(shown, rf)  # what a process keeps for a while is known from here on
        with CaptureQueriesContext(connection) as asked:
            answered(shown, rf)
        counted.append(len(asked))
    assert counted[0] <= 48, "\n".join(query["sql"][:160] for query in asked)
    assert counted[1] <= counted[0]  # the first also learns what a process then knows


def answered(page, rf) -> str:
    """The page as it is made, past whatever keeps pages."""
    request = rf.get(page.url)
    return type(page).objects.get(pk=page.pk).serve(request).render().content.decode()


def test_a_record_knows_which_pages_show_it():
    body = every_block()
    page = publish(GuidePage, body=body)
    ReferenceIndex.create_or_update_for_object(page)  # what a task does after saving
    values = dict(body)
    placed = [
        values["products"]["products"][0],
        values["story"]["producer"],
        values["village"]["village"],
        values["fair"]["fair"],
        values["decision_list"]["decision"],
        values["photo"]["image"],
        values["documents"]["documents"][0],
    ]
    for record in placed:
        users = {reference.object_id for reference in ReferenceIndex.get_references_to(record)}
        assert str(page.pk) in users, record


def test_a_film_asks_nothing_of_another_site_before_the_click():
    response = Client().get(publish(GuidePage, body=every_block()).url)
    page = Page(response.content.decode())
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "https://example.org/phim" in page.links
    for tag in ("iframe", "video", "embed", "object"):
        assert not page.all(tag)
    for tag, attribute in (("img", "src"), ("script", "src"), ("link", "href")):
        loaded = [
            found.get(attribute, "") for found in page.all(tag) if found.get("rel") not in {"canonical", "alternate"}
        ]
        assert not [address for address in loaded if address.startswith(("http://", "https://", "//"))]


def test_staff_choose_released_decisions_by_number(editor):
    decision, draft = DecisionFactory(number="3116/QĐ-BCT"), DecisionFactory(draft=True)
    response = signed_in(editor).get(reverse("decision_chooser:choose_results"), {"q": "3116"})
    assert decision.number in response.content.decode()
    every = signed_in(editor).get(reverse("decision_chooser:choose")).content.decode()
    assert draft.title not in every


def test_a_draft_decision_is_chosen_by_no_key_typed_by_hand(editor):
    decision, draft = DecisionFactory(number="3116/QĐ-BCT"), DecisionFactory(draft=True)
    staff = signed_in(editor)
    assert (
        staff.get(reverse("decision_chooser:chosen", args=[decision.pk])).json()["result"]["title"] == decision.number
    )
    by_hand = staff.get(reverse("decision_chooser:chosen", args=[draft.pk]), follow=True)
    assert draft.title not in by_hand.content.decode()
    both = staff.get(reverse("decision_chooser:chosen_multiple"), {"id": [decision.pk, draft.pk]}).json()["result"]
    assert [chosen["title"] for chosen in both] == [decision.number]


def test_guides_list_their_headings():
    body = [("heading", {"text": name, "level": "2"}) for name in ("Chuẩn bị", "Ba góc", "Gửi ảnh", "Gửi ảnh")]
    page = read(publish(GuidePage, body=body).url)
    assert {"#chuan-bi", "#ba-goc", "#gui-anh", "#gui-anh-2"} <= set(page.links)
    assert {found["id"] for found in page.all("h2")} >= {"chuan-bi", "ba-goc", "gui-anh", "gui-anh-2"}
