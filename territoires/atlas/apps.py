from importlib import import_module

from django.apps import AppConfig


class AtlasConfig(AppConfig):
    name = "territoires.atlas"
    label = "atlas"

    def ready(self) -> None:
        import_module("territoires.atlas.receivers")
