from importlib import import_module

from django.apps import AppConfig

RECEIVERS = ("mandates", "people", "withdrawals")


class GroupsConfig(AppConfig):
    name = "territoires.groups"
    label = "groups"

    def ready(self) -> None:
        for name in RECEIVERS:
            import_module(f"territoires.groups.receivers.{name}")
        import_module("territoires.groups.panels")
