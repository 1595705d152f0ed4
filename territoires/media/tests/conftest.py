import pytest


@pytest.fixture(autouse=True)
def media_dir(settings, tmp_path):
    """Each test has its own empty private folder."""
    settings.MEDIA_DIR = tmp_path / "private-media"
    return settings.MEDIA_DIR
