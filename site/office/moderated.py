"""Editors of moderated records: what may not be published is refused on POST, with everything typed kept.

A view set of a moderated kind is `class ProductViewSet(ModeratedViewSetMixin, SnippetViewSet)`.
"""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView

from common.errors import NotAllowed, Refusal, Stale
from common.moderation import may_review, open_change, publish_own, submit_revision
from common.moderation.access import asks_second_person, refuse_own_publishing

DECIDING_ACTIONS = ("publish", "submit", "restart-workflow", "cancel-workflow", "workflow-action")
ON_BEHALF = "on-behalf"
"""The value of "submit" where staff write down what a producer told them."""
# Wagtail's own steps know nothing of our submissions: what they start would stand in nobody's inbox.
NEVER_OURS = frozenset({"restart-workflow", "workflow-action"})


class ModeratedActionsMixin:
    """Publishing and workflow actions go through `common.moderation`."""

    refusal: Refusal | None = None

    def get_action(self, request: HttpRequest) -> str:
        """Wagtail takes an action that is not available for "save"; we remember why and refuse it."""
        for action in DECIDING_ACTIONS:
            if request.method == "POST" and request.POST.get(f"action-{action}"):
                try:
                    self.refuse_action(action)
                except Refusal as refusal:
                    self.refusal = refusal
                    return self.actions[0]
        return super().get_action(request)

    def refuse_action(self, action: str) -> None:
        """Raise `NotAllowed` for what this person may not do to this record now."""
        if self.object is None:
            if action == "publish" and asks_second_person():
                raise NotAllowed(_("Trung tâm yêu cầu người thứ hai duyệt. Hãy gửi duyệt."))
        elif action == "publish":
            refuse_own_publishing(self.object, self.request.user)
        elif open_change(self.object):
            raise NotAllowed(_("Có thay đổi đang chờ duyệt. Hãy quyết định ở màn hình Chờ duyệt."))
        elif action in NEVER_OURS:
            raise NotAllowed(_("Việc duyệt nằm ở màn hình Chờ duyệt. Ở đây hãy gửi duyệt, hoặc xuất bản."))

    def is_valid(self, form: Any) -> bool:
        if self.refusal is None and self.action in DECIDING_ACTIONS and self.is_out_of_date:
            self.refusal = _overtaken()
        if self.refusal is not None:
            self.produced_error_code = "refused"
            self.produced_error_message = str(self.refusal)
            return False
        return super().is_valid(form)

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Save and decide under the row's lock, so that of two who publish at once the second is told."""
        if self.object is not None and self.action in DECIDING_ACTIONS and self._was_overtaken():
            self.produced_error_code = "refused"
            self.produced_error_message = str(_overtaken())
            return self.form_invalid(form)
        return super().form_valid(form)

    def _was_overtaken(self) -> bool:
        row = self.model._base_manager.select_for_update().get(pk=self.object.pk)
        latest, loaded = row.latest_revision, self.latest_revision
        if latest is None or loaded is None:
            return latest is not loaded
        return (latest.pk, latest.created_at) != (loaded.pk, loaded.created_at)

    def publish_action(self) -> HttpResponse | None:
        """Publish what was just saved. A refusal leaves it saved as a draft and says why."""
        if response := self.run_hook("before_publish", self.request, self.object):
            return response
        revision = self.new_revision
        try:
            publish_own(revision_id=revision.pk, seen_at=revision.created_at, by=self.request.user)
        except Refusal as refusal:
            return self._saved_only(refusal)
        return self.run_hook("after_publish", self.request, self.object)

    def submit_action(self) -> HttpResponse | None:
        """Ask another person to approve what was just saved."""
        try:
            on_behalf = self.request.POST.get("action-submit") == ON_BEHALF
            submit_revision(revision=self.new_revision, by=self.request.user, on_behalf=on_behalf)
        except Refusal as refusal:
            return self._saved_only(refusal)
        return None

    def _saved_only(self, refusal: Refusal) -> HttpResponse:
        messages.error(self.request, " ".join([str(refusal), *map(str, refusal.details), _("Bản nháp đã được lưu.")]))
        return redirect(self.get_edit_url())


class ModeratedEditView(ModeratedActionsMixin, EditView):
    """Editing a moderated record; says what waits."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if submission := open_change(self.object):
            messages.warning(request, _banner(submission, request.user))
        return super().get(request, *args, **kwargs)


class ModeratedCreateView(ModeratedActionsMixin, CreateView):
    """Making a moderated record."""


class ModeratedCopyView(ModeratedActionsMixin, CopyView):
    """Making a moderated record from another."""


class ModeratedViewSetMixin:
    """What a view set of a moderated kind takes, before `SnippetViewSet`."""

    edit_view_class = ModeratedEditView
    add_view_class = ModeratedCreateView
    copy_view_class = ModeratedCopyView


def _overtaken() -> Stale:
    return Stale(_("Người khác đã lưu bản mới hơn từ lúc bạn mở. Hãy mở trang này ở thẻ mới, so lại rồi xuất bản."))


def _banner(submission: Any, user: Any) -> str:
    said = _("Thay đổi của %(writer)s đang chờ duyệt. Nếu bạn sửa ở đây, người khác sẽ phải duyệt cả phần bạn viết.")
    words = said % {"writer": submission.submitted_by}
    if not may_review(user):
        return words
    address = reverse("review:detail", args=[submission.pk])
    return format_html('{} <a href="{}">{}</a>', words, address, _("Xem chỗ thay đổi và duyệt"))
