"""The words of the pages that a letter's link opens, and of those where a group rests, wakes, ends or begins again."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from territoires.groups.enums import AskingAnswer, Tap
from territoires.groups.models import LocalGroup
from territoires.groups.permissions.links import TapLink

REST, WAKE, END, REOPEN = "rest", "wake", "end", "reopen"


@dataclass(frozen=True)
class Words:
    """One question, one button."""

    title: str
    button: str
    picto: str
    text: str = ""
    lines: list[str] = field(default_factory=list)
    grave: bool = False


def tap_words(tap: TapLink) -> Words:
    words = {
        Tap.TRUE: Words(
            _("Est-ce toujours vrai ?"), _("Oui, tout est vrai"), "valider", _("Relisez la page, puis appuyez.")
        ),
        Tap.HELP: Words(
            _("Besoin d'un coup de main ?"), _("Oui, appelez-nous"), "rappel",
            _("La coordination vous appelle dans la semaine. Rien n'est dit à d'autres."),
        ),
        Tap.BUDDY: Words(
            _("Envie d'un groupe ami ?"), _("Oui, proposez-nous un groupe"), "coeur",
            _("Un groupe plus ancien vous accompagne. La coordination cherche, puis vous appelle."),
        ),
        Tap.REST: Words(
            _("Besoin d'une pause ?"), _("Oui, notre groupe se repose"), "etape-en-sommeil",
            _("La page le dit. Votre histoire reste. Vous vous réveillez quand vous voulez."),
        ),
    }  # fmt: skip
    return words[tap.purpose]


def tap_done(tap: TapLink) -> str:
    """What a question came to, for somebody who opens its link again."""
    words = {
        AskingAnswer.TRUE: _("La page est relue. Merci pour les familles."),
        AskingAnswer.HELP: _("La coordination vous appelle dans la semaine."),
        AskingAnswer.BUDDY: _("La coordination cherche un groupe ami, puis vous appelle."),
        AskingAnswer.REST: _("Le groupe se repose. Sa page le dit, et son histoire reste."),
        AskingAnswer.LIFE: _("Le groupe a donné des nouvelles. Tout va bien."),
        AskingAnswer.ENDED: _("Le groupe a pris fin. Son histoire reste."),
        AskingAnswer.AGAIN: _("Une lettre plus récente vous attend : ouvrez plutôt son lien."),
    }
    return words[AskingAnswer(tap.asking.answer)]


def life_words(verb: str, group: LocalGroup, undo_days: int) -> Words:
    """The pages of an animator: rest, wake, end, begin again."""
    days = _("Vous pouvez changer d'avis pendant %d jours.") % undo_days
    words = {
        REST: Words(
            _("Notre groupe se repose"), _("Le groupe se repose"), "etape-en-sommeil",
            lines=[
                _("La page du groupe reste, avec toute son histoire."),
                _("Elle dit que le groupe se repose."),
                _("Plus aucune lettre ne vous demande de nouvelles."),
                _("Le groupe se réveille avec sa prochaine nouvelle, ou d'un bouton."),
            ],
        ),
        WAKE: Words(
            _("Réveiller le groupe"), _("Le groupe se réveille"), "valider",
            lines=[_("Le groupe reprend là où il en était."), _("Pensez à relire sa page.")],
        ),
        END: Words(
            _("Mettre fin au groupe"), _("Le groupe prend fin"), "fermer",
            lines=[
                _("L'histoire du groupe reste lisible. La page dit quand il a vécu."),
                _("Il n'est plus dans les listes ni sur la carte."),
                _("Les messages arrivent à la coordination."),
                _("Le journal n'accepte plus de nouvelles."),
                days,
                _("Ensuite, les noms et les contacts des membres sont effacés."),
            ],
            grave=True,
        ),
        REOPEN: Words(
            _("Le groupe recommence"), _("Rouvrir le groupe"), "annuler",
            lines=[_("Tout revient comme avant : la page, les listes, les messages.")],
        ),
    }  # fmt: skip
    return words[verb]
