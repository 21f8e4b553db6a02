from django.db import migrations, models


class Migration(migrations.Migration):
    """Fairs of unknown days stand last in their year on either database."""

    dependencies = [("fairs", "0004_sort_keys")]

    operations = [
        migrations.AlterModelOptions(
            name="fairedition",
            options={
                "ordering": ["-year", models.OrderBy(models.F("start_date"), descending=True, nulls_last=True), "pk"],
                "verbose_name": "kỳ hội chợ",
                "verbose_name_plural": "hội chợ",
            },
        ),
    ]
