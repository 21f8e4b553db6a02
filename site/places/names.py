"""How a place is written: its English spelling, and the fields every named place shares."""

import unicodedata

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import languages, text


def plain_spelling(name: str) -> str:
    """The name as English prints it: no accents, đ as d, capitals kept ("Đồng Hỷ" → "Dong Hy")."""
    decomposed = unicodedata.normalize("NFD", name.translate(str.maketrans("đĐ", "dD")))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def spelled(name_vi: str) -> str:
    """A place's Vietnamese name as the language being read prints it; for names that no record of ours holds."""
    return plain_spelling(name_vi) if in_english() else name_vi


KINDS_IN_ENGLISH = {
    "xã": "commune",
    "phường": "ward",
    "thị trấn": "township",
    "đặc khu": "special zone",
    "huyện": "district",
    "quận": "district",
    "thị xã": "town",
    "thành phố": "city",
    "tỉnh": "province",
}


def with_kind(kind: str, name_vi: str) -> str:
    """ "huyện Đồng Hỷ" in Vietnamese, "Dong Hy district" in English, "ward 4" for a numbered one."""
    if not in_english():
        return f"{kind} {name_vi}"
    kind, name = KINDS_IN_ENGLISH.get(kind, plain_spelling(kind)), plain_spelling(name_vi)
    return f"{kind} {name}" if name.isdecimal() else f"{name} {kind}"


def in_english() -> bool:
    """Whether places are named as abroad: in every language but Vietnamese."""
    return not languages.is_source()


class NamedPlace(models.Model):
    """A place with its own name, the key it is looked up by and the key it is sorted by.

    `name_key` and `sort_key` follow `name_vi` on every save; bulk writers call `set_keys` themselves
    and set `changed_at`, by which a cached index knows that it is old. `other_keys` holds further
    names as "|phuchoa|quanguyen|": folded, joined, each between bars.
    """

    name_vi = models.CharField(_("tên"), max_length=80)
    name_key = models.CharField(_("khóa tìm"), max_length=80, db_index=True, editable=False)
    sort_key = models.CharField(_("khóa sắp xếp"), max_length=255, db_index=True, editable=False)
    other_keys = models.CharField(_("tên khác, không dấu, viết liền"), max_length=255, blank=True, editable=False)
    changed_at = models.DateTimeField(_("sửa lần cuối"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.set_keys()
        self.changed_at = timezone.now()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_key", "sort_key", "changed_at"}
        super().save(*args, **kwargs)

    @property
    def spelling_en(self) -> str:
        return plain_spelling(self.name_vi)

    @property
    def name(self) -> str:
        """The name in the language being read."""
        return self.spelling_en if in_english() else self.name_vi

    def set_keys(self) -> None:
        self.name_key = text.key(self.name_vi)
        self.sort_key = text.sort_key(self.name_vi)
