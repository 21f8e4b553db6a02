"""Award rounds are found: by what people call them, by their decision's number, by their level, year and place."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from places.models import Region
from products.models import Award, AwardLevel, SelectionRound
from products.services.amendments import check_award
from products.services.decisions import correct_decision
from search import kinds, services
from search.document import Reference
from search.evaluation import Judged, evaluate
from search.kinds import CardWishes
from tests.factories.products import AwardFactory, DecisionFactory, ProductFactory, SelectionRoundFactory
from tests.markup import Page

from .conftest import province, selection
from .shop import names, total

pytestmark = pytest.mark.django_db


def search(words: str, **choices) -> services.Result:
    return services.search(services.Request(text=words, choices=choices, limit=100))


def rounds_found(words: str, **choices) -> list[int]:
    return [hit.reference.id for hit in search(words, **choices).found.hits if hit.reference.kind == "round"]


def national(year: int) -> SelectionRound:
    return SelectionRound.objects.get(level=AwardLevel.NATIONAL, year=year)


def card_of(selection_round: SelectionRound) -> dict:
    [(kind, record)] = services.load([Reference("round", selection_round.pk)])
    return kind.card(record, CardWishes())


@pytest.mark.parametrize(
    "typed",
    ["3116/QĐ-BCT", "3116 qd bct", "quyết định 3116", "kỳ bình chọn cấp quốc gia 2023", "quyết định bình chọn 2023"],
)
def test_a_round_is_found_by_its_decision_and_by_what_it_is_called(typed, catalogue):
    assert rounds_found(typed) == [national(2023).pk]


def test_in_english_too(catalogue):
    assert rounds_found("award round national level 2023") == [national(2023).pk]


def test_where_bare_words_find_both_what_was_awarded_stands_first(catalogue):
    kinds_found = [hit.reference.kind for hit in search("quyết định 3116").found.hits]
    assert kinds_found == ["product", "round"]


def test_a_decisions_number_leads_to_what_was_awarded_first(catalogue):
    hits = [hit.reference for hit in search("3116/QĐ-BCT").found.hits]
    assert hits == [Reference("product", catalogue.tea.pk), Reference("round", national(2023).pk)]
    catalogue.tea.source_reference = "RP900"
    catalogue.tea.save()
    [score] = evaluate([Judged("1", "3116/QĐ-BCT", "", ("RP900",))])
    assert score.ndcg == 1


def test_the_words_of_a_product_find_no_round(catalogue):
    for typed in ("chè", "chè cấp quốc gia 2023", "miến tỏi đen", "gốm"):
        assert rounds_found(typed) == []


def test_the_facts_of_a_round_are_those_of_one_occasion(places, indexed):
    signed = [DecisionFactory(number=f"{number}/QĐ-UBND") for number in (11, 12)]
    bac_giang = SelectionRoundFactory(
        level=AwardLevel.PROVINCE, year=2021, region="", province=places.bac_ninh, province_as_printed="Bắc Giang"
    )
    for decision in signed:
        AwardFactory(round=bac_giang, decision=decision)
    AwardFactory(round=selection(AwardLevel.REGION, 2022, Region.NORTH), transcribed=True)
    indexed()
    ours = {"kind": ("round",), "level": ("province",), "year": ("2021",), "province": ("bac-ninh",)}
    assert rounds_found("", **ours, decision=("12qdubnd",)) == [bac_giang.pk]
    assert rounds_found("kỳ bình chọn Bắc Giang") == [bac_giang.pk]
    assert rounds_found("", kind=("round",), level=("region",), year=("2021",)) == []
    assert len(rounds_found("", kind=("round",), region=(Region.NORTH.value,))) == 1


def test_rounds_stand_the_newest_first(indexed):
    for year in (2019, None, 2025, 2021):
        AwardFactory(round=selection(AwardLevel.NATIONAL, year), decision=None)
    indexed()
    found = search("", kind=("round",)).found.hits
    years = [SelectionRound.objects.get(pk=hit.reference.id).year for hit in found]
    assert years == [2025, 2021, 2019, None]


def test_a_round_without_results_and_a_decision_that_nobody_signed_are_never_found(catalogue, indexed):
    prepared = selection(AwardLevel.NATIONAL, 2026)
    DecisionFactory(draft=True, round=prepared, title="Dự thảo kết quả bí mật")
    hidden = selection(AwardLevel.NATIONAL, 2027)
    draft = DecisionFactory(draft=True, round=hidden)
    AwardFactory(round=hidden, decision=draft)
    indexed()
    assert not {prepared.pk, hidden.pk} & set(rounds_found("", kind=("round",)))
    assert search("bí mật").total == 0
    assert services.load([Reference("round", each.pk) for each in (prepared, hidden)]) == []


def test_what_happens_to_a_decision_reaches_its_round(indexed, director):
    award = AwardFactory(transcribed=True, round=selection(AwardLevel.NATIONAL, 2023))
    indexed()
    assert rounds_found("1799/QĐ-UBND") == []
    signed = DecisionFactory(number="1799/QĐ-UBND", issuer="")
    check_award(award=award, date=timezone.localdate(), reason="Đã xem bản ký.", by=director, decision=signed)
    indexed()
    assert rounds_found("1799/QĐ-UBND") == [award.round_id]
    stated = {"number": "26/QĐ-BCT", "issuer": "Ủy ban nhân dân tỉnh Lào Cai"}
    correct_decision(decision=signed, changes=stated, reason="Gõ nhầm.", by=director)
    indexed()
    assert rounds_found("1799/QĐ-UBND") == []
    assert rounds_found("26/QĐ-BCT") == rounds_found("ủy ban nhân dân tỉnh Lào Cai") == [award.round_id]


def test_a_first_award_makes_its_round_findable_and_a_changed_round_is_found_anew(indexed):
    indexed()
    held = selection(AwardLevel.NATIONAL, 2023)
    indexed()
    assert rounds_found("", kind=("round",)) == []
    AwardFactory(round=held, decision=None)
    indexed()
    assert rounds_found("", kind=("round",)) == [held.pk]
    held.about_vi = "Tổ chức tại Hạ Long"
    held.save()
    indexed()
    assert rounds_found("hạ long") == [held.pk]


def test_a_page_shows_it_as_what_it_is(client, catalogue):
    page = client.get(reverse("search:results"), {"q": "3116/QĐ-BCT"}).content.decode()
    assert names(page)[1] == "Cấp quốc gia 2023"
    assert ">Kỳ bình chọn</span>" in page and "Quyết định 3116/QĐ-BCT · 3 sản phẩm được công nhận" in page
    tabs = Page(page).tree.xpath("//ul[@class='kinds']//a")
    assert [" ".join(tab.text_content().split()) for tab in tabs] == ["Tất cả 2", "Sản phẩm 1", "Kỳ bình chọn 1"]
    assert total(client.get(tabs[2].get("href")).content.decode()) == 1


def test_a_card_names_the_one_decision_or_says_how_many_there_are(places, catalogue):
    assert card_of(national(2023))["maker"].startswith("Quyết định 3116/QĐ-BCT · ")
    without = SelectionRound.objects.get(level=AwardLevel.PROVINCE, year=2022)
    assert card_of(without)["maker"] == "2 sản phẩm được công nhận"
    several = SelectionRoundFactory(level=AwardLevel.PROVINCE, year=2025, region="", province=places.bac_ninh)
    for number in (1, 2):
        AwardFactory(round=several, decision__number=f"{number}/QĐ-UBND")
    assert card_of(several)["maker"] == "2 quyết định · 2 sản phẩm được công nhận"
    assert card_of(several)["place"] == "Bắc Ninh"


def test_however_many_there_are_they_cost_one_request_for_the_page(catalogue, django_assert_num_queries, indexed):
    references = [Reference("round", pk) for pk in SelectionRound.objects.values_list("pk", flat=True)]
    assert len(references) == 3
    with django_assert_num_queries(1):
        cards = [kind.card(record, CardWishes()) for kind, record in services.load(references)]
    assert len(cards) == 3


def test_an_autocomplete_leads_to_its_page(client, catalogue):
    groups = client.get(reverse("search:suggest"), {"q": "cap quoc gia"}).json()["groups"]
    suggested = {group["label"]: [(item["name"], item["url"]) for item in group["items"]] for group in groups}
    assert suggested["Kỳ bình chọn"] == [("Cấp quốc gia 2023", national(2023).get_absolute_url())]


def test_a_feed_of_a_search_dates_it_by_its_last_entry(client, catalogue):
    newest = Award.objects.filter(round=national(2023)).latest("created_at").created_at
    answer = client.get(reverse("pages:feed_search"), {"q": "3116/QĐ-BCT", "muc": "ky-binh-chon"})
    entry = answer.content.decode().partition("<entry>")[2]
    said = re.search(r"<updated>(.*?)</updated>", entry)
    assert "Cấp quốc gia 2023" in entry and said
    assert abs(datetime.datetime.fromisoformat(said.group(1)) - newest) < datetime.timedelta(seconds=1)


def test_its_document_speaks_the_source_language_whatever_is_being_read(catalogue):
    with translation.override("en"):
        [document] = kinds.get("round").documents([national(2023).pk])
    assert document.name == "Cấp quốc gia 2023" and "quyết định 3116/QĐ-BCT" in document.body
    assert document.newest_year == 2023 and document.level_rank == 0 and not document.is_awarded


def test_a_place_that_is_no_province_any_more_is_known(places, indexed):
    """Where only the printed name is kept."""
    province("99", "Cà Mau", "ca-mau")
    AwardFactory(
        product=ProductFactory(),
        round=SelectionRoundFactory(level=AwardLevel.PROVINCE, year=2020, region="", province_as_printed="Bắc Giang"),
        decision=None,
    )
    indexed()
    [document] = kinds.get("round").documents()
    assert document.facets["province"] == ("bac-ninh",) and document.facets["former_province"] == ("24",)
