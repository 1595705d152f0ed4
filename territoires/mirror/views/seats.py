"""Where the pages of a mirror are, for an account and for a card; how they come back after a form."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from territoires.kit.forms import KitForm
from territoires.mirror.permissions import Seat


def home_of(seat: Seat) -> str:
    if seat.code:
        return reverse("mirror:card_mirror", args=[seat.code])
    return reverse("mirror:mirror", args=[seat.group.slug])


def question_of(seat: Seat, landmark: int) -> str:
    if seat.code:
        return reverse("mirror:card_question", args=[seat.code, landmark])
    return reverse("mirror:question", args=[seat.group.slug, landmark])


def page(request: HttpRequest, template: str, seat: Seat, form: KitForm | None = None, **more: Any) -> HttpResponse:
    """A page of the mirror; 422 when its form was refused."""
    context = {"seat": seat, "group": seat.group, "home": home_of(seat), "form": form, **more}
    return render(request, template, context, status=422 if form is not None and form.errors else 200)


def back_home(request: HttpRequest, seat: Seat, words: str | Promise, *, wrong: bool = False) -> HttpResponse:
    """To the mirror's first page with a word in passing; for accounts only, a card has no session."""
    messages.add_message(request, messages.ERROR if wrong else messages.SUCCESS, str(words))
    return redirect(home_of(seat))
