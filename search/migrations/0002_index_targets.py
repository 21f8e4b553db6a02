"""Every index gets a queue of its own. What waited without one is dropped: each host builds its index anew."""

import django.db.models.deletion
from django.db import migrations, models


def drop_what_waits(apps, schema_editor):
    apps.get_model("search", "OutboxEntry").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_outbox")]

    operations = [
        migrations.CreateModel(
            name="IndexTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                (
                    "engine",
                    models.CharField(
                        choices=[
                            ("embedded", "Tệp chỉ mục trên máy chủ web"),
                            ("elasticsearch", "Cụm Elasticsearch"),
                        ],
                        max_length=16,
                    ),
                ),
                ("place", models.CharField(max_length=300)),
                ("version", models.PositiveBigIntegerField(default=1)),
                ("registered_at", models.DateTimeField(auto_now_add=True)),
                ("is_whole", models.BooleanField(default=False)),
                ("drained_at", models.DateTimeField(null=True)),
                ("leased_until", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=500)),
                ("error_at", models.DateTimeField(null=True)),
                ("verified_at", models.DateTimeField(null=True)),
                ("differences", models.PositiveIntegerField(null=True)),
            ],
        ),
        migrations.RunPython(drop_what_waits, migrations.RunPython.noop),
        migrations.AddField(
            model_name="outboxentry",
            name="target",
            field=models.ForeignKey(
                default=None,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="search.indextarget",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outboxentry", name="tries", field=models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField(model_name="outboxentry", name="try_after", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="outboxentry", name="error", field=models.CharField(blank=True, max_length=500)
        ),
        migrations.AddIndex(
            model_name="outboxentry", index=models.Index(fields=["target", "id"], name="outbox_of_target")
        ),
    ]
