"""Two members of staff import the same decision in the same moment: one outcome, and the second is told."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from common.errors import Refusal
from places.models import Province
from products.importing import ImportOptions, apply_plan, load_index, plan_import, prepare_decision, read_pasted_list
from products.importing.release import release_decision
from products.models import Award, Decision, Product
from products.seeds import load_catalogue_seeds
from tests.factories.producers import UserFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LIST = "\n".join(
    ["Tên sản phẩm\tTên cơ sở\tTỉnh\tCấp\tNăm\tSố quyết định"]
    + [f"Chè mẫu {at}\tHTX Mẫu {at}\tThái Nguyên\tcấp tỉnh\t2024\t12/QĐ-UBND" for at in range(30)]
)


@pytest.fixture(autouse=True)
def catalogue(db):
    Province.objects.create(
        name_vi="Thái Nguyên", full_name_vi="tỉnh Thái Nguyên", name_en="Thai Nguyen", code="19", slug="thai-nguyen",
        kind=Province.Kind.PROVINCE,
    )  # fmt: skip
    load_catalogue_seeds()


def together(*works):
    """Runs the works in threads that start at one signal; each one's result or refusal."""
    barrier = threading.Barrier(len(works))

    def run(work):
        try:
            barrier.wait(timeout=20)
            return work()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def planned():
    options, index = ImportOptions(), load_index()
    return plan_import(read_pasted_list(LIST, options=options), options=options, index=index), options, index


def test_the_same_list_imported_by_two_at_once_goes_in_once():
    def work():
        plan, options, index = planned()
        entered.wait(timeout=20)  # both have planned before either writes
        return apply_plan(plan, options=options, index=index, by=None)

    entered = threading.Barrier(2)
    results = together(work, work)
    assert Award.objects.count() == 30 and Product.objects.count() == 30 and Decision.objects.count() == 1
    assert sorted((each.awards, each.overtaken) for each in results) == [(0, 30), (30, 0)]


def test_one_draft_released_by_two_at_once_is_released_by_one():
    plan, options, _index = planned()
    draft = prepare_decision(plan, options=options, by=None)
    users = [UserFactory(staff=True), UserFactory(staff=True)]

    def release_by(user):
        return lambda: release_decision(decision=draft, number="12/QĐ-UBND", date=datetime.date(2024, 6, 3), by=user)

    results = together(*map(release_by, users))
    refusals = [each for each in results if isinstance(each, Refusal)]
    assert len(refusals) == 1 and "công bố trước đó" in str(refusals[0])
    assert Award.objects.count() == 30


def test_one_list_prepared_by_two_at_once_is_one_draft():
    def work():
        plan, options, _index = planned()
        return prepare_decision(plan, options=options, by=None).pk

    assert len(set(together(work, work))) == 1
    assert Decision.objects.count() == 1
