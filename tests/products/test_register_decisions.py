"""Decisions: released once, known by number and date, corrected in the open."""

import datetime

import pytest

from common.errors import Refusal
from products.models import AwardLevel, Decision, DecisionEvent
from products.services.catalogue import archive_product, restore_product
from products.services.decisions import attach_decision, correct_decision, ensure_decision, number_key
from products.services.register import ensure_round
from tests.factories.producers import UserFactory
from tests.factories.products import DecisionFactory, DocumentFactory, ProductFactory

pytestmark = pytest.mark.django_db
SIGNED = datetime.date(2025, 12, 3)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def test_a_draft_becomes_the_signed_decision_with_an_address(officer):
    draft, paper = DecisionFactory(draft=True), DocumentFactory()
    decision = attach_decision(decision=draft, number=" 3116/QĐ-BCT ", date=SIGNED, file=paper, by=officer)
    assert decision.is_released and decision.slug == "3116-qd-bct-2025" and decision.file == paper
    assert (decision.number, decision.issuer, decision.released_by) == ("3116/QĐ-BCT", "Bộ Công Thương", officer)


def test_a_decision_is_released_once(officer):
    draft = DecisionFactory(draft=True)
    attach_decision(decision=draft, number="1/QĐ", date=SIGNED, by=officer)
    with pytest.raises(Refusal, match="đã được công bố"):
        attach_decision(decision=draft, number="1/QĐ", date=SIGNED, by=officer)


def test_a_release_without_number_or_round_or_of_a_known_decision_is_refused(officer):
    with pytest.raises(Refusal, match="số quyết định"):
        attach_decision(decision=DecisionFactory(draft=True), number=" ", date=SIGNED, by=officer)
    with pytest.raises(Refusal, match="kỳ bình chọn"):
        attach_decision(decision=DecisionFactory(draft=True, round=None), number="1/QĐ", date=SIGNED, by=officer)
    DecisionFactory(number="3116/QĐ-BCT", date=SIGNED)
    with pytest.raises(Refusal, match="đã có trong sổ"):
        attach_decision(decision=DecisionFactory(draft=True), number="3116 / qđ-bct", date=SIGNED, by=officer)


def test_the_same_decision_is_found_however_its_number_is_spelled(officer):
    first = ensure_decision(number="3116/QĐ-BCT", date=SIGNED, by=officer)
    assert ensure_decision(number="3116 / QĐ - BCT", date=SIGNED, issuer="Bộ Công Thương", by=officer) == first
    assert number_key("3116/QĐ-BCT") == number_key("3116 /qđ-bct") == "3116/qd-bct"


def test_numbers_start_afresh_each_year_and_in_each_province(officer):
    bac_giang = ensure_round(level=AwardLevel.PROVINCE, year=2021, province_as_printed="Bắc Giang")
    hue = ensure_round(level=AwardLevel.PROVINCE, year=2021, province_as_printed="Huế")
    decisions = [
        ensure_decision(number="12/QĐ-UBND", date=SIGNED, issuer="UBND tỉnh Bắc Giang", by=officer),
        ensure_decision(number="12/QĐ-UBND", date=datetime.date(2024, 1, 5), by=officer),
        ensure_decision(number="12/QĐ-UBND", date=SIGNED, issuer="UBND thành phố Huế", by=officer),
        ensure_decision(number="12/QĐ-UBND", round=bac_giang, by=officer),
        ensure_decision(number="12/QĐ-UBND", round=hue, by=officer),
    ]
    assert len({decision.pk for decision in decisions}) == len({decision.slug for decision in decisions}) == 5


def test_a_correction_keeps_what_stood_there(officer):
    decision = DecisionFactory(number="3161/QĐ-BCT", date=SIGNED)
    former_slug = decision.slug
    correct_decision(decision=decision, changes={"number": "3116/QĐ-BCT"}, reason="Gõ đảo số.", by=officer)
    decision = Decision.objects.get()
    assert (decision.number, decision.number_key, decision.slug) == ("3116/QĐ-BCT", "3116/qd-bct", former_slug)
    event = DecisionEvent.objects.get()
    assert event.changes == {"number": ["3161/QĐ-BCT", "3116/QĐ-BCT"]} and event.by == officer


@pytest.mark.parametrize(
    ("changes", "reason", "words"),
    [
        ({"number": "9/QĐ"}, " ", "lý do"),
        ({"slug": "khac"}, "Gõ nhầm.", "slug"),
        ({"number": " "}, "Gõ nhầm.", "số quyết định"),
        ({}, "Gõ nhầm.", "giống hệt"),
        ({"issuer": "Bộ Công Thương"}, "Gõ nhầm.", "giống hệt"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(officer, changes, reason, words):
    with pytest.raises(Refusal, match=words):
        correct_decision(decision=DecisionFactory(), changes=changes, reason=reason, by=officer)
    assert not DecisionEvent.objects.exists()


def test_a_draft_is_not_corrected_but_edited(officer):
    with pytest.raises(Refusal, match="sửa trực tiếp"):
        correct_decision(decision=DecisionFactory(draft=True), changes={"number": "9"}, reason="x", by=officer)


def test_a_correction_into_a_decision_that_exists_is_refused(officer):
    DecisionFactory(number="3116/QĐ-BCT", date=SIGNED)
    other = DecisionFactory(number="3161/QĐ-BCT", date=SIGNED)
    with pytest.raises(Refusal, match="đã có trong sổ"):
        correct_decision(decision=other, changes={"number": "3116/QĐ-BCT"}, reason="Gõ nhầm.", by=officer)
    assert not DecisionEvent.objects.exists()


def test_an_archived_product_comes_back_as_it_was(officer):
    product = ProductFactory()
    with pytest.raises(Refusal, match="lý do"):
        archive_product(product=product, reason=" ", by=officer)
    archive_product(product=product, reason="Ngừng sản xuất.", by=officer)
    with pytest.raises(Refusal, match="đã ở trong kho"):
        archive_product(product=product, reason="Lần nữa.", by=officer)
    assert restore_product(product=product, by=officer).is_public
    with pytest.raises(Refusal, match="không ở trong kho"):
        restore_product(product=product, by=officer)
