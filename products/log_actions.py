"""What the log calls the acts of this app; registered by `products.wagtail_hooks`."""

from django.utils.translation import gettext_lazy as _

LOG_ACTIONS = (
    ("products.issue_awards", _("Ghi sổ công nhận"), _("Đã ghi công nhận vào sổ")),
    ("products.release_decision", _("Công bố quyết định"), _("Đã công bố quyết định")),
    ("products.enter_decision", _("Nhập quyết định"), _("Đã nhập quyết định theo nguồn")),
    ("products.correct_decision", _("Đính chính quyết định"), _("Đã đính chính quyết định")),
    ("products.award_corrected", _("Đính chính công nhận"), _("Đã đính chính công nhận")),
    ("products.award_checked", _("Đối chiếu công nhận"), _("Đã đối chiếu với quyết định")),
    ("products.award_superseded", _("Thay công nhận"), _("Đã thay bằng công nhận khác")),
    ("products.award_revoked", _("Thu hồi công nhận"), _("Đã thu hồi công nhận")),
    ("products.merge", _("Gộp hồ sơ"), _("Đã gộp một hồ sơ vào hồ sơ này")),
    ("products.undo_merge", _("Tách hồ sơ đã gộp"), _("Đã tách lại hồ sơ từng gộp")),
    ("products.rename_slug", _("Đổi địa chỉ trang"), _("Đã đổi địa chỉ trang")),
    ("products.assign_producer", _("Ghi cơ sở"), _("Đã ghi cơ sở làm ra sản phẩm")),
    ("products.archive", _("Cất vào kho"), _("Đã cất vào kho")),
    ("products.restore", _("Lấy khỏi kho"), _("Đã lấy khỏi kho")),
    ("products.prepare_decision", _("Lập dự thảo quyết định"), _("Đã lập dự thảo quyết định từ phụ lục")),
    ("products.discard_decision", _("Bỏ dự thảo quyết định"), _("Đã bỏ dự thảo quyết định")),
)
