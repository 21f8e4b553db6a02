"""What happens to an award after it was granted, told as events; what pages show is their sum."""

import datetime
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from common.errors import Refusal
from products.models import Award, AwardEvent, AwardEventKind, AwardStanding, AwardState, Evidence
from products.services.amendments import (
    check_award,
    correct_award,
    reinstate_award,
    revoke_award,
    supersede_award,
)
from products.services.merging import merge_products
from products.services.standing import project_standings, standing_as_of
from tests.factories.producers import UserFactory
from tests.factories.products import AwardFactory, DecisionFactory, DocumentFactory, ProductFactory

pytestmark = pytest.mark.django_db
REASON = "Theo công văn của Sở."
DAY = datetime.timedelta(days=1)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def award():
    return AwardFactory(transcribed=True)


def standing(award: Award) -> AwardStanding:
    return AwardStanding.objects.get(pk=award.pk)


def test_a_correction_shows_on_the_page_and_the_entry_keeps_its_words(award, officer):
    changes = {"place": "xã Bản Bo", "year": 2022, "valid_until": datetime.date(2026, 12, 31)}
    event = correct_award(award=award, changes=changes, reason=REASON, by=officer)
    now = standing(award)
    assert (now.place, now.year, now.valid_until, now.is_corrected) == (*changes.values(), True)
    award.refresh_from_db()
    assert award.place == "xã Bình Lư, tỉnh Lai Châu" and award.year == 2024 and award.round.year == 2024
    assert event.changes["year"] == [2024, 2022] and event.changes["valid_until"][1] == "2026-12-31"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "X"}, "code"),
        ({"product": 3}, "product"),
        ({"product_name": " "}, "tên sản phẩm khi công nhận"),
        ({"year": "hai nghìn"}, "năm"),
        ({"year": 1800}, "năm"),
        ({"level": "galaxy"}, "cấp"),
        ({"valid_until": "2026-12-31"}, "có hiệu lực đến"),
        ({"certificate_no": "x" * 61}, "số giấy chứng nhận"),
        ({"valid_until": datetime.date(2001, 1, 1)}, "sau ngày công nhận"),
        ({"place": "xã Bình Lư, tỉnh Lai Châu"}, "giống hệt"),
        ({}, "giống hệt"),
    ],
)
def test_an_impossible_or_empty_correction_is_refused_in_words(award, officer, changes, words):
    with pytest.raises(Refusal, match=words):
        correct_award(award=award, changes=changes, reason=REASON, by=officer)
    assert not award.events.exists()


def test_every_act_needs_a_reason_and_leaves_one_log_entry(award, officer):
    with pytest.raises(Refusal, match="lý do"):
        revoke_award(award=award, effective_date=timezone.localdate(), reason=" ", by=officer)
    revoke_award(award=award, effective_date=timezone.localdate(), reason=REASON, by=officer)
    [entry] = ModelLogEntry.objects.for_instance(award)
    assert entry.action == "products.award_revoked" and entry.user == officer
    assert entry.message == "Đã thu hồi công nhận"


def test_checking_needs_the_decision_and_its_paper(award, officer):
    today = timezone.localdate()
    with pytest.raises(Refusal, match="chọn quyết định"):
        check_award(award=award, date=today, reason=REASON, by=officer)
    with pytest.raises(Refusal, match="bản quyết định"):
        check_award(award=award, date=today, decision=DecisionFactory(file=None), reason=REASON, by=officer)
    with pytest.raises(Refusal, match="chưa công bố"):
        check_award(award=award, date=today, decision=DecisionFactory(draft=True), reason=REASON, by=officer)
    with pytest.raises(Refusal, match="tương lai"):
        check_award(award=award, date=today + DAY, reason=REASON, by=officer)
    decision = DecisionFactory()
    check_award(award=award, date=today, decision=decision, reason=REASON, by=officer)
    now = standing(award)
    assert now.is_checked and (now.checked_date, now.checked_by, now.decision) == (today, officer, decision)
    assert award.events.get().document == decision.file
    with pytest.raises(Refusal, match="đã được đối chiếu"):
        check_award(award=award, date=today, document=DocumentFactory(), reason=REASON, by=officer)


