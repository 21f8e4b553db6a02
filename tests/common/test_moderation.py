"""A change written by one person and decided by another."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry, Site, WorkflowState

from common.errors import NotAllowed, Refusal, Stale
from common.models import SiteIdentity, Submission, SubmissionOutcome
from common.moderation import (
    approve,
    change_decided,
    change_submitted,
    open_change,
    publish_own,
    send_back,
    submit_changes,
)
from producers.models import Producer
from products.models import Product
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db


def draft_of(record, **values):
    draft = type(record).objects.get(pk=record.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


def seen(record):
    """What the review screen posts: the latest revision's id and time."""
    revision = type(record).objects.get(pk=record.pk).latest_revision
    return {"revision_id": revision.pk, "seen_at": revision.created_at}


def log_of(record):
    return list(
        ModelLogEntry.objects.filter(object_id=str(record.pk), action__startswith="moderation.")
        .order_by("pk")
        .values_list("action", "user__username")
    )


@pytest.fixture
def product(workshop):
    return ProductFactory(producer=workshop, name_vi="Miến dong", summary_vi="")


def test_a_submitted_change_waits_and_the_public_row_stays(product, producer):
    submission = submit_changes(draft_of(product, name_vi="Miến dong tráng tay"), by=producer)
    assert Product.objects.get(pk=product.pk).name_vi == "Miến dong"
    assert open_change(product) == submission and submission.is_open
    assert product.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert log_of(product) == [("moderation.submit", "chu-co-so")]


def test_another_person_publishes_exactly_what_they_saw(product, producer, moderator):
    submit_changes(draft_of(product, name_vi="Miến dong tráng tay"), by=producer)
    record = approve(**seen(product), by=moderator, comment="Tốt.")
    assert record.name_vi == "Miến dong tráng tay" and record.live and not record.has_unpublished_changes
    [submission] = Submission.objects.about(product)
    assert (submission.outcome, submission.decided_by, submission.reason) == ("approved", moderator, "Tốt.")
    assert [state.status for state in product.workflow_states] == [WorkflowState.STATUS_APPROVED]
    assert log_of(product)[-1] == ("moderation.approve", "kiem-duyet")


def test_a_change_resubmitted_keeps_its_place_in_the_queue(product, producer, helper):
    first = submit_changes(draft_of(product, name_vi="Miến dong một"), by=producer)
    second = submit_changes(draft_of(product, name_vi="Miến dong hai"), by=helper)
    assert second.pk == first.pk and second.submitted_at == first.submitted_at
    assert second.submitted_by == helper and second.revision_id != first.revision_id
    assert product.current_workflow_task_state.revision_id == second.revision_id


def test_what_changed_meanwhile_is_not_approved(product, producer, helper, moderator):
    submit_changes(draft_of(product, name_vi="Miến dong một"), by=producer)
    before = seen(product)
    submit_changes(draft_of(product, name_vi="Miến dong hai"), by=helper)
    with pytest.raises(Stale):
        approve(**before, by=moderator)
    with pytest.raises(Stale):
        send_back(**before, by=moderator, reason="Sai tên.")
    assert Product.objects.get(pk=product.pk).name_vi == "Miến dong"


def test_a_revision_overwritten_by_autosave_is_not_approved(product, producer, moderator):
    submission = submit_changes(draft_of(product, name_vi="Miến dong một"), by=producer)
    before = seen(product)
    draft_of(product, name_vi="Mua ngay!").save_revision(user=producer, overwrite_revision=submission.revision)
    assert seen(product)["revision_id"] == before["revision_id"]
    with pytest.raises(Stale):
        approve(**before, by=moderator)


def test_two_moderators_one_outcome_and_the_second_is_told(product, producer, moderator, director):
    submit_changes(draft_of(product, name_vi="Miến dong tráng tay"), by=producer)
    both_saw = seen(product)
    approve(**both_saw, by=moderator)
    with pytest.raises(Stale, match="người khác xử lý"):
        approve(**both_saw, by=director)
    with pytest.raises(Stale):
        send_back(**both_saw, by=director, reason="Thiếu ảnh.")
    assert Submission.objects.about(product).count() == 1


def test_nobody_approves_what_they_wrote_even_a_part(product, producer, moderator, director):
    submit_changes(draft_of(product, name_vi="Miến dong tráng tay"), by=producer)
    draft_of(product, summary_vi="Sửa một chữ.").save_revision(user=moderator)
    with pytest.raises(NotAllowed):
        approve(**seen(product), by=moderator)
    assert approve(**seen(product), by=director).summary_vi == "Sửa một chữ."


