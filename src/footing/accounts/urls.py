"""Leave, and sign-in of the team. Of allauth's addresses only these are in use.

Whoever is not signed in is sent to sign in before allauth looks: it would begin a session to come back to.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_required
from django.urls import path

from footing.accounts import views

urlpatterns = [
    path("leave/", views.leave, name="leave"),
    path("account/sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("account/sign-in/", views.SignIn.as_view(), name="account_login"),
    path("account/sign-out/", views.sign_out, name="sign-out"),
    path("account/demo/<slug:id>/", views.demo_sign_in, name="demo-sign-in"),
    path("account/again/", login_required(account.reauthenticate), name="account_reauthenticate"),
    path("account/code/", mfa.authenticate, name="mfa_authenticate"),
    path("account/code/again/", login_required(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/second/", login_required(mfa.index), name="mfa_index"),
    path("account/second/app/", login_required(totp.activate_totp), name="mfa_activate_totp"),
    path("account/second/codes/", login_required(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/second/codes/new/",
        login_required(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("account/none/1/", views.nothing, name="account_signup"),
    path("account/none/2/", views.nothing, name="account_reset_password"),
    path("account/none/3/", views.nothing, name="mfa_deactivate_totp"),
    path("account/none/4/", views.nothing, name="account_email"),
    path("account/none/5/", views.nothing, name="mfa_download_recovery_codes"),
    path("account/none/6/", views.nothing, name="account_inactive"),
    path("account/none/7/", views.nothing, name="account_logout"),
]
