"""The review screen: who sees it, what it shows, what its two buttons do."""

import json

import pytest
from django.urls import reverse

from common.models import Submission
from common.moderation import open_change, submit_changes
from products.models import Product, ProductCertificate
from tests.cast import signed_in
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(workshop):
    return ProductFactory(producer=workshop, name_vi="Miến dong", story_vi="Nấu từ củ dong riềng đỏ.")


def write(product, by, **values):
    draft = Product.objects.get(pk=product.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return submit_changes(draft, by=by)


@pytest.fixture
def waiting(product, producer):
    return write(product, producer, name_vi="Miến dong tráng tay", story_vi="Nấu từ củ dong riềng trắng.")


def seen(product):
    """What the screen's forms post, as the page says it."""
    revision = Product.objects.get(pk=product.pk).latest_revision
    return {"revision_id": revision.pk, "seen_at": revision.created_at.isoformat()}


def test_the_inbox_lists_the_longest_wait_first(product, workshop, producer, moderator):
    first = write(product, producer, name_vi="Miến A")
    second = write(ProductFactory(producer=workshop, name_vi="Bột dong"), producer, name_vi="Bột B")
    answer = signed_in(moderator).get(reverse("review:inbox"))
    words = answer.content.decode()
    assert words.index(reverse("review:detail", args=[first.pk])) < words.index(
        reverse("review:detail", args=[second.pk])
    )
    assert "Hoa" in words and "Có 2 thay đổi đang chờ" in words
    assert json.dumps("Chờ duyệt (2)") in words  # the menu is data for a script


def test_an_empty_inbox_says_so(moderator):
    assert "Không có thay đổi nào chờ duyệt." in signed_in(moderator).get(reverse("review:inbox")).content.decode()


@pytest.mark.parametrize("name", ["producer", "rival_producer", "helper", "editor", "fair_officer"])
def test_strangers_see_nothing(name, request, waiting, product):
    browser = signed_in(request.getfixturevalue(name))
    assert browser.get(reverse("review:inbox")).status_code == 302
    for address in ("detail", "approve", "send_back"):
        ask = browser.get if address == "detail" else browser.post
        answer = ask(reverse(f"review:{address}", args=[waiting.pk]), {**seen(product), "reason": "x"})
        assert answer.status_code in {302, 404}
    assert open_change(product) == waiting


def test_a_buyer_is_asked_to_sign_in(buyer, waiting):
    assert buyer.get(reverse("review:detail", args=[waiting.pk])).status_code == 302


def test_the_difference_is_marked_word_by_word(waiting, moderator):
    words = signed_in(moderator).get(reverse("review:detail", args=[waiting.pk])).content.decode()
    assert "Nấu từ củ dong riềng <del>đỏ</del>." in words
    assert "Nấu từ củ dong riềng <ins>trắng</ins>." in words
    assert "Miến dong<ins> tráng tay</ins>" in words
    assert "Người đã viết" in words


def test_children_are_shown_as_added_removed_and_changed(product, producer, moderator):
    kept = ProductCertificate.objects.create(product=product, kind="haccp", number="12/HACCP")
    gone = ProductCertificate.objects.create(product=product, kind="halal", number="99/HALAL")
    draft = Product.objects.get(pk=product.pk).get_latest_revision_as_object()
    children = {child.pk: child for child in draft.certificates.all()}
    children[kept.pk].number = "13/HACCP"
    draft.certificates.add(children[kept.pk])
    draft.certificates.remove(children[gone.pk])
    draft.certificates.add(ProductCertificate(kind="vietgap", number="7/VG"))
    waiting = submit_changes(draft, by=producer)
    words = signed_in(moderator).get(reverse("review:detail", args=[waiting.pk])).content.decode()
    assert "<del>12</del>/HACCP" in words and "<ins>13</ins>/HACCP" in words
    assert "review-child--removed" in words and "<del>99/HALAL</del>" in words
    assert "review-child--added" in words and "<ins>7/VG</ins>" in words


def test_what_a_producer_typed_is_shown_never_run(product, producer, moderator):
    waiting = write(product, producer, story_vi="<script>alert(1)</script>")
    words = signed_in(moderator).get(reverse("review:detail", args=[waiting.pk])).content.decode()
    assert "<script>alert" not in words and "&lt;" in words


def test_approving_publishes_and_tells(product, waiting, moderator):
    browser = signed_in(moderator)
    answer = browser.post(reverse("review:approve", args=[waiting.pk]), {**seen(product), "comment": "Cảm ơn."})
    assert answer.status_code == 302 and answer["Location"] == reverse("review:inbox")
    assert Product.objects.get(pk=product.pk).name_vi == "Miến dong tráng tay"
    words = browser.get(reverse("review:detail", args=[waiting.pk])).content.decode()
    assert "Đã duyệt" in words and "Cảm ơn." in words and "Duyệt và xuất bản" not in words


def test_sending_back_needs_a_reason(product, waiting, moderator):
    browser, address = signed_in(moderator), reverse("review:send_back", args=[waiting.pk])
    answer = browser.post(address, seen(product))
    assert answer.status_code == 400 and "Hãy ghi điều cần sửa" in answer.content.decode()
    assert browser.post(address, {**seen(product), "reason": "Thiếu ảnh."}).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.outcome, waiting.reason) == ("returned", "Thiếu ảnh.")


