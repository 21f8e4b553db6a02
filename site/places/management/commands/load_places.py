"""manage.py load_places: provinces and communes of today, and what they were until July 2025."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from common.errors import Refusal
from places.services import load_places


class Command(BaseCommand):
    help = _("Nạp địa danh hiện nay và trước ngày 1/7/2025. Chạy lại được, không xóa gì.")

    def handle(self, *args, **options) -> None:
        try:
            loaded = load_places(progress=self.tell)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        for what, number in loaded.read.items():
            self.stdout.write(
                _("%(what)s: %(read)d dòng, thêm %(added)d, sửa %(changed)d, bỏ %(removed)d, giữ %(kept)d")
                % {
                    "what": what,
                    "read": number,
                    "added": loaded.added[what],
                    "changed": loaded.changed[what],
                    "removed": loaded.removed[what],
                    "kept": loaded.kept[what],
                }
            )
        self.stdout.write(self.style.SUCCESS(_("Tổng số thay đổi: %(number)d") % {"number": loaded.changes}))

    def tell(self, what: str, number: int) -> None:
        self.stderr.write(f"{what}: {number}")
