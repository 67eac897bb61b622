"""What the programs do on the wire: where messages end, whose certificates are believed, what two processes share."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from audiatur.client import Client, ClientError
from audiatur.commands.installation import free_port
from tests.shared import ROOT

HOST = b"Host: localhost\r\n"
SECOND = b"GET /about/ HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "AUDIATUR_HOME": str(home), "AUDIATUR_DATABASE_URL": ""}


SERVER = """
import sys
from audiatur.commands import installation
installation.prepare()
installation.warm_kernels = lambda: None
installation.serve(address="127.0.0.1", port=int(sys.argv[1]), browse=False)
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server as `audiatur serve` starts it."""
    home, found = tmp_path_factory.mktemp("home"), free_port(18300, address="127.0.0.1")
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(found)], env=environment(home), cwd=ROOT, stdout=subprocess.DEVNULL
    )
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if answers(found, SECOND):  # the first answer takes longer: the pages are loaded for it
                break
        except OSError:
            time.sleep(0.2)
    yield found
    server.terminate()
    server.wait(timeout=20)


def answers(port: int, sent: bytes) -> list[bytes]:
    """The first lines of what comes back until the other side closes, or two seconds without a word."""
    with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
        line.sendall(sent)
        got = b""
        try:
            while part := line.recv(65536):
                got += part
        except TimeoutError:
            pass
    return [each.split(b"\r\n")[0] for each in got.split(b"HTTP/1.1 ")[1:]]


def test_a_message_ends_where_its_last_chunk_does_whatever_length_it_says(port: int) -> None:
    head = b"POST /language/ HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\nContent-Length: 999\r\n\r\n"

    told = answers(port, head + b"0\r\n\r\n" + SECOND)

    # Whoever went by the length would wait for more; what follows may be answered, or the line closed.
    assert told
    assert all(each.startswith(b"200") for each in told[1:])


@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Length: 3\r\nContent-Length: 9\r\n", b"Content-Length: +3\r\n", b"Content-Length: 3, 9\r\n",
        b"Transfer-Encoding: xchunked\r\n", b"Transfer-Encoding: chunked, identity\r\n", b"Content-Length : 3\r\n",
    ],
)  # fmt: skip
def test_a_message_whose_end_is_ambiguous_is_refused_with_what_follows_it(port: int, fields: bytes) -> None:
    told = answers(port, b"POST /language/ HTTP/1.1\r\n" + HOST + fields + b"\r\nabc" + SECOND)

    assert not any(each.startswith(b"200") for each in told)
    assert all(each.startswith(b"400") for each in told)


def own_certificate(folder: Path) -> Path:
    """A certificate for this machine that nobody vouches for, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "own.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


class Told(BaseHTTPRequestHandler):
    """Answers anything with an empty list, and notes what it was asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.headers.get("Authorization", ""))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_told: object) -> None:
        """Say nothing."""


def test_the_client_tells_nothing_to_a_server_whose_certificate_nobody_vouches_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = own_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server = HTTPServer(("127.0.0.1", 0), Told)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = Client(f"https://127.0.0.1:{server.server_port}", token="aud_secret")

    with pytest.raises(ClientError, match="certificate verify failed"):
        client.get("dialogues")
    refused = list(Told.asked)
    # The same server is believed once the person's own machine vouches for it: the refusal was for that alone.
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    believed = client.get("dialogues")
    server.shutdown()

    assert refused == []
    assert believed == []


ATTEMPT = """
import logging, sys
from audiatur.commands import installation
from audiatur.site.configuration import home
(installation.start_django if (home() / "record.sqlite3").exists() else installation.prepare)()
logging.disable()
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
from audiatur.record.models import User
if not User.objects.exists():
    User.objects.create_user("someone", password="a long enough password")
told = [Client().post("/sign-in/", {"login": "someone", "password": word}) for word in sys.argv[1:]]
print("Too many attempts" in told[-1].content.decode(), told[-1].status_code)
"""


@pytest.mark.slow
def test_attempts_to_sign_in_are_counted_across_processes(tmp_path: Path) -> None:
    def tried(*words: str) -> str:
        command = [sys.executable, "-c", ATTEMPT, *words]
        ran = subprocess.run(command, env=environment(tmp_path), cwd=ROOT, capture_output=True, text=True, check=True)
        return ran.stdout.split("\n")[-2]

    one, other, third = tried("wrong", "wrong", "wrong"), tried("wrong", "wrong"), tried("a long enough password")

    assert (one, other.split()[0]) == ("False 200", "False")
    assert third.startswith("True")
