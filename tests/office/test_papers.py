"""Documents: the file that the register rests on stays the one that was compared."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import signed_in
from tests.factories.products import DecisionFactory, DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return DocumentFactory(file=ContentFile(b"%PDF-1.4 signed", name="quyet-dinh.pdf"))


def send_another(user, paper, **data):
    other = SimpleUploadedFile("khac.pdf", b"%PDF-1.4 other", content_type="application/pdf")
    answer = signed_in(user).post(
        reverse("wagtaildocs:edit", args=[paper.pk]), {"title": "Tên mới", "tags": "", "file": other, **data}
    )
    paper.refresh_from_db()
    with paper.file.open() as file:
        return answer, file.read()


def test_a_paper_of_a_released_decision_is_not_exchanged(paper, editor, director):
    DecisionFactory(file=paper)
    for person in (editor, director):
        answer, content = send_another(person, paper)
        assert "không thay được" in answer.content.decode() and content == b"%PDF-1.4 signed"


def test_its_title_is_still_changed(paper, editor):
    DecisionFactory(file=paper)
    answer, content = send_another(editor, paper, file="")
    assert answer.status_code == 302 and (paper.title, content) == ("Tên mới", b"%PDF-1.4 signed")


def test_any_other_document_is_exchanged(paper, editor):
    answer, content = send_another(editor, paper)
    assert answer.status_code == 302 and content == b"%PDF-1.4 other"
