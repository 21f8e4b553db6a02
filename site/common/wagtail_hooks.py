"""What the action log calls the steps of a review."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

STEPS = {
    "moderation.submit": (_("Gửi duyệt"), _("Đã gửi thay đổi để duyệt")),
    "moderation.approve": (_("Duyệt"), _("Đã duyệt và xuất bản thay đổi")),
    "moderation.by_rule": (_("Tự duyệt theo quy tắc"), _("Cơ sở được tin cậy sửa thông tin thường; tự xuất bản")),
    "moderation.send_back": (_("Trả lại"), _("Đã trả lại thay đổi để sửa")),
    "moderation.publish": (_("Xuất bản"), _("Đã tự xuất bản bài của mình")),
}


class StepFormatter(LogFormatter):
    """A step of a review, with what its actor said to the writer."""

    def format_comment(self, log_entry: ModelLogEntry) -> str:
        return log_entry.data.get("reason") or log_entry.data.get("comment") or ""


@hooks.register("register_log_actions")
def name_steps(actions: LogActionRegistry) -> None:
    for action, (label, message) in STEPS.items():
        formatter = type("NamedStepFormatter", (StepFormatter,), {"label": label, "message": message})
        actions.register_action(action)(formatter)
