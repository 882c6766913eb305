"""A calendar's server on this machine that speaks TLS, and a network in which public addresses lead to it."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from footing.calendars.outside.fetch import Net

HOST, OTHER = "cal.example", "other.example"
HERE, ELSEWHERE = "93.184.215.14", "93.184.215.15"


@dataclass
class Server:
    """A server on this machine that speaks TLS as `cal.example`, and what it was asked."""

    context: ssl.SSLContext
    trusted: ssl.SSLContext
    port: int = 0
    answers: list[Callable[[ssl.SSLSocket], None]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = _server(tmp_path_factory.mktemp("tls"))
    listening = socket.create_server(("127.0.0.1", 0))
    made.port = listening.getsockname()[1]

    def serve() -> None:
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            with plain:
                try:
                    secure = made.context.wrap_socket(plain, server_side=True)
                    with secure:
                        made.asked.append(_asked(secure))
                        made.answers.pop(0)(secure)
                except (OSError, IndexError):
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield made
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(5)


@pytest.fixture(autouse=True)
def fresh(server: Server) -> None:
    for told in (server.answers, server.asked, server.names):
        told.clear()


def _server(folder: Path) -> Server:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST), x509.DNSName(OTHER)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "tls.pem"
    pem = serialization.Encoding.PEM
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    context, trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=str(file))
    context.load_cert_chain(file)
    made = Server(context, trusted)
    context.sni_callback = lambda _socket, name, _context: made.names.append(name)
    return made


def _asked(secure: ssl.SSLSocket) -> str:
    text = b""
    while b"\r\n\r\n" not in text and (part := secure.recv(4096)):
        text += part
    return text.decode("latin-1")


def says(status: str, *headers: str, body: bytes = b"") -> Callable[[ssl.SSLSocket], None]:
    head = "\r\n".join((f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", "")).encode()
    return lambda secure: secure.sendall(head + body)


@dataclass
class Ways:
    """A network whose names lead where a test says, and whose public addresses all lead to the server."""

    server: Server
    names: dict[str, list[list[str]]]
    seconds: float = 5.0
    called: list[str] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)

    def net(self) -> Net:
        return Net(self._resolve, self._connect, lambda: self.server.trusted, self.seconds)

    def _resolve(self, host: str) -> list[str]:
        self.looked_up.append(host)
        known = self.names[host]
        return known.pop(0) if len(known) > 1 else known[0]

    def _connect(self, address: str, seconds: float) -> socket.socket:
        self.called.append(address)
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=seconds)


@pytest.fixture
def ways(server: Server) -> Ways:
    return Ways(server, {HOST: [[HERE]], OTHER: [[ELSEWHERE]], "inside.example": [["10.0.0.5"]]})
