"""Where the demonstration is refused, and made-up products for measurements, which can be taken away again."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Revision, Site

from office.demo.generated import generate, generated, remove
from places.services import load_places
from producers.models import Producer
from products.guards import missing_guards
from products.models import Award, AwardStanding, Decision, Product, SelectionRound
from products.seeds import load_catalogue_seeds
from search import browse

MADE_UP = (Producer, Product, Award, AwardStanding, Decision, SelectionRound, Revision)


def nothing_to_tell(_done: int, _total: int) -> None:
    """Progress that nobody reads."""


def test_a_site_that_others_reach_gets_no_demonstration(settings, db: None):
    settings.ONLY_LOOPBACK = False
    for command in (["demo"], ["demo", "--force"], ["demo_reset", "--yes"], ["bench_data", "10"]):
        with pytest.raises(CommandError):
            call_command(*command)
    assert not Producer.objects.exists()


def test_resetting_asks_first(db: None, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())  # nobody to ask
    words = "YES=1" if connection.vendor == "sqlite" else "Only a SQLite file is deleted"
    with pytest.raises(CommandError, match=words):
        call_command("demo_reset")
    assert Site.objects.exists()


def test_made_up_products_come_and_go_without_a_trace(db: None):
    load_places()
    load_catalogue_seeds()
    before = [model.objects.count() for model in MADE_UP]
    assert generate(30, progress=nothing_to_tell) == 30
    assert generate(30, progress=nothing_to_tell) == 0
    assert generated() == 30 and browse.summary().total == Product.objects.awarded().count()
    assert remove(progress=nothing_to_tell) == 30
    assert [model.objects.count() for model in MADE_UP] == before
    assert missing_guards(connection) == []
