from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """The relation of a group with the collective. It says nothing of its worth."""

    FIRST_CONTACT = "first-contact", _("Premiers contacts")
    INTERESTED = "interested", _("Intéressé")
    CONFIRMED = "confirmed", _("Confirmé")
    ASLEEP = "asleep", _("En sommeil")


EARLY_STAGES = frozenset({Stage.FIRST_CONTACT, Stage.INTERESTED})


class Precision(TextChoices):
    """How precisely a territory is known; the label says it in people's own words."""

    SCHOOL = "school", _("une école, un collège ou un lycée")
    NEIGHBOURHOOD = "neighbourhood", _("un quartier")
    VILLAGE = "village", _("un village")
    TOWN = "town", _("une ville")
    COMMUNES = "communes", _("plusieurs communes")


class StageSource(TextChoices):
    """Where a stage change comes from."""

    PROPOSAL = "proposal", _("proposition reçue")
    CALL = "call", _("échange au téléphone")
    MEETING = "meeting", _("rencontre")
    LETTER = "letter", _("courrier ou e-mail")
    NETWORK = "network", _("réseau membre")
    GROUP = "group", _("le groupe lui-même")


class Channel(TextChoices):
    PHONE = "phone", _("téléphone")
    MEETING = "meeting", _("rencontre")
    EMAIL = "email", _("e-mail")
    OTHER = "other", _("autre")


class Answered(TextChoices):
    """How somebody who wrote or asked for a call got their answer."""

    CALLED = "called", _("rappel fait")
    MET = "met", _("réponse de vive voix")
    LETTER = "letter", _("réponse par e-mail")
    UNREACHED = "unreached", _("personne n'a répondu, après plusieurs appels")
    PASSED_ON = "passed-on", _("transmis à quelqu'un d'autre")
    NONE = "none", _("pas de réponse à donner")


class ReportReason(TextChoices):
    """Why a page is no longer true, in the words of whoever reports it."""

    MEETING = "meeting", _("Le jour, l'heure ou le lieu a changé")
    STOPPED = "stopped", _("Le groupe ne se retrouve plus")
    SILENT = "silent", _("J'ai écrit ou appelé, personne ne répond")
    WRONG = "wrong", _("Quelque chose est faux")
    HURTS = "hurts", _("Quelque chose blesse ou met quelqu'un en danger")
    OTHER = "other", _("Autre chose")


class MemberKind(TextChoices):
    """How close somebody stands to a group. Animators have a mandate besides."""

    FOLLOWER = "follower", _("suit le groupe")
    MEMBER = "member", _("membre")


class CameBy(TextChoices):
    """How somebody came to be around the table."""

    LINK = "link", _("par un lien d'invitation")
    CARD = "card", _("par une carte")
    ANIMATOR = "animator", _("avec l'animatrice ou l'animateur")
    ACCOUNT = "account", _("par son compte")


class CardKind(TextChoices):
    """A personal card opens the group to one person; the one on the wall is nobody's."""

    MEMBER = "member", _("carte d'une personne")
    WALL = "wall", _("carte du mur")


class Side(TextChoices):
    """Which of two buddy groups; the coordination speaks for neither."""

    EXPERIENCED = "experienced", _("le groupe qui accompagne")
    NEWER = "newer", _("le groupe qui commence")
    COORDINATION = "coordination", _("la coordination")


class AskingKind(TextChoices):
    """What the site asks those who animate a group."""

    STILL_TRUE = "still-true", _("toujours vrai ?")
    QUIET = "quiet", _("besoin d'un coup de main ?")


class AskingAnswer(TextChoices):
    """How a question ended. HELP, BUDDY and REST are the three ways out of a quiet spell."""

    TRUE = "true", _("toujours vrai")
    HELP = "help", _("un coup de main")
    BUDDY = "buddy", _("un groupe ami")
    REST = "rest", _("une pause")
    LIFE = "life", _("le groupe a donné signe de vie")
    ENDED = "ended", _("le groupe a pris fin")
    AGAIN = "again", _("sans réponse, demandé de nouveau")


class Tap(TextChoices):
    """What one tap on a link of a letter says; the value stands in the address."""

    TRUE = "vrai", _("toujours vrai")
    HELP = "aide", _("un coup de main")
    BUDDY = "ami", _("un groupe ami")
    REST = "repos", _("une pause")
