import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from territoires.kit.actors import INSTALLER
from territoires.places.actions import load_reference


class Command(BaseCommand):
    help = "Load regions, departments, communes and former names; nothing happens when the files did not change."

    def handle(self, *args: Any, **options: Any) -> None:
        written = load_reference(now=timezone.now(), by=INSTALLER, progress=self._tell)
        self.stdout.write(f"Lieux : {written} communes chargées." if written else "Lieux : déjà à jour.")

    def _tell(self, done: int, total: int) -> None:
        if sys.stdout.isatty():
            self.stdout.write(f"\rLieux : {done} sur {total} communes", ending="" if done < total else "\n")
            self.stdout.flush()
