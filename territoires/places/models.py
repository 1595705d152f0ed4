from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from territoires.places.enums import PlaceKind, Zone
from territoires.places.rules import in_department, of_department


class Area(models.Model):
    """A region or a department. Sources and licence: territoires/places/data/SOURCES.md."""

    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80)
    article = models.PositiveSmallIntegerField(help_text="INSEE « tncc » code of the article")
    zone = models.CharField(max_length=5, choices=Zone)
    seat = models.CharField(max_length=5, blank=True, help_text="INSEE code of the seat: no key, communes come after")
    population = models.PositiveIntegerField(default=0)
    lat = models.FloatField()
    lon = models.FloatField()
    south = models.FloatField()
    west = models.FloatField()
    north = models.FloatField()
    east = models.FloatField()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def inside(self) -> str:
        """« dans le Nord », « en Loire-Atlantique », « à Mayotte »."""
        return in_department(self.name, self.article)

    @property
    def of(self) -> str:
        """« du Nord », « de la Loire-Atlantique », « de Mayotte »."""
        return of_department(self.name, self.article)


class Region(Area):
    class Meta(Area.Meta):
        verbose_name = _("région")
        constraints = [models.UniqueConstraint(fields=["slug"], name="places_region_slug_unique")]


class Department(Area):
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="departments")

    class Meta(Area.Meta):
        verbose_name = _("département")
        constraints = [models.UniqueConstraint(fields=["slug"], name="places_department_slug_unique")]


class Commune(models.Model):
    """A commune, or a municipal district of Paris, Lyon or Marseille (`parent` is then the city)."""

    insee = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=3, choices=PlaceKind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="districts")
    postal_codes = models.CharField(max_length=400, blank=True, help_text="space-separated")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="communes")
    population = models.PositiveIntegerField(default=0)
    lat = models.FloatField()
    lon = models.FloatField()
    point_origin = models.CharField(
        max_length=1, help_text="i outline, a seat of districts, m town hall, f former commune, g GeoNames, s seat"
    )

    class Meta:
        ordering = ["name", "insee"]
        verbose_name = _("commune")
        indexes = [models.Index(fields=["lat", "lon"], name="places_commune_point")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=PlaceKind.COMMUNE, parent=None)
                | models.Q(kind=PlaceKind.DISTRICT, parent__isnull=False),
                name="places_commune_district_has_parent",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def label(self) -> str:
        """« Roubaix (Nord, 59) »: what a place box shows, and understands."""
        return f"{self.name} ({self.department.name}, {self.department_id})"


class FormerCommune(models.Model):
    """A name that a place no longer bears: delegated, associated, merged or renamed commune. People still use it."""

    insee = models.CharField(max_length=5)
    name = models.CharField(max_length=100)
    current = models.ForeignKey(Commune, on_delete=models.CASCADE, related_name="former_names")
    population = models.PositiveIntegerField(default=0, help_text="of what bore the name; 0 when unknown")

    class Meta:
        ordering = ["name", "insee"]
        verbose_name = _("ancienne commune")
        constraints = [models.UniqueConstraint(fields=["current", "name"], name="places_former_name_once")]

    def __str__(self) -> str:
        return self.name


class ReferenceLoad(models.Model):
    """The last loading of the reference files. Each process rebuilds its place index when this row changes."""

    digest = models.CharField(max_length=64, help_text="fingerprint of the files")
    loaded_at = models.DateTimeField()
    communes = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("chargement des lieux")

    def __str__(self) -> str:
        return f"{self.communes} · {self.digest[:12]}"
