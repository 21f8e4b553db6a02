"""The tables of the report, and what can be done about a query."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from search.query_log.reading import AskedQuery, Week, asked_in, asked_queries, found_loosely, in_vain, never_opened

ROWS_SHOWN = 50
ADDING_SYNONYMS = "wagtailsnippets_search_synonym:add"


@dataclass(frozen=True)
class Table:
    """One table of the report; `note` says what is in it and what may be done."""

    key: str
    title: str | Promise
    note: str | Promise
    chosen: Callable[[QuerySet], QuerySet]


TABLES = (
    Table(
        "khong-thay",
        _("Tìm mà không thấy"),
        _(
            "Xếp theo số lượt không thấy gì. Có hàng ấy dưới tên khác thì thêm từ đồng nghĩa; chưa có thì đó là điều "
            "khách đang cần. Số kết quả lần cuối lớn hơn 0 nghĩa là nay đã thấy."
        ),
        in_vain,
    ),
    Table(
        "noi-long",
        _("Chỉ thấy khi bỏ dấu, sửa chữ hoặc bớt chữ"),
        _("Khách vẫn thấy, nhưng có thể chưa đúng thứ cần: xem thử, rồi thêm từ đồng nghĩa nếu là cách gọi khác."),
        found_loosely,
    ),
    Table(
        "khong-mo",
        _("Có kết quả mà không ai mở"),
        _("Kết quả có thể lạc đề, hoặc tên, ảnh chưa rõ: xem thử trang kết quả."),
        never_opened,
    ),
    Table("nhieu-nhat", _("Được tìm nhiều nhất"), _("Xếp theo số lượt tìm."), lambda rows: rows),
)


@dataclass(frozen=True)
class Line:
    """A query with what can be done about it."""

    query: AskedQuery
    search_href: str
    synonym_href: str


@dataclass(frozen=True)
class ShownTable:
    """A table with its first lines."""

    table: Table
    lines: list[Line]
    is_cut: bool


def tables_of(week: Week, reader: User) -> Iterator[ShownTable]:
    """Each table's first lines; two statements a table."""
    for table in TABLES:
        queries = asked_queries(week, table.chosen(asked_in(week))[: ROWS_SHOWN + 1])
        lines = [line_of(query, reader) for query in queries[:ROWS_SHOWN]]
        yield ShownTable(table, lines, is_cut=len(queries) > ROWS_SHOWN)


def line_of(query: AskedQuery, reader: User) -> Line:
    return Line(query, search_address(query), synonym_address(query.text, reader))


def search_address(query: AskedQuery) -> str:
    """The public page of results, in the language in which it was asked last."""
    with override(query.language or None):
        return f"{reverse('search:results')}?{urlencode({'q': query.text})}"


def synonym_address(term: str, reader: User) -> str:
    """Where a synonym of the term is added; nothing where the reader may not."""
    if not reader.has_perm("search.add_synonym"):
        return ""
    return f"{reverse(ADDING_SYNONYMS)}?{urlencode({'term': term})}"
