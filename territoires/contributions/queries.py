"""What the holder of a reference may read again."""

import datetime
from dataclasses import dataclass

import segno
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.contributions.rules import (
    MAX_COMPLEMENTS,
    answer_day,
    make_long_reference,
    masked_email,
    masked_phone,
    read_long_reference,
    reference_message,
)

__all__ = [
    "Card", "Receipt", "card_of", "due_day", "found_by_reference", "make_long_reference", "masked_email",
    "masked_phone", "qr_svg", "read_long_reference", "receipt_of", "relayed_by",
]  # fmt: skip


@dataclass(frozen=True)
class Receipt:
    """A contribution as its holder sees it: its state, what was said, no full address nor number."""

    reference: str
    token: str
    kind: str
    state: str
    subject: str
    answered_by: str
    answer_by_on: datetime.date | None
    sent_at: datetime.datetime | None
    updated_at: datetime.datetime
    withdrawn_at: datetime.datetime | None
    reason: str
    first_name: str
    phone: str
    email: str
    through_relay: bool
    said: list[list[str]]
    question: str
    emptied: bool
    can_complete: bool

    def is_late(self, today: datetime.date) -> bool:
        return self.state == State.SENT and self.answer_by_on is not None and self.answer_by_on < today


@dataclass(frozen=True)
class Card:
    """What a person takes away, on paper or in a message."""

    reference: str
    address: str
    qr: SafeString
    message: str


def due_day(now: datetime.datetime, days: int) -> datetime.date:
    """The day before which an answer is promised."""
    return answer_day(timezone.localdate(now), days)


def found_by_reference(reference: str) -> Contribution | None:
    return Contribution.objects.filter(reference=reference).first() if reference else None


def receipt_of(contribution: Contribution, token: str) -> Receipt:
    """`token` is the secret part of the address by which the holder came: links go on with it."""
    complements = contribution.answers.get("complements", [])
    questions = contribution.answers.get("questions", [])
    return Receipt(
        reference=contribution.reference,
        token=token,
        kind=contribution.kind,
        state=contribution.state,
        subject=contribution.subject,
        answered_by=contribution.answered_by,
        answer_by_on=contribution.answer_by_on,
        sent_at=contribution.sent_at,
        updated_at=contribution.updated_at,
        withdrawn_at=contribution.withdrawn_at,
        reason=contribution.reason,
        first_name=contribution.speaker_name,
        phone=masked_phone(contribution.phone),
        email=masked_email(contribution.email),
        through_relay=bool(contribution.relay_name),
        said=contribution.said,
        question=questions[-1]["words"] if questions and contribution.state == State.SENT else "",
        emptied=contribution.emptied_at is not None,
        can_complete=contribution.state == State.SENT and len(complements) < MAX_COMPLEMENTS,
    )


def card_of(reference: str, *, site_name: str, site_url: str, phone: str) -> Card:
    """The card to keep: it leads to the page of the reference, never to the secret address."""
    address = site_url + reverse("contributions:follow_one", args=[reference])
    return Card(
        reference=reference,
        address=address,
        qr=qr_svg(address),
        message=reference_message(site_name, reference, address, phone),
    )


def qr_svg(text: str) -> SafeString:
    """A QR code of three centimetres or more as inline SVG, without style nor script, whole at any size that a sheet of
    styles gives it. The text beside it says the same."""
    code = segno.make(text, error="m", micro=False)
    width, height = code.symbol_size(scale=4, border=2)
    svg = code.svg_inline(scale=4, border=2, light="#fff", svgclass="contributions-qr", omitsize=True)
    sized = f'<svg width="{width}" height="{height}" aria-hidden="true" focusable="false" '
    return mark_safe(svg.replace("<svg ", sized, 1))  # noqa: S308  our own SVG


def relayed_by(user_id: int) -> list[dict[str, str]]:
    """For the export of an account: what it typed for others, without the words of those others."""
    rows = Contribution.objects.filter(relay_id=user_id).order_by("created_at", "pk")
    return [
        {
            "référence": row.reference,
            "le": row.created_at.date().isoformat(),
            "votre nom": row.relay_name,
            "votre contact": row.relay_contact,
        }
        for row in rows
    ]
