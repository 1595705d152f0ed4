"""Signs of life: what is known of a group's last days, what it was asked, and who rests from Monday letters."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

ANSWERS = [
    ("true", "toujours vrai"),
    ("help", "un coup de main"),
    ("buddy", "un groupe ami"),
    ("rest", "une pause"),
    ("life", "le groupe a donné signe de vie"),
    ("ended", "le groupe a pris fin"),
    ("again", "sans réponse, demandé de nouveau"),
]


def day(words: str) -> models.DateField:
    return models.DateField(blank=True, null=True, help_text=words)


def person() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0002_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "localgroup",
            "last_entry_at",
            models.DateTimeField(blank=True, null=True, help_text="newest entry told, kept by the journal"),
        ),
        migrations.AddField("localgroup", "last_met_on", day("newest meeting known, past or to come")),
        migrations.AddField("localgroup", "woken_on", day("when it last woke up or began again")),
        migrations.AddField("localgroup", "unsure_since", day("« à confirmer »: asked three times in vain")),
        migrations.AddField("localgroup", "faded_on", day("no news for a year: no longer in the lists")),
        migrations.AddField("localgroup", "ended_on", day("the group has come to its end; its story stays")),
        migrations.AddConstraint(
            "localgroup",
            models.CheckConstraint(
                condition=Q(faded_on=None) | Q(unsure_since__isnull=False), name="groups_faded_was_unsure_first"
            ),
        ),
        migrations.AddConstraint(
            "localgroup",
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(unsure_since=None, faded_on=None), name="groups_ended_asks_nothing"
            ),
        ),
        migrations.CreateModel(
            "Asking",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("still-true", "toujours vrai ?"), ("quiet", "besoin d'un coup de main ?")],
                        max_length=10,
                    ),
                ),
                ("since", models.DateField()),
                ("opened_on", models.DateField()),
                ("step", models.PositiveSmallIntegerField(default=1)),
                ("stepped_on", models.DateField()),
                ("answer", models.CharField(blank=True, choices=ANSWERS, max_length=9)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", person()),
                ("asked_by", person()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="askings", to="groups.localgroup"
                    ),
                ),
            ],
            {"verbose_name": "question à un groupe", "ordering": ["-opened_on", "-pk"]},
        ),
        migrations.AddConstraint(
            "asking",
            models.UniqueConstraint(
                condition=Q(closed_at=None), fields=("group", "kind"), name="groups_one_open_asking_of_a_kind"
            ),
        ),
        migrations.AddConstraint(
            "asking",
            models.UniqueConstraint(
                condition=Q(kind="quiet"), fields=("group", "since"), name="groups_asked_once_in_a_quiet_spell"
            ),
        ),
        migrations.AddConstraint(
            "asking",
            models.CheckConstraint(
                condition=Q(closed_at=None, answer="") | (Q(closed_at__isnull=False) & ~Q(answer="")),
                name="groups_closed_asking_says_how",
            ),
        ),
        migrations.CreateModel(
            "MondayPause",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            {"verbose_name": "pause de la lettre du lundi"},
        ),
    ]
