from django.db import models


class RateCount(models.Model):
    """How often something was asked in one window of time. The key is a keyed hash: it says nothing about who."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} × {self.count}"


class OnceKey(models.Model):
    """A form already received: the same words sent again lead to the same outcome, with one effect."""

    key = models.CharField(max_length=64, primary_key=True)
    outcome = models.CharField(max_length=500, blank=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} → {self.outcome}"


class ClockRun(models.Model):
    """One line of the schedule: when it last ran, how it ended, and who holds it at the moment."""

    name = models.CharField(max_length=120, primary_key=True)
    due_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    leased_until = models.DateTimeField(null=True)
    lease = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return self.name


class FloodBreaker(models.Model):
    """A public form under a flood of posts: until that moment its pages ask the browser for a little silent work."""

    form = models.CharField(max_length=80, primary_key=True)
    tripped_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.form} → {self.tripped_until:%Y-%m-%d %H:%M}"
