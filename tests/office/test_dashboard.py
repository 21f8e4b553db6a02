"""What waits for me: every number is what the list behind it shows."""

import datetime

import pytest
from django.utils import timezone

from common.moderation import submit_changes
from office.dashboard import waiting_for
from products.models import Product
from tests.cast import signed_in
from tests.factories.fairs import FairEditionFactory
from tests.factories.inquiries import InquiryFactory
from tests.factories.products import AwardFactory, DecisionFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(workshop, producer):
    product = ProductFactory(producer=workshop)
    AwardFactory(product=product, valid_until=datetime.date(timezone.localdate().year, 12, 31))
    AwardFactory(product=ProductFactory(producer=workshop, archived=True))
    AwardFactory(product=product, transcribed=True)
    DecisionFactory(draft=True)
    FairEditionFactory()
    FairEditionFactory(past=True)
    late = InquiryFactory(product=product)
    type(late).objects.filter(pk=late.pk).update(due_at=timezone.now() - datetime.timedelta(days=1))
    InquiryFactory(product=product)
    draft = Product.objects.get(pk=product.pk).get_latest_revision_as_object()
    draft.story_vi = "Nấu từ củ dong riềng."
    submit_changes(draft, by=producer)


def listed(answer):
    """How many the list behind a link holds."""
    context = answer.context_data if getattr(answer, "context_data", None) else answer.context
    page = context.get("page")
    return page.paginator.count if page is not None else context["paginator"].count


@pytest.mark.parametrize("person", ["director", "editor", "moderator", "fair_officer"])
def test_every_number_is_the_length_of_the_list_behind_it(person, request, work):
    user = request.getfixturevalue(person)
    browser = signed_in(user)
    found = waiting_for(user)
    assert found
    for waiting in found:
        assert listed(browser.get(waiting.address)) == waiting.count, waiting.title


def test_each_person_is_shown_what_they_may_do(work, director, moderator, editor, fair_officer):
    counts = {
        person: [str(item.title) for item in waiting_for(person)]
        for person in (director, moderator, editor, fair_officer)
    }
    assert "Thay đổi chờ duyệt" in counts[moderator] and "Thay đổi chờ duyệt" not in counts[editor]
    assert "Quyết định dự thảo chờ công bố" in counts[editor]
    assert counts[fair_officer] == ["Hội chợ trong 60 ngày tới"]
    assert len(counts[director]) == 9


def test_nothing_waits_in_an_empty_office(fair_officer):
    words = signed_in(fair_officer).get("/admin/").content.decode()
    assert "Việc chờ tôi" in words and "Không có việc gì đang chờ." in words
