"""Publishing and withdrawing by the hour, through the clock that runs the site, in both languages."""

import datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from office.clock import JOBS
from pages.models import ArticlePage, CampaignPage, GuidePage, RulesPage
from tests.pages.editorial import publish

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
KINDS = [ArticlePage, GuidePage, RulesPage, CampaignPage]
SCHEDULE = {"publish-scheduled", "withdraw-expired"}
LONG = datetime.timedelta(days=3)


class Hours:
    """The hour it is, for the site and its clock; a test lets it pass."""

    def __init__(self) -> None:
        self.now = timezone.now()

    def pass_by(self, time: datetime.timedelta) -> None:
        self.now += time


@pytest.fixture
def hours(monkeypatch) -> Hours:
    moved = Hours()
    monkeypatch.setattr(timezone, "now", lambda: moved.now)
    monkeypatch.setattr("office.clock.JOBS", [job for job in JOBS if job.name in SCHEDULE])
    return moved


def status(page) -> int:
    return Client().get(page.url).status_code


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_appears_and_goes_at_its_hours(kind, language, hours, editor):
    page = publish(kind, language, title="Theo lịch")
    page.unpublish()
    draft = page.get_latest_revision_as_object()
    draft.go_live_at, draft.expire_at = hours.now + LONG, hours.now + 2 * LONG
    draft.save_revision(user=editor).publish(user=editor)

    call_command("clock", once=True)
    assert status(page) == 404, "before its hour"
    hours.pass_by(LONG + datetime.timedelta(minutes=1))
    call_command("clock", once=True)
    assert status(page) == 200, "after its hour"
    hours.pass_by(LONG)
    call_command("clock", once=True)
    assert status(page) == 404, "after its last hour"
    page.refresh_from_db()
    assert page.expired and not page.live


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_later_wording_waits_while_the_present_one_is_read(language, hours, editor):
    page = publish(ArticlePage, language, lead="Lời cũ.")
    draft = page.get_latest_revision_as_object()
    draft.lead, draft.go_live_at = "Lời mới.", hours.now + LONG
    draft.save_revision(user=editor).publish(user=editor)
    call_command("clock", once=True)
    assert "Lời cũ." in Client().get(page.url).content.decode()
    hours.pass_by(LONG + datetime.timedelta(minutes=1))
    call_command("clock", once=True)
    shown = Client().get(page.url).content.decode()
    assert "Lời mới." in shown and "Lời cũ." not in shown


def test_both_languages_of_one_page_keep_their_own_hours(hours, editor):
    pages = {code: publish(CampaignPage, code) for code in LANGUAGES}
    for number, page in enumerate(pages.values(), start=1):
        page.unpublish()
        draft = page.get_latest_revision_as_object()
        draft.go_live_at = hours.now + number * LONG
        draft.save_revision(user=editor).publish(user=editor)
    hours.pass_by(LONG + datetime.timedelta(minutes=1))
    call_command("clock", once=True)
    assert [status(page) for page in pages.values()] == [200, 404]
    hours.pass_by(LONG)
    call_command("clock", once=True)
    assert [status(page) for page in pages.values()] == [200, 200]
