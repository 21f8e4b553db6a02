from django.db import migrations, models


class Migration(migrations.Migration):
    """Decisions of unknown date stand last on either database."""

    dependencies = [("products", "0005_newest_awards")]

    operations = [
        migrations.AlterModelOptions(
            name="decision",
            options={
                "ordering": [models.OrderBy(models.F("date"), descending=True, nulls_last=True), "-pk"],
                "verbose_name": "quyết định công nhận",
                "verbose_name_plural": "quyết định công nhận",
            },
        ),
    ]
