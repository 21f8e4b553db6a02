"""The producer's corner: members edit and submit, strangers find nothing, nothing typed is lost."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from common.models import Submission
from common.moderation import approve, open_change, send_back, submit_changes
from producers.models import Producer, Trust
from products.models import Product
from tests.cast import PASSWORD, signed_in
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(workshop):
    return ProductFactory(producer=workshop, name_vi="Miến dong", slug="mien-dong")


def filled(browser, address, **values):
    """The page's form as a browser would post it, with these answers changed."""
    form = browser.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**data, **values}.items() if value is not None}


def submit(browser, address, **values):
    return browser.post(address, filled(browser, address, **values))


@pytest.fixture
def address(product):
    return reverse("workspace:product", args=[product.slug])


def test_the_addresses_are_in_vietnamese(address):
    assert address == "/vi/goc-co-so/san-pham/mien-dong/"
    assert reverse("workspace:home") == "/vi/goc-co-so/"


@pytest.mark.parametrize("name", ["producer", "helper"])
def test_members_submit_and_publish_nothing(name, request, product, address):
    person = request.getfixturevalue(name)
    answer = submit(signed_in(person), address, name_vi="Miến dong tráng tay", available_months=["11", "12"])
    assert answer.status_code == 302 and answer["Location"] == reverse("workspace:home")
    assert Product.objects.get(pk=product.pk).name_vi == "Miến dong"
    waiting = open_change(product)
    assert waiting.submitted_by == person
    draft = waiting.revision.as_object()
    assert (draft.name_vi, draft.available_months) == ("Miến dong tráng tay", [11, 12])


def test_the_profile_is_edited_the_same_way(workshop, producer):
    address = reverse("workspace:producer", args=[workshop.slug])
    assert submit(signed_in(producer), address, summary_vi="Phơi nắng.").status_code == 302
    assert open_change(workshop) is not None
    assert Producer.objects.get(pk=workshop.pk).summary_vi == ""


@pytest.mark.parametrize("name", ["rival_producer", "director", "editor", "moderator", "fair_officer"])
def test_strangers_find_nothing(name, request, product, workshop, address):
    browser = signed_in(request.getfixturevalue(name))
    for path in (address, reverse("workspace:producer", args=[workshop.slug])):
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"name_vi": "Của tôi"}).status_code == 404
    assert not Submission.objects.exists()
    assert "Miến dong" not in browser.get(reverse("workspace:home")).content.decode()


def test_a_visitor_is_asked_to_sign_in(buyer, address):
    answer = buyer.get(address)
    assert answer.status_code == 302 and answer["Location"].startswith("/vi/goc-co-so/dang-nhap/?next=")


def test_nothing_typed_is_lost(product, producer, address):
    answer = submit(signed_in(producer), address, name_vi="", story_vi="Chuyện rất dài của bà.", start_year="năm ngoái")
    words = answer.content.decode()
    assert answer.status_code == 400
    assert "Chuyện rất dài của bà." in words and "năm ngoái" in words and "chỗ cần xem lại" in words
    assert open_change(product) is None


def test_a_helper_who_saved_meanwhile_is_not_overwritten_unseen(product, producer, helper, address):
    browser = signed_in(producer)
    submit(browser, address, story_vi="Bản đầu.")
    mine = filled(browser, address, story_vi="Bản của tôi.")
    submit(signed_in(helper), address, story_vi="Bản của Lan.")
    answer = browser.post(address, mine)
    words = answer.content.decode()
    assert answer.status_code == 400 and "bản mới hơn" in words and "Bản của tôi." in words
    again = {**mine, "based_on": answer.context["form"]["based_on"].value()}
    assert browser.post(address, again).status_code == 302
    assert open_change(product).revision.as_object().story_vi == "Bản của tôi."


