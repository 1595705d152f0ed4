from importlib import import_module

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "territoires.journal"
    label = "journal"

    def ready(self) -> None:
        for name in ("receivers", "panels"):
            import_module(f"territoires.journal.{name}")
