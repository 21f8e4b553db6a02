"""The snippet editors: nothing is published past the review there, by any button or any POST."""

import pytest
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Site

from common.models import SiteIdentity, Submission
from common.moderation import open_change, send_back, submit_changes
from office.moderated import ModeratedActionsMixin, ModeratedCreateView, ModeratedEditView
from office.review.workflow import moderated_kinds
from products.models import Product
from tests.cast import signed_in
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db

hooks.search_for_hooks()  # where the site registers its editors


@pytest.fixture
def product(workshop):
    return ProductFactory(producer=workshop, name_vi="Miến dong")


@pytest.fixture
def waiting(product, producer):
    draft = product.get_latest_revision_as_object()
    draft.name_vi = "Miến của cơ sở"
    return submit_changes(draft, by=producer)


def address(product, name="edit"):
    return reverse(Product.snippet_viewset.get_url_name(name), args=[product.pk])


def typed(browser, product, **values):
    """Every input of the editor as a browser would post it."""
    answer = browser.get(address(product))
    form = answer.context["form"]
    data = {form.add_prefix(name): form[name].value() for name in form.fields}
    for formset in getattr(form, "formsets", {}).values():
        data |= {formset.management_form.add_prefix(n): v for n, v in formset.management_form.initial.items()}
    revision = Product.objects.get(pk=product.pk).latest_revision
    if revision:
        data |= {"loaded_revision_id": revision.pk, "loaded_revision_created_at": revision.created_at.isoformat()}
    return {name: value for name, value in (data | values).items() if value not in (None, [])}


def live_name(product):
    return Product.objects.get(pk=product.pk).name_vi


@pytest.mark.parametrize("kind", moderated_kinds())
def test_every_kinds_editor_is_the_moderated_one(kind):
    assert issubclass(kind.snippet_viewset.edit_view_class, ModeratedEditView)
    assert issubclass(kind.snippet_viewset.add_view_class, ModeratedCreateView)
    assert issubclass(kind.snippet_viewset.copy_view_class, ModeratedActionsMixin)


@pytest.mark.parametrize("action", ["publish", "submit", "cancel-workflow", "restart-workflow", "workflow-action"])
@pytest.mark.parametrize("name", ["editor", "moderator", "director", "staff_producer"])
def test_every_deciding_button_is_refused_while_a_change_waits(name, action, request, product, waiting):
    browser = signed_in(request.getfixturevalue(name))
    extra = {f"action-{action}": "1", "workflow-action-name": "approve"}
    answer = browser.post(address(product), typed(browser, product, name_vi="Chữ của cán bộ", **extra))
    words = answer.content.decode()
    assert answer.status_code == 200 and "chờ duyệt" in words
    assert "Chữ của cán bộ" in words  # nothing typed is lost
    assert live_name(product) == "Miến dong" and open_change(product) == waiting
    assert Product.objects.get(pk=product.pk).latest_revision_id == waiting.revision_id


def test_the_menu_and_the_banner_lead_to_the_review(product, waiting, moderator, editor):
    words = signed_in(moderator).get(address(product)).content.decode()
    assert "action-publish" not in words and "action-submit" not in words and "action-cancel-workflow" not in words
    assert words.count(reverse("review:detail", args=[waiting.pk])) == 2
    words = signed_in(editor).get(address(product)).content.decode()
    assert "đang chờ duyệt" in words and reverse("review:detail", args=[waiting.pk]) not in words


def test_saving_a_draft_is_allowed_and_makes_its_writer_an_author(product, waiting, moderator):
    browser = signed_in(moderator)
    answer = browser.post(address(product), typed(browser, product, name_vi="Sửa chính tả"))
    assert answer.status_code == 302
    assert live_name(product) == "Miến dong" and open_change(product) == waiting
    words = browser.get(reverse("review:detail", args=[waiting.pk])).content.decode()
    assert "cần người khác duyệt" in words


def test_staff_publish_their_own_work_there(product, editor):
    browser = signed_in(editor)
    assert "action-publish" in browser.get(address(product)).content.decode()
    answer = browser.post(address(product), typed(browser, product, name_vi="Mới", **{"action-publish": "1"}))
    assert answer.status_code == 302 and live_name(product) == "Mới"


