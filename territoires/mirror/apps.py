from importlib import import_module

from django.apps import AppConfig


class MirrorConfig(AppConfig):
    name = "territoires.mirror"
    label = "mirror"

    def ready(self) -> None:
        for name in ("panels", "receivers"):
            import_module(f"territoires.mirror.{name}")
