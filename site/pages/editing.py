"""The forms in which editors write and copy pages: an address that the catalogue owns is refused by name."""

from typing import Any

from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.admin.widgets import SlugInput

from common import text

from .addresses import bare, fault_of_slug

ACCENTED = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"


def bare_slug_input() -> SlugInput:
    """The box of an address: while a title is typed it already shows bare letters, as `bare` will make them.

    Without this the admin's own script either keeps the accents or drops the letters that bear them.
    """
    by_base: dict[str, str] = {}
    for letter in ACCENTED + ACCENTED.upper():
        base = text.fold(letter)
        by_base[base] = by_base.get(base, "") + letter
    return SlugInput(formatters=[(f"[{letters}]", base) for base, letters in by_base.items()])


class EditorialPageForm(WagtailAdminPageForm):
    """A page's form; of a new page only the form knows where it will stand."""

    def clean_slug(self) -> str:
        return bare(self.cleaned_data.get("slug") or "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug and self.parent_page is not None and (fault := fault_of_slug(slug, self.parent_page)):
            self.add_error("slug", fault)
        return cleaned


class EditorialCopyForm(CopyForm):
    """The form of a copy."""

    def clean_new_slug(self) -> str:
        return bare(self.cleaned_data["new_slug"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        slug = cleaned.get("new_slug")
        if slug and (fault := fault_of_slug(slug, parent)):
            self.add_error("new_slug", fault)
        return cleaned
