"""Drawn plates, and what was changed since."""

from django.db import models


class StoredPlate(models.Model):
    """A plate as markup. `product_id` is no foreign key, so that writing one locks no product.

    It holds through `last_day`: after it an award shown has lapsed. `whatever_narrowed`: the product has one award to
    show at most, so lists narrowed by level or year show the same plate.
    """

    product_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=10)
    version = models.CharField(max_length=16)
    last_day = models.DateField(null=True)
    whatever_narrowed = models.BooleanField()
    has_photo = models.BooleanField()
    is_example = models.BooleanField()
    href = models.CharField(max_length=400)
    markup = models.TextField()
    drawn_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product_id", "language", "version"], name="one_plate_of_a_product")
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.language}"


class ChangedPlate(models.Model):
    """A change that a trigger noted: of one product, or with 0 of what any product may show. Rows are only added by
    changes and only deleted by who draws, so no two publishers wait for each other.
    """

    product_id = models.PositiveBigIntegerField(db_index=True)

    def __str__(self) -> str:
        return str(self.product_id)
