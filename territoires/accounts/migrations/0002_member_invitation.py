from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_accounts")]

    operations = [
        migrations.AlterField(
            model_name="invitation",
            name="role",
            field=models.CharField(
                choices=[
                    ("member", "membre d'un groupe"),
                    ("animator", "animatrice ou animateur d'un groupe"),
                    ("delegate", "référente ou référent d'un réseau"),
                    ("coordinator", "coordination"),
                    ("administrator", "administration"),
                ],
                max_length=13,
            ),
        ),
    ]
