"""The one typed reader of environment variables.

Every variable is declared by the call that reads it; problems are collected and told together, so that an
operator corrects them in one go. A test compares the declared names with .env.example.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

TRUE_WORDS = {"1", "true", "yes", "on", "oui"}
FALSE_WORDS = {"0", "false", "no", "off", "non", ""}


class ConfigurationError(Exception):
    """Names each missing or wrong variable, in words an operator understands."""


class Env:
    """Reads variables, remembers which ones, and keeps the problems for `raise_problems`."""

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self.source = os.environ if source is None else source
        self.declared: dict[str, str] = {}
        self.problems: list[str] = []

    def _read[T](self, name: str, default: T | None, convert: Callable[[str], T], why: str) -> T | None:
        self.declared[name] = why
        raw = self.source.get(name, "").strip()
        if not raw:
            return default
        try:
            return convert(raw)
        except ValueError as error:
            self.problems.append(f"{name} : valeur incorrecte ({error}). {why}")
            return default

    def text(self, name: str, default: str = "", *, why: str, required: bool = False) -> str:
        value = self._read(name, default, str, why) or ""
        if required and not value:
            self.problems.append(f"{name} : à renseigner. {why}")
        return value

    def number(self, name: str, default: int, *, why: str, minimum: int = 0) -> int:
        def convert(raw: str) -> int:
            if not raw.lstrip("-").isdecimal() or int(raw) < minimum:
                raise ValueError(f"un nombre entier à partir de {minimum} est attendu, reçu « {raw} »")
            return int(raw)

        value = self._read(name, default, convert, why)
        return default if value is None else value

    def flag(self, name: str, default: bool, *, why: str) -> bool:
        def convert(raw: str) -> bool:
            word = raw.lower()
            if word in TRUE_WORDS:
                return True
            if word in FALSE_WORDS:
                return False
            raise ValueError(f"« oui » ou « non » est attendu, reçu « {raw} »")

        value = self._read(name, default, convert, why)
        return default if value is None else value

    def words(self, name: str, default: tuple[str, ...] = (), *, why: str, required: bool = False) -> list[str]:
        value = self._read(name, list(default), lambda raw: [w.strip() for w in raw.split(",") if w.strip()], why)
        if required and not value:
            self.problems.append(f"{name} : à renseigner. {why}")
        return list(value or [])

    def choice(self, name: str, default: str, choices: tuple[str, ...], *, why: str) -> str:
        def convert(raw: str) -> str:
            if raw not in choices:
                raise ValueError(f"un choix parmi {', '.join(choices)} est attendu, reçu « {raw} »")
            return raw

        return self._read(name, default, convert, why) or default

    def folder(self, name: str, default: Path, *, why: str) -> Path:
        return (self._read(name, default, Path, why) or default).expanduser().resolve()

    def require(self, good: bool, name: str, words: str) -> None:
        """Note one more thing that a value must be; what is missing is told once, by its own reader."""
        if not good and self.source.get(name, "").strip():
            self.problems.append(f"{name} : {words}")

    def raise_problems(self) -> None:
        """Raise one error that tells all problems.

        Errors: ConfigurationError when at least one variable is missing or wrong.
        """
        if self.problems:
            lines = "\n  - ".join(self.problems)
            raise ConfigurationError(f"Réglages à corriger (voir .env.example) :\n  - {lines}")
