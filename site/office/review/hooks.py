"""The review in Wagtail's admin: its addresses, its menu item, and editors that offer nothing past it."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.snippets.action_menu import ActionMenuItem

from common.errors import NotAllowed
from common.moderation import ModeratedRecord, may_review, open_change
from common.moderation.access import refuse_own_publishing

from .access import changes_for_review

REVIEWED_ACTIONS = {"action-submit", "action-cancel-workflow"}
NEVER_OFFERED = {"action-restart-workflow"}


@hooks.register("register_admin_urls")
def review_urls() -> list[URLResolver]:
    return [path("duyet/", include("office.review.urls"))]


@hooks.register("register_permissions")
def review_permission() -> QuerySet[Permission]:
    """Shown where a group's permissions are edited."""
    return Permission.objects.filter(content_type__app_label="common", codename="review_submission")


class ReviewMenuItem(MenuItem):
    """The way to the inbox, with how many wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_review(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        component = super().render_component(request)
        if waiting := changes_for_review(request.user).count():
            component.label = f"{self.label} ({waiting})"
        return component


@hooks.register("register_admin_menu_item")
def review_menu_item() -> MenuItem:
    return ReviewMenuItem(_("Chờ duyệt"), reverse("review:inbox"), name="review", icon_name="tasks", order=110)


class ReviewActionItem(ActionMenuItem):
    """In the editor, where Wagtail would publish: the way to the review screen."""

    name = "action-review"
    icon_name = "tasks"

    def __init__(self, submission_id: int) -> None:
        super().__init__(order=10)
        self.submission_id = submission_id
        self.label = _("Xem chỗ thay đổi và duyệt")

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("review:detail", args=[self.submission_id])


@hooks.register("construct_snippet_action_menu")
def hide_what_is_refused(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Offer no action that the server refuses (`office.moderated` is what refuses)."""
    record = context.get("instance")
    if not isinstance(record, ModeratedRecord) or record.pk is None:
        return
    submission = open_change(record)
    hidden = NEVER_OFFERED | (REVIEWED_ACTIONS if submission else set())
    try:
        refuse_own_publishing(record, request.user)
    except NotAllowed:
        hidden.add("action-publish")
    items[:] = [item for item in items if item.name not in hidden]
    if submission and may_review(request.user):
        items.append(ReviewActionItem(submission.pk))
