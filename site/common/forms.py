"""Forms for uploads: what a file claims to be is checked before anything is stored."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from common.errors import Refusal
from common.images import clean_picture

FILE_BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "png": (b"\x89PNG\r\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
}
LARGEST_DOCUMENT_BYTES = 30 * 1024 * 1024


class PhotoForm(BaseImageForm):
    """Wagtail's upload form, storing the cleaned picture instead of what was sent, and asking what is to be seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].label = _("Mô tả ảnh")
            self.fields["description"].help_text = _(
                "Nói trong ảnh có gì, một câu, cho người không nhìn thấy ảnh. Tên tệp không bao giờ được dùng thay."
            )

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return upload
        try:
            return clean_picture(upload, name=upload.name or "")
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal

    def save(self, commit: bool = True) -> Any:
        """In one transaction: Wagtail removes the old file's sizes last, and those of the new one are made after."""
        with transaction.atomic():
            return super().save(commit=commit)


class DocumentForm(BaseDocumentForm):
    """Wagtail's document form, refusing a file whose content is not what its name says."""

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return upload
        if (upload.size or 0) > LARGEST_DOCUMENT_BYTES:
            raise ValidationError(_("Tệp lớn hơn 30 MB. Nén tệp PDF lại hoặc chia nhỏ rồi tải lên."))
        ending = (upload.name or "").rsplit(".", 1)[-1].lower()
        upload.seek(0)
        beginning = upload.read(16)
        upload.seek(0)
        expected = FILE_BEGINNINGS.get(ending)
        if expected and not beginning.startswith(expected):
            raise ValidationError(
                _("Nội dung tệp không đúng với đuôi .%(ending)s. Mở tệp trên máy, lưu lại rồi tải lên."),
                params={"ending": ending},
            )
        return upload
