"""Who acts: passed as `by=` to every action, so that the journal can say it."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Actor:
    """`user_id` is None for a visitor, a person with a reference, or the clock."""

    kind: str
    user_id: int | None = None

    @property
    def label(self) -> str:
        return self.kind if self.user_id is None else f"{self.kind}:{self.user_id}"


VISITOR = Actor("visitor")
CLOCK = Actor("clock")
INSTALLER = Actor("installer")


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person of a request, or VISITOR."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return Actor("user", user.pk)
    return VISITOR
