"""Retention as data: every field of words, and every link to a person, is declared, dated and erasable."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from territoires.accounts.models import User
from territoires.accounts.queries import processing_register
from territoires.accounts.queries.register import declarations

WORDS = (models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField, models.BinaryField)
MODELS = [model for model in apps.get_models() if not model.__module__.startswith("tests.")]


def tells_about_people(field) -> bool:
    """Could hold something about a person: words that are no choice of ours, files, or a link to an account."""
    if not field.concrete:
        return False
    if field.is_relation:
        return field.related_model is User
    return isinstance(field, WORDS) and not field.choices


def expected():
    return {
        f"{model._meta.label}.{field.name}"
        for model in MODELS
        for field in model._meta.get_fields()
        if tells_about_people(field)
    }


def declared(part):
    return {
        f"{label}.{name}": entry for label, fields in declarations()[part].items() for name, entry in fields.items()
    }


def all_personal():
    return declared("personal").items()


def find(path):
    module, _dot, name = path.rpartition(".")
    return getattr(import_module(module), name)


def test_every_field_that_may_tell_about_people_is_declared():
    said = set(declared("personal")) | set(declared("not_personal"))
    whole = {name.removesuffix(".*") for name in said if name.endswith(".*")}
    missing = {name for name in expected() - said if name.rpartition(".")[0] not in whole}
    assert not missing, f"declare in docs/personal-data.toml: {sorted(missing)}"


def test_nothing_is_declared_that_does_not_exist():
    known = {f"{model._meta.label}.{field.name}" for model in MODELS for field in model._meta.get_fields()}
    labels = {f"{model._meta.label}.*" for model in MODELS}
    said = set(declared("personal")) | set(declared("not_personal"))
    assert said <= known | labels, sorted(said - known - labels)


def test_nothing_is_declared_both_ways():
    assert not set(declared("personal")) & set(declared("not_personal"))


def test_every_reason_is_written_down():
    assert all(isinstance(reason, str) and len(reason) > 5 for reason in declared("not_personal").values())


@pytest.mark.parametrize(("name", "entry"), all_personal(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_personal_field_says_why_how_long_and_what_erases_it(name, entry):
    assert entry["purpose"] in declarations()["purposes"]
    assert entry["what"]
    assert ("retention_days" in entry) != ("until" in entry)
    assert callable(find(entry["eraser"]))
    if "purge" in entry:
        assert callable(find(entry["purge"]))
    if "same_as" in entry:
        held = find(entry["same_as"])
        assert entry["retention_days"] == (held.days if isinstance(held, datetime.timedelta) else held)


def test_what_has_a_number_of_days_has_a_clock_that_keeps_it():
    promised = {entry["purge"] for _name, entry in all_personal() if "purge" in entry}
    scheduled = {f"{line.run.__module__}.{line.run.__name__}" for line in find("territoires.config.schedule.SCHEDULE")}
    assert promised <= scheduled, f"add to config/schedule.py: {sorted(promised - scheduled)}"


def test_the_heuristic_sees_a_new_field():
    """The test above can fail: an undeclared field of words, or a link to an account, would be seen."""
    field = models.CharField(max_length=10)
    field.set_attributes_from_name("nickname")
    field.concrete = True
    assert tells_about_people(field)
    assert tells_about_people(User._meta.get_field("email"))
    assert not tells_about_people(User._meta.get_field("is_active"))
    assert not tells_about_people(User._meta.get_field("staff_role"))


def test_the_register_is_in_words_for_everybody():
    register = processing_register()
    assert [one.key for one in register] == list(declarations()["purposes"])
    by_key = {one.key: one for one in register}
    assert "adresse e-mail" in by_key["account"].kept
    assert all(one.title and one.why and one.basis and one.how_long and one.who_reads for one in register)
    assert all(one.kept for one in register)
    assert all(len(set(one.kept)) == len(one.kept) for one in register)
