"""Everything the site keeps about one person, for that person."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from territoires.accounts.models import Invitation, User
from territoires.accounts.queries.people import devices_of, second_factor_of
from territoires.accounts.signals import collect_personal_data
from territoires.audit.queries import entries_by, thing_in_words, verb_in_words
from territoires.kit.words import in_words
from territoires.mailer.queries import letters_to


def personal_data(user: User, now: datetime.datetime) -> dict[str, Any]:
    """Headings in words → plain values, lists or dicts, ready for a page and for JSON (moments stay moments).

    The contexts above add their own headings by answering `collect_personal_data`.
    """
    copy: dict[str, Any] = {
        _("Votre compte"): {**_account(user), _("copie faite le"): now},
        _("Vos appareils connectés"): [
            {_("appareil"): device.words, _("depuis"): device.since} for device in devices_of(user, None)
        ],
        _("Votre deuxième étape"): _second_factor(user),
        _("Vos invitations"): _invitations(user),
    }
    answers: list[tuple[Any, Any]] = collect_personal_data.send(sender=User, user_id=user.pk)
    for _receiver, answer in answers:
        copy.update(answer or {})
    copy[_("Lettres que nous vous avons écrites (30 jours)")] = [
        {_("date"): letter.created_at, _("objet"): letter.subject, _("texte"): letter.text}
        for letter in letters_to(user.email)
    ]
    copy[_("Ce que vous avez fait ici (3 ans)")] = [
        {_("date"): entry.at, _("action"): verb_in_words(entry.verb), _("sur"): thing_in_words(entry.thing)}
        for entry in entries_by(user.pk)
    ]
    return copy


@dataclass(frozen=True)
class Section:
    """A heading and its sheets; each sheet is a list of (name, words), the name empty for plain words."""

    heading: str
    sheets: list[list[tuple[str, str]]]


def readable(copy: dict[str, Any]) -> list[Section]:
    """The same copy for a page."""
    return [Section(heading, _sheets(value)) for heading, value in copy.items()]


def _sheets(value: Any) -> list[list[tuple[str, str]]]:
    values = value if isinstance(value, list) else [value]
    if values and not any(isinstance(one, dict) for one in values):
        return [[("", _words(value))]]
    return [[(name, _words(inner)) for name, inner in one.items()] for one in values if isinstance(one, dict)]


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return " · ".join(f"{name} : {_words(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_words(inner) for inner in value)
    if isinstance(value, datetime.date):
        return in_words(value)
    return "" if value is None else str(value)


def _account(user: User) -> dict[str, Any]:
    return {
        _("adresse e-mail"): user.email,
        _("prénom ou nom d'usage"): user.display_name,
        _("rôle national"): user.get_staff_role_display(),
        _("compte ouvert le"): user.created_at,
        _("dernière entrée"): user.last_login,
    }


def _second_factor(user: User) -> dict[str, Any]:
    factor = second_factor_of(user)
    return {
        _("application à codes"): _("oui") if factor.totp else _("non"),
        _("clés"): [key.name for key in factor.keys],
        _("codes de secours restants"): factor.recovery_codes_left or 0,
    }


def _invitations(user: User) -> list[dict[str, Any]]:
    return [
        {
            _("rôle"): invitation.get_role_display(),
            _("pour"): invitation.scope_label,
            _("envoyée le"): invitation.created_at,
            _("acceptée le"): invitation.accepted_at,
        }
        for invitation in Invitation.objects.filter(email=user.email)
    ]
