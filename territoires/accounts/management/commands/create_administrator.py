"""The first administrator of a new site: a link to open once, since nobody is there yet to invite."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from territoires.accounts.actions.invitations import CannotInvite, prepare_invitation
from territoires.accounts.actions.team import reset_second_factor
from territoires.accounts.emails import address_of
from territoires.accounts.enums import InvitedRole
from territoires.accounts.queries import account_for_address
from territoires.kit.actors import INSTALLER


class Command(BaseCommand):
    help = "Prépare un compte d'administration et affiche le lien, à ouvrir une seule fois."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="Adresse de la personne.")
        parser.add_argument(
            "--lost-phone", action="store_true", help="La personne a déjà un compte, mais plus ni téléphone ni codes."
        )

    def handle(self, *args: Any, email: str, lost_phone: bool, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError("Vérifiez l'adresse : elle ressemble à prenom@exemple.fr.") from error
        if lost_phone:
            self._help_back_in(email)
            return
        try:
            invitation, token = prepare_invitation(
                email=email, role=InvitedRole.ADMINISTRATOR, by=INSTALLER, now=timezone.now()
            )
        except CannotInvite as refusal:
            raise CommandError(f"{refusal} Téléphone perdu ? Ajoutez --lost-phone.") from refusal
        self.stdout.write(f"À ouvrir une seule fois, avant le {invitation.expires_at:%d/%m/%Y} :")
        self.stdout.write(address_of("accounts:invitation", token))

    def _help_back_in(self, email: str) -> None:
        user = account_for_address(email)
        if user is None:
            raise CommandError("Aucun compte n'a cette adresse.")
        reset_second_factor(user=user, by=INSTALLER, now=timezone.now())
        self.stdout.write("La deuxième étape est retirée. La personne entre avec un code, puis en installe une autre.")
