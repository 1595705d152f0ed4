from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

import territoires
from territoires.kit.texts import spoken_files, texts_of
from territoires.kit.wording import find_faults

PACKAGE = Path(territoires.__file__ or "").parent


class Command(BaseCommand):
    help = "Tell where the site uses a word that wounds, or a dotted gender form, and what to write instead."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for path in spoken_files(PACKAGE):
            for line, words in texts_of(path):
                for fault in find_faults(words):
                    count += 1
                    self.stderr.write(f"{path.relative_to(PACKAGE.parent)}:{line} « {fault.words} » → {fault.advice}")
        if count:
            raise CommandError(f"{count} mot(s) à changer.")
        self.stdout.write("Mots : rien à changer.")
