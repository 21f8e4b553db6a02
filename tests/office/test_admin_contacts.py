"""Beside a producer's profile: contacts with their consent, verification, members."""

import pytest
from django.urls import reverse

from producers.models import ContactChannel, Membership, Verification
from tests.cast import sign_up, signed_in
from tests.factories.producers import ContactChannelFactory, MembershipFactory, ProducerFactory

pytestmark = pytest.mark.django_db

CONSENT = "Chị Hoa nói qua điện thoại ngày 3/6: đồng ý công bố số này."
NUMBER = "0987 654 321"


@pytest.fixture
def browser(editor):
    return signed_in(editor)


def at(name, *keys):
    return reverse(f"office:{name}", args=keys)


def words(answer):
    return answer.content.decode()


def on_the_site(buyer, producer):
    """The digits of the public page, however they are grouped."""
    return "".join(filter(str.isdigit, words(buyer.get(producer.get_absolute_url()))))


def test_a_number_is_public_from_its_consent_to_its_withdrawal(workshop, browser, buyer, editor):
    answer = browser.post(at("channels", workshop.pk), {"kind": "phone", "value": NUMBER, "is_for_delivery": "on"})
    assert answer.status_code == 302
    channel = ContactChannel.objects.get(producer=workshop)
    assert channel.is_for_delivery and "0987654321" not in on_the_site(buyer, workshop)
    assert browser.post(at("consent", workshop.pk, channel.pk), {"text": CONSENT}).status_code == 302
    channel.refresh_from_db()
    assert (channel.consent_text, channel.consent_recorded_by) == (CONSENT, editor) and channel.consent_given_at
    assert "0987654321" in on_the_site(buyer, workshop)
    assert CONSENT in words(browser.get(at("channels", workshop.pk)))
    assert browser.post(at("withdraw_consent", workshop.pk, channel.pk)).status_code == 302
    assert "0987654321" not in on_the_site(buyer, workshop)
    shown = words(browser.get(at("channels", workshop.pk)))
    assert "Rút đồng ý lúc" in shown and NUMBER in shown


def test_a_consent_needs_its_words_and_is_given_once(workshop, browser):
    channel = ContactChannelFactory(producer=workshop)
    assert browser.post(at("consent", workshop.pk, channel.pk), {"text": ""}).status_code == 200
    browser.post(at("consent", workshop.pk, channel.pk), {"text": CONSENT})
    again = browser.post(at("consent", workshop.pk, channel.pk), {"text": "Lần nữa."})
    assert again.status_code == 409 and "đã được đồng ý công bố" in words(again) and "Lần nữa." in words(again)


def test_what_is_no_address_is_refused_with_what_was_typed(workshop, browser):
    answer = browser.post(at("channels", workshop.pk), {"kind": "email", "value": "hoa tại nhà"})
    assert "hoa tại nhà" in words(answer) and not workshop.channels.exists()


def test_a_public_channel_is_not_simply_removed(workshop, browser):
    channel = ContactChannelFactory(producer=workshop, public=True)
    answer = browser.post(at("remove_channel", workshop.pk, channel.pk), follow=True)
    assert "ghi việc rút đồng ý trước" in words(answer) and workshop.channels.exists()
    browser.post(at("withdraw_consent", workshop.pk, channel.pk))
    assert "Đã bỏ kênh" in words(browser.post(at("remove_channel", workshop.pk, channel.pk), follow=True))
    assert not workshop.channels.exists()


def test_withdrawing_twice_says_so(workshop, browser):
    channel = ContactChannelFactory(producer=workshop, withdrawn=True)
    answer = browser.post(at("withdraw_consent", workshop.pk, channel.pk), follow=True)
    assert "không còn được công bố" in words(answer)


def test_another_producers_channel_is_not_found_here(workshop, browser):
    channel = ContactChannelFactory(public=True)
    for name in ("consent", "withdraw_consent", "remove_channel"):
        answer = browser.post(at(name, workshop.pk, channel.pk), {"text": CONSENT}, follow=True)
        assert answer.status_code in {404, 405}
    channel.refresh_from_db()
    assert channel.is_public


def test_a_merged_producer_is_not_found(workshop, director):
    gone, browser = ProducerFactory(merged_into=workshop), signed_in(director)
    for name in ("channels", "verify", "members", "trust"):
        assert browser.get(at(name, gone.pk), follow=True).status_code == 404


@pytest.mark.parametrize("person", ["fair_officer", "producer", "rival_producer", "helper"])
def test_contacts_are_the_staffs_who_edit(person, request, workshop):
    channel = ContactChannelFactory(producer=workshop, value=NUMBER)
    browser = signed_in(request.getfixturevalue(person))
    for name, keys in (
        ("channels", [workshop.pk]),
        ("verify", [workshop.pk]),
        ("members", [workshop.pk]),
        ("consent", [workshop.pk, channel.pk]),
    ):
        for answer in (browser.get(at(name, *keys)), browser.post(at(name, *keys), {"text": CONSENT, "note": "x"})):
            assert answer.status_code == 302 and NUMBER not in words(answer)
    channel.refresh_from_db()
    assert not channel.is_public and not Verification.objects.exists()


def test_verification_names_the_papers_that_were_seen(workshop, browser, editor):
    note = "Giấy đăng ký kinh doanh số 46A8001234."
    assert "chưa được xác minh" in words(browser.get(at("verify", workshop.pk)))
    assert browser.post(at("verify", workshop.pk), {"note": ""}).status_code == 200
    assert browser.post(at("verify", workshop.pk), {"note": note}).status_code == 302
    assert Verification.objects.get(producer=workshop).verified_by == editor
    assert note in words(browser.get(at("verify", workshop.pk)))


def test_a_member_edits_until_it_is_over(workshop, browser):
    who = sign_up("chi-hoa", "Hoa")
    answer = browser.post(at("members", workshop.pk), {"who": "chi-hoa", "role": "owner"})
    assert answer.status_code == 302 and workshop.is_party(who)
    twice = browser.post(at("members", workshop.pk), {"who": "chi-hoa", "role": "owner"})
    assert twice.status_code == 409 and "đã là thành viên" in words(twice) and "chi-hoa" in words(twice)
    unknown = browser.post(at("members", workshop.pk), {"who": "ai-do", "role": "owner"})
    assert "Không có tài khoản nào như vậy" in words(unknown) and "ai-do" in words(unknown)
    membership = Membership.objects.get(user=who)
    browser.post(at("end_member", workshop.pk, membership.pk))
    assert not workshop.is_party(who)
    assert "đã thôi là thành viên" in words(browser.post(at("end_member", workshop.pk, membership.pk), follow=True))


def test_another_producers_member_is_not_ended_here(workshop, browser):
    membership = MembershipFactory()
    assert browser.post(at("end_member", workshop.pk, membership.pk)).status_code in {302, 404}
    membership.refresh_from_db()
    assert membership.ended_at is None
