"""Tags and filters every template may use; a builtin library, so {% load %} is not needed."""

from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.base import NodeList, Parser, Token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from territoires.kit import breaker, navigation, styles, words
from territoires.kit.panels import render_panels

register = template.Library()
ARROWS = ("retour", "suite", "deconnexion", "connexion", "annuler")

register.filter("in_words", words.in_words)
register.filter("hours_in_words", words.hour_in_words)
register.filter("nbsp", words.bind_punctuation)


@register.filter
def phone_link(number: str) -> SafeString:
    """A number one can press; read left to right in every language."""
    dialled = "".join(char for char in str(number) if char.isdigit() or char == "+")
    return format_html('<a class="kit-phone" href="tel:{}"><bdi dir="ltr">{}</bdi></a>', dialled, number)


@register.simple_tag
def static_url(path: str) -> str:
    """The address of a file of ours; an error page must come out even where files were not collected."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


register.simple_tag(static_url, name="static")


@register.simple_tag
def picto(name: str) -> SafeString:
    """A pictogram of our sprite. It always stands beside a word, so it is hidden from screen readers."""
    kind = "kit-picto kit-picto-arrow" if name in ARROWS else "kit-picto"
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        kind,
        static_url("kit/pictos.svg"),
        name,
    )


@register.simple_tag
def stylesheet_url() -> str:
    """The one sheet of every page; its address changes with its content."""
    return reverse("kit:stylesheet", args=[styles.bundle().digest])


@register.inclusion_tag("kit/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """The box above a refused form, linking to each field; nothing when the form is fine."""
    return {"form": form}


@register.filter
def input_id(field: BoundField) -> str:
    """The id of the first box of a field: where a link of the error summary leads."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag(takes_context=True)
def title_prefix(context: template.Context) -> str:
    """« Erreur : » before the title when the page shows a form that was refused."""
    form = context.get("form")
    return _("Erreur : ") if isinstance(form, BaseForm) and form.is_bound and form.errors else ""


@register.inclusion_tag("kit/components/help_block.html", takes_context=True)
def help_block(context: template.Context) -> dict[str, Any]:
    """Phone, call-back, writing: the same block in the same place on every page."""
    return {"site": context["site"], "contact_url": navigation.address("front:contact")}


@register.inclusion_tag("kit/partials/menu.html", takes_context=True)
def menu(context: template.Context) -> dict[str, Any]:
    """The doors of the site, then the account."""
    user, request = context.get("user"), context.get("request")
    entries: tuple[navigation.Entry, ...] = navigation.MENU
    if user is not None and user.is_authenticated:
        entries += (navigation.DESK,) if getattr(user, "is_coordinator", False) else ()
        entries += (navigation.SPACE,)
    else:
        entries += (navigation.SIGN_IN,)
    return {"items": navigation.links(entries, request.path if request else "")}


@register.inclusion_tag("kit/partials/footer.html", takes_context=True)
def footer(context: template.Context) -> dict[str, Any]:
    """The pages the law and good manners ask for; on paper, where and when the page was made."""
    return {
        "site": context["site"],
        "request": context.get("request"),
        "items": navigation.links(navigation.FOOTER),
        "today": timezone.localdate(),
    }


@register.simple_tag
def nav_url(name: str) -> str:
    """The address of a route that a context above owns."""
    return navigation.address(name)


@register.simple_tag
def plural(number: int, one: str, many: str) -> str:
    """« 1 groupe », « 1 001 groupes »: zero and one are singular in French."""
    return f"{words.number(number)}\u00a0{one if abs(number) < 2 else many}"


@register.inclusion_tag("kit/components/breadcrumb.html")
def breadcrumb(*steps: str) -> dict[str, Any]:
    """Pairs of label and address, then the label of the page itself: {% breadcrumb "La carte" map_url "Nord" %}."""
    labels, urls = steps[::2], [*steps[1::2], ""]
    return {"steps": [{"label": label, "url": url} for label, url in zip(labels, urls, strict=False)]}


@register.inclusion_tag("kit/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """« Voir plus » under a list, keeping the filters of the address."""
    query = context["request"].GET.copy()
    addresses = {}
    for key, number in (("previous", page.number - 1), ("next", page.number + 1)):
        query["page"] = str(number)
        addresses[key] = query.urlencode()
    return {"page": page, **addresses}


@register.inclusion_tag("kit/components/share_row.html")
def share_row(text: str, url: str, title: str = "") -> dict[str, Any]:
    """Ways to pass a page on. `text` is complete in itself: what, when, where, phone."""
    return {"text": text, "url": url, "title": title or text, "message": f"{text} {url}" if url else text}


@register.inclusion_tag("kit/components/acronym.html")
def acronym(short: str, long: str) -> dict[str, Any]:
    """An acronym where it is met first on a page."""
    return {"short": short, "long": long}


class KeepNode(template.Node):
    """Renders its content once and keeps it under a name, so that a block can be said in two places."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        context[self.name] = SafeString(" ".join(self.nodelist.render(context).split()))
        return SafeString("")


@register.tag
def keep(parser: Parser, token: Token) -> KeepNode:
    """{% keep name %}…{% endkeep %}"""
    name = token.split_contents()[1]
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(name, nodelist)


@register.inclusion_tag("kit/partials/silent_work.html", takes_context=True)
def silent_work(context: template.Context) -> dict[str, Any]:
    """For the page of a public form under a flood: what its browser works on. Nothing on any other day or page."""
    request = context.get("request")
    form = getattr(request, "public_form", "")
    if not form or getattr(request, "failure", None) is not None:  # an outage page reads no database
        return {"challenge": ""}
    return {"challenge": breaker.challenge_for_page(form, timezone.now()), "bits": breaker.WORK_BITS}


@register.simple_tag(takes_context=True)
def panels(context: dict[str, Any], place: str, thing: Any) -> SafeString:
    """What contexts above show in this place of the page: {% panels "group-page" group %}."""
    return render_panels(place, context["request"], thing)
