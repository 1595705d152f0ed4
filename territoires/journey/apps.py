from importlib import import_module

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    name = "territoires.journey"
    label = "journey"

    def ready(self) -> None:
        for name in ("receivers", "panels"):
            import_module(f"territoires.journey.{name}")
