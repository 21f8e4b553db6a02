"""Tags and filters of the public templates: drawings, dates as people write them, page links, inputs."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from common import days, languages, text
from common.drawings import marks, patterns, qr
from common.drawings.brand import BRAND, HEADER_COLOURS
from common.drawings.icons import ICONS

register = template.Library()
for words_of_days in (days.day, days.iso_day, days.first_column, days.months_words):
    register.filter(words_of_days, expects_localtime=True)
for days_in_order in (days.day_range, days.month_cells, days.fair_days):
    register.simple_tag(days_in_order)

_outside_requests = count(1)


def _from_sprite(css: str, symbol: str, size: str = "24") -> SafeString:
    drawing = '<svg class="{}" viewBox="0 0 {} {}" aria-hidden="true"><use href="{}"/></svg>'
    return format_html(drawing, css, size, size, f"{static('site/sprite.svg')}#{symbol}")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon beside words. A name the sprite does not have is a mistake in the template, and says so."""
    return _from_sprite("icon", f"icon-{_one_of(name, tuple(ICONS))}")


@register.simple_tag
def award_mark(level: str, state: str = "in_force") -> SafeString:
    """The small mark of a level in a state; hidden from screen readers, since words stand beside it."""
    return _from_sprite("mark", f"mark-{_form(level)}-{_treatment(state)}")


@register.simple_tag
def award_seal(level: str, state: str = "in_force") -> SafeString:
    """The large seal of a certificate."""
    return _from_sprite("cert__seal", f"seal-{_form(level)}-{_treatment(state)}", "96")


def _form(level: str) -> str:
    return marks.shape(_one_of(level, marks.LEVELS))


def _treatment(state: str) -> str:
    return _one_of(state, marks.STATES)


def _one_of(name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        raise template.TemplateSyntaxError(f"{name!r} is none of {', '.join(known)}")
    return name


@register.simple_tag
def level_words(level: str) -> str:
    """ "Cấp tỉnh" for province."""
    _form(level)
    return str(marks.LEVEL_WORDS[level])


@register.simple_tag
def award_words(level: str, year: int | str = "", state: str = "in_force") -> str:
    """ "Cấp tỉnh · 2021 · hết hiệu lực"; an award in force needs no word for it."""
    parts = [level_words(level), plain(year)]
    if _treatment(state) != "in_force":
        parts.append(str(marks.STATE_WORDS[state]))
    # A line may end in the dot but never begin with it.
    return "\u00a0· ".join(part for part in parts if part)


@register.simple_tag(takes_context=True)
def pattern(context: template.Context, motif: str, seed: int = 0) -> SafeString:
    """The drawing that stands in for a photo; `seed` is the record's key and never changes."""
    name, number = patterns.known(motif), int(seed or 0)
    return mark_safe(patterns.svg(name, number, uid=_drawing_id(context, f"pat-{name}-{number}")))


def _drawing_id(context: template.Context, wanted: str) -> str:
    """An id no other drawing of this answer has; a running number where there is no request, as in mail."""
    request = context.get("request")
    if request is None:
        return f"{wanted}-n{next(_outside_requests)}"
    used: dict[str, int] = request.__dict__.setdefault("drawing_ids", {})
    used[wanted] = used.get(wanted, 0) + 1
    return wanted if used[wanted] == 1 else f"{wanted}-{used[wanted]}"


@register.simple_tag
def qr_code(address: str, label: str, css: str = "qr") -> SafeString:
    """A QR code as an inline drawing that stays black on white in every mode."""
    side, path = qr.path_data(address)
    return format_html(
        '<svg class="{}" role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
        '<path stroke="currentColor" d="{}"/></svg>',
        css,
        label,
        str(side),
        str(side),
        path,
    )


@register.filter
def plain(value: Any) -> str:
    """A year or a key as it is: without it the thousands separator would print 2025 as 2.025."""
    return "" if value is None else str(value)


@register.simple_tag(takes_context=True)
def page_links(context: template.Context, page: Page, parameter: str = "page") -> dict[str, Any]:
    """Addresses of the other pages of a list, keeping the rest of the query; None where there is none."""
    request: HttpRequest = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query.pop(parameter, None)
        if number > 1:
            query[parameter] = str(number)
        return f"{request.path}?{query.urlencode()}" if query else request.path

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "previous": address(page.number - 1) if page.has_previous() else None,
        "next": address(page.number + 1) if page.has_next() else None,
        "pages": [
            {"number": str(item), "url": address(item), "current": item == page.number}
            if isinstance(item, int)
            else {"gap": True}
            for item in shown
        ],
    }


@register.filter
def mark_words(value: str, words: Iterable[str]) -> SafeString:
    """The found words set in <mark>: one typed with accents marks only its like, one without marks any."""
    source = text.normalise(value)
    found: list[tuple[int, int]] = []
    for start, end in text.spans_of(source, words or ()):
        joins = found and source[found[-1][1] : start].isspace()
        found[-1:] = [(found[-1][0], end)] if joins else [*found[-1:], (start, end)]
    if not found:
        return conditional_escape(value)
    marked, here = "", 0
    for start, end in found:
        marked += f"{escape(source[here:start])}<mark>{escape(source[start:end])}</mark>"
        here = end
    return mark_safe(marked + escape(source[here:]))


