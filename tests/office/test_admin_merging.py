"""Two records found to be one, in the office: read first, confirm, and take it back."""

import pytest
from django.urls import reverse

from common.moderation import submit_changes
from products.models import MergeRecord
from tests.cast import join, sign_up, signed_in
from tests.factories.inquiries import InquiryFactory
from tests.factories.producers import ContactChannelFactory, ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory
from tests.products.test_merge import every_row

pytestmark = pytest.mark.django_db

REASON = "Nhập hai lần từ hai danh sách."


@pytest.fixture
def browser(editor):
    return signed_in(editor)


@pytest.fixture
def products(workshop):
    """(kept, merged): the second has an award and a buyer's question."""
    kept = ProductFactory(producer=workshop, name_vi="Miến dong")
    merged = ProductFactory(producer=workshop, name_vi="Miến dong Bình Lư", slug="mien-dong-hai")
    AwardFactory(product=merged)
    InquiryFactory(product=merged)
    return kept, merged


@pytest.fixture
def producers(workshop):
    """(kept, merged): the second has a product, a public telephone number and a member."""
    merged = ProducerFactory(name_vi="HTX Miến dong Bình Lư", slug="htx-mien-dong")
    ProductFactory(producer=merged, name_vi="Miến dong")
    ContactChannelFactory(producer=merged, public=True, value="0987 654 321")
    join(sign_up("chu-kia", "Hạnh"), merged)
    return workshop, merged


@pytest.fixture
def pair(request):
    return request.getfixturevalue(request.param)


BOTH_KINDS = pytest.mark.parametrize(
    ("kind", "pair"), [("product", "products"), ("producer", "producers")], indirect=["pair"]
)


def address(kind, first, second):
    return reverse("office:merge", args=[kind, first.pk, second.pk])


def merge(browser, kind, kept, merged, **typed):
    return browser.post(address(kind, kept, merged), {"keep": kept.pk, "reason": REASON, **typed})


@BOTH_KINDS
def test_the_second_record_is_chosen_and_the_preview_says_what_moves(kind, pair, browser):
    kept, merged = pair
    chosen = browser.get(reverse("office:choose_merge", args=[kind, kept.pk]), {"other": merged.pk})
    assert chosen["Location"] == address(kind, kept, merged)
    before = every_row()
    page = browser.get(chosen["Location"]).content.decode()
    assert page.count("Nếu giữ") == 2 and "Chuyển 1" in page and str(merged) in page
    assert every_row() == before


@BOTH_KINDS
def test_nothing_is_orphaned_and_the_old_address_leads_on(kind, pair, browser, buyer):
    kept, merged = pair
    old, new = merged.get_absolute_url(), kept.get_absolute_url()
    assert merge(browser, kind, kept, merged).status_code == 302
    for row in type(merged)._meta.related_objects:
        if row.get_accessor_name() and row.name not in {"merged_records", "tagged_items"}:
            left = row.related_model._base_manager.filter(**{row.field.name: merged})
            assert not left.exists(), row.name
    answer = buyer.get(old)
    assert answer.status_code == 301 and answer["Location"] == new
    assert buyer.get(new).status_code == 200
    assert type(kept).objects.get(pk=merged.pk).merged_into == kept


def test_awards_and_questions_are_the_kept_products(products, browser):
    kept, merged = products
    merge(browser, "product", kept, merged)
    assert kept.awards.count() == 1 and kept.inquiries.count() == 1 and kept.standings.count() == 1
    assert not merged.awards.exists() and not merged.inquiries.exists()


def test_a_telephone_keeps_its_consent(producers, browser, buyer):
    kept, merged = producers
    merge(browser, "producer", kept, merged)
    assert kept.channels.get().is_public
    assert "0987" in buyer.get(kept.get_absolute_url()).content.decode()
    assert kept.memberships.count() == 1 and kept.products.count() == 1


@BOTH_KINDS
def test_the_other_one_may_be_kept(kind, pair, browser):
    first, second = pair
    merge(browser, kind, first, second, keep=second.pk)
    assert type(first).objects.get(pk=first.pk).merged_into == second


@BOTH_KINDS
def test_undoing_puts_everything_back(kind, pair, browser):
    kept, merged = pair
    merge(browser, kind, kept, merged)
    record = MergeRecord.objects.get()
    assert REASON in browser.get(reverse("office:merges")).content.decode()
    answer = browser.post(reverse("office:undo_merge", args=[record.pk]), follow=True)
    assert "Đã tách lại hai hồ sơ" in answer.content.decode() and "Tách lại</button>" not in answer.content.decode()
    again = type(merged).objects.get(pk=merged.pk)
    assert again.merged_into is None and not again.locked
    assert browser.get(merged.get_absolute_url()).status_code == 200
    if kind == "product":
        assert merged.awards.count() == 1 and merged.inquiries.count() == 1
    else:
        assert merged.channels.count() == 1 and merged.memberships.count() == 1 and merged.products.count() == 1
    twice = browser.post(reverse("office:undo_merge", args=[record.pk]), follow=True)
    assert "đã được tách lại" in twice.content.decode()


def test_a_waiting_change_is_in_the_way(products, browser, producer):
    kept, merged = products
    draft = type(merged).objects.get(pk=merged.pk).get_latest_revision_as_object()
    draft.story_vi = "Nấu từ củ dong riềng."
    submit_changes(draft, by=producer)
    assert "đang chờ duyệt" in browser.get(address("product", kept, merged)).content.decode()
    answer = merge(browser, "product", kept, merged)
    assert answer.status_code == 409 and "đang chờ duyệt" in answer.content.decode()
    assert REASON in answer.content.decode() and not MergeRecord.objects.exists()


@BOTH_KINDS
@pytest.mark.parametrize("person", ["moderator", "fair_officer", "producer", "rival_producer"])
def test_others_merge_nothing(person, kind, pair, request):
    kept, merged = pair
    browser = signed_in(request.getfixturevalue(person))
    choose = reverse("office:choose_merge", args=[kind, kept.pk])
    for answer in (browser.get(choose), browser.get(reverse("office:merges")), merge(browser, kind, kept, merged)):
        assert answer.status_code == 302
    assert not MergeRecord.objects.exists()


def test_others_undo_nothing(products, editor, moderator):
    merge(signed_in(editor), "product", *products)
    record = MergeRecord.objects.get()
    assert signed_in(moderator).post(reverse("office:undo_merge", args=[record.pk])).status_code == 302
    record.refresh_from_db()
    assert record.undone_at is None


def test_what_is_merged_already_or_of_no_kind_is_not_found(products, browser):
    kept, merged = products
    merge(browser, "product", kept, merged)
    gone = reverse("office:choose_merge", args=["product", merged.pk])
    for lost in (gone, address("product", kept, merged), f"/admin/so-cong-nhan/gop/fair/{kept.pk}/"):
        assert browser.get(lost, follow=True).status_code == 404
