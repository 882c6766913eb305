"""Leave, and sign-in of the team. Of allauth's addresses only these are in use.

Whoever is not signed in is sent to sign in before allauth looks: it would begin a session to come back to.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_required
from django.urls import path

from footing.accounts import back, mine, own, views
from footing.accounts.access import renewing

urlpatterns = [
    path("leave/", views.leave, name="leave"),
    path("account/", own.account, name="account"),
    path("account/back/", back.back, name="account-back"),
    path("account/stop/", back.stop, name="account-stop"),
    path("account/end/", own.end, name="account-end"),
    path("account/device/", own.device, name="account-device"),
    path("account/seen/", own.seen, name="account-seen"),
    path("account/stay/", own.stay, name="account-stay"),
    path("account/phrase/", own.passphrase, name="account-phrase"),
    path("account/reach/", own.safe_contact, name="account-safe"),
    path("account/held/", own.held, name="account-held"),
    path("account/kept/", mine.kept, name="account-kept"),
    path("account/kept/file/", mine.kept_file, name="account-kept-file"),
    path("account/kept/private/", mine.private, name="account-private"),
    path("account/erase/", mine.erasure, name="account-erase"),
    path("account/access/", mine.looks, name="account-access"),
    path("account/sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("account/sign-in/", views.SignIn.as_view(), name="account_login"),
    path("account/sign-out/", views.sign_out, name="sign-out"),
    path("account/demo/<slug:id>/", views.demo_sign_in, name="demo-sign-in"),
    path("account/again/", login_required(renewing(account.reauthenticate)), name="account_reauthenticate"),
    path("account/code/", mfa.authenticate, name="mfa_authenticate"),
    path("account/code/again/", login_required(renewing(mfa.reauthenticate)), name="mfa_reauthenticate"),
    path("account/second/", login_required(mfa.index), name="mfa_index"),
    path("account/second/", login_required(mfa.index), name="mfa_list_webauthn"),
    path("account/second/app/", login_required(totp.activate_totp), name="mfa_activate_totp"),
    path("account/second/app/off/", login_required(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/second/key/", login_required(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/second/key/<int:pk>/off/",
        login_required(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("account/key/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "account/key/again/",
        login_required(renewing(passkeys.reauthenticate_webauthn)),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/second/codes/", login_required(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/second/codes/new/",
        login_required(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("account/none/1/", views.nothing, name="account_signup"),
    path("account/none/2/", views.nothing, name="account_reset_password"),
    path("account/none/3/", views.nothing, name="mfa_trust"),
    path("account/none/4/", views.nothing, name="account_email"),
    path("account/none/5/", views.nothing, name="mfa_download_recovery_codes"),
    path("account/none/6/", views.nothing, name="account_inactive"),
    path("account/none/7/", views.nothing, name="account_logout"),
]
