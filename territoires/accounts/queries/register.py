"""The register of what is kept about people, read from docs/personal-data.toml: one source for the code, the page and
the test that compares it with the models."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Processing:
    """One reason for which something is kept, in words for the people concerned."""

    key: str
    title: str
    why: str
    basis: str
    how_long: str
    who_reads: str
    kept: list[str] = field(default_factory=list)


@cache
def declarations() -> dict[str, Any]:
    """The file as it is."""
    with (settings.BASE_DIR / "docs" / "personal-data.toml").open("rb") as file:
        return tomllib.load(file)


def processing_register() -> list[Processing]:
    """In the order of the file; `kept` names the kinds of data, each once."""
    read = declarations()
    kept: dict[str, list[str]] = {key: [] for key in read["purposes"]}
    for fields in read["personal"].values():
        for entry in fields.values():
            names = kept[entry["purpose"]]
            if entry["what"] not in names:
                names.append(entry["what"])
    return [Processing(key=key, **purpose, kept=kept[key]) for key, purpose in read["purposes"].items()]
