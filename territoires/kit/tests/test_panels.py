"""Contexts above bring pieces to pages below, in order, and may have nothing to say."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from territoires.kit import panels
from territoires.kit.panels import Panel, panel


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    monkeypatch.setattr(panels, "_makers", panels.defaultdict(list))


def shown(thing: object) -> str:
    template = Template('{% panels "group-page" thing %}')
    return template.render(Context({"request": RequestFactory().get("/"), "thing": thing}))


def test_panels_come_in_their_order():
    @panel("group-page", order=20)
    def second(_request, thing):
        return Panel("kit/components/notice.html", {"text": f"second {thing}", "kind": "info", "title": ""})

    @panel("group-page", order=10)
    def first(_request, thing):
        return Panel("kit/components/notice.html", {"text": f"first {thing}", "kind": "info", "title": ""})

    page = shown("group")
    assert page.index("first group") < page.index("second group")


def test_panel_with_nothing_to_say_is_absent():
    @panel("group-page", order=10)
    def silent(_request, _thing):
        return None

    assert shown("group") == ""


def test_registering_again_replaces():
    for _time in range(2):

        @panel("group-page", order=10)
        def once(_request, _thing):
            return Panel("kit/components/notice.html", {"text": "once", "kind": "info", "title": ""})

    assert shown("group").count("once") == 1


def test_unknown_place_is_refused():
    with pytest.raises(ValueError, match="no page"):
        panel("nowhere", order=1)
