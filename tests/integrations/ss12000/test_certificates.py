"""TLS is checked against the name in the address although the connection goes to a number."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from samsyn.integrations.ss12000 import FaultCode, SourceFault, open_source
from samsyn.integrations.ss12000.reasons import Kind
from tests.integrations.ss12000.conftest import Rig
from tests.integrations.ss12000.municipality import Municipality
from tests.integrations.ss12000.server import FakeSource, serving

NAME = "sis.lovbacka.test"


def self_signed(folder: Path) -> tuple[Path, Path]:
    """Certificate and key of a server called `NAME`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "cert.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, secret


@dataclass
class Encrypted:
    port: int
    trust: ssl.SSLContext
    source: FakeSource


@pytest.fixture
def encrypted(tmp_path: Path, town: Municipality) -> Iterator[Encrypted]:
    certificate, secret = self_signed(tmp_path)
    source = FakeSource(town.lists())
    with serving(source, ssl_certfile=str(certificate), ssl_keyfile=str(secret)) as base:
        port = int(base.rpartition(":")[2])
        yield Encrypted(port, ssl.create_default_context(cafile=str(certificate)), source)


async def loopback(host: str, port: int) -> Sequence[str]:
    return ["127.0.0.1"]


async def pull(rig: Rig, encrypted: Encrypted, host: str, trust: ssl.SSLContext | None) -> int:
    base = f"https://{host}:{encrypted.port}"
    connection = replace(rig.connection, base_url=base, token_url=f"{base}/token", tls=trust)
    async with open_source(connection, timing=rig.waits.timing(), resolve=loopback) as source:
        return sum([len(page.items) async for page in source.pages(Kind.ORGANISATION)])


async def test_a_trusted_certificate_of_that_name_is_good(rig: Rig, encrypted: Encrypted) -> None:
    assert await pull(rig, encrypted, NAME, encrypted.trust) == 12


@pytest.mark.parametrize(("host", "trusted"), [("other.lovbacka.test", True), (NAME, False)])
async def test_another_name_or_an_unknown_issuer_is_not(
    rig: Rig, encrypted: Encrypted, host: str, trusted: bool
) -> None:
    with pytest.raises(SourceFault) as caught:
        await pull(rig, encrypted, host, encrypted.trust if trusted else None)

    assert caught.value.code is FaultCode.CERTIFICATE
    assert encrypted.source.asked == []
    assert rig.waits.slept == []
