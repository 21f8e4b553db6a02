"""No words and no address break a public page, whatever somebody writes into them."""

from urllib.parse import quote

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from producers.models import Producer

SYNTAX = (
    *('"', "*", "NEAR(a b)", "(", ":", "^", "-", " OR ", " AND ", "{", "[* TO *]", "\\"),
    *("%", "'; --", "\r\n", "\x00"),
)
WORDS = ("chè", "miến", "che", "HTX", "3116/QĐ-BCT", "cấp quốc gia", "2023", "Bắc Giang", "của", "thái nguyên", "mua")
NUMBERS = ("0", "-1", "51", "400", "99999", "9223372036854775808", "9" * 5000, "²", "٣", "1e9", "NaN", "san-pham-1")
PATHS = ("results", "browse", "suggest", "feed", "seek", "awards", "producers", "verify", "shortlist")


def escaped(words: str) -> str:
    return quote(words.encode("utf-8", "surrogatepass"))


anything = st.text(st.characters(exclude_categories=()), max_size=30)
words = st.lists(st.sampled_from((*SYNTAX, *WORDS)) | anything, max_size=14).map(" ".join)
values = words | anything | st.sampled_from(NUMBERS) | words.map(lambda each: each * 200)
names = st.sampled_from(sorted({*site_settings.PUBLIC_PARAMETERS, "ma", "sp", "p"})) | anything
arrays = st.sampled_from(("", "", "[]", "[0]"))
broken = st.sampled_from(("", "", "%", "%zz", "%E1%BB", "%FF%FE", "%00", "%ED%A0%80", "&&==", "+%u1234"))
pairs = st.tuples(names.map(escaped), arrays, st.just("="), values.map(escaped), broken).map("".join)
queries = st.lists(pairs, max_size=6).map("&".join)


def path_of(name: str) -> str:
    views = {
        "results": "search:results",
        "browse": "search:browse",
        "suggest": "search:suggest",
        "feed": "pages:feed_search",
        "seek": "inquiries:ask_centre",
        "awards": "pages:awards",
        "producers": "pages:producers",
        "verify": "products:verify_form",
        "shortlist": "shortlist:list",
    }
    return reverse(views[name])


@given(name=st.sampled_from(PATHS), typed=values.map(escaped), query=queries, is_htmx=st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_and_no_address_is_an_error_of_ours(
    catalogue, client: Client, name: str, typed: str, query: str, is_htmx: bool
):
    headers = {"HX-Request": "true"} if is_htmx else {}
    asked = f"q={typed}&{query}"
    # The client raises what a view raises, so even an error that a page would hide is seen.
    assert client.get(path_of(name), QUERY_STRING=asked, headers=headers).status_code < 500


@given(end=values, level=st.sampled_from(("cap-quoc-gia/", "", "x/")))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_path_is_an_error_of_ours(catalogue, client: Client, end: str, level: str):
    for path in (f"{reverse('pages:awards')}{level}", reverse("search:browse")):
        assert client.get(f"{path}{escaped(end)[:1000]}/").status_code < 500


@given(said=values | anything)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_beacon_is_an_error_of_ours(db, client: Client, said: str):
    body = said.encode("utf-8", "surrogatepass")
    assert client.post(reverse("query_log:seen"), body, content_type="text/plain").status_code == 204


@pytest.mark.django_db
def test_producers_are_found_by_the_beginning_of_a_text_of_any_length(client: Client):
    """A database takes only so many conditions in one statement."""
    assert client.get(reverse("pages:producers"), {"q": "a b " * 5000}).status_code == 200
    assert list(Producer.objects.matching("a b " * 5000)) == []
