"""Who may edit a producer, asked of everybody; where an old address leads."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from common.errors import Refusal
from common.models import FormerAddress
from producers.access import producer_for_editing, producers_of, published_producer_or_redirect
from producers.services import archive_producer, end_membership, rename_slug
from products.access import product_for_editing, published_product_or_redirect
from products.services import catalogue
from tests.factories.producers import MembershipFactory, ProducerFactory, UserFactory
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def producer():
    return ProducerFactory()


@pytest.fixture
def owner(producer):
    return MembershipFactory(producer=producer).user


@pytest.fixture
def relative(producer):
    return MembershipFactory(producer=producer, helper=True).user


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def strangers(producer) -> list:
    """Everybody who has no business with this producer."""
    return [
        AnonymousUser(),
        UserFactory(),
        UserFactory(staff=True),
        UserFactory(director=True),
        MembershipFactory().user,
        MembershipFactory(producer=producer, ended=True).user,
        MembershipFactory(producer=producer, user=UserFactory(is_active=False)).user,
    ]


def test_members_edit_their_producer_and_its_products(producer, owner, relative):
    product = ProductFactory(producer=producer, draft=True)
    for member in (owner, relative):
        assert producer_for_editing(member, producer.slug) == producer
        assert product_for_editing(member, product.slug) == product


def test_strangers_are_told_that_there_is_nothing(producer):
    product = ProductFactory(producer=producer)
    for stranger in strangers(producer):
        with pytest.raises(Http404):
            producer_for_editing(stranger, producer.slug)
        with pytest.raises(Http404):
            product_for_editing(stranger, product.slug)


def test_a_product_without_a_maker_is_nobodys_to_edit(owner):
    with pytest.raises(Http404):
        product_for_editing(owner, ProductFactory(nobody_named=True).slug)


def test_the_right_ends_with_the_membership_and_with_the_producer(producer, owner, officer):
    second = MembershipFactory(producer=producer)
    end_membership(membership=second, by=officer)
    assert not producers_of(second.user).exists()
    archive_producer(producer=producer, reason="Giải thể.", by=officer)
    assert not producers_of(owner).exists()


def test_the_public_sees_what_is_published_only(producer):
    assert published_producer_or_redirect(producer.slug) == (producer, producer.slug)
    for hidden in (ProducerFactory(unpublished=True), ProducerFactory(archived=True)):
        with pytest.raises(Http404):
            published_producer_or_redirect(hidden.slug)
    with pytest.raises(Http404):
        published_producer_or_redirect("khong-co")


def test_a_renamed_address_leads_on_for_ever(producer, officer):
    first = producer.slug
    rename_slug(producer=producer, slug="gom-phu-lang", by=officer)
    rename_slug(producer=producer, slug="gom-phu-lang-que-vo", by=officer)
    for former in (first, "gom-phu-lang"):
        assert published_producer_or_redirect(former) == (None, "gom-phu-lang-que-vo")


def test_going_back_to_a_former_address(producer, officer):
    first = producer.slug
    rename_slug(producer=producer, slug="gom-phu-lang", by=officer)
    row = rename_slug(producer=producer, slug=first, by=officer)
    assert published_producer_or_redirect(first) == (row, first)
    assert published_producer_or_redirect("gom-phu-lang") == (None, first)
    assert FormerAddress.objects.filter(kind="producer").count() == 1


def test_a_renamed_product_leads_on_too(officer):
    product = ProductFactory()
    catalogue.rename_slug(product=product, slug="mien-dong", by=officer)
    assert published_product_or_redirect(product.slug) == (None, "mien-dong")


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("gốm Phù Lãng", "chữ không dấu"),
        ("", "chữ không dấu"),
        ("x" * 161, "dài quá"),
        ("taken", "đã có hồ sơ khác"),
        ("once-taken", "từng là của hồ sơ khác"),
    ],
)
def test_an_address_that_cannot_be_is_refused_in_words(producer, officer, slug, words):
    ProducerFactory(slug="taken")
    rename_slug(producer=ProducerFactory(slug="once-taken"), slug="moved-on", by=officer)
    with pytest.raises(Refusal, match=words):
        rename_slug(producer=producer, slug=slug, by=officer)


def test_the_same_address_again_is_no_change(producer, officer):
    with pytest.raises(Refusal, match="giống hệt"):
        rename_slug(producer=producer, slug=producer.slug, by=officer)
