from django.db import migrations


def forget_old_calls(apps, schema_editor):
    """From here on an answered question with a day to call is one whose answer did not reach the buyer."""
    apps.get_model("inquiries", "Inquiry").objects.filter(state="answered").update(call_after=None)


class Migration(migrations.Migration):
    """Whoever was answered is not to be called any more."""

    dependencies = [("inquiries", "0001_initial")]

    operations = [migrations.RunPython(forget_old_calls, migrations.RunPython.noop)]
