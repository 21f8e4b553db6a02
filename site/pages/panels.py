"""Parts of the page editor that are ours: which placed records are gone, and how long a text has become."""

from typing import Any

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, Panel

from pages.blocks.placing import withdrawn_from


class WithdrawnPanel(Panel):
    """Names the placed records that the public no longer sees, so that an editor can put others in their place."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field_name = field_name

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "field_name": self.field_name}

    class BoundPanel(Panel.BoundPanel):
        """One page's."""

        template_name = "pages/admin/withdrawn.html"

        @cached_property
        def names(self) -> list[str]:
            stream = getattr(self.instance, self.panel.field_name)
            gone = withdrawn_from((child.block, child.value) for child in stream)
            return [f"{record} ({record._meta.verbose_name})" for record in gone]

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.names)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "names": self.names}


class CountedFieldPanel(FieldPanel):
    """A field whose length counts: how many characters search engines show, and how many there are now."""

    def __init__(self, field_name: str, *, fits: int, help_text: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(field_name, help_text=help_text, **kwargs)
        self.fits = fits

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "fits": self.fits}

    class BoundPanel(FieldPanel.BoundPanel):
        """One page's."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            told = _("Máy tìm kiếm hiện khoảng %(fits)s ký tự.") % {"fits": self.panel.fits}
            self.help_text = " ".join(str(part) for part in (self.help_text, told) if part)
            widget = self.bound_field.field.widget
            widget.attrs |= {"data-count-fits": str(self.panel.fits), "data-count-words": _("Đang có {number} ký tự.")}
