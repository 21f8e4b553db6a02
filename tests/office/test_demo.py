"""The demonstration: everything to be seen is there, nothing is invented around real firms, and nothing comes twice."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from common.models import Photo, Submission
from fairs.models import FairEdition, FairState
from inquiries.models import Inquiry, InquiryState
from office.demo import ACCOUNTS, Built, build
from office.demo.references import PREFIX
from office.management.commands.demo import PASSWORD
from producers.models import ContactChannel, CraftVillage, Producer, ProducerPhoto
from products.models import Award, AwardStanding, AwardState, Category, Decision, Product, ProductPhoto
from products.models.catalogue import Motif
from search import browse, lifecycle

PICTURE_BYTES = 60_000
REAL_AWARDS = 185


def nothing_to_tell(_step: object, _count: int) -> None:
    """Progress that nobody reads."""


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    """The demonstration, built once for these tests; afterwards the index holds what the database does again."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            built = build(password=PASSWORD, progress=nothing_to_tell)
            lifecycle.rebuild()
            yield built
            transaction.set_rollback(True)
        lifecycle.rebuild()


@pytest.fixture
def public(demo: Built, db: None) -> Client:
    return Client()


def row_counts() -> dict[str, int]:
    """How many rows every table of ours has; the search's outbox comes and goes."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy and model._meta.label not in {"search.OutboxEntry"}
    }


def test_the_second_time_nothing_changes(demo: Built, db: None):
    before = row_counts()
    assert not demo.is_nothing
    assert build(password=PASSWORD, progress=nothing_to_tell).is_nothing
    assert row_counts() == before


def test_the_real_register_is_whole(demo: Built, db: None):
    assert Award.objects.exclude(source_reference__startswith=PREFIX).count() == REAL_AWARDS


def test_nothing_is_invented_around_a_real_firm(demo: Built, db: None):
    assert not ContactChannel.objects.filter(producer__is_example=False).exists()
    assert not ProducerPhoto.objects.filter(producer__is_example=False).exists()
    assert not ProductPhoto.objects.filter(product__is_example=False).exists()
    assert not Inquiry.objects.exclude(producer__is_example=True).exists()
    assert not Award.objects.filter(source_reference__startswith=PREFIX, product__is_example=False).exists()


def test_examples_are_plainly_fictional(demo: Built, db: None):
    examples = Producer.objects.filter(is_example=True)
    assert examples.count() == 12
    for producer in examples:
        assert "Ví Dụ" in producer.name_vi
        assert producer.commune is None and not producer.registration_number
        assert all("Ví Dụ" in product.name_vi and product.is_example for product in producer.products.all())
    for channel in ContactChannel.objects.all():
        assert channel.value.startswith("0900 000 ") or "example.com" in channel.value
    assert not User.objects.exclude(email__endswith="@example.com").exists()


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_everybody_signs_in_with_the_printed_password(demo: Built, db: None, account):
    client = Client()
    assert client.login(username=account.username, password=PASSWORD)
    assert (client.get("/admin/").status_code == 200) == (account.role is not None)
    if account.membership:
        assert client.get("/vi/goc-co-so/").status_code == 200


def test_every_state_of_an_award_is_to_be_seen(demo: Built, db: None):
    standings = AwardStanding.objects.filter(product__is_example=True)
    assert {standing.state for standing in standings} == set(AwardState)
    assert {standing.is_checked for standing in standings} == {True, False}


def test_every_pattern_has_a_product(demo: Built, db: None):
    shown = set(Category.objects.filter(products__is_example=True).values_list("motif", flat=True))
    assert shown == set(Motif.values)


def test_pictures_are_small_and_of_every_shape(demo: Built, db: None):
    drawn = list(Photo.objects.all())
    assert all(photo.file.size < PICTURE_BYTES for photo in drawn)
    ratios = [photo.width / photo.height for photo in drawn]
    assert min(ratios) < 0.8 and max(ratios) > 2.5
    counts = {product.photos.count() for product in Product.objects.filter(is_example=True)}
    assert {0, 1, 8} <= counts


def test_inquiries_are_in_every_state_and_some_are_to_be_called(demo: Built, db: None):
    assert set(Inquiry.objects.values_list("state", flat=True)) == set(InquiryState)
    to_call = list(Inquiry.objects.to_call())
    assert {inquiry.producer.name_vi for inquiry in to_call} >= {"Hộ kinh doanh Miến dong Ví Dụ"}
    assert any(inquiry.is_overdue() for inquiry in to_call)


def test_there_is_something_to_review_and_something_to_sign(demo: Built, db: None):
    assert Submission.objects.open().count() == 2
    [draft] = Decision.objects.drafts()
    assert draft.lines.count() == 4


def test_a_fair_takes_applications(demo: Built, db: None):
    [edition] = [fair for fair in FairEdition.objects.filter(is_example=True) if fair.state != FairState.ENDED]
    assert edition.state == FairState.REGISTRATION_OPEN
    assert edition.zones.count() == 3 and edition.closed_days.count() == 1 and edition.exhibitors.count() == 6


def test_every_example_page_opens_and_says_that_it_is_one(public: Client):
    records = [
        *Product.objects.filter(is_example=True).published(),
        *Producer.objects.filter(is_example=True).published(),
        *FairEdition.objects.filter(is_example=True).published(),
        *CraftVillage.objects.filter(is_example=True),
    ]
    for record in records:
        response = public.get(record.get_absolute_url())
        assert response.status_code == 200, record
        assert '<span class="tag">ví dụ</span>' in " ".join(response.content.decode().split()), record


def test_every_count_of_the_front_page_is_what_its_link_gives(public: Client):
    summary = browse.summary()
    for counted in (*summary.levels, *summary.categories[:5], *summary.provinces[:5]):
        assert public.get(counted.url).context["listing"].total == counted.count, counted.url
