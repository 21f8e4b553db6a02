"""Mails leave as they do on a site with a worker: after commit, at once."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_asked_before(db):
    """Limits are counted in the shared cache, which outlives a test's transaction on some backends."""
    cache.clear()


@pytest.fixture
def mails_leave(settings, django_capture_on_commit_callbacks):
    """`with mails_leave():` runs what follows the commit, tasks included."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return lambda: django_capture_on_commit_callbacks(execute=True)
