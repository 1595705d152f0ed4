"""Who animates a group."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.groups.models.groups import LocalGroup


class Animator(models.Model):
    """The mandate of a person who animates a group."""

    group = models.ForeignKey(LocalGroup, on_delete=models.CASCADE, related_name="animators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="animated")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("mandat d'animation")
        constraints = [
            models.UniqueConstraint(fields=["group", "user"], condition=Q(until=None), name="groups_animator_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.group_id}"