def test_what_changed_meanwhile_shows_the_new_difference(product, waiting, producer, moderator):
    before = seen(product)
    write(product, producer, name_vi="Miến dong phơi nắng")
    answer = signed_in(moderator).post(
        reverse("review:approve", args=[waiting.pk]), {**before, "comment": "Đã đọc kỹ."}
    )
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "đã thay đổi từ lúc bạn mở" in words and "phơi nắng" in words and "Đã đọc kỹ." in words
    # The form now posts the revision that this answer shows.
    assert seen(product)["seen_at"].replace("+", "&#x2B;") in words or seen(product)["seen_at"] in words
    assert Product.objects.get(pk=product.pk).name_vi == "Miến dong"


def test_the_second_moderator_is_told_what_the_first_decided(product, waiting, moderator, director):
    both_saw = seen(product)
    signed_in(moderator).post(reverse("review:approve", args=[waiting.pk]), both_saw)
    answer = signed_in(director).post(reverse("review:approve", args=[waiting.pk]), both_saw)
    words = answer.content.decode()
    assert answer.status_code == 409 and "đã được người khác xử lý" in words and "Sơn" in words


def test_a_producer_with_staff_rights_gets_no_button_for_their_own(product, waiting, staff_producer):
    browser = signed_in(staff_producer)
    words = browser.get(reverse("review:detail", args=[waiting.pk])).content.decode()
    assert "Duyệt và xuất bản" not in words and "cần người khác duyệt" in words
    answer = browser.post(reverse("review:approve", args=[waiting.pk]), seen(product))
    assert answer.status_code == 403
    assert Submission.objects.get(pk=waiting.pk).is_open


@pytest.mark.parametrize("address", ["approve", "send_back"])
def test_decisions_are_posts_with_a_token(address, waiting, moderator, product):
    browser = signed_in(moderator)
    assert browser.get(reverse(f"review:{address}", args=[waiting.pk])).status_code == 405
    browser.handler.enforce_csrf_checks = True
    assert browser.post(reverse(f"review:{address}", args=[waiting.pk]), seen(product)).status_code == 403


@pytest.mark.parametrize("wrong", [{}, {"revision_id": "1", "seen_at": "hôm qua"}, {"revision_id": "x"}])
def test_a_broken_post_decides_nothing(wrong, waiting, moderator, product):
    answer = signed_in(moderator).post(reverse("review:approve", args=[waiting.pk]), wrong)
    assert answer.status_code == 400
    assert open_change(product) == waiting
