"""manage.py load_places: provinces and communes of today, and what they were until July 2025."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.errors import Refusal
from places.services import load_places

KINDS = {
    "provinces": gettext_lazy("tỉnh, thành phố hiện nay"),
    "communes": gettext_lazy("xã, phường, đặc khu hiện nay"),
    "former_provinces": gettext_lazy("tỉnh, thành phố trước đây"),
    "former_districts": gettext_lazy("huyện, quận, thị xã trước đây"),
    "former_communes": gettext_lazy("xã, phường, thị trấn trước đây"),
    "links": gettext_lazy("quan hệ trước đây – hiện nay"),
}


class Command(BaseCommand):
    help = _("Nạp địa danh hiện nay và trước ngày 1/7/2025. Chạy lại được, không xóa đơn vị nào.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Counts go to the output; while it runs, each kind is told to the error stream as it is done."""
        try:
            loaded = load_places(progress=self.tell)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        for what, number in loaded.read.items():
            counts = {
                "what": KINDS[what],
                "read": number,
                "added": loaded.added[what],
                "changed": loaded.changed[what],
                "removed": loaded.removed[what],
                "kept": loaded.kept[what],
            }
            self.stdout.write(
                _("%(what)s: %(read)d dòng, thêm %(added)d, sửa %(changed)d, bỏ %(removed)d, giữ %(kept)d") % counts
            )
        self.stdout.write(self.style.SUCCESS(_("Tổng số thay đổi: %(number)d") % {"number": loaded.changes}))

    def tell(self, what: str, number: int) -> None:
        self.stderr.write(_("Đã đọc %(what)s: %(number)d") % {"what": KINDS[what], "number": number})
