"""Synonyms in the admin: a list that says what each row does, and a form that says what is in force."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from office.catalogue.listing import ListedViewSetMixin, OfficeIndexView
from office.exports import ExportColumn
from search.models import Synonym
from search.synonyms import names_of

SEARCH_BOX_MENU = "register_search_box_menu_item"


class EffectColumn(Column):
    """What a row does, in a sentence, and the way to trying it on the public page."""

    cell_template_name = "office/searching/effect_cell.html"

    def get_value(self, instance: Synonym) -> Synonym:
        return instance


class InForcePanel(Panel):
    """For both words of a saved row: everything that a search for it finds now, by whichever row."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "office/searching/in_force.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            terms = [(term, names_of(term)) for term in (self.instance.term, self.instance.other)]
            return {**super().get_context_data(parent_context), "terms": terms}


class SynonymCreateView(CreateView):
    """The report of searches leads here with a term that was looked for."""

    def get_initial_form_instance(self) -> Synonym:
        return Synonym(term=self.request.GET.get("term", "")[: Synonym._meta.get_field("term").max_length])


class SynonymViewSet(ListedViewSetMixin, SnippetViewSet):
    """What else a word is called. What is saved holds for the next search."""

    model = Synonym
    icon = "resubmit"
    menu_label = _("Từ đồng nghĩa")
    url_prefix = "o-tim-kiem/tu-dong-nghia"
    index_view_class = OfficeIndexView
    add_view_class = SynonymCreateView
    sort_order_field = None
    list_filter = ["direction"]
    list_display = [
        "__str__",
        EffectColumn("effect", label=_("Người tìm thấy gì")),
        Column("note", label=_("Ghi chú")),
    ]
    export_filename = "tu-dong-nghia"
    export_columns = (
        ExportColumn("term", _("Từ thứ nhất"), lambda synonym: synonym.term),
        ExportColumn("other", _("Từ thứ hai"), lambda synonym: synonym.other),
        ExportColumn("direction", _("Chiều"), lambda synonym: str(synonym.get_direction_display())),
        ExportColumn("note", _("Ghi chú"), lambda synonym: synonym.note),
    )
    panels = [
        FieldRowPanel([FieldPanel("term"), FieldPanel("other")]),
        FieldPanel("direction"),
        FieldPanel("note"),
        InForcePanel(heading=_("Đang tìm thế nào")),
    ]


class SearchBoxGroup(SnippetViewSetGroup):
    """The menu of the search box; more joins it through its hook."""

    menu_label = _("Ô tìm kiếm")
    menu_name = "search-box"
    menu_icon = "search"
    menu_order = 75
    submenu_hook = SEARCH_BOX_MENU
    items = (SynonymViewSet,)
