from django.urls import include, path, re_path

from territoires.accounts.views import account, invitation, journal, security, sign_in, team
from territoires.kit import converters  # noqa: F401  (registers <row:…>)

own = (
    [
        path("compte/", account.account, name="account"),
        path("compte/mes-donnees/", account.my_data, name="my_data"),
        path("compte/effacer/", account.erase, name="erase"),
        path("compte/equipe/", team.team, name="team"),
        path("compte/equipe/<row:user_id>/fin-de-role/", team.take_role, name="take_role"),
        path("compte/equipe/<row:user_id>/deuxieme-etape/", team.reset_factor, name="reset_factor"),
        path("compte/equipe/invitations/<row:invitation_id>/reprendre/", team.revoke, name="revoke"),
        re_path(r"^invitation/(?P<token>[A-Za-z0-9_-]{20,60})/$", invitation.invitation, name="invitation"),
        path("coordination/journal/", journal.journal, name="journal"),
    ],
    "accounts",
)
# The names are allauth's: its flows reverse them.
urlpatterns = [
    path("connexion/", sign_in.sign_in, name="account_login"),
    path("connexion/code/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("connexion/deuxieme-etape/", sign_in.second_step, name="mfa_authenticate"),
    path("connexion/cle/", sign_in.sign_in_with_key, name="mfa_login_webauthn"),
    path("deconnexion/", sign_in.sign_out, name="account_logout"),
    path("compte/confirmer/", security.confirm_identity, name="mfa_reauthenticate"),
    path("compte/sessions/", account.sessions, name="usersessions_list"),
    path("compte/securite/", security.security, name="mfa_index"),
    path("compte/securite/application/", security.add_totp, name="mfa_activate_totp"),
    path("compte/securite/application/retirer/", security.remove_totp, name="mfa_deactivate_totp"),
    path("compte/securite/codes-de-secours/", security.recovery_codes, name="mfa_view_recovery_codes"),
    path("compte/securite/cles/ajouter/", security.add_key, name="mfa_add_webauthn"),
    path("compte/securite/cles/<row:key_id>/retirer/", security.remove_key, name="mfa_remove_webauthn"),
    path("", include(own)),
]