@register.filter
def absolute(address: str, request: HttpRequest | None) -> str:
    """The address with scheme and host, as canonical and hreflang links ask for."""
    return request.build_absolute_uri(address) if request else address


@register.filter
def is_here(address: str, request: HttpRequest | None) -> bool:
    """Whether this very page is being shown."""
    return bool(request and address and request.path == address)


@register.filter
def covers(address: str, request: HttpRequest | None) -> bool:
    """Whether the page being shown lies below the address."""
    return bool(request and address and address.endswith("/") and request.path.startswith(address))


@register.filter
def spoken(record: Any, field: str) -> str:
    """`{{ record|spoken:"owner" }}`: in the reader's language; in Vietnamese where that is missing."""
    return languages.in_language(record, field) if record else ""


@register.simple_tag
def lang_of(record: Any, field: str) -> SafeString:
    """`<p{% lang_of product "story" %}>`: ` lang="vi"` where a page in another language shows the Vietnamese words.

    So that a screen reader reads them as Vietnamese (WCAG 3.1.2, language of parts).
    """
    return lang(languages.language_of(record, field)) if record else mark_safe("")


@register.simple_tag
def name_of(record: Any) -> SafeString:
    """A record's name with what stands beside it: <span lang="vi">Nhất diệp hảo trà</span> — tea."""
    spoken = record.spoken_name
    words = format_html("<span{}>{}</span>", lang(spoken.language), spoken.words)
    if not spoken.beside:
        return words
    return format_html(
        '{} <span class="gloss">— <span{}>{}</span></span>', words, lang(spoken.beside_language), spoken.beside
    )


@register.simple_tag
def lang(code: str) -> SafeString:
    """`<span{% lang card.name_lang %}>`: a `lang` attribute where the words are not in the page's language."""
    return mark_safe("") if code in ("", languages.current()) else format_html(' lang="{}"', code)


@register.simple_tag
def lang_source() -> SafeString:
    """`<p{% lang_source %}>`: for words that stand as they were written down: names as awarded, titles, addresses."""
    return lang(languages.SOURCE)


@register.simple_tag
def said(value: Any) -> SafeString:
    """A value whose words know their language (`common.languages.Words`), each part marked; any other as it is.

    What awaits a translation says so in the page's language.
    """
    parts = getattr(value, "parts", ())
    if parts:
        return format_html_join(value.between, "{}", ((said(part),) for part in parts))
    language = getattr(value, "language", "")
    if language in ("", languages.current()):
        return conditional_escape(value)
    note = format_html(' <span class="gloss">({})</span>', _("bằng tiếng Việt")) if value.is_awaited else ""
    return format_html("<span{}>{}</span>{}", lang(language), str(value), note)


@register.simple_tag
def said_of(record: Any, field: str) -> SafeString:
    """A record's short text as `said` prints it: marked, and with a note where its translation is awaited."""
    return said(languages.words_of(record, field))


@register.filter
def is_untranslated(record: Any, field: str) -> bool:
    """`{% if product|is_untranslated:"story" %}`: whether the page shows the words in another language than its own."""
    return bool(record) and languages.language_of(record, field) != languages.current()


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[dict[str, str]]:
    """The other languages of the page: `code`, `url` and `label`, each in its own words.

    `untranslated_in` names those in which the page does not exist: their link leads to the nearest page above that
    does, and says so before it is followed.
    """
    links = []
    for code, url in context["alternate_urls"].items():
        if code == languages.current():
            continue
        label = own_language(code)
        if code in (context.get("untranslated_in") or ()):
            with override(code):
                note = _("trang này chưa có bản dịch")
            label = f"{label} ({note})"
        links.append({"code": code, "url": url, "label": label})
    return links


@register.filter
def own_language(code: str) -> str:
    """A language's name in that language: the only one its readers are sure to know."""
    return str(get_language_info(code)["name_local"])


@register.filter
def theme_colour(header_colour: str, mode: str) -> str:
    """What the browser paints around the page; the same values as --mast in tokens.css and components.css."""
    light, dark = HEADER_COLOURS.get(str(header_colour), HEADER_COLOURS["lacquer"])
    return dark if mode == "dark" else light


@register.simple_tag
def brand_sign() -> SafeString:
    """The woven sign before the site's name."""
    return format_html('<svg viewBox="0 0 40 40" aria-hidden="true" fill="currentColor"><path d="{}"/></svg>', BRAND)


@register.filter
def beside(cells: Iterable[Any], columns: Iterable[Any]) -> list[tuple[Any, Any]]:
    """(column, cell) pairs of a table row; a row of another length than its header is a mistake."""
    return list(zip(columns, cells, strict=True))


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a bound field, told apart by kind and tied to its hint and its error."""
    bare = isinstance(field.field.widget, CheckboxInput | CheckboxSelectMultiple | RadioSelect)
    described = [f"{field.auto_id}-hint"] if field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}-error")
    attributes: dict[str, str | bool] = (
        {} if bare else {"class": f"input {field.field.widget.attrs.get('class', '')}".strip()}
    )
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


@register.filter
def is_consent(field: BoundField) -> bool:
    """A single tick box, which stands before its words."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    """Several boxes under one question: a fieldset with a legend, not a label."""
    return isinstance(field.field.widget, CheckboxSelectMultiple | RadioSelect)