def test_an_award_entered_from_the_decision_itself_is_checked_from_the_start():
    award = AwardFactory(checked=True)
    assert award.standing.checked_by == award.created_by
    assert award.standing.checked_date == timezone.localdate()


def test_a_revoked_award_was_worth_something_until_the_day(award, officer):
    today = timezone.localdate()
    revoke_award(award=award, effective_date=today + 7 * DAY, reason=REASON, by=officer)
    assert standing(award).state_on(today) is AwardState.IN_FORCE
    assert standing(award).state_on(today + 7 * DAY) is AwardState.REVOKED


def test_what_is_settled_cannot_be_settled_again(award, officer):
    today, other = timezone.localdate(), AwardFactory()
    revoke_award(award=award, effective_date=today, reason=REASON, by=officer)
    with pytest.raises(Refusal, match="đã bị thu hồi"):
        revoke_award(award=award, effective_date=today, reason=REASON, by=officer)
    with pytest.raises(Refusal, match="đã bị thu hồi"):
        supersede_award(award=award, superseded_by=other, effective_date=today, reason=REASON, by=officer)
    with pytest.raises(Refusal, match="đã bị thu hồi"):
        check_award(award=award, date=today, decision=DecisionFactory(), reason=REASON, by=officer)


def test_an_award_does_not_replace_itself_nor_its_own_replacement(award, officer):
    today, newer = timezone.localdate(), AwardFactory()
    with pytest.raises(Refusal, match="chính nó"):
        supersede_award(award=award, superseded_by=award, effective_date=today, reason=REASON, by=officer)
    supersede_award(award=award, superseded_by=newer, effective_date=today, reason=REASON, by=officer)
    assert standing(award).state is AwardState.SUPERSEDED and standing(award).superseded_by == newer
    with pytest.raises(Refusal, match="chính công nhận này"):
        supersede_award(award=newer, superseded_by=award, effective_date=today, reason=REASON, by=officer)


def test_a_mistaken_revocation_is_lifted_and_stays_on_record(award, officer):
    with pytest.raises(Refusal, match="không bị thu hồi"):
        reinstate_award(award=award, reason=REASON, by=officer)
    revoke_award(award=award, effective_date=timezone.localdate(), reason=REASON, by=officer)
    reinstate_award(award=award, reason="Thu hồi nhầm dòng.", by=officer)
    now = standing(award)
    assert now.state is AwardState.IN_FORCE and not now.is_corrected
    assert [event.kind for event in award.events.all()] == [AwardEventKind.REVOKED, AwardEventKind.CORRECTED]


def test_nobody_is_revoked_before_being_awarded(award, officer):
    with pytest.raises(Refusal, match="trước ngày công nhận"):
        revoke_award(award=award, effective_date=datetime.date(2001, 1, 1), reason=REASON, by=officer)


def event_on(award: Award, day: datetime.date, kind: AwardEventKind, **details) -> AwardEvent:
    noon = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    details.setdefault("effective_date", day)
    return AwardEvent.objects.create(award=award, kind=kind, recorded_at=noon, reason=REASON, **details)


def test_what_a_page_showed_on_a_day_follows_what_was_recorded_by_then(award, officer):
    entered = timezone.localdate()
    event_on(award, entered + 10 * DAY, AwardEventKind.CORRECTED, changes={"place": ["", "xã Bản Bo"]})
    backdated = {"effective_date": entered + 2 * DAY, "by": officer}
    event_on(award, entered + 20 * DAY, AwardEventKind.REVOKED, **backdated)

    assert standing_as_of(award, entered - DAY) is None
    assert standing_as_of(award, entered + 9 * DAY).place == award.place
    then = standing_as_of(award, entered + 19 * DAY)
    assert then.place == "xã Bản Bo" and then.state_on(entered + 19 * DAY) is AwardState.IN_FORCE
    assert standing_as_of(award, entered + 20 * DAY).state_on(entered + 20 * DAY) is AwardState.REVOKED


