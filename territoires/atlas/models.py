from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territoires.atlas.enums import Category, Layer, ResourceKind
from territoires.contributions.models import Contribution
from territoires.places.models import Commune, Department
from territoires.vocabulary.models import Theme


class ResourceQuerySet(models.QuerySet["Resource"]):
    def visible(self) -> "ResourceQuerySet":
        return self.filter(shown_since__isnull=False, merged_into=None)


class Resource(models.Model):
    """A person, a place, an association or a scheme that can help; reached through a relay, never directly."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(max_length=11, choices=ResourceKind)
    themes = models.ManyToManyField(Theme, blank=True, related_name="resources")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="resources")
    description = models.TextField(_("ce qu'on y trouve"))
    proposed_by = models.CharField(_("proposée par"), max_length=120)
    contact_email = models.EmailField(_("e-mail, gardé par la coordination"), blank=True)
    contact_phone = models.CharField(_("téléphone, gardé par la coordination"), max_length=40, blank=True)
    made_from = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="resources"
    )
    shown_since = models.DateField(null=True, blank=True, db_index=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    last_confirmed_on = models.DateField(null=True, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("ressource")
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("pk")), name="atlas_resource_not_own_merge"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MapPoint(models.Model):
    """One visible entry of the map and of its lists: a local group, a resource or a sponsor.

    The table is the one set that lists, maps, exports and prints read. It is derived: kept exact in the transaction
    of each change, and rebuilt after bulk loads. An entry without a place (a sponsor of the whole country) has no
    position. `x`, `y` are Web Mercator at zoom 18, `sort_name` is the name without accents.
    """

    layer = models.CharField(max_length=1, choices=Layer)
    object_id = models.BigIntegerField()
    category = models.CharField(max_length=1, choices=Category)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="+")
    sort_name = models.CharField(max_length=120)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    x = models.IntegerField(null=True)
    y = models.IntegerField(null=True)

    class Meta:
        ordering = ["layer", "sort_name", "object_id"]
        verbose_name = _("point de la carte")
        constraints = [
            models.UniqueConstraint(fields=["layer", "object_id"], name="atlas_point_once"),
            models.CheckConstraint(
                condition=Q(x=None, y=None, lat=None, lon=None, department=None)
                | Q(x__isnull=False, y__isnull=False, lat__isnull=False, lon__isnull=False, department__isnull=False),
                name="atlas_point_placed_or_not",
            ),
        ]
        indexes = [
            models.Index(fields=["x", "y", "category"], name="atlas_point_xy"),
            models.Index(fields=["department", "layer", "sort_name", "object_id"], name="atlas_point_list"),
        ]

    def __str__(self) -> str:
        return f"{self.layer}:{self.object_id}"


class MapCluster(models.Model):
    """How many points of one category stand in one cell of one zoom, and the sums that give their centre.

    `sum_id` is the sum of object ids: when `count` is 1 it names the entry.
    """

    zoom = models.SmallIntegerField()
    cell_x = models.IntegerField()
    cell_y = models.IntegerField()
    category = models.CharField(max_length=1, choices=Category)
    count = models.IntegerField()
    sum_x = models.BigIntegerField()
    sum_y = models.BigIntegerField()
    sum_id = models.BigIntegerField()

    class Meta:
        ordering = ["zoom", "cell_y", "cell_x", "category"]
        verbose_name = _("amas de points")
        constraints = [
            models.UniqueConstraint(fields=["zoom", "cell_x", "cell_y", "category"], name="atlas_cluster_once"),
            models.CheckConstraint(condition=Q(count__gte=0), name="atlas_cluster_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.zoom}/{self.cell_x}/{self.cell_y} {self.category} {self.count}"


class MapTally(models.Model):
    """How many points of one category stand in one department."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=1, choices=Category)
    count = models.IntegerField()

    class Meta:
        ordering = ["department", "category"]
        verbose_name = _("compte par département")
        constraints = [
            models.UniqueConstraint(fields=["department", "category"], name="atlas_tally_once"),
            models.CheckConstraint(condition=Q(count__gte=0), name="atlas_tally_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.department_id} {self.category} {self.count}"
