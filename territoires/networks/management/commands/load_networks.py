from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from territoires.kit.actors import INSTALLER
from territoires.networks.actions import load_networks


class Command(BaseCommand):
    help = "Load networks, partners and sponsors; rows edited by the coordination are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = load_networks(now=timezone.now(), by=INSTALLER)
        self.stdout.write(f"Réseaux : {changed} ligne(s) ajoutée(s) ou mise(s) à jour.")
