"""Every change of a model has its migration."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing():
    words = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=words, stderr=words)
    except SystemExit:
        pytest.fail(f"make a migration:\n{words.getvalue()}")


@pytest.mark.django_db
def test_the_system_checks_find_nothing():
    call_command("check", fail_level="WARNING", stdout=StringIO())
