"""Wagtail's workflow of one step, on every moderated kind."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from common.models import ReviewTask
from common.moderation import ModeratedRecord

NAME = "Duyệt nội dung"


def moderated_kinds() -> list[type[ModeratedRecord]]:
    """Every concrete moderated model."""
    return [model for model in apps.get_models() if issubclass(model, ModeratedRecord)]


@transaction.atomic
def ensure_workflow() -> Workflow:
    """Make the workflow where it is missing, and every moderated kind use it."""
    task, _created = ReviewTask.objects.get_or_create(name=NAME, defaults={"active": True})
    workflow, _created = Workflow.objects.get_or_create(name=NAME, defaults={"active": True})
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    for model in moderated_kinds():
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})
    return workflow
