import gc
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from territoires.demonstration.actions.year import print_year, simulate_year

SCRATCH = "TERRITOIRES_SCRATCH_YEAR"


class Command(BaseCommand):
    help = "Vit une année inventée dans une base à part, et dit ce qu'elle demande à la coordination."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--groups", type=int, default=100, help="nombre de groupes (100)")
        parser.add_argument("--weeks", type=int, default=52, help="nombre de semaines (52)")
        parser.add_argument("--seed", type=int, default=7, help="la même graine donne la même année (7)")

    def handle(self, *args: object, groups: int, weeks: int, seed: int, **options: object) -> None:
        if os.environ.get(SCRATCH) != str(settings.VAR_DIR):
            self._elsewhere(groups, weeks, seed)
            return
        for command in ("migrate", "load_places", "load_words", "load_networks"):
            call_command(command, verbosity=0, stdout=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        gc.freeze()  # what Django made stays; a year makes too much to be searched again and again
        gc.set_threshold(200_000, 50, 50)
        year = simulate_year(groups=groups, weeks=weeks, seed=seed, progress=self.stderr.write)
        print_year(year, self.stdout.write)
        if year.twice:
            raise CommandError("Une lettre est partie deux fois.")

    def _elsewhere(self, groups: int, weeks: int, seed: int) -> None:
        """Another process with a folder of its own: the settings it reads never name the real database."""
        with tempfile.TemporaryDirectory(prefix="territoires-annee-") as folder:
            own = {"TERRITOIRES_VAR": folder, "TERRITOIRES_MODE": "demo", "DATABASE_URL": "", SCRATCH: folder}
            asked = ["simulate_year", f"--groups={groups}", f"--weeks={weeks}", f"--seed={seed}"]
            program = str(Path(settings.BASE_DIR) / "manage.py")
            done = subprocess.run([sys.executable, program, *asked], env={**os.environ, **own}, check=False)  # noqa: S603  our own words
        if done.returncode:
            sys.exit(done.returncode)