def test_having_written_what_is_live_already_is_no_obstacle(product, producer, editor, moderator):
    draft_of(product, name_vi="Miến của cán bộ").save_revision(user=moderator)
    publish_own(**seen(product), by=moderator)
    submit_changes(draft_of(product, name_vi="Miến của cơ sở"), by=producer)
    assert approve(**seen(product), by=moderator).name_vi == "Miến của cơ sở"


def test_a_producer_with_staff_rights_approves_nothing_of_their_own(product, producer, staff_producer, moderator):
    submit_changes(draft_of(product, name_vi="Của tôi"), by=staff_producer)
    with pytest.raises(NotAllowed):
        approve(**seen(product), by=staff_producer)
    send_back(**seen(product), by=moderator, reason="Ghi rõ hơn.")
    with pytest.raises(NotAllowed):
        publish_own(**seen(product), by=staff_producer)
    submit_changes(draft_of(product, name_vi="Của người nhà"), by=producer)
    with pytest.raises(NotAllowed):  # written by another member of the same workshop
        approve(**seen(product), by=staff_producer)
    assert Product.objects.get(pk=product.pk).name_vi == "Miến dong"


@pytest.mark.parametrize("name", ["producer", "rival_producer", "helper", "editor", "fair_officer"])
def test_only_reviewers_decide(product, producer, name, request):
    submit_changes(draft_of(product, name_vi="Miến dong tráng tay"), by=producer)
    person = request.getfixturevalue(name)
    with pytest.raises(NotAllowed):
        approve(**seen(product), by=person)
    with pytest.raises(NotAllowed):
        send_back(**seen(product), by=person, reason="Không.")
    assert open_change(product) is not None


def test_a_change_sent_back_says_why_and_comes_again(product, producer, moderator):
    submit_changes(draft_of(product, name_vi="Miến số 1 thế giới"), by=producer)
    with pytest.raises(Refusal, match="điều cần sửa"):
        send_back(**seen(product), by=moderator, reason="  ")
    submission = send_back(**seen(product), by=moderator, reason="Bỏ chữ “số 1 thế giới”.")
    assert submission.outcome == SubmissionOutcome.RETURNED and open_change(product) is None
    assert product.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    again = submit_changes(draft_of(product, name_vi="Miến dong tráng tay"), by=producer)
    assert again.pk != submission.pk
    assert product.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert approve(**seen(product), by=moderator).name_vi == "Miến dong tráng tay"


def test_nothing_is_published_past_the_review(product, producer, editor, moderator):
    submit_changes(draft_of(product, name_vi="Miến dong tráng tay"), by=producer)
    draft = draft_of(product, name_vi="Cán bộ sửa")
    revision = draft.save_revision(user=editor)
    for publish in (
        lambda: publish_own(**seen(product), by=editor),
        lambda: revision.publish(user=editor),
        lambda: revision.publish(user=editor, skip_permission_checks=True),
        revision.publish,
    ):
        with pytest.raises(PermissionDenied):
            publish()
    assert Product.objects.get(pk=product.pk).name_vi == "Miến dong"


def test_wagtails_own_workflow_offers_nobody_an_action(product, producer, director):
    submit_changes(draft_of(product, name_vi="Miến dong tráng tay"), by=producer)
    director.is_superuser = True
    assert product.current_workflow_task.get_actions(product, director) == []


def test_staff_publish_their_own_work(product, editor):
    draft_of(product, name_vi="Miến dong tráng tay").save_revision(user=editor)
    assert publish_own(**seen(product), by=editor).name_vi == "Miến dong tráng tay"
    assert log_of(product) == [("moderation.publish", "bien-tap")]


def test_two_editors_publish_at_once_and_the_second_is_told(product, editor, moderator):
    draft_of(product, name_vi="Bản của Mai").save_revision(user=editor)
    mai_saw = seen(product)
    draft_of(product, name_vi="Bản của Sơn").save_revision(user=moderator)
    publish_own(**seen(product), by=moderator)
    with pytest.raises(Stale):
        publish_own(**mai_saw, by=editor)
    assert Product.objects.get(pk=product.pk).name_vi == "Bản của Sơn"


