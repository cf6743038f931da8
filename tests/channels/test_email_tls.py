"""Mail never goes over a network in clear."""

from __future__ import annotations

import datetime
import ipaddress
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import SecretStr

from lineage.channels import find
from lineage.channels.email import EmailChannel
from lineage.errors import ChannelUnavailable
from tests.channels.making import NOON, notice
from tests.channels.smtp import Mailbox, SmtpServer

ANYWHERE = "0.0.0.0"
"""Leads to this machine, but is no loopback address: what is done for servers elsewhere is done for it."""


def channel(url):
    return EmailChannel(find.card("email"), lambda: NOON, SecretStr(url), "data@lineage.example", patience=5.0)


@pytest.fixture
def certificate(tmp_path):
    """A certificate for the address, signed by itself; and the server's side of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(ANYWHERE))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + made.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return path, context


def test_a_server_elsewhere_without_encryption_gets_nothing():
    with SmtpServer(Mailbox(), host=ANYWHERE) as server, pytest.raises(ChannelUnavailable, match="NotSupported"):
        channel(server.url).deliver(notice())

    assert server.mailbox.taken == []


def test_a_server_elsewhere_is_spoken_to_by_starttls(certificate, monkeypatch):
    path, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with SmtpServer(Mailbox(), host=ANYWHERE, tls=context) as server:
        receipt = channel(server.url).deliver(notice())

    assert receipt.outcome == "delivered"
    assert [session.ssl is not None for session in server.mailbox.sessions] == [True]


def test_a_certificate_that_nobody_vouches_for_gets_nothing(certificate):
    _, context = certificate
    server = SmtpServer(Mailbox(), host=ANYWHERE, tls=context)
    with server, pytest.raises(ChannelUnavailable, match="SSLCertVerificationError"):
        channel(server.url).deliver(notice())

    assert server.mailbox.taken == []


def test_smtps_is_encrypted_from_the_first_byte(certificate, monkeypatch):
    path, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with SmtpServer(Mailbox(), host=ANYWHERE, tls=context, from_the_first=True) as server:
        receipt = channel(server.url).deliver(notice())

    assert server.url.startswith("smtps://")
    assert receipt.outcome == "delivered"
