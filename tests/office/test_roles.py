"""Who may open what: every role against every list of the office."""

import pytest
from django.urls import reverse

from accounts.models import Role
from tests.cast import sign_up, signed_in

pytestmark = pytest.mark.django_db

EVERYBODY = {Role.DIRECTOR, Role.EDITOR, Role.MODERATOR, Role.FAIR_OFFICER}
CATALOGUE = {Role.DIRECTOR, Role.EDITOR, Role.MODERATOR}
KEEPERS = {Role.DIRECTOR, Role.EDITOR}
ALLOWED = {
    "wagtailadmin_home": EVERYBODY,
    "wagtailsnippets_products_product:list": EVERYBODY,
    "wagtailsnippets_products_product:add": CATALOGUE,
    "wagtailsnippets_producers_producer:list": EVERYBODY,
    "wagtailsnippets_producers_producer:add": CATALOGUE,
    "wagtailsnippets_fairs_fairedition:list": {Role.DIRECTOR, Role.FAIR_OFFICER},
    "wagtailsnippets_fairs_fairedition:add": {Role.DIRECTOR, Role.FAIR_OFFICER},
    "wagtailsnippets_fairs_exhibitor:list": {Role.DIRECTOR, Role.FAIR_OFFICER},
    "wagtailsnippets_products_category:list": CATALOGUE,
    "wagtailsnippets_producers_craftvillage:list": CATALOGUE,
    "provinces:index": EVERYBODY,
    "wagtailsnippets_search_synonym:list": KEEPERS,
    "wagtailsnippets_search_synonym:add": KEEPERS,
    "query_reading": KEEPERS,
    "awards:index": CATALOGUE,
    "decisions:index": CATALOGUE,
    "rounds:index": CATALOGUE,
    "office:merges": KEEPERS,
    "office:desk": CATALOGUE,
    "review:inbox": {Role.DIRECTOR, Role.MODERATOR},
    "importing:start": KEEPERS,
    "wagtailusers_users:index": {Role.DIRECTOR},
    "wagtailusers_groups:index": set(),
    "wagtailadmin_explore_root": KEEPERS,
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_is_its_own(role):
    browser = signed_in(sign_up("nguoi", "Mai", role))
    opened = {name for name in ALLOWED if browser.get(reverse(name)).status_code == 200}
    assert opened == {name for name, roles in ALLOWED.items() if role in roles}


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_shows_what_may_be_opened_and_nothing_else(role):
    browser = signed_in(sign_up("nguoi", "Mai", role))
    menu = browser.get(reverse("wagtailadmin_home")).content.decode()
    for name, roles in ALLOWED.items():
        if name.endswith((":list", ":index", ":merges", ":desk", ":inbox", ":start", "query_reading")):
            assert (f'"url": "{reverse(name)}"' in menu) == (role in roles), name


def test_a_producer_is_no_staff(producer):
    answer = signed_in(producer).get(reverse("wagtailadmin_home"))
    assert answer.status_code == 302 and "login" in answer["Location"]


def test_nobody_deletes_from_the_catalogue(admin_user, django_user_model):
    from tests.factories.products import ProductFactory

    product = ProductFactory()
    address = reverse("wagtailsnippets_products_product:delete", args=[product.pk])
    assert signed_in(admin_user).post(address).status_code == 302
    product.refresh_from_db()


def test_the_office_speaks_vietnamese_whatever_the_browser_asks_for(editor):
    answer = signed_in(editor).get(reverse("wagtailadmin_home"), HTTP_ACCEPT_LANGUAGE="en-US,en;q=0.9")
    assert "Việc chờ tôi" in answer.content.decode()
