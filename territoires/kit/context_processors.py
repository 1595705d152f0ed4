"""What every page may say about the site itself."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

NAME = "Mille et un territoires"
SHORT_NAME = "1001 territoires"


@dataclass(frozen=True)
class Site:
    """The site as its pages name it; all of it comes from the settings."""

    name: str
    short_name: str
    url: str
    source_url: str
    phone: str
    hours: str
    answer_days: int
    publisher: dict[str, str]
    demonstration: bool

    @property
    def publisher_complete(self) -> bool:
        """True when the carrying structure is fully named: the legal notice can be shown as such."""
        return all(self.publisher.values())


def current_site() -> Site:
    """Read at each call, so that tests may change a setting."""
    return Site(
        name=NAME,
        short_name=SHORT_NAME,
        url=settings.SITE_URL,
        source_url=settings.SOURCE_URL,
        phone=settings.COORDINATION_PHONE,
        hours=settings.COORDINATION_HOURS,
        answer_days=settings.COORDINATION_ANSWER_DAYS,
        publisher=settings.PUBLISHER,
        demonstration=settings.DEMONSTRATION,
    )


def site(request: HttpRequest) -> dict[str, Any]:
    return {"site": current_site()}
