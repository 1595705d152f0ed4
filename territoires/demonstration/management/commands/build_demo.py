import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from territoires.demonstration.actions import build_demonstration


class Command(BaseCommand):
    help = "Invente le territoire de démonstration : groupes, ressources, distribution, lettres."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--groups", type=int, default=1001, help="nombre de groupes visibles (1001)")
        parser.add_argument("--again", action="store_true", help="tout réinventer, même si le compte y est")

    def handle(self, *args: object, groups: int, again: bool, **options: object) -> None:
        started = time.monotonic()
        done = build_demonstration(groups=groups, again=again, now=timezone.now(), progress=self.stdout.write)
        spent = time.monotonic() - started
        self.stdout.write(
            f"Démonstration prête : {done} groupes en {spent:.1f} s" if done else "Démonstration déjà prête"
        )
