"""What the log calls the acts of this app; registered by `fairs.wagtail_hooks`."""

from django.utils.translation import gettext_lazy as _

LOG_ACTIONS = (("fairs.rename_slug", _("Đổi địa chỉ trang"), _("Đã đổi địa chỉ trang")),)
