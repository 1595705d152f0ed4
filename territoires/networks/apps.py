from importlib import import_module

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "territoires.networks"
    label = "networks"

    def ready(self) -> None:
        import_module("territoires.networks.receivers")
