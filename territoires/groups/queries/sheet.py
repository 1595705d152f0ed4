"""What the paper sheet lists."""

from territoires.groups.queries.group_page import in_full
from territoires.vocabulary.models import CommunityRole


def role_choices() -> list[str]:
    """The roles, in the order of the screen."""
    return [in_full(role) for role in CommunityRole.objects.shown()]
