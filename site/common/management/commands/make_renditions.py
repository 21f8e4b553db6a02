"""manage.py make_renditions: every size of every photo that is not there yet, by batches, telling how far it is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.models import Photo
from common.photos import UnreadablePhotoError, forget_all, forget_lost_files, photos_in_batches, prepare_photo


class Command(BaseCommand):
    help = _("Làm các cỡ ảnh còn thiếu. Dừng giữa chừng rồi chạy lại được.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check-files", action="store_true", help=_("Tìm cả những cỡ ảnh đã mất tệp."))
        parser.add_argument("--anew", action="store_true", help=_("Làm lại tất cả, sau khi đổi chất lượng ảnh."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Progress goes to the error stream; photos whose file cannot be read are named at the end."""
        every, seen, made = Photo.objects.count(), 0, 0
        broken: list[str] = []
        for batch in photos_in_batches():
            for photo in batch:
                made += self.prepare(photo, broken, **options)
                seen += 1
                if seen % 20 == 0 or seen == every:
                    self.stderr.write(_("%(seen)d trong %(every)d ảnh") % {"seen": seen, "every": every})
        self.stdout.write(ngettext("Đã làm %(number)d cỡ ảnh", "Đã làm %(number)d cỡ ảnh", made) % {"number": made})
        if broken:
            raise CommandError("\n".join([_("Không đọc được tệp của những ảnh này:"), *broken]))

    def prepare(self, photo: Photo, broken: list[str], *, check_files: bool, anew: bool, **_options: Any) -> int:
        """The number of sizes made; a photo that cannot be read is added to `broken` and stops nothing."""
        if anew:
            forget_all(photo)
        elif check_files:
            forget_lost_files(photo)
        try:
            return prepare_photo(photo_id=photo.pk)
        except UnreadablePhotoError as error:
            broken.append(str(error))
            return 0
