"""Who listens to what is stored here."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import Photo
from .tasks import make_renditions


@receiver(post_save, sender=Photo, dispatch_uid="common.make_renditions")
def make_renditions_after_upload(instance: Photo, **_kwargs: Any) -> None:
    transaction.on_commit(partial(make_renditions.enqueue, instance.pk))
