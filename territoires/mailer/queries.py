"""Page-shaped reads of letters."""

from django.db.models import QuerySet

from territoires.mailer.models import Letter

IN_THE_MAILBOX = 200


def _to_read() -> QuerySet[Letter]:
    """Letters that still say something: neither blank nor emptied since."""
    return Letter.objects.really_posted().filter(emptied_at=None)


def mailbox() -> QuerySet[Letter]:
    """The newest letters that stayed here, for the demonstration's mailbox."""
    return _to_read().order_by("-created_at", "-pk")[:IN_THE_MAILBOX]


def find_letter(letter_id: int) -> Letter | None:
    """One of them; None when there is none such."""
    return _to_read().filter(pk=letter_id).first()


def letters_to(address: str) -> QuerySet[Letter]:
    """What was written to an address and is still kept, newest first."""
    return Letter.objects.filter(to__iexact=address).order_by("-created_at", "-pk")
