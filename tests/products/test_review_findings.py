"""What a review of the register found, kept from coming back."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from pages import presenting
from products.models import AwardStanding, Decision
from tests.factories.products import AwardFactory, DecisionFactory

pytestmark = pytest.mark.django_db


def test_an_award_to_be_revoked_keeps_its_mark_until_that_day():
    award = AwardFactory()
    today = timezone.localdate()
    for name in ("revoked_date", "superseded_date"):
        AwardStanding.objects.update(revoked_date=None, superseded_date=None)
        for day, marked in ((today + datetime.timedelta(days=1), True), (today, False)):
            AwardStanding.objects.filter(award=award).update(**{name: day})
            [standing] = AwardStanding.objects.all()
            assert AwardStanding.objects.marked().exists() is marked is standing.is_mark_shown
            assert [card["name"] for card in presenting.newest_awards()["newest"]] == [award.product.name] * marked


def test_decisions_of_unknown_date_stand_last_on_either_database():
    AwardFactory()
    unknown, known = DecisionFactory(date=None), DecisionFactory(date=datetime.date(2024, 1, 1))
    found = list(Decision.objects.all())
    assert found.index(unknown) > found.index(known), connection.vendor
    assert "NULLS LAST" in str(Decision.objects.all().query)
