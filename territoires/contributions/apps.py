from importlib import import_module

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "territoires.contributions"
    label = "contributions"

    def ready(self) -> None:
        import_module("territoires.contributions.receivers")
