"""What the log calls the acts of this app; registered by `producers.wagtail_hooks`."""

from django.utils.translation import gettext_lazy as _

LOG_ACTIONS = (
    ("producers.create", _("Lập hồ sơ cơ sở"), _("Đã lập hồ sơ cơ sở")),
    ("producers.add_channel", _("Thêm kênh liên hệ"), _("Đã thêm kênh liên hệ")),
    ("producers.remove_channel", _("Bỏ kênh liên hệ"), _("Đã bỏ kênh liên hệ")),
    ("producers.record_consent", _("Ghi đồng ý công bố"), _("Đã ghi lời đồng ý công bố kênh liên hệ")),
    ("producers.withdraw_consent", _("Rút đồng ý công bố"), _("Đã rút đồng ý công bố kênh liên hệ")),
    ("producers.verify", _("Xác minh cơ sở"), _("Đã xác minh cơ sở")),
    ("producers.give_trust", _("Tin cậy cơ sở"), _("Đã cho thay đổi nhỏ của cơ sở hiện ngay")),
    ("producers.end_trust", _("Thôi tin cậy"), _("Mọi thay đổi của cơ sở lại chờ duyệt")),
    ("producers.add_member", _("Thêm người của cơ sở"), _("Đã thêm người của cơ sở")),
    ("producers.end_membership", _("Thôi người của cơ sở"), _("Đã thôi quyền sửa của một người")),
    ("producers.archive", _("Cất vào kho"), _("Đã cất vào kho")),
    ("producers.restore", _("Lấy khỏi kho"), _("Đã lấy khỏi kho")),
    ("producers.rename_slug", _("Đổi địa chỉ trang"), _("Đã đổi địa chỉ trang")),
)
