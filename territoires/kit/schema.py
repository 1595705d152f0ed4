"""Has the database the tables that the code expects?"""

import threading
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

_migrated = threading.Event()


def migrations_on_disk() -> set[tuple[str, str]]:
    """Their names, without importing them: that would cost time and memory in each process."""
    found = set()
    for config in apps.get_app_configs():
        package, _explicit = MigrationLoader.migrations_module(config.label)
        spec = find_spec(package) if package else None
        for module in iter_modules(spec.submodule_search_locations if spec else []):
            found.add((config.label, module.name))
    return found


def migrations_are_applied() -> bool:
    """Looked at until it is true once: a process that has started does not lose its tables."""
    if not _migrated.is_set():
        if not migrations_on_disk() <= set(MigrationRecorder(connection).applied_migrations()):
            return False
        _migrated.set()
    return True
