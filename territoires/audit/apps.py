from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from territoires.audit import triggers


class AuditConfig(AppConfig):
    name = "territoires.audit"
    label = "audit"

    def ready(self) -> None:
        post_migrate.connect(guard_journal, sender=self)


def guard_journal(using: str, **kwargs: Any) -> None:
    """A table made in any other way than by our migration is guarded too."""
    if triggers.TABLE in connections[using].introspection.table_names():
        triggers.install(connections[using])