def test_which_product_showed_the_award_on_a_day(award):
    entered, here, there = timezone.localdate(), award.product_id, ProductFactory().pk
    event_on(award, entered + 10 * DAY, AwardEventKind.RELINKED, changes={"product": [here, there]})
    Award.objects.filter(pk=award.pk).update(product=there)
    award.refresh_from_db()
    assert standing_as_of(award, entered + 9 * DAY).product_id == here
    assert standing_as_of(award, entered + 10 * DAY).product_id == there


def rows(model: type[models.Model]) -> list[dict]:
    return list(model._base_manager.order_by("pk").values())


def act(number: int, award: Award, officer) -> None:
    today = timezone.localdate()
    match number:
        case 0:
            correct_award(award=award, changes={"place": "xã Bản Bo", "level": "national"}, reason=REASON, by=officer)
        case 1:
            correct_award(award=award, changes={"valid_until": None, "year": None}, reason=REASON, by=officer)
        case 2:
            check_award(award=award, date=today, decision=DecisionFactory(), reason=REASON, by=officer)
        case 3:
            revoke_award(award=award, effective_date=today, reason=REASON, by=officer)
        case 4:
            newer = AwardFactory()
            supersede_award(award=award, superseded_by=newer, effective_date=today, reason=REASON, by=officer)
        case 5:
            reinstate_award(award=award, reason=REASON, by=officer)
        case 6:
            product = Award.objects.get(pk=award.pk).product
            other = ProductFactory(producer=product.producer)
            merge_products(kept=other, merged=product, reason=REASON, by=officer)


@settings(max_examples=25)
@given(acts=st.lists(st.integers(0, 6), max_size=8))
def test_standings_thrown_away_and_made_again_are_the_same(acts):
    award, officer = AwardFactory(transcribed=True), UserFactory(staff=True)
    for number in acts:
        try:
            act(number, award, officer)
        except Refusal:
            continue  # a refused act leaves nothing behind, which is what is compared below
    stored = rows(AwardStanding)
    assert [row["evidence"] in Evidence.values for row in stored]
    today = standing_as_of(Award.objects.get(pk=award.pk), timezone.localdate())
    assert {field.attname: getattr(today, field.attname) for field in today._meta.concrete_fields} in stored
    AwardStanding.objects.all().delete()
    project_standings(Award.objects.all())
    assert rows(AwardStanding) == stored


def test_the_command_finds_and_mends_a_standing_that_was_tampered_with(award, officer, capsys):
    revoke_award(award=award, effective_date=timezone.localdate(), reason=REASON, by=officer)
    call_command("project_standings", check=True)
    AwardStanding.objects.filter(pk=award.pk).update(revoked_date=None)
    with pytest.raises(CommandError, match=award.code):
        call_command("project_standings", check=True)
    call_command("project_standings")
    assert standing(award).state is AwardState.REVOKED
    AwardStanding.objects.all().delete()
    call_command("project_standings")
    assert AwardStanding.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_officers_revoking_one_award_at_once():
    award, officers = AwardFactory(), [UserFactory(staff=True), UserFactory(staff=True)]
    outcomes, start = [], threading.Barrier(2)

    def revoke(officer) -> None:
        try:
            start.wait()
            revoke_award(award=award, effective_date=timezone.localdate(), reason=REASON, by=officer)
            outcomes.append("revoked")
        except Refusal as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=revoke, args=[officer]) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Công nhận này đã bị thu hồi.", "revoked"]
    assert award.events.count() == 1
