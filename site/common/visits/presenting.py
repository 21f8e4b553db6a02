"""Views in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .reading import PERIOD, Views


def views_words(views: Views, *, length: int = PERIOD) -> str:
    """ "45 lượt xem trong 30 ngày qua, nhiều hơn 15 lượt so với 30 ngày trước đó." """
    figures = {"number": number_format(views.now, force_grouping=True), "days": length}
    if not views.now and not views.before:
        return _("Chưa có lượt xem nào trong %(days)s ngày qua.") % figures
    now = (
        ngettext(
            "%(number)s lượt xem trong %(days)s ngày qua", "%(number)s lượt xem trong %(days)s ngày qua", views.now
        )
        % figures
    )
    return f"{now}, {_compared(views, length)}."


def _compared(views: Views, length: int) -> str:
    more = views.now - views.before
    figures = {"number": number_format(abs(more), force_grouping=True), "days": length}
    if not views.before:
        return _("%(days)s ngày trước đó chưa có lượt nào") % figures
    if not more:
        return _("bằng %(days)s ngày trước đó") % figures
    if more > 0:
        return _("nhiều hơn %(number)s lượt so với %(days)s ngày trước đó") % figures
    return _("ít hơn %(number)s lượt so với %(days)s ngày trước đó") % figures
