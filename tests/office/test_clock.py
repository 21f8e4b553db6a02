"""The clock: what is due is done each by itself, by one process, and failures are reported."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Revision

from common.moderation import open_change, submit_changes
from fairs.models import FairEdition
from office import clock
from office.clock import LONGEST_RUN, Job, take, tick
from office.models import ClockJob
from office.schedule import NotAllDoneError, publish_due, withdraw_due
from producers.models import Producer
from products.models import Product
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db
SCHEDULE = [job for job in clock.JOBS if job.name in {"publish-scheduled", "withdraw-expired"}]
TOMORROW = datetime.timedelta(days=1)


def schedule(record, by, **values):
    """Publish a draft at an hour that has passed meanwhile."""
    draft = type(record).objects.get(pk=record.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.go_live_at = timezone.now() + TOMORROW
    revision = draft.save_revision(user=by)
    revision.publish(user=by)
    past = timezone.now() - datetime.timedelta(minutes=1)
    content = {**revision.content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    return revision


def test_what_is_scheduled_is_published_and_what_is_expired_withdrawn(workshop, editor):
    product = ProductFactory(producer=workshop, name_vi="Miến dong")
    over = FairEdition.objects.create(name_vi="Hội chợ cũ", slug="hoi-cho-cu", year=2024, live=True)
    FairEdition.objects.filter(pk=over.pk).update(expire_at=timezone.now() - TOMORROW)
    schedule(product, editor, name_vi="Miến dong tráng tay")
    assert Product.objects.get(pk=product.pk).name_vi == "Miến dong"
    assert tick(SCHEDULE) == {}
    assert Product.objects.get(pk=product.pk).name_vi == "Miến dong tráng tay"
    over.refresh_from_db()
    assert not over.live and over.expired
    assert publish_due() == "" and withdraw_due() == ""


def test_one_that_cannot_be_published_stops_none_behind_it(workshop, editor, monkeypatch):
    broken = ProductFactory(producer=workshop, name_vi="Hỏng")
    sound = ProductFactory(producer=workshop, name_vi="Lành")
    bad = schedule(broken, editor, name_vi="Hỏng mới")
    bad.refresh_from_db()
    Revision.objects.filter(pk=bad.pk).update(content={**bad.content, "price_least": 2, "price_most": 1})
    schedule(sound, editor, name_vi="Lành mới")
    with pytest.raises(NotAllDoneError, match=f"wagtailcore.Revision {bad.pk}"):
        publish_due()
    assert Product.objects.get(pk=sound.pk).name_vi == "Lành mới"
    assert Product.objects.get(pk=broken.pk).name_vi == "Hỏng"
    monkeypatch.setattr(clock, "JOBS", SCHEDULE)
    with pytest.raises(CommandError, match="publish-scheduled"):
        call_command("clock", once=True)
    assert "Revision" in ClockJob.objects.get(name="publish-scheduled").failure


def test_a_change_that_waits_goes_on_waiting(workshop, editor, producer):
    schedule(workshop, editor, summary_vi="Theo lịch.")
    draft = Producer.objects.get(pk=workshop.pk).get_latest_revision_as_object()
    draft.summary_vi, draft.go_live_at = "Của cơ sở.", None
    submission = submit_changes(draft, by=producer)
    publish_due()
    fresh = Producer.objects.get(pk=workshop.pk)
    assert fresh.summary_vi == "Theo lịch." and fresh.has_unpublished_changes
    assert open_change(fresh) == submission and fresh.workflow_in_progress
    assert fresh.latest_revision.as_object().summary_vi == "Của cơ sở."


def test_one_jobs_failure_never_stops_the_next():
    ran = []

    def fail():
        raise ValueError("hỏng")

    failures = tick([Job("first", fail), Job("second", lambda: ran.append(1))])
    assert failures == {"first": "ValueError: hỏng"} and ran == [1]
    assert ClockJob.objects.get(name="second").failure == ""


def test_a_job_is_run_by_one_process_and_not_before_it_is_due():
    job = Job("purge", lambda: None, every=datetime.timedelta(hours=1))
    assert take(job)
    assert not take(job)  # another process, while the first one runs
    ClockJob.objects.update(held_until=None)
    assert not take(job)  # done, and not due before an hour is over
    ClockJob.objects.update(started_at=timezone.now() - datetime.timedelta(hours=1))
    assert take(job)


def test_a_job_whose_process_died_is_taken_over():
    job = Job("drain", lambda: None)
    assert take(job)
    long_ago = timezone.now() - LONGEST_RUN
    ClockJob.objects.update(started_at=long_ago, held_until=long_ago + LONGEST_RUN - TOMORROW)
    assert take(job)


def test_a_daily_job_runs_once_a_local_day_and_catches_up():
    job = Job("midnight", lambda: None, at=datetime.time(0, 0))
    hanoi = timezone.get_default_timezone()

    def due(started, now):
        return started < job.latest_start(now)

    before, after = (datetime.datetime(2026, 11, day, hour, 59, tzinfo=hanoi) for day, hour in ((20, 23), (21, 0)))
    assert due(before, after) and not due(after, after + datetime.timedelta(hours=22))
    assert due(before, before + datetime.timedelta(days=3))
    at_night = Job("verify", lambda: None, at=datetime.time(2, 30))
    assert at_night.latest_start(after) == datetime.datetime(2026, 11, 20, 2, 30, tzinfo=hanoi)


def test_everything_the_site_does_by_the_clock_runs():
    call_command("clock", once=True)
    assert set(ClockJob.objects.values_list("name", "failure")) == {(job.name, "") for job in clock.JOBS}


def test_every_job_has_a_name_of_its_own():
    names = [job.name for job in clock.JOBS]
    assert len(names) == len(set(names)) and {"publish-scheduled", "withdraw-expired"} <= set(names)
