"""Two people act in the same instant, in two processes of the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from common.errors import Refusal
from common.models import Submission
from common.moderation import approve, publish_own, send_back, submit_changes
from office.apps import put_in_step
from products.models import Product
from tests.factories.products import ProductFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _roles_and_workflow(transactional_db):
    """Emptying the tables after a test of this kind takes them away."""
    put_in_step()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What each act came to, all started together: "done", or the class of its refusal."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(timeout=20)
            act()
            return "done"
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def seen(product):
    revision = Product.objects.get(pk=product.pk).latest_revision
    return {"revision_id": revision.pk, "seen_at": revision.created_at}


@pytest.fixture
def product(workshop):
    return ProductFactory(producer=workshop, name_vi="Miến dong")


def write(product, **values):
    draft = Product.objects.get(pk=product.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


def test_of_two_who_decide_one_is_told(product, producer, moderator, director):
    submit_changes(write(product, name_vi="Miến dong tráng tay"), by=producer)
    both_saw = seen(product)
    outcomes = at_once(
        lambda: approve(**both_saw, by=moderator),
        lambda: send_back(**both_saw, by=director, reason="Thiếu ảnh."),
    )
    assert outcomes == ["Stale", "done"]
    [submission] = Submission.objects.about(product)
    approved = submission.outcome == "approved"
    assert Product.objects.get(pk=product.pk).name_vi == ("Miến dong tráng tay" if approved else "Miến dong")


def test_of_two_editors_who_publish_one_is_told(product, editor, moderator):
    write(product, name_vi="Bản chung").save_revision(user=editor)
    both_saw = seen(product)

    outcomes = at_once(lambda: publish_own(**both_saw, by=editor), lambda: publish_own(**both_saw, by=moderator))
    assert outcomes == ["Stale", "done"]
    assert Product.objects.get(pk=product.pk).name_vi == "Bản chung"


def test_two_members_who_submit_share_one_waiting_change(product, producer, helper):
    mine, hers = write(product, name_vi="Của Hoa"), write(product, name_vi="Của Lan")
    assert at_once(lambda: submit_changes(mine, by=producer), lambda: submit_changes(hers, by=helper)) == [
        "done",
        "done",
    ]
    [submission] = Submission.objects.about(product)
    assert submission.is_open and submission.revision_id == seen(product)["revision_id"]


def test_a_change_written_while_it_is_approved_is_not_published_unseen(product, producer, helper, moderator):
    submit_changes(write(product, name_vi="Đã xem"), by=producer)
    was_seen = seen(product)
    later = write(product, name_vi="Chưa xem")
    outcomes = at_once(lambda: approve(**was_seen, by=moderator), lambda: submit_changes(later, by=helper))
    assert outcomes in (["done", "done"], ["Stale", "done"])
    assert Product.objects.get(pk=product.pk).name_vi != "Chưa xem"
    assert Submission.objects.about(product).open().count() == 1
