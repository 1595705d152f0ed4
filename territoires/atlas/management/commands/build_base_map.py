from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from territoires.atlas.rules.basemap import build

TARGET = Path(__file__).resolve().parents[2] / "static" / "atlas" / "base.json"


class Command(BaseCommand):
    help = "Écrit le fond de carte (static/atlas/base.json) à partir des contours de data/."

    def handle(self, *args: Any, **options: Any) -> None:
        TARGET.write_text(build(), encoding="utf-8")
        self.stdout.write(f"{TARGET.name} : {TARGET.stat().st_size} octets")
