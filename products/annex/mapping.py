"""Which column means what: guessed once, corrected by a person, remembered by the header's signature."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from common.errors import Refusal
from common.tables import column_index

from .fields import IGNORED, is_field


@dataclass(frozen=True)
class Mapping:
    """A frozen value: pairs of (column letter, field name), and the signature of the header they fit."""

    columns: tuple[tuple[str, str], ...]
    signature: str = ""

    def field_of(self, column: str) -> str:
        return dict(self.columns).get(column, IGNORED)

    def column_of(self, field: str) -> str:
        """The first column that means `field`, "" when none does."""
        return next((column for column, name in self.columns if name == field), "")

    def has(self, *fields: str) -> bool:
        return any(name in fields for _column, name in self.columns)

    def with_column(self, column: str, field: str) -> "Mapping":
        """The mapping a person gets by setting one column; a field stays with one column only."""
        if not is_field(field):
            raise Refusal(_("Không có trường dữ liệu “%(field)s”.") % {"field": field})
        kept = {
            letter: name
            for letter, name in self.columns
            if letter != column and (name != field or field == IGNORED or "=" in field)
        }
        kept[column] = field
        return replace(self, columns=tuple(sorted(kept.items(), key=lambda pair: column_index(pair[0]))))

    def to_json(self) -> str:
        return json.dumps(
            {"signature": self.signature, "columns": dict(self.columns)}, ensure_ascii=False, sort_keys=True
        )

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        """The inverse of `to_json`. Raises Refusal for anything else."""
        try:
            stored = json.loads(text)
            columns = {str(letter): str(field) for letter, field in stored["columns"].items()}
            signature = str(stored.get("signature", ""))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Refusal(_("Cách ghép cột đã lưu không đọc được. Hãy ghép lại các cột.")) from error
        if not all(is_field(field) and _is_letters(letter) for letter, field in columns.items()):
            raise Refusal(_("Cách ghép cột đã lưu không còn phù hợp. Hãy ghép lại các cột."))
        ordered = sorted(columns.items(), key=lambda pair: column_index(pair[0]))
        return cls(tuple(ordered), signature)


def _is_letters(letter: str) -> bool:
    return letter.isascii() and letter.isalpha() and letter.isupper() and len(letter) <= 3


def signature_of(headers: Iterable[str]) -> str:
    """A short name for a header, the same whatever its accents, case, line breaks and spaces.

    `headers` are the folded header of each column from the first on; blank columns count.
    """
    text = "\n".join(headers).rstrip("\n")
    return hashlib.sha256(text.encode()).hexdigest()[:32]
