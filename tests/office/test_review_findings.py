"""What a review of the office found, kept from coming back."""

import pytest

from office.catalogue import forms
from producers.models import Producer
from tests.factories.producers import ProducerFactory

pytestmark = pytest.mark.django_db


class NameForm(forms.RecordForm):
    address_kind = "producer"

    class Meta:
        model = Producer
        fields = ["name_vi"]


def test_two_who_make_a_record_of_one_name_at_once_both_succeed(monkeypatch):
    """The second looked for a free address before the first was written."""
    ProducerFactory(name_vi="Gốm Phù Lãng", slug="gom-phu-lang")
    real, looked = forms.free_slug, []

    def too_early(*args, **kwargs):
        looked.append(args)
        return "gom-phu-lang" if len(looked) == 1 else real(*args, **kwargs)

    monkeypatch.setattr(forms, "free_slug", too_early)
    form = NameForm({"name_vi": "Gốm Phù Lãng"})
    assert form.is_valid(), form.errors
    made = form.save()
    assert made.slug == "gom-phu-lang-2" and len(looked) == 2
    assert Producer.objects.filter(name_vi="Gốm Phù Lãng").count() == 2
