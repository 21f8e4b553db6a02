

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ChangedPlate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('product_id', models.PositiveBigIntegerField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='StoredPlate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('product_id', models.PositiveBigIntegerField()),
                ('language', models.CharField(max_length=10)),
                ('version', models.CharField(max_length=16)),
                ('last_day', models.DateField(null=True)),
                ('whatever_narrowed', models.BooleanField()),
                ('has_photo', models.BooleanField()),
                ('markup', models.TextField()),
                ('drawn_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('product_id', 'language', 'version'), name='one_plate_of_a_product')],
            },
        ),
    ]
