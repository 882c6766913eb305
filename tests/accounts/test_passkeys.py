"""A passkey opens only after finger, face or PIN: the server asks for it and looks at what the device says."""

import hashlib
import html
import json
import re
from typing import Any

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from footing.accounts import services
from footing.accounts.models import Person
from tests.conftest import OwnClient
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
HERE, FLAG, ID = "https://localhost", AuthenticatorData.FLAG, b"a passkey of Alice"
PRESENT, VERIFIED = FLAG.UP, FLAG.UP | FLAG.UV


class Device:
    """A passkey made of a key, which says of itself what a test wants."""

    def __init__(self, person: Person) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.person = person
        attested = AttestedCredentialData.create(
            bytes(16), ID, ES256.from_cryptography_key(self.key.public_key())
        )
        made = AttestationObject.create("none", self._data(VERIFIED | FLAG.AT, attested), {})
        said = CollectedClientData.create("webauthn.create", b"x" * 32, HERE)
        credential = {
            **self._named(),
            "response": {"clientDataJSON": said.b64, "attestationObject": websafe_encode(made)},
        }
        Authenticator.objects.create(
            user=person, type="webauthn", data={"name": "Key", "credential": credential}
        )

    def answer(self, challenge: str, flags: FLAG) -> str:
        """What the browser sends."""
        said, data = CollectedClientData.create("webauthn.get", challenge, HERE), self._data(flags)
        signature = self.key.sign(data + said.hash, ec.ECDSA(SHA256()))
        handle = websafe_encode(user_pk_to_url_str(self.person).encode())
        response = {
            "clientDataJSON": said.b64, "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": handle,
        }  # fmt: skip
        return json.dumps({**self._named(), "response": response})

    @staticmethod
    def _named() -> dict[str, Any]:
        return {
            "id": websafe_encode(ID),
            "rawId": websafe_encode(ID),
            "type": "public-key",
            "clientExtensionResults": {},
        }

    @staticmethod
    def _data(flags: FLAG, attested: bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, attested)


@pytest.fixture
def alice() -> Person:
    return services.make_person(name="Alice", passphrase=PASSPHRASE)


@pytest.fixture
def device(alice: Person) -> Device:
    return Device(alice)


def asked(client: Client, address: str = "/account/key/") -> dict[str, Any]:
    """What the page asks of the browser."""
    page = client.get(address, headers={"X-Requested-With": "XMLHttpRequest"})
    if page["Content-Type"] == "application/json":
        options: dict[str, Any] = page.json()["request_options"]["publicKey"]
        return options
    found = re.search(r"data-options='([^']*)'", page.content.decode())
    assert found
    within: dict[str, Any] = json.loads(html.unescape(found[1]))["publicKey"]
    return within


@pytest.mark.parametrize(
    ("flags", "opens"), [(VERIFIED, True), (PRESENT, False), (FLAG.UV, False), (FLAG(0), False)]
)
def test_a_passkey_alone_opens_only_where_the_device_asked_who_is_there(
    device: Device, flags: FLAG, opens: bool
) -> None:
    client = OwnClient()
    options = asked(client)
    assert options["userVerification"] == "required"
    client.post("/account/key/", {"credential": device.answer(options["challenge"], flags)})
    assert (client.get("/today/").status_code == 200) == opens


@pytest.mark.parametrize(("flags", "opens"), [(VERIFIED, True), (PRESENT, False)])
def test_as_a_second_factor_it_asks_for_the_same(device: Device, flags: FLAG, opens: bool) -> None:
    client = OwnClient()
    client.post("/account/sign-in/", {"login": "Alice", "password": PASSPHRASE})
    options = asked(client, "/account/code/")
    assert options["userVerification"] == "required"
    client.post("/account/code/", {"credential": device.answer(options["challenge"], flags)})
    assert (client.get("/today/").status_code == 200) == opens


def test_a_challenge_for_the_second_factor_gives_no_weaker_way_in(device: Device) -> None:
    client = OwnClient()
    client.post("/account/sign-in/", {"login": "Alice", "password": PASSPHRASE})
    options = asked(client, "/account/code/")
    client.post("/account/key/", {"credential": device.answer(options["challenge"], PRESENT)})
    assert client.get("/today/").status_code == 302


def test_somebody_whose_sign_in_is_ended_does_not_come_in_by_passkey(device: Device, alice: Person) -> None:
    services.close(person=alice)
    client = OwnClient()
    answer = client.post("/account/key/", {"credential": device.answer(asked(client)["challenge"], VERIFIED)})
    assert answer["Location"] == "/account/sign-in/"
    assert client.get("/today/").status_code == 302
