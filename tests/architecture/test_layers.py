"""The contracts of pyproject.toml, and the two rules that the linter cannot say."""

import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
STACK = (
    "config", "demonstration", "front", "handouts", "journal", "journey", "mirror", "atlas", "groups", "contributions",
    "networks", "accounts", "vocabulary", "places", "mailer", "media", "audit", "kit",
)  # fmt: skip
OPEN_MODULES = {"models", "actions", "queries", "permissions", "signals", "enums"}
# A form field or an entry of the map is a piece of screen that several contexts share.
OPEN_EXCEPTIONS = {"territoires.places.forms", "territoires.contributions.forms", "territoires.media.forms"}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("territoires")


def test_import_contracts_are_kept():
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_contexts_meet_through_their_open_modules_only(graph):
    strays = []
    for module in graph.modules:
        parts = module.split(".")
        if len(parts) < 3 or parts[1] in ("config",) or "tests" in parts:
            continue
        for imported in graph.find_modules_directly_imported_by(module):
            other = imported.split(".")
            if len(other) < 3 or other[1] in (parts[1], "kit") or imported in OPEN_EXCEPTIONS:
                continue
            if other[2] not in OPEN_MODULES:
                strays.append(f"{module} → {imported}")
    assert not strays, "\n".join(sorted(strays))


def test_foreign_keys_point_down():
    """Quoted keys are invisible to the import linter, so the models are asked."""
    strays = []
    for model in apps.get_models():
        if not model.__module__.startswith("territoires."):
            continue
        above = STACK.index(model._meta.app_label)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not field.concrete or target is None or target._meta.app_label not in STACK:
                continue
            if STACK.index(target._meta.app_label) < above:
                strays.append(f"{model.__name__}.{field.name} → {target.__name__}")
    assert not strays, "\n".join(strays)


def test_every_context_is_in_the_stack():
    folders = {p.name for p in (ROOT / "territoires").iterdir() if p.is_dir() and not p.name.startswith("_")}
    assert folders == set(STACK)
