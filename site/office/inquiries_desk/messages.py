"""What the desk says to a producer: ready to be copied into Zalo or read out on the telephone."""

from django.utils.translation import gettext as _

from common import days, languages
from inquiries.models import AuthorKind, Inquiry, InquiryKind
from inquiries.tokens import answer_address


def words_for_producer(inquiry: Inquiry) -> str:
    """The question with its reference, the day by which an answer was promised and the signed link, in Vietnamese.

    Holds no name and no telephone of the buyer: those stand behind the link, which knows who opened it.
    """
    question = inquiry.messages.filter(author_kind=AuthorKind.BUYER).first()
    with languages.in_source():
        lines = [
            _("Trung tâm Khuyến công chuyển câu hỏi của khách (mã %(reference)s).") % {"reference": inquiry.reference},
            _("Về: %(subject)s") % {"subject": inquiry.subject},
            _("Khách hỏi: %(text)s") % {"text": question.text if question else ""},
        ]
        if inquiry.kind != InquiryKind.QUESTION:
            lines.append(_("Khách cần: %(kind)s") % {"kind": inquiry.get_kind_display()})
        if inquiry.quantity:
            lines.append(_("Số lượng: %(quantity)s") % {"quantity": inquiry.quantity})
        lines += [
            _("Mời cơ sở trả lời trước ngày %(day)s, bấm vào đây (không cần mật khẩu):")
            % {"day": days.day(inquiry.due_at)},
            answer_address(inquiry),
        ]
    return "\n".join(str(line) for line in lines)
