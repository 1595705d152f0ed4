"""Whoever uses the site over a network can have its source (AGPL, article 13)."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_legal_notice_leads_to_the_source_when_it_has_an_address(visitor, settings):
    settings.SOURCE_URL = "https://exemple.fr/source"
    assert 'href="https://exemple.fr/source"' in visitor.get("/mentions-legales/").content.decode()


def test_without_an_address_the_source_is_asked_for(visitor, settings):
    settings.SOURCE_URL = ""
    assert "Demandez-le" in visitor.get("/mentions-legales/").content.decode()
