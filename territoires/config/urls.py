"""Every address of the site. Each context owns its own French paths."""

from django.conf import settings
from django.urls import include, path

from territoires.kit import converters  # noqa: F401  (registers <row:…> before any context's urls)

CONTEXTS_WITH_PAGES = [
    "front", "handouts", "journal", "journey", "mirror", "atlas", "groups", "contributions", "networks", "accounts",
    "places", "media", "kit",
]  # fmt: skip
if settings.DEMONSTRATION or settings.MODE == "test":
    CONTEXTS_WITH_PAGES.append("demonstration")

urlpatterns = [path("", include(f"territoires.{name}.urls")) for name in CONTEXTS_WITH_PAGES]
handler400 = "territoires.kit.errors.page_400"
handler403 = "territoires.kit.errors.page_403"
handler404 = "territoires.kit.errors.page_404"
handler500 = "territoires.kit.errors.page_500"
