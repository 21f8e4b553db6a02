"""What is recorded about an award in the office: done, refused with what was typed kept, and who may not."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from products.models import Award, AwardEventKind, AwardState, Evidence
from products.services.amendments import revoke_award
from tests.cast import signed_in
from tests.factories.products import AwardFactory, DecisionFactory, DocumentFactory, ProductFactory

pytestmark = pytest.mark.django_db

SCREENS = ("correct_award", "check_award", "supersede_award", "revoke_award", "reinstate_award")
REASON = "Theo văn bản số 12/SCT ngày 3/6."


@pytest.fixture
def award():
    return AwardFactory(product=ProductFactory(name_vi="Miến dong"), place="xã Bình Lư")


@pytest.fixture
def browser(editor):
    return signed_in(editor)


def address(name, award):
    return reverse(f"office:{name}", args=[award.pk])


def standing(award):
    return Award.objects.with_standing().get(pk=award.pk).standing


def as_shown(browser, name, award):
    """The form's fields as the screen shows them."""
    form = browser.get(address(name, award)).context["form"]
    shown = {field.html_name: field.value() for field in form}
    return {key: "" if value is None else value for key, value in shown.items()}


def words(answer):
    return answer.content.decode()


def test_a_correction_is_recorded_beside_what_was_entered(browser, award, editor):
    typed = {**as_shown(browser, "correct_award", award), "place": "xã Bình Lư, tỉnh Lai Châu", "reason": REASON}
    answer = browser.post(address("correct_award", award), typed)
    assert answer["Location"] == reverse("awards:inspect", args=[award.pk])
    event = award.events.get()
    assert (event.kind, event.reason, event.by) == (AwardEventKind.CORRECTED, REASON, editor)
    assert event.changes == {"place": ["xã Bình Lư", "xã Bình Lư, tỉnh Lai Châu"]}
    page = words(browser.get(answer["Location"]))
    assert "xã Bình Lư, tỉnh Lai Châu" in page and "đã đính chính" in page and REASON in page
    assert Award.objects.get(pk=award.pk).place == "xã Bình Lư"


def test_a_correction_that_corrects_nothing_is_refused(browser, award):
    typed = {**as_shown(browser, "correct_award", award), "reason": REASON}
    answer = browser.post(address("correct_award", award), typed)
    assert answer.status_code == 409 and "giống hệt nội dung đang có" in words(answer) and REASON in words(answer)
    assert not award.events.exists()


def test_a_correction_whose_days_cross_is_refused(browser, award):
    typed = {**as_shown(browser, "correct_award", award), "valid_until": "2020-01-01", "reason": REASON}
    answer = browser.post(address("correct_award", award), typed)
    assert answer.status_code == 409 and "phải sau ngày công nhận" in words(answer) and "2020-01-01" in words(answer)


def test_a_transcribed_award_is_checked_against_its_decision(browser):
    award, decision = AwardFactory(transcribed=True), DecisionFactory()
    assert not standing(award).is_checked
    typed = {"date": timezone.localdate().isoformat(), "decision": decision.pk, "reason": REASON}
    assert browser.post(address("check_award", award), typed).status_code == 302
    now = standing(award)
    assert (now.evidence, now.decision) == (Evidence.CHECKED, decision)
    assert award.events.get().document == decision.file


def test_checking_takes_the_paper_that_was_read(browser):
    award, paper = AwardFactory(transcribed=True), DocumentFactory()
    typed = {"date": timezone.localdate().isoformat(), "decision": DecisionFactory(file=None).pk, "reason": REASON}
    refused = browser.post(address("check_award", award), typed)
    assert refused.status_code == 409 and "đính kèm bản quyết định" in words(refused) and REASON in words(refused)
    assert browser.post(address("check_award", award), {**typed, "document": paper.pk}).status_code == 302
    assert award.events.get().document == paper


def test_nothing_is_checked_twice_or_tomorrow(browser, award):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    typed = {"date": tomorrow.isoformat(), "reason": REASON}
    assert "không thể ở tương lai" in words(browser.post(address("check_award", award), typed))
    typed["date"] = timezone.localdate().isoformat()
    assert "đã được đối chiếu" in words(browser.post(address("check_award", award), typed))


