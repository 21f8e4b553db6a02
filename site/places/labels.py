"""Then and now: how a place is written beside what it was or what it has become. Nothing here queries,
given objects whose `province`, `parent` and `current_province` were loaded with them."""

from django.utils.translation import gettext as _

from common import text

from .models import Commune, FormerUnit, Province

Current = Province | Commune
ADDRESS = "%(unit)s, %(province)s"


def full_label(commune: Commune) -> str:
    """ "xã Đồng Hỷ, tỉnh Thái Nguyên": what a picker shows and reads back."""
    return ADDRESS % {"unit": commune.full_name, "province": commune.province.full_name}


def current_label(place: Current, former: FormerUnit | str | None = None) -> str:
    """A place of today with its old name: "Bắc Ninh (trước đây là Bắc Giang)".

    Only the name where nothing changed. A commune keeps its kind, and an old district is what it lay in:
    "xã Đồng Hỷ (trước đây thuộc huyện Đồng Hỷ)".
    """
    name = place.full_name if isinstance(place, Commune) else place.name
    if not former:
        return name
    if isinstance(former, FormerUnit):
        if isinstance(place, Commune) and former.level != FormerUnit.Level.COMMUNE:
            return _("%(name)s (trước đây thuộc %(former)s)") % {"name": name, "former": former.full_name}
        old_name = former.full_name if isinstance(place, Commune) else former.name
    else:
        old_name = former
    if text.key(old_name) == text.key(name):
        return name
    return _("%(name)s (trước đây là %(former)s)") % {"name": name, "former": old_name}


def former_label(printed: FormerUnit | str, place: Current | None = None) -> str:
    """An old or printed name with what it is today: "Bắc Giang (nay thuộc Bắc Ninh)".

    `place` is today's province or commune; a former unit knows its province itself. Where the name has
    stayed, only the name.
    """
    name = printed.name if isinstance(printed, FormerUnit) else printed
    if isinstance(printed, FormerUnit) and printed.level != FormerUnit.Level.PROVINCE:
        name = printed.full_name
    if place is None and isinstance(printed, FormerUnit):
        place = printed.current_province
    if place is None or text.key(place.name) == text.key(name):
        return name
    now = full_label(place) if isinstance(place, Commune) else place.name
    return _("%(name)s (nay thuộc %(now)s)") % {"name": name, "now": now}


def label_then_now(place: Current | FormerUnit, former: FormerUnit | str | None = None) -> str:
    """`former_label` for an old unit, `current_label` for one of today."""
    return former_label(place) if isinstance(place, FormerUnit) else current_label(place, former)
