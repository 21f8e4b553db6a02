"""Suggestions, similar products, judged queries and the commands."""

import csv

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from products.models import Award, Product
from search import lifecycle, services
from search.engines import get_engine
from search.evaluation import Judged, evaluate, ndcg, read_queries
from search.plan.words import DATA
from search.suggesting import MOST, suggest
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db


def suggested(client, typed: str) -> dict[str, list[str]]:
    groups = client.get(reverse("search:suggest"), {"q": typed}).json()["groups"]
    return {group["label"]: [item["name"] for item in group["items"]] for group in groups}


def test_names_are_suggested_by_any_words_beginning_without_accents(client, catalogue):
    assert suggested(client, "toi d") == {"Sản phẩm": ["Miến tỏi đen"]}
    assert "HTX chè Hảo Đạt" in suggested(client, "hao da")["Cơ sở sản xuất"]


def test_accents_that_were_typed_decide(client, catalogue):
    assert "Sản phẩm" not in suggested(client, "mién")
    assert suggested(client, "miến t") == {"Sản phẩm": ["Miến tỏi đen"]}


def test_categories_and_places_are_suggested_too(client, catalogue):
    found = suggested(client, "bac g")
    assert found["Nơi làm"] == ["Bắc Giang (nay thuộc Bắc Ninh)"]
    assert suggested(client, "gom")["Loại sản phẩm"] == ["Gốm sứ"]


def test_readers_of_english_are_suggested_english_names_and_told_which_are_not(client, indexed):
    ProductFactory(name_vi="Chè tân cương", name_en="Green tea of the hills")
    ProductFactory(name_vi="Chè móc câu")
    indexed()
    with translation.override("en"):
        address = reverse("search:suggest")
    [green] = client.get(address, {"q": "green te"}).json()["groups"]
    assert [(item["name"], item["lang"]) for item in green["items"]] == [("Green tea of the hills", "")]
    [tea] = client.get(address, {"q": "che"}).json()["groups"]
    assert {item["name"]: item["lang"] for item in tea["items"]} == {"Green tea of the hills": "", "Chè móc câu": "vi"}
    assert "Sản phẩm" not in suggested(client, "green te")


def test_every_suggestion_leads_to_a_page_of_this_site(client, catalogue):
    assert all(item.url.startswith("/vi/") for group in suggest("che") for item in group.items)


def test_there_are_never_more_than_ten(client, catalogue, indexed):
    for number in range(30):
        ProductFactory(name_vi=f"Chè xanh {number}")
    indexed()
    assert sum(len(group.items) for group in suggest("che")) == MOST


def test_a_single_letter_suggests_nothing(client, catalogue):
    assert suggested(client, "c") == {}


@pytest.mark.parametrize(("typed", "said"), [("toi d", "1 gợi ý"), ("c", "Không có gợi ý nào.")])
def test_how_many_there_are_is_said_in_words(client, catalogue, typed, said):
    assert client.get(reverse("search:suggest"), {"q": typed}).json()["said"] == said


def test_the_letters_that_were_typed_are_set_apart(client, catalogue):
    [group] = client.get(reverse("search:suggest"), {"q": "toi d"}).json()["groups"]
    assert group["items"][0]["parts"] == ["Miến ", "tỏi", " ", "đ", "en"]


def test_a_browser_asks_for_suggestions_each_time(client, catalogue):
    """And so what was withdrawn is gone with the next letter."""
    answer = client.get(reverse("search:suggest"), {"q": "toi d"})
    assert "max-age=0" in answer["Cache-Control"]
    assert "ETag" in answer


def test_a_draft_is_never_suggested(client, catalogue, indexed):
    ProductFactory(name_vi="Miến bí mật", draft=True)
    indexed()
    assert suggested(client, "miến bí") == {}


def test_similar_products_are_of_the_same_kind_and_never_the_product_itself(catalogue):
    assert services.similar(catalogue.tea) == [catalogue.bud]
    assert services.similar(Product(name_vi="Mới", category=None)) == []


def test_the_perfect_order_scores_one_and_a_late_hit_less():
    assert ndcg(["a", "b"], {"a", "b"}) == 1
    assert 0 < ndcg(["x", "a"], {"a"}) < 1
    assert ndcg([], {"a"}) == 0


def test_judged_queries_are_scored_on_the_sites_own_records(catalogue):
    Product.objects.filter(pk=catalogue.plain.pk).update(source_reference="RP900")
    [hit, miss] = evaluate([Judged("1", "banh che lam", "", ("RP900",)), Judged("2", "xyzzy", "", ("RP900",))])
    assert (hit.ndcg, hit.recall, hit.missing) == (1, 1, ())
    assert (miss.ndcg, miss.found, miss.missing) == (0, 0, ("RP900",))


def test_the_judged_queries_that_are_shipped_can_be_read():
    queries = read_queries(DATA / "queries.csv")
    assert len(queries) == 30 and all(judged.expected for judged in queries)


def test_the_command_prints_the_measures(catalogue, tmp_path, capsys):
    path = tmp_path / "queries.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["id", "query", "variation", "expected_ids"], ["1", "chè", "", "RP1"], ["2", "xyzzy", "", "RP1"]]
        )
    call_command("search_eval", queries=path)
    assert "zero results 50.0%" in capsys.readouterr().out
    with pytest.raises(CommandError, match="cannot read"):
        call_command("search_eval", queries=tmp_path / "none.csv")


def test_the_index_is_built_drained_compared_and_reported(catalogue, capsys):
    get_engine().forget_everything()
    call_command("search_index", "status")
    call_command("search_index", "rebuild")
    call_command("search_index", "status")
    out = capsys.readouterr().out
    assert "Chưa có chỉ mục" in out and "product: 6/6" in out and "Chờ cập nhật: 0" in out
    call_command("search_index", "drain")
    call_command("search_index", "verify")
    assert "khớp" in capsys.readouterr().out


def test_verify_repairs_what_a_bulk_change_left_behind(catalogue, capsys):
    Product.objects.filter(pk=catalogue.bud.pk).update(live=False)
    call_command("search_index", "verify")
    assert f"Thừa: product {catalogue.bud.pk}" in capsys.readouterr().out
    assert not lifecycle.compare()


def test_two_rebuilds_at_once_are_refused_in_words(catalogue):
    with get_engine().rebuild(), pytest.raises(CommandError, match="Một tiến trình khác"):
        call_command("search_index", "rebuild")


def test_unrecognised_rows_are_no_awards(catalogue):
    assert not Award.objects.filter(product=catalogue.plain).exists()
    assert not next(services.kinds.get("product").documents([catalogue.plain.pk])).is_awarded
