from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from territoires.kit.actors import INSTALLER
from territoires.vocabulary.actions import load_words


class Command(BaseCommand):
    help = "Load themes, roles and languages; words edited by the coordination are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = load_words(now=timezone.now(), by=INSTALLER)
        self.stdout.write(f"Mots : {changed} ligne(s) ajoutée(s) ou mise(s) à jour.")
