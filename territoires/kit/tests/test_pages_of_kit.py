"""The skeleton, the style guide and the error pages."""

import re
import runpy

import pytest
from django.test import RequestFactory
from django.urls import reverse

from territoires.kit import errors, urls

ERRORS = [errors.page_400, errors.page_403, errors.page_404, errors.page_405, errors.page_413, errors.page_500]
ERRORS += [errors.page_503, errors.wrong_origin, errors.csrf_failure, lambda request: errors.too_many(request, 60)]
LANDMARKS = ('class="kit-skip"', "<header", "<main", 'class="kit-help"', "<footer")


@pytest.fixture
def html(visitor, db) -> str:
    return visitor.get(reverse("kit:styleguide")).content.decode()


def test_every_component_is_shown(html):
    for name in ("kit-card", "kit-notice-error", "kit-reference", "kit-answers", "kit-tasks", "kit-timeline",
                 "kit-table-fold", "kit-switch", "kit-search", "kit-share", "kit-fold", "kit-confirmation",
                 "kit-error-summary", "kit-choices", "kit-facts", "kit-contact", "kit-breadcrumb"):  # fmt: skip
        assert name in html, name


def test_the_style_guide_stays_at_home(settings):
    settings.MODE = "production"
    names = {route.name for route in runpy.run_path(urls.__file__)["urlpatterns"]}
    assert "stylesheet" in names
    assert "styleguide" not in names


def test_a_page_is_framed_in_the_same_order_everywhere(html):
    places = [html.index(mark) for mark in LANDMARKS]
    assert places == sorted(places)
    assert html.count("<h1") == 1
    assert html.count("<main") == 1


def test_help_is_the_same_on_every_page(html):
    def block(page: str) -> str:
        return re.search(r'<section class="kit-help".*?</section>', page, re.DOTALL).group()

    error = errors.page_404(RequestFactory().get("/x/")).content.decode()
    assert block(html) == block(error)
    assert "tel:" in block(html)


def test_a_page_has_no_inline_style_script_nor_stranger(html):
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", html) == []
    assert re.findall(r"<script(?![^>]*\ssrc=\"/static/)", html) == []
    assert re.findall(r'(?:src|href)="https?://(?!127\.0\.0\.1|wa\.me|testserver)', html) == []


def test_no_id_is_used_twice(html):
    found = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(found) == sorted(set(found))


def test_the_first_screen_is_light(visitor, html):
    sheet = re.search(r'rel="stylesheet" href="([^"]+)"', html).group(1)
    assert sheet.startswith("/style/")
    assert len(visitor.get(sheet).content) < 40_000


def test_the_strip_says_it_is_a_demonstration_only_when_it_is(visitor, settings, db):
    address = reverse("kit:styleguide")
    settings.DEMONSTRATION = True
    assert "inventés" in visitor.get(address).content.decode()
    settings.DEMONSTRATION = False
    assert "inventés" not in visitor.get(address + "?2").content.decode()


def test_the_menu_marks_the_place_of_the_page(visitor, db):
    page = errors.page_404(RequestFactory().get(reverse("atlas:map"))).content.decode()
    assert 'aria-current="page">Trouver un groupe' in page


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_page_is_drawn_without_database_and_helps(error):
    """No `db` here: touching it would fail the test."""
    response = error(RequestFactory().get("/perdu/"))
    page = response.content.decode()
    assert response.status_code >= 400
    assert page.count("<h1") == 1
    assert 'href="tel:' in page
    assert 'href="/"' in page
    assert response["Cache-Control"] == "private, no-store"
    assert 'content="noindex"' in page


def test_an_outage_and_a_limit_say_when_to_come_back():
    request = RequestFactory().get("/")
    assert errors.page_503(request)["Retry-After"] == "30"
    limited = errors.too_many(request, 24 * 3600)
    assert limited.status_code == 429
    assert limited["Retry-After"] == "86400"
    assert "demain" in limited.content.decode()
    assert "demain" not in errors.too_many(request, 60).content.decode()


def test_a_refused_method_says_which_are_open():
    assert errors.page_405(RequestFactory().put("/"), ("GET", "HEAD"))["Allow"] == "GET, HEAD"


def test_the_last_page_comes_out_even_when_templates_are_broken(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no template today")

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.page_500(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Ce n'est pas de votre faute" in response.content.decode()


def test_an_unknown_address_gets_our_page(visitor, db):
    response = visitor.get("/nulle-part/")
    assert response.status_code == 404
    assert "Cette page n'est pas là" in response.content.decode()
    assert not response.cookies
