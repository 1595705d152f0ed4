import pytest

from territoires.mailer.tests import post_office


@pytest.fixture
def office(settings):
    """Letters really leave, to a post office that stands in this process."""
    settings.MAIL_KEPT = False
    settings.MAILERS = post_office.MAILERS
    for drawer in (post_office.sent, post_office.failures, post_office.before_note):
        drawer.clear()
    return post_office
