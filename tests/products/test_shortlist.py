"""A buyer's choice: the address is the list, and the list tells what became of what it names."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from products.models import Product
from products.services.merging import merge_products
from products.shortlist import MOST_CHOSEN, Shortlist
from search import lifecycle, outbox
from tests.factories.producers import ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, ProductFactory
from tests.markup import Page
from tests.queries import queries_of


def address_of(*products: Product, **further: str) -> str:
    query = QueryDict(mutable=True)
    query["sp"] = ".".join(str(product.pk) for product in products)
    query.update(further)
    return f"{reverse('shortlist:list')}?{query.urlencode()}"


def opened(*products: Product, **further: str) -> Page:
    return Page(Client().get(address_of(*products, **further)).content.decode())


@given(st.text())
def test_no_words_in_the_address_break_a_list(words):
    query = QueryDict(mutable=True)
    query.setlist("sp", [words])
    shortlist = Shortlist.from_address(query)
    assert len(shortlist) <= MOST_CHOSEN
    assert Shortlist.from_address(QueryDict(shortlist.query.removeprefix("?"))).numbers == shortlist.numbers


@given(st.lists(st.integers(min_value=1, max_value=9_999_999_999), max_size=60))
def test_a_list_reads_back_as_it_was_written(numbers):
    shortlist = Shortlist.of(numbers)
    assert shortlist.numbers == tuple(dict.fromkeys(numbers))[:MOST_CHOSEN]
    assert Shortlist.from_address(QueryDict(shortlist.query.removeprefix("?"))).numbers == shortlist.numbers


def test_ticked_boxes_mean_the_same_as_a_joined_list():
    assert Shortlist.from_address(QueryDict("sp=4&sp=2&sp=4")).code == "4.2"
    assert Shortlist.from_address(QueryDict("sp=4,2;7")).code == "4.2.7"


@pytest.mark.django_db
def test_the_list_shows_what_was_chosen_in_the_order_in_which_it_was():
    products = [AwardFactory(product=ProductFactory()).product for _number in range(3)]
    page = opened(*reversed(products))
    names = [heading.text_content().strip() for heading in page.tree.xpath("//h3[@class='plate__name']/a")]
    assert names == [product.name_vi for product in reversed(products)]


@pytest.mark.django_db
def test_every_product_leads_to_the_list_without_it():
    first, second = ProductFactory(), ProductFactory()
    page = opened(first, second)
    drops = [link.get("href") for link in page.tree.xpath("//a[@data-choose]")]
    assert drops == [address_of(second), address_of(first)]


@pytest.mark.django_db
def test_without_a_script_a_product_is_added_by_searching_on_the_list():
    kept, wanted = ProductFactory(name_vi="Nước mắm cốt"), ProductFactory(name_vi="Khay sơn mài vỏ trứng")
    lifecycle.ensure_index()
    outbox.drain()
    page = opened(kept, tim="khay son mai")
    [add] = page.tree.xpath("//a[@data-choose=$number]", number=str(wanted.pk))
    assert add.get("href") == address_of(kept, wanted, tim="khay son mai")
    hidden = page.all("input", name="sp")
    assert [field.get("value") for field in hidden] == [str(kept.pk)]


@pytest.mark.django_db
def test_a_withdrawn_product_is_told_of_by_name_and_left_out():
    kept = ProductFactory()
    withdrawn = ProductFactory(name_vi="Gùi mây", draft=True, first_published_at=timezone.now())
    archived = ProductFactory(name_vi="Nón lá", archived=True)
    page = opened(kept, withdrawn, archived)
    assert "Không còn hiện trên trang nên đã bỏ ra: Gùi mây; Nón lá." in page.words
    assert page.tree.xpath("//@data-list") == [str(kept.pk)]


@pytest.mark.django_db
def test_of_what_was_never_public_not_even_the_name_is_told():
    draft = ProductFactory(name_vi="Sản phẩm bí mật", draft=True)
    page = opened(ProductFactory(), draft)
    assert "bí mật" not in page.words
    assert "1 sản phẩm không có ở đây" in page.words


@pytest.mark.django_db
def test_a_merged_product_is_the_one_that_it_became():
    kept = ProductFactory()
    merged = ProductFactory(producer=kept.producer)
    merge_products(kept=kept, merged=merged, reason="Cùng một sản phẩm.", by=UserFactory(director=True))
    page = opened(merged, kept)
    assert page.tree.xpath("//@data-list") == [str(kept.pk)]
    assert not page.tree.xpath("//*[contains(@class, 'note--warn')]")


@pytest.mark.django_db
def test_the_list_is_not_for_search_engines_and_sets_no_cookie():
    response = Client().get(address_of(ProductFactory()))
    assert "noindex" in response.content.decode()
    assert not response.cookies


@pytest.mark.django_db
def test_a_long_list_costs_no_more_queries_than_a_short_one():
    products = [AwardFactory(product=ProductFactory()).product for _number in range(12)]
    few, many = (queries_of(address_of(*shown)) for shown in (products[:2], products))
    assert few == many <= 8


@pytest.mark.django_db
def test_each_plate_and_the_product_page_offer_to_choose():
    product = AwardFactory(product=ProductFactory(producer=ProducerFactory())).product
    for address in (product.get_absolute_url(), product.producer.get_absolute_url()):
        page = Page(Client().get(address).content.decode())
        links = page.tree.xpath("//a[@data-choose=$number]", number=str(product.pk))
        assert links and {link.get("href") for link in links} == {address_of(product)}
        assert {link.get("rel") for link in links} == {"nofollow"}
        assert all(product.name_vi in link.text_content() for link in links)
