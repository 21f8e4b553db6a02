"""The centre keeps a producer's profile, contacts and members, and every act is on record."""

import pytest
from wagtail.models import ModelLogEntry

from common.errors import Refusal
from producers.models import ContactChannel, MembershipRole, Producer
from producers.services import (
    add_member,
    archive_producer,
    create_producer,
    end_membership,
    record_consent,
    restore_producer,
    verify_producer,
    withdraw_consent,
)
from producers.signals import producers_changed
from tests.factories.producers import ContactChannelFactory, ProducerFactory, UserFactory

pytestmark = pytest.mark.django_db
CONSENT = "Tôi đồng ý công bố số điện thoại này trên trang."


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def producer():
    return ProducerFactory()


@pytest.fixture
def channel(producer):
    return ContactChannelFactory(producer=producer)


def last_act(producer: Producer) -> ModelLogEntry:
    return ModelLogEntry.objects.for_instance(producer).first()


def test_a_new_producer_is_a_draft_with_an_address_of_its_own(officer):
    first = create_producer(data={"name_vi": "Hợp tác xã Miến Đồng"}, by=officer)
    second = create_producer(data={"name_vi": "Hợp tác xã Miến Dong"}, by=officer)
    assert (first.slug, second.slug) == ("hop-tac-xa-mien-dong", "hop-tac-xa-mien-dong-2")
    assert not first.is_public and first.latest_revision.user == officer
    assert last_act(first).action == "producers.create"


@pytest.mark.parametrize("data", [{"name_vi": ""}, {"name_vi": "A", "slug": "b"}, {"name_vi": "A", "founded_year": 3}])
def test_a_profile_that_cannot_be_is_refused_and_nothing_is_kept(officer, data):
    with pytest.raises(Refusal):
        create_producer(data=data, by=officer)
    assert not Producer.objects.exists()


def test_a_channel_is_public_only_while_its_consent_stands(channel, officer):
    assert not ContactChannel.objects.public().exists()
    record_consent(channel=channel, text=CONSENT, by=officer)
    shown = ContactChannel.objects.public().get()
    assert (shown.consent_text, shown.consent_recorded_by) == (CONSENT, officer)
    withdraw_consent(channel=channel, by=officer)
    assert not ContactChannel.objects.public().exists()
    assert ContactChannel.objects.for_delivery().exists()


def test_consent_given_again_starts_anew_and_the_log_keeps_both(channel, officer):
    record_consent(channel=channel, text=CONSENT, by=officer)
    withdraw_consent(channel=channel, by=officer)
    record_consent(channel=channel, text="Tôi đồng ý lại.", by=officer)
    assert ContactChannel.objects.public().get().consent_text == "Tôi đồng ý lại."
    actions = ModelLogEntry.objects.for_instance(channel.producer).order_by("pk")
    assert [(entry.action, entry.data.get("text")) for entry in actions] == [
        ("producers.record_consent", CONSENT),
        ("producers.withdraw_consent", None),
        ("producers.record_consent", "Tôi đồng ý lại."),
    ]


def test_publishing_a_draft_brings_no_withdrawn_consent_back(channel, officer):
    record_consent(channel=channel, text=CONSENT, by=officer)
    draft = channel.producer.save_revision(user=officer)
    withdraw_consent(channel=channel, by=officer)
    draft.publish()
    assert not ContactChannel.objects.public().exists()


def test_consent_without_words_or_twice_is_refused(channel, officer):
    with pytest.raises(Refusal, match="nguyên văn"):
        record_consent(channel=channel, text="  ", by=officer)
    with pytest.raises(Refusal, match="không còn được công bố"):
        withdraw_consent(channel=channel, by=officer)
    record_consent(channel=channel, text=CONSENT, by=officer)
    with pytest.raises(Refusal, match="đã được đồng ý"):
        record_consent(channel=channel, text=CONSENT, by=officer)


def test_verifying_names_its_basis_and_can_be_renewed(producer, officer):
    with pytest.raises(Refusal, match="căn cứ"):
        verify_producer(producer=producer, note=" ", by=officer)
    verify_producer(producer=producer, note="ĐKKD 17A8000123", by=officer)
    renewed = verify_producer(producer=producer, note="ĐKKD 17A8000123, bản 2026", by=officer)
    assert producer.verification == renewed and renewed.verified_by == officer


def test_members_come_and_go_and_their_past_stays(producer, officer):
    person = UserFactory()
    membership = add_member(producer=producer, user=person, role=MembershipRole.HELPER, by=officer)
    with pytest.raises(Refusal, match="đã là thành viên"):
        add_member(producer=producer, user=person, role=MembershipRole.OWNER, by=officer)
    end_membership(membership=membership, by=officer)
    with pytest.raises(Refusal, match="đã thôi"):
        end_membership(membership=membership, by=officer)
    add_member(producer=producer, user=person, role=MembershipRole.OWNER, by=officer)
    assert producer.memberships.count() == 2 and producer.memberships.current().count() == 1


def test_nobody_whose_account_is_closed_becomes_a_member(producer, officer):
    with pytest.raises(Refusal, match="ngừng hoạt động"):
        add_member(producer=producer, user=UserFactory(is_active=False), role=MembershipRole.OWNER, by=officer)


def test_archiving_hides_and_restoring_shows(producer, officer):
    with pytest.raises(Refusal, match="lý do"):
        archive_producer(producer=producer, reason="", by=officer)
    archive_producer(producer=producer, reason="Ngừng hoạt động.", by=officer)
    assert not Producer.objects.published().exists()
    assert last_act(producer).data["reason"] == "Ngừng hoạt động."
    with pytest.raises(Refusal, match="đã ở trong kho"):
        archive_producer(producer=producer, reason="Lần nữa.", by=officer)
    restore_producer(producer=producer, by=officer)
    assert Producer.objects.published().get() == producer
    with pytest.raises(Refusal, match="không ở trong kho"):
        restore_producer(producer=producer, by=officer)


def test_changes_are_announced_after_commit_with_the_id(channel, officer, django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, ids, **_rest):
        heard.append((sender, ids))

    producers_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            record_consent(channel=channel, text=CONSENT, by=officer)
            assert heard == []
    finally:
        producers_changed.disconnect(listen)
    assert heard == [(Producer, (channel.producer_id,))]
