"""The line that says why a record was found: of its text, with the words in it, and no longer than it may be."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import tostring

from common import text
from common.languages import Words
from common.templatetags.site_tags import mark_words
from search.snippets import LONGEST, cut, lacking, line_about
from tests.factories.fairs import FairEditionFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory
from tests.factories.products import ProductFactory
from tests.markup import Page

from .test_lists import count_queries

SYLLABLES = ("chè", "che", "chế", "mây", "máy", "hoà", "hòa", "Đông", "trùng", "của", ".", ",", "50°")
written = st.lists(st.sampled_from(SYLLABLES), max_size=80).map(" ".join) | st.text(max_size=400)
typed = st.lists(st.sampled_from(SYLLABLES) | st.text(min_size=1, max_size=12), max_size=4)


def vi(told: str) -> Words:
    return Words(told, "vi")


@given(source=written, words=typed, longest=st.integers(10, 200))
def test_whatever_is_written_and_typed_a_line_is_of_the_text_and_no_longer_than_it_may_be(source, words, longest):
    line = cut(source, words, longest=longest)
    assert len(line) <= longest
    whole = text.normalise(source)
    assert line.removeprefix("…").removesuffix("…") in whole or line in whole
    if line:
        assert text.spans_of(line, words)
    marked = mark_words(line, words)
    assert not re.search("<(?!/?mark>)", marked)
    for each in re.findall("<mark>(.*?)</mark>", marked):
        assert unescape(each) in whole


@given(source=written, words=typed)
def test_a_line_has_whole_words_only(source, words):
    line = cut(source, words, longest=40)
    known = {text.fold(token) for token in text.TOKEN.findall(text.normalise(source))}
    assert {text.fold(token) for token in text.TOKEN.findall(line)} <= known


@given(source=written, words=typed)
def test_what_is_marked_is_what_is_compared_word_by_word(source, words):
    """Folding the whole text at once finds the same as folding each word by itself."""
    whole = text.normalise(source)
    wanted = {text.exact(word) for word in words}
    one_by_one = [
        token.span()
        for token in text.TOKEN.finditer(whole)
        if {text.exact(token.group()), text.fold(token.group())} & wanted
    ]
    assert text.spans_of(whole, words) == one_by_one


def test_of_a_long_text_the_part_with_most_of_the_words():
    story = f"Nấu bằng nồi đất. {'Làng ở ven sông. ' * 30}Gạo nếp cái hoa vàng nấu với men lá rừng. {'Rồi ủ. ' * 30}"
    line = cut(story, ["men", "lá", "nấu"])
    assert line.startswith("…") and line.endswith("…")
    assert "Gạo nếp cái hoa vàng nấu với men lá rừng." in line
    assert len(line) > LONGEST / 2


def test_a_short_text_stands_whole_and_one_without_the_words_not_at_all():
    assert cut("Chè xanh sao tay.", ["sao"]) == "Chè xanh sao tay."
    assert cut("Chè xanh sao tay.", ["gốm"]) == cut("", ["gốm"]) == cut("Chè", []) == ""


def test_a_word_too_long_for_the_line_is_in_none():
    assert cut("a" * 300, ["a" * 300]) == ""
    assert cut("chè " + "a" * 300, ["chè"]) == "chè…"


def test_accents_that_were_typed_decide_and_the_place_of_a_tone_does_not():
    assert cut("Trà của máy.", ["mây"]) == ""
    assert cut("Cà phê hoà tan.", ["hòa"]) == "Cà phê hoà tan."


def test_only_words_that_nothing_shows_are_looked_for_and_the_text_with_most_of_them_speaks():
    texts = [vi("Chè ngon."), vi("Sao bằng chảo gang."), vi("Sao tay bằng chảo gang.")]
    assert lacking(["chè", "sao", "sao"], ["Chè xanh", ""]) == ["sao"]
    assert line_about(texts, ["chè", "sao", "tay"], shown=["Chè xanh"]) == "Sao tay bằng chảo gang."
    assert line_about(texts, ["chè", "sao"], shown=["Chè xanh"]) == "Sao bằng chảo gang."
    assert line_about(texts, ["chè"], shown=["Chè xanh"]) is None
    assert line_about(texts, ["gốm"]) is None


@pytest.fixture
def lines(client, db):
    """What the page of results quotes under each name, with its marks."""

    def of(query: str, language: str = "vi") -> dict[str, str]:
        with override(language):
            address = reverse("search:results")
        page = Page(client.get(address, {"q": query}).content.decode())
        found = {}
        for plate in page.tree.xpath("//li[contains(@class, 'plate')]"):
            [name] = plate.xpath(".//*[contains(@class, 'plate__name')]/a")
            said = plate.xpath(".//p[@class='plate__said']")
            found[name.text_content()] = tostring(said[0], encoding="unicode") if said else ""
        return found

    return of


@pytest.mark.django_db
class TestOnThePage:
    def test_a_name_with_all_the_words_is_quoted_nothing(self, lines, indexed):
        ProductFactory(name_vi="Chè sao tay", summary_vi="Chè sao tay trên chảo gang.")
        indexed()
        assert lines("chè sao tay") == {"Chè sao tay": ""}

    def test_a_text_that_has_the_rest_is_quoted_with_the_words_marked(self, lines, indexed):
        ProductFactory(name_vi="Chè móc câu", story_vi="Hái một tôm hai lá. Sao <b>tay</b> trên chảo & gang.")
        indexed()
        [line] = lines("che chao gang").values()
        assert "<mark>chảo</mark> &amp; <mark>gang</mark>" in line and "&lt;b&gt;tay&lt;/b&gt;" in line

    def test_where_accents_were_left_out_of_account_what_matched_is_marked(self, lines, indexed):
        ProductFactory(name_vi="Chè móc câu", summary_vi="Sao trên chảo gang.")
        indexed()
        [line] = lines("chào gàng").values()
        assert "<mark>chảo gang</mark>" in line

    def test_other_kinds_are_quoted_too(self, lines, indexed):
        ProducerFactory(name_vi="HTX Hảo Đạt", about_vi="Có lò sấy nhiệt đới.")
        CraftVillageFactory(name_vi="Làng Bình Lư", about_vi="Tráng bánh bằng khuôn nhiệt đới.")
        FairEditionFactory(name_vi="Hội chợ Hạ Long", programme_vi="Tối khai mạc có nhạc nhiệt đới.")
        indexed()
        found = lines("nhiệt đới")
        assert len(found) == 3 and all("<mark>nhiệt đới</mark>" in line for line in found.values())

    def test_a_reader_of_english_is_quoted_english_where_it_says_so_and_the_source_in_its_language(
        self, lines, indexed
    ):
        ProductFactory(name_vi="Chè A", summary_vi="Hái ở Suối Giàng.", summary_en="Picked in Suối Giàng by hand.")
        ProductFactory(name_vi="Chè B", summary_vi="Ngon, hái ở Suối Giàng.", summary_en="Good.")
        indexed()
        found = lines("suoi giang", "en")
        assert "by hand" in found["Chè A"] and "lang" not in found["Chè A"]
        assert "Ngon" in found["Chè B"] and 'lang="vi"' in found["Chè B"]

    def test_without_words_and_of_withdrawn_records_nothing_is_quoted(self, lines, indexed, client):
        ProductFactory(name_vi="Chè A", summary_vi="Sao trên chảo gang.")
        gone = ProductFactory(name_vi="Chè B", summary_vi="Bí mật trong chảo gang.")
        indexed()
        type(gone).objects.filter(pk=gone.pk).update(live=False)  # the index does not know yet
        assert list(lines("chảo gang")) == ["Chè A"]
        assert "plate__said" not in client.get(reverse("search:results")).content.decode()

    def test_quoting_asks_the_database_nothing(self, client, indexed):
        for number in range(3):
            ProductFactory(name_vi=f"Chè {number}", story_vi="Sao trên chảo gang.")
        ProducerFactory(name_vi="HTX Hảo Đạt", about_vi="Có chảo gang.")
        indexed()
        address = reverse("search:results")
        assert count_queries(client, f"{address}?q=chao+gang") == count_queries(client, f"{address}?q=che+htx")
