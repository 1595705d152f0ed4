from importlib import import_module

from django.apps import AppConfig


class HandoutsConfig(AppConfig):
    name = "territoires.handouts"
    label = "handouts"

    def ready(self) -> None:
        import_module("territoires.handouts.panels")
