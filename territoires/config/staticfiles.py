from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Leaves out the long form of Leaflet, which no page uses: it takes ten seconds to compress."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "leaflet-src*"]
