from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    PICTURE = "picture", _("photo")
    SOUND = "sound", _("son")


class State(TextChoices):
    """Where a file stands between the hand that sent it and the page that shows it."""

    RECEIVED = "received", _("en préparation")
    READY = "ready", _("prête")
    REFUSED = "refused", _("pas gardée")
    REMOVED = "removed", _("retirée")


class Refusal(TextChoices):
    """Why a file is not kept, in words that say what to do. The decoder says the key alone."""

    UNREADABLE = "unreadable", _("Ce fichier ne s'ouvre pas. Essayez avec un autre.")
    CUT = "cut", _("Ce fichier n'est pas arrivé en entier. Envoyez-le encore une fois.")
    FORMAT = (
        "format",
        _("Ce fichier ne passe pas ici. Pour une photo : JPEG, PNG ou WebP. Pour un son : MP3, M4A, OGG."),
    )
    TOO_LARGE = "too-large", _("Cette photo est trop grande. Une capture d'écran de la photo passera.")
    TOO_SMALL = "too-small", _("Cette image est trop petite. On n'y verrait rien.")
    TOO_LONG = "too-long", _("Ce son est trop long : 5 minutes au plus. Gardez le passage qui compte.")
    TOO_SHORT = "too-short", _("Ce son est trop court. On n'y entendrait rien.")
    NO_SOUND = "no-sound", _("Il n'y a pas de son dans ce fichier.")
    CHILD = "child", _("On reconnaît un enfant. Choisissez une photo de dos, des mains, d'un dessin.")
    TOO_HARD = "too-hard", _("Ce fichier est trop lourd à préparer. Essayez avec un autre.")


class People(TextChoices):
    """The answer to « Reconnaît-on quelqu'un ? »."""

    NOBODY = "nobody", _("Non, personne")
    ADULTS = "adults", _("Oui, des adultes qui sont d'accord")
    CHILD = "child", _("Oui, un enfant")


class Lack(TextChoices):
    """What is missing before a medium may be seen or heard."""

    GONE = "gone", _("Ce fichier n'est plus là.")
    DESCRIPTION = "description", _("Décrivez la photo, ou dites qu'elle est décorative.")
    PEOPLE = "people", _("Dites si l'on reconnaît quelqu'un.")
    CHILD = "child", _("On reconnaît un enfant : cette photo reste entre vous.")
    CONSENT = "consent", _("Il manque l'accord d'une personne.")


class ConsentGiven(TextChoices):
    """How a person agreed to be seen or heard."""

    SELF = "self", _("par la personne elle-même, à l'écran")
    ALOUD = "aloud", _("de vive voix")
    PAPER = "paper", _("sur papier")
    MESSAGE = "message", _("par message")


class Use(TextChoices):
    """What a person agreed to."""

    SITE = "site", _("le site")
    PRINT = "print", _("les feuilles imprimées")
    SLIDES = "slides", _("une projection")
    PRESS = "press", _("la presse")
    LETTER = "letter", _("une lettre")


class Format(TextChoices):
    AVIF = "avif", "AVIF"
    WEBP = "webp", "WebP"
    JPEG = "jpeg", "JPEG"
    M4A = "m4a", "AAC"
