"""A new site begins with the list of search/data/synonyms.csv; from then on the rows are the staff's."""

from django.db import migrations

from common import text
from search.plan.words import shipped_rows


def ship(apps, schema_editor):
    """Only into an empty table: run again, it neither doubles a row nor brings back what somebody changed or deleted."""
    Synonym = apps.get_model("search", "Synonym")
    rows = Synonym.objects.using(schema_editor.connection.alias)
    if rows.exists():
        return
    rows.bulk_create(
        Synonym(
            term=text.exact(term),
            other=text.exact(other),
            direction="both" if both_ways else "one",
            search_key=text.key(f"{term} {other}"),
            sort_key=text.sort_key(term),
        )
        for term, other, both_ways in shipped_rows()
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0004_synonym")]

    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
