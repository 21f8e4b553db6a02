"""Who listens to what is stored here."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .after_commit import announce
from .models import Photo, SiteIdentity
from .signals import photos_changed
from .tasks import make_renditions


@receiver(post_save, sender=Photo, dispatch_uid="common.make_renditions")
def make_renditions_after_upload(instance: Photo, **_kwargs: Any) -> None:
    """After a new file, and after a new focal point."""
    announce(photos_changed, Photo, [instance.pk])
    transaction.on_commit(partial(make_renditions.enqueue, instance.pk))


@receiver(post_delete, sender=Photo, dispatch_uid="common.announce_deleted_photo")
def announce_deleted_photo(instance: Photo, **_kwargs: Any) -> None:
    announce(photos_changed, Photo, [instance.pk])


@receiver(post_save, sender=SiteIdentity, dispatch_uid="common.make_seal")
def make_renditions_of_the_seal(instance: SiteIdentity, **_kwargs: Any) -> None:
    """The footer's size is made for the photo that is the centre's sign only."""
    if instance.seal_id:
        transaction.on_commit(partial(make_renditions.enqueue, instance.seal_id))
