import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from territoires.front.forms.find import FindForm
from territoires.front.queries import figures
from territoires.kit.access import public
from territoires.kit.context_processors import current_site


@public
def home(request: HttpRequest) -> HttpResponse:
    """In ten seconds: what this is, and three doors."""
    context = {
        "find": FindForm(auto_id="%s"),
        "figures": figures.home_figures(timezone.localdate()),
        "structured_data": structured_data(),
    }
    return render(request, "front/home.html", context)


def structured_data() -> SafeString:
    """Who speaks here, for search engines (schema.org)."""
    site = current_site()
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": site.name,
        "alternateName": site.short_name,
        "url": f"{site.url}/",
        "description": _("Des réseaux nationaux agissent avec les parents, pour la réussite de tous les enfants."),
        "areaServed": "FR",
    }
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return mark_safe(text)  # noqa: S308  made of our own words and settings, « < » escaped
