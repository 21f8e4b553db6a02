"""Names of what is logged."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action("inquiries.open", _("Nhận câu hỏi"), _("Khách gửi câu hỏi"))
    actions.register_action("inquiries.call", _("Liên hệ cơ sở"), _("Ghi kết quả liên hệ cơ sở"))
    actions.register_action(
        "inquiries.assign_producer", _("Chuyển cho cơ sở"), _("Chuyển câu hỏi cho cơ sở đã tìm được")
    )
    actions.register_action("inquiries.answer", _("Trả lời"), _("Ghi câu trả lời"))
    actions.register_action("inquiries.close", _("Đóng câu hỏi"), _("Đóng câu hỏi"))
    actions.register_action("inquiries.withdraw", _("Rút đồng ý"), _("Người hỏi rút sự đồng ý"))
