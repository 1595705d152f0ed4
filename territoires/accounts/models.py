import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from territoires.accounts.enums import InvitedRole, StaffRole


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, display_name: str = "", **extra: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), display_name=display_name, **extra)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account of an animator, a delegate, a coordinator or an administrator. Parents never need one."""

    email = models.EmailField(_("adresse e-mail"), unique=True)
    display_name = models.CharField(_("prénom ou nom d'usage"), max_length=80)
    staff_role = models.CharField(max_length=13, choices=StaffRole, blank=True, default=StaffRole.NONE)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sleep_warned_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("compte")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_lower_unique")]

    def __str__(self) -> str:
        return self.display_name or f"compte {self.pk}"

    @property
    def is_coordinator(self) -> bool:
        """True for the coordination and for administrators, who may do what the coordination may."""
        return self.is_active and self.staff_role in {StaffRole.COORDINATOR, StaffRole.ADMINISTRATOR}

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.staff_role == StaffRole.ADMINISTRATOR


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self, now: datetime.datetime) -> "InvitationQuerySet":
        """Neither accepted nor taken back, and still in time."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)

    def in_scope(self, scope: str) -> "InvitationQuerySet":
        return self.filter(scope=scope)


class Invitation(models.Model):
    """A letter that lets one person take one role; `scope` is opaque here ("localgroup:12", "network:acepp")."""

    email = models.EmailField(_("adresse e-mail"))
    role = models.CharField(max_length=13, choices=InvitedRole)
    scope = models.CharField(max_length=80, blank=True)
    scope_label = models.CharField(max_length=160, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("invitation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(revoked_at=None),
                name="accounts_invitation_not_accepted_and_revoked",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} #{self.pk}"
