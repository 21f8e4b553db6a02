"""Documents in the office: a paper that the register rests on is never exchanged for another."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.forms import DocumentForm
from products.services.papers import is_on_record


class PaperForm(DocumentForm):
    """The document form, which keeps the file of a paper that was compared with awards."""

    def clean_file(self) -> Any:
        if "file" in self.changed_data and self.instance.pk and is_on_record(self.instance):
            raise ValidationError(
                _("Sổ công nhận dựa vào tệp này nên không thay được. Tải bản khác lên thành tài liệu mới.")
            )
        return super().clean_file()
