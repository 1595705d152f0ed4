"""For those who animate a group: hang up the path that led to it, with its reference."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import ANIMATE, fetch_group_for
from territoires.journey.actions.inside import hang_up, take_down
from territoires.journey.actions.journeys import CannotWrite
from territoires.journey.forms.start import HangUpForm
from territoires.journey.queries.steps import journeys_inside
from territoires.journey.views.start import found_or_counted, not_found_words, seconds_to_wait
from territoires.kit import errors
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def group_journey(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    if request.method == "POST" and "detacher" in request.POST:
        return _take_down(request, group)
    form = HangUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if wait := seconds_to_wait(request):
            return errors.too_many(request, wait)
        if _hung_up(request, group, form.cleaned_data["reference"]):
            messages.success(request, _("Le chemin est relié au groupe."))
            return redirect("journey:group_journey", slug=group.slug)
        form.add_error("reference", not_found_words())
    context = {"group": group, "form": form, "journeys": journeys_inside(group)}
    return render(request, "journey/group_journey.html", context, status=422 if form.is_bound else 200)


def _hung_up(request: SignedInRequest, group: LocalGroup, reference: str) -> bool:
    journey = found_or_counted(request, reference)
    if journey is None:
        return False
    try:
        hang_up(journey=journey, group=group, by=actor_of(request), now=timezone.now())
    except CannotWrite:
        return False
    return True


def _take_down(request: SignedInRequest, group: LocalGroup) -> HttpResponse:
    """Only a path of this group; anything else changes nothing."""
    number = request.POST["detacher"]
    for journey in journeys_inside(group):
        if str(journey.pk) == number:
            take_down(journey=journey, group=group, by=actor_of(request), now=timezone.now())
            messages.success(request, _("Le chemin est détaché. Rien n'est effacé."))
    return redirect("journey:group_journey", slug=group.slug)
