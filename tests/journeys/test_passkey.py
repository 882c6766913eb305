"""A passkey is added, signs in without name or pass phrase, and is taken away: Chromium's virtual authenticator."""

import pytest
from playwright.sync_api import Browser

from tests.journeys import browser, site, walk

pytestmark = pytest.mark.filterwarnings("error")
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def test_a_passkey_signs_in_without_a_name_and_can_be_taken_away(
    footing: site.Site, chromium: Browser
) -> None:
    with browser.context(chromium) as phone:
        phone.set_default_timeout(10_000)
        person = walk.Walk(phone.new_page(), footing.url)
        device = phone.new_cdp_session(person.page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        person.open("/account/new/", "new")
        walk.account(person, name="Passkey person")
        person.open("/account/second/", "second factors")
        person.press("Add a passkey", "again", link=True)
        person.fill("password", "four quiet words here")
        person.press("Go on", "passkey: add")
        person.press("Add it on this device", "paper codes")
        person.page.wait_for_url("**/account/second/codes/")
        person.open("/account/", "account")
        assert "A passkey was added" in person.page.content()
        person.press("Sign out", "home")
        person.open("/account/sign-in/", "sign-in")
        person.press("Sign in with a passkey", "today")
        person.page.wait_for_url("**/today/")
        person.open("/account/second/", "second factors")
        person.press("Take it away", "passkey: away", link=True)
        person.page.wait_for_load_state()
        assert "again" in person.page.url
