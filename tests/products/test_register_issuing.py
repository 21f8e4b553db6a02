"""Entering awards: codes that survive handwriting, rounds that are not doubled, standings from the first moment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import Refusal
from places.models import Region
from products.models import Award, AwardLevel, AwardStanding, AwardState, Evidence, SelectionRound
from products.services.codes import ALPHABET, new_codes, read_code
from products.services.register import NewAward, ensure_round, issue_awards
from products.signals import awards_changed
from tests.factories.producers import UserFactory
from tests.factories.products import AwardFactory, ProductFactory, SelectionRoundFactory

pytestmark = pytest.mark.django_db


def test_a_code_is_short_grouped_and_read_back_however_it_was_typed():
    for code in new_codes(50):
        assert len(code) == 9 and code[4] == "-" and set(code) <= {*ALPHABET, "-"}
        assert read_code(code) == code
        assert read_code(f" {code.lower().replace('-', ' ')} ") == code


def test_codes_are_all_different():
    assert len(set(new_codes(2000))) == 2000


@given(data=st.data())
def test_one_wrong_character_is_always_noticed(data):
    [code] = new_codes(1)
    place = data.draw(st.sampled_from([0, 1, 2, 3, 5, 6, 7, 8]))
    other = data.draw(st.sampled_from([c for c in ALPHABET if c != code[place]]))
    with pytest.raises(Refusal, match="gõ nhầm"):
        read_code(code[:place] + other + code[place + 1 :])


@given(data=st.data())
def test_two_characters_that_changed_places_are_always_noticed(data):
    [code] = new_codes(1)
    letters = list(code.replace("-", ""))
    first, second = data.draw(st.lists(st.integers(0, 7), min_size=2, max_size=2, unique=True))
    if letters[first] == letters[second]:
        return
    letters[first], letters[second] = letters[second], letters[first]
    with pytest.raises(Refusal, match="đổi chỗ"):
        read_code("".join(letters))


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "tám ký tự"), ("K7Q2", "tám ký tự"), ("K7Q2-M9XT-2", "tám ký tự"), ("OOOO-1111", "không dùng ký tự 1, O")],
)
def test_what_cannot_be_a_code_is_refused_in_words(typed, words):
    with pytest.raises(Refusal, match=words):
        read_code(typed)


def test_a_drawn_code_that_the_register_has_is_drawn_again(monkeypatch):
    award = AwardFactory()
    drawn = iter([award.code, "2222-2222"])
    monkeypatch.setattr("products.services.codes._draw", lambda: next(drawn))
    assert new_codes(1) == ["2222-2222"]


def test_awards_are_entered_word_for_word_with_a_standing():
    product, round_ = ProductFactory(), SelectionRoundFactory()
    by = UserFactory(staff=True)
    entry = NewAward(
        round=round_,
        product=product,
        level=AwardLevel.REGION,
        year=2024,
        product_name="Miến dong  Bình Lư (gói 500 g)",
        evidence=Evidence.TRANSCRIBED,
        place="xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu",
    )
    [award] = issue_awards([entry], by=by)
    stored = Award.objects.with_standing().get(pk=award.pk)
    assert stored.product_name == "Miến dong  Bình Lư (gói 500 g)"
    assert stored.created_by == by
    assert stored.standing.level_rank == 4
    assert stored.standing.state is AwardState.UNKNOWN
    assert not stored.standing.is_checked


def test_the_order_of_a_large_list_is_kept_and_announced_once(django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, ids, **_rest):
        heard.append(ids)

    awards_changed.connect(listen)
    product, round_ = ProductFactory(), SelectionRoundFactory()
    entries = [
        NewAward(
            round=round_,
            product=product,
            level=AwardLevel.REGION,
            year=2024,
            product_name=f"Sản phẩm {number}",
            evidence=Evidence.TRANSCRIBED,
            position=number,
        )
        for number in range(1201)
    ]
    try:
        with django_capture_on_commit_callbacks(execute=True):
            awards = issue_awards(entries, by=None)
    finally:
        awards_changed.disconnect(listen)
    assert [award.position for award in awards] == list(range(1201))
    assert heard == [tuple(sorted(award.pk for award in awards))]
    assert AwardStanding.objects.count() == 1201


def test_a_list_with_an_impossible_row_is_refused_whole_and_each_problem_is_named():
    good = NewAward(
        round=SelectionRoundFactory(),
        product=ProductFactory(),
        level=AwardLevel.REGION,
        year=2024,
        product_name="Chè Tân Cương",
        evidence=Evidence.CHECKED,
    )
    nameless = NewAward(**{**vars(good), "product_name": " ", "position": 7})
    with pytest.raises(Refusal) as refusal:
        issue_awards([good, nameless], by=None)
    assert [str(detail) for detail in refusal.value.details] == ["Dòng 7: thiếu tên sản phẩm."]
    assert not Award.objects.exists()


def test_the_same_round_is_found_again_whatever_the_spelling():
    first = ensure_round(level=AwardLevel.PROVINCE, year=2021, province_as_printed="Bắc Giang")
    again = ensure_round(level=AwardLevel.PROVINCE, year=2021, province_as_printed="BẮC GIANG ")
    neighbour = ensure_round(level=AwardLevel.PROVINCE, year=2021, province_as_printed="Bắc Ninh")
    assert again == first and neighbour != first
    assert first.slug == "cap-tinh-bac-giang-2021"


def test_a_round_whose_year_no_source_names():
    round_ = ensure_round(level=AwardLevel.NATIONAL, year=None)
    assert ensure_round(level=AwardLevel.NATIONAL, year=None) == round_
    assert round_.slug == "cap-quoc-gia"


def test_the_ordinal_of_a_round_is_filled_in_when_it_becomes_known():
    plain = ensure_round(level=AwardLevel.REGION, year=2024, region=Region.NORTH)
    numbered = ensure_round(level=AwardLevel.REGION, year=2024, region=Region.NORTH, ordinal=5)
    assert numbered == plain and SelectionRound.objects.get(pk=plain.pk).ordinal == 5


def test_two_rounds_in_one_year_must_be_told_apart():
    ensure_round(level=AwardLevel.PROVINCE, year=2021, province_as_printed="Huế", ordinal=1)
    ensure_round(level=AwardLevel.PROVINCE, year=2021, province_as_printed="Huế", ordinal=2)
    with pytest.raises(Refusal, match="lần thứ mấy"):
        ensure_round(level=AwardLevel.PROVINCE, year=2021, province_as_printed="Huế")