def test_the_corner_says_how_things_stand(product, producer, moderator, address):
    browser, corner = signed_in(producer), reverse("workspace:home")
    assert "đang hiện trên trang" in browser.get(corner).content.decode()
    submit(browser, address, name_vi="Miến số 1 thế giới")
    assert "đang chờ duyệt" in browser.get(corner).content.decode()
    revision = Product.objects.get(pk=product.pk).latest_revision
    send_back(revision_id=revision.pk, seen_at=revision.created_at, by=moderator, reason="Bỏ chữ “số 1 thế giới”.")
    for page in (corner, address):
        words = browser.get(page).content.decode()
        assert "trung tâm trả lại để sửa" in words and "Bỏ chữ “số 1 thế giới”." in words
    assert "Miến số 1 thế giới" in browser.get(address).content.decode()
    submit(browser, address, name_vi="Miến dong tráng tay")
    revision = Product.objects.get(pk=product.pk).latest_revision
    approve(revision_id=revision.pk, seen_at=revision.created_at, by=moderator)
    assert "đã duyệt ngày" in browser.get(corner).content.decode()


def test_a_trusted_producers_numbers_show_at_once(product, workshop, producer, director, address):
    Trust.objects.create(producer=workshop, given_by=director, reason="Ba năm không sai.")
    browser = signed_in(producer)
    assert submit(browser, address, lead_time_days_least="3").status_code == 302
    assert Product.objects.get(pk=product.pk).lead_time_days_least == 3
    submit(browser, address, name_vi="Mua ngay")
    assert Product.objects.get(pk=product.pk).name_vi == "Miến dong"


def test_the_first_page_costs_the_same_for_many_products(workshop, producer, product, django_assert_max_num_queries):
    browser, address = signed_in(producer), reverse("workspace:home")
    submit_changes(product, by=producer)
    browser.get(address)
    with django_assert_max_num_queries(18) as asked:
        browser.get(address)
    few = len(asked)
    for number in range(12):
        submit_changes(ProductFactory(producer=workshop, name_vi=f"Miến {number}"), by=producer)
    browser.get(address)
    with django_assert_max_num_queries(few):
        browser.get(address)


class TestSigningIn:
    """By name and password."""

    @pytest.fixture(autouse=True)
    def _fresh_limits(self, db):
        cache.clear()

    def sign_in(self, browser, password, name="chu-co-so"):
        return browser.post(reverse("workspace:sign_in"), {"username": name, "password": password})

    def test_leads_to_the_corner(self, producer):
        browser = Client()
        assert self.sign_in(browser, PASSWORD)["Location"] == reverse("workspace:home")
        assert "Hợp tác xã Miến dong Bình Lư" in browser.get(reverse("workspace:home")).content.decode()
        assert browser.post(reverse("workspace:sign_out"))["Location"] == reverse("workspace:sign_in")
        assert browser.get(reverse("workspace:home")).status_code == 302

    def test_goes_nowhere_outside_the_site(self, producer):
        answer = Client().post(
            reverse("workspace:sign_in") + "?next=https://example.org/",
            {"username": "chu-co-so", "password": PASSWORD},
        )
        assert answer["Location"] == reverse("workspace:home")

    def test_says_what_is_wrong_and_keeps_the_name(self, producer):
        words = self.sign_in(Client(), "sai").content.decode()
        assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in words and 'value="chu-co-so"' in words

    def test_stops_after_ten_tries_even_with_the_right_password(self, producer):
        browser = Client()
        for _number in range(10):
            assert self.sign_in(browser, "sai").status_code == 200
        answer = self.sign_in(browser, PASSWORD)
        assert answer.status_code == 429 and "15 phút" in answer.content.decode()
        # Another name from the same address is not shut out by it.
        assert self.sign_in(browser, "sai", name="nguoi-khac").status_code == 200

    def test_is_asked_again_after_signing_out_by_post_only(self, producer):
        assert signed_in(producer).get(reverse("workspace:sign_out")).status_code == 405