def test_another_award_takes_its_place(browser, award):
    newer = AwardFactory(product=award.product)
    typed = {"superseded_by": newer.code.lower(), "effective_date": "2025-06-01", "reason": REASON}
    assert browser.post(address("supersede_award", award), typed).status_code == 302
    assert standing(award).superseded_by == newer
    page = words(browser.get(reverse("awards:inspect", args=[award.pk])))
    assert reverse("awards:inspect", args=[newer.pk]) in page and "Bỏ việc thu hồi, thay thế" in page
    circle = {"superseded_by": award.code, "effective_date": "2025-06-01", "reason": REASON}
    refused = browser.post(address("supersede_award", newer), circle)
    assert refused.status_code == 409 and "chính công nhận này" in words(refused) and award.code in words(refused)


@pytest.mark.parametrize(("code", "sentence"), [("K7Q", "tám ký tự"), ("ZZZZ-ZZZZ", "Không có mã này")])
def test_a_code_that_leads_nowhere_is_told_beside_the_field(code, sentence, browser, award):
    typed = {"superseded_by": code, "effective_date": "2025-06-01", "reason": REASON}
    answer = browser.post(address("supersede_award", award), typed)
    assert answer.status_code == 200 and REASON in words(answer) and code in words(answer)
    assert sentence in words(answer) or "Xin xem lại" in words(answer)


def test_a_revoked_award_says_so_everywhere_and_can_be_reinstated(browser, award):
    day = timezone.localdate().isoformat()
    assert browser.post(address("revoke_award", award), {"effective_date": day, "reason": REASON}).status_code == 302
    assert standing(award).state == AwardState.REVOKED
    twice = browser.post(address("revoke_award", award), {"effective_date": day, "reason": "Lần nữa."})
    assert twice.status_code == 409 and "đã bị thu hồi" in words(twice) and "Lần nữa." in words(twice)
    assert browser.post(address("reinstate_award", award), {"reason": "Thu hồi nhầm mã."}).status_code == 302
    assert standing(award).state == AwardState.IN_FORCE
    page = words(browser.get(reverse("awards:inspect", args=[award.pk])))
    assert REASON in page and "Thu hồi nhầm mã." in page


def test_revoking_before_the_award_was_granted_is_refused(browser, award):
    answer = browser.post(address("revoke_award", award), {"effective_date": "2019-01-01", "reason": REASON})
    assert answer.status_code == 409 and "trước ngày công nhận" in words(answer)
    assert "2019-01-01" in words(answer) and REASON in words(answer)
    assert standing(award).state == AwardState.IN_FORCE


def test_what_is_in_force_needs_no_reinstating(browser, award):
    answer = browser.post(address("reinstate_award", award), {"reason": REASON})
    assert answer.status_code == 409 and "không bị thu hồi" in words(answer) and REASON in words(answer)


@pytest.mark.parametrize("name", SCREENS)
def test_every_entry_asks_for_its_reason(name, browser, award):
    answer = browser.post(address(name, award), {})
    assert answer.status_code == 200 and answer.context["form"].has_error("reason")
    assert not award.events.exists()


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("person", ["moderator", "fair_officer", "producer", "rival_producer", "helper"])
def test_others_record_nothing(person, name, request, award):
    browser = signed_in(request.getfixturevalue(person))
    typed = {"reason": REASON, "effective_date": "2025-06-01", "date": "2025-06-01", "place": "nơi khác"}
    for answer in (browser.get(address(name, award)), browser.post(address(name, award), typed)):
        assert answer.status_code == 302 and "admin" in answer["Location"]
    assert not award.events.exists()


@pytest.mark.parametrize("name", SCREENS)
def test_a_visitor_signs_in_first(name, buyer, award):
    assert "login" in buyer.post(address(name, award), {"reason": REASON})["Location"]
    assert not award.events.exists()


@pytest.mark.parametrize("name", SCREENS)
def test_an_award_that_is_not_there_is_not_found(name, browser):
    assert browser.get(reverse(f"office:{name}", args=[987654]), follow=True).status_code == 404


def test_a_moderator_reads_an_award_and_is_offered_no_entry(moderator, award):
    revoke_award(award=award, effective_date=timezone.localdate(), reason=REASON, by=moderator)
    page = words(signed_in(moderator).get(reverse("awards:inspect", args=[award.pk])))
    assert REASON in page and "Ghi thêm vào sổ" not in page