def test_the_second_of_two_editors_is_told(product, editor, moderator):
    mai, son = signed_in(editor), signed_in(moderator)
    mai.post(address(product), typed(mai, product, name_vi="Nháp"))
    mai_types = typed(mai, product, name_vi="Bản của Mai", **{"action-publish": "1"})
    son_types = typed(son, product, name_vi="Bản của Sơn", **{"action-publish": "1"})
    assert son.post(address(product), son_types).status_code == 302
    answer = mai.post(address(product), mai_types)
    words = answer.content.decode()
    assert answer.status_code == 200 and "bản mới hơn" in words and "Bản của Mai" in words
    assert live_name(product) == "Bản của Sơn"


def test_a_member_of_the_workshop_submits_instead(product, staff_producer):
    browser = signed_in(staff_producer)
    assert "action-publish" not in browser.get(address(product)).content.decode()
    browser.post(address(product), typed(browser, product, name_vi="Của tôi", **{"action-publish": "1"}))
    assert live_name(product) == "Miến dong"
    browser.post(address(product), typed(browser, product, name_vi="Của tôi", **{"action-submit": "1"}))
    assert open_change(product).submitted_by == staff_producer


def test_with_a_second_person_everything_is_submitted(product, editor):
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.second_person = True
    identity.save()
    browser = signed_in(editor)
    answer = browser.post(address(product), typed(browser, product, name_vi="Mới", **{"action-publish": "1"}))
    assert "người thứ hai" in answer.content.decode() and live_name(product) == "Miến dong"
    browser.post(address(product), typed(browser, product, name_vi="Mới", **{"action-submit": "1"}))
    assert Submission.objects.get().submitted_by == editor


@pytest.fixture
def returned(product, waiting, director):
    revision = waiting.revision
    return send_back(revision_id=revision.pk, seen_at=revision.created_at, by=director, reason="Xin ghi rõ nơi làm.")


@pytest.mark.parametrize("action", ["restart-workflow", "workflow-action"])
def test_wagtails_own_workflow_never_starts_behind_the_inbox(action, product, returned, director):
    browser = signed_in(director)
    assert "action-restart-workflow" not in browser.get(address(product)).content.decode()
    extra = {f"action-{action}": "1", "workflow-action-name": "approve"}
    answer = browser.post(address(product), typed(browser, product, **extra))
    assert answer.status_code == 200 and "Chờ duyệt" in answer.content.decode()
    assert Product.objects.get(pk=product.pk).current_workflow_state.status == "needs_changes"
    assert live_name(product) == "Miến dong"


def test_what_was_sent_back_is_not_published_by_who_may_not_review(product, returned, editor, director):
    browser = signed_in(editor)
    assert "action-publish" not in browser.get(address(product)).content.decode()
    answer = browser.post(address(product), typed(browser, product, **{"action-publish": "1"}))
    assert "đã bị trả lại" in answer.content.decode() and live_name(product) == "Miến dong"
    browser.post(address(product), typed(browser, product, **{"action-submit": "1"}))
    assert open_change(product).submitted_by == editor


def test_a_reviewer_publishes_what_was_put_right_with_the_text_in_sight(product, returned, director):
    browser = signed_in(director)
    browser.post(address(product), typed(browser, product, name_vi="Miến đã sửa", **{"action-publish": "1"}))
    assert live_name(product) == "Miến đã sửa"


def test_what_was_sent_back_is_not_published_unseen_from_a_list(product, returned, director):
    list_address = reverse("wagtail_bulk_action", args=["products", "product", "publish"])
    next_page = reverse(Product.snippet_viewset.get_url_name("list"))
    answer = signed_in(director).post(f"{list_address}?id={product.pk}&next={next_page}", follow=True)
    assert "đã bị trả lại" in answer.content.decode() and live_name(product) == "Miến dong"


def test_wagtails_own_workflow_addresses_are_shut(product, waiting, director):
    state = product.current_workflow_task_state
    name = Product.snippet_viewset.get_url_name("workflow_action")
    answer = signed_in(director).post(reverse(name, args=[product.pk, "approve", state.pk]), {"comment": ""})
    assert answer.status_code in {302, 403}
    assert live_name(product) == "Miến dong" and open_change(product) == waiting
