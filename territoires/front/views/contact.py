"""Talking to somebody: a call-back, a message, the third door, a network that wants to join."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from territoires.contributions.models import Contribution
from territoires.front.actions import contact as actions
from territoires.front.forms.contact import CallBackForm, JoinForm, MessageForm, TellForForm, TellForm
from territoires.kit import once
from territoires.kit.access import public_form
from territoires.kit.actors import actor_of
from territoires.kit.forms import PublicForm


def _receive(
    request: HttpRequest, form: PublicForm, name: str, action: Callable[..., Contribution], **more: Any
) -> HttpResponse:
    """Hand a valid form over, once, and show its receipt. A robot gets the same thanks and writes nothing."""
    if form.is_robot:
        return redirect("contributions:thanks")
    now = timezone.now()

    def effect() -> str:
        contribution = action(words=form.cleaned_data, now=now, by=actor_of(request), **more)
        return reverse("contributions:receipt", args=[contribution.token])

    return redirect(once.perform(once.once_key(request, name, form.cleaned_data), effect, now))


@public_form(name="front-contact")
def contact(request: HttpRequest) -> HttpResponse:
    """Two small forms on one page: being called back, and writing."""
    asks_call = request.POST.get("porte") == "rappel"
    call_data = request.POST if request.method == "POST" and asks_call else None
    message_data = request.POST if request.method == "POST" and not asks_call else None
    call_back = CallBackForm(call_data, auto_id="rappel_%s")
    message = MessageForm(message_data, auto_id="message_%s")
    if call_back.is_bound and call_back.is_valid():
        moment = call_back.moment_words()
        return _receive(request, call_back, "front-call-back", actions.ask_call_back, best_moment=moment)
    if message.is_bound and message.is_valid():
        return _receive(request, message, "front-message", actions.send_message, topic="")
    form = call_back if call_back.is_bound else message
    context = {"form": form, "call_back": call_back, "message": message}
    return render(request, "front/contact.html", context, status=422 if form.is_bound else 200)


@public_form(name="front-tell")
def tell(request: HttpRequest) -> HttpResponse:
    """The third door: tell something, or ask."""
    return _tell(request, TellForm)


@public_form(name="front-tell")
def tell_for(request: HttpRequest) -> HttpResponse:
    """The same, typed by a relay, with the agreement of the person who speaks."""
    return _tell(request, TellForForm)


def _tell(request: HttpRequest, kind: type[TellForm]) -> HttpResponse:
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _receive(request, form, "front-tell", actions.send_message, topic=form.cleaned_data["topic"])
    context = {"form": form, "relayed": isinstance(form, TellForForm)}
    return render(request, "front/tell.html", context, status=422 if form.is_bound else 200)


@public_form(name="front-join", limit=10)
def join_network(request: HttpRequest) -> HttpResponse:
    """« Et bientôt le vôtre »: a network asks to join."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _receive(request, form, "front-join", actions.ask_to_join)
    return render(request, "front/join_network.html", {"form": form}, status=422 if form.is_bound else 200)