def test_a_centre_may_ask_for_a_second_person(product, editor, moderator):
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.second_person = True
    identity.save()
    draft = draft_of(product, name_vi="Miến dong tráng tay")
    draft.save_revision(user=editor)
    with pytest.raises(NotAllowed, match="người thứ hai"):
        publish_own(**seen(product), by=editor)
    submit_changes(draft_of(product), by=editor)
    assert approve(**seen(product), by=moderator).name_vi == "Miến dong tráng tay"


def test_a_fair_officer_publishes_no_product(product, fair_officer):
    draft_of(product, name_vi="Miến").save_revision(user=fair_officer)
    with pytest.raises(NotAllowed):
        publish_own(**seen(product), by=fair_officer)


def test_wrong_content_is_named_not_published(product, producer, moderator):
    submit_changes(draft_of(product, name_vi="Miến dong tráng tay"), by=producer)
    draft_of(product, name_vi="").save_revision(user=producer, clean=False)
    with pytest.raises(Refusal) as refusal:
        approve(**seen(product), by=moderator)
    assert refusal.value.details
    assert open_change(product) is not None and Product.objects.get(pk=product.pk).name_vi == "Miến dong"
    with pytest.raises(ValidationError):
        submit_changes(draft_of(product, name_vi=""), by=producer)


def test_a_new_record_is_no_public_row(workshop, producer, moderator):
    new = Product(name_vi="Bột dong", slug="bot-dong", producer=workshop)
    submit_changes(new, by=producer)
    assert not Product.objects.published().filter(pk=new.pk).exists()
    approve(**seen(new), by=moderator)
    assert Product.objects.published().filter(pk=new.pk).exists()


def test_an_archived_record_takes_no_change(product, producer):
    Product.objects.filter(pk=product.pk).update(archived_at=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC))
    with pytest.raises(Refusal, match="cất vào kho"):
        submit_changes(draft_of(product, name_vi="Miến"), by=producer)


class TestByRule:
    """A trusted producer's harmless fields."""

    def submit(self, record, by, trusted=True, **values):
        return submit_changes(draft_of(record, **values), by=by, trusted=lambda user: trusted)

    def test_go_through_at_once_and_are_logged(self, product, producer):
        submission = self.submit(product, producer, available_months=[11, 12], lead_time_days_least=3)
        assert (submission.outcome, submission.decided_by) == (SubmissionOutcome.BY_RULE, None)
        assert Product.objects.get(pk=product.pk).available_months == [11, 12]
        entry = ModelLogEntry.objects.get(action="moderation.by_rule")
        assert entry.user == producer and entry.data["fields"] == ["available_months", "lead_time_days_least"]
        assert open_change(product) is None

    def test_wait_when_anything_else_changed(self, product, producer):
        assert self.submit(product, producer, available_months=[11], name_vi="Mua ngay").is_open

    def test_wait_when_the_producer_is_not_trusted(self, product, producer):
        assert self.submit(product, producer, trusted=False, available_months=[11]).is_open

    def test_wait_behind_a_change_that_waits(self, product, producer):
        self.submit(product, producer, name_vi="Miến khác")
        assert self.submit(product, producer, available_months=[11], name_vi="Miến khác").is_open

    def test_carry_nothing_that_another_wrote_and_nobody_saw(self, product, producer, editor):
        draft_of(product, available_months=[1]).save_revision(user=editor)
        assert self.submit(product, producer, lead_time_days_least=3).is_open

    def test_wait_while_the_record_is_not_public(self, workshop, producer):
        hidden = ProductFactory(producer=workshop, draft=True)
        assert self.submit(hidden, producer, available_months=[11]).is_open


def test_listeners_hear_after_commit(product, producer, moderator, django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, submission, **kwargs):
        heard.append((sender, submission.outcome))

    change_submitted.connect(listen)
    change_decided.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            submit_changes(draft_of(product, name_vi="Miến dong tráng tay"), by=producer)
            assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            approve(**seen(product), by=moderator)
    finally:
        change_submitted.disconnect(listen)
        change_decided.disconnect(listen)
    assert heard == [(Product, ""), (Product, SubmissionOutcome.APPROVED)]


def test_saving_a_producers_draft_leaves_the_row_alone(workshop, producer):
    submit_changes(draft_of(workshop, name_vi="Tên khác"), by=producer)
    fresh = Producer.objects.get(pk=workshop.pk)
    assert fresh.name_vi == "Hợp tác xã Miến dong Bình Lư" and fresh.search_key.startswith("hop tac xa mien dong")
