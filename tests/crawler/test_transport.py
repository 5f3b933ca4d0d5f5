"""Certificates and encryption of a site's own hosts, with real TLS servers and certificates made here."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from checks.facts import Encrypted, HostTransport, Site, SiteKind
from crawler.gate import Gate, parse_connect_to
from crawler.politeness import Politeness
from crawler.transport import Look
from tests.crawler.harness import HOST, collect, make_job, start
from tests.crawler.server import Reply, Server
from tests.crawler.test_inspection import links, page

AIA = "aia.gov.cn"
NOW = dt.datetime.now(dt.UTC)


@dataclass
class Identity:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)


def made(name: str, issuer: Identity | None = None, *, days: int = 100, ca: bool = False, aia: str = "") -> Identity:
    """A certificate that ends in so many days, signed by its issuer or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signer = issuer or Identity(None, key)  # type: ignore[arg-type]
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - dt.timedelta(days=400))
        .not_valid_after(NOW + dt.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key()), critical=False)
    )
    if aia:
        place = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(aia))
        builder = builder.add_extension(x509.AuthorityInformationAccess([place]), critical=False)
    return Identity(builder.sign(signer.key, hashes.SHA256()), key)


ROOT = made("Test Root", ca=True)
MIDDLE = made("Test Middle", ROOT, ca=True)


def server_context(folder: Path, *chain: Identity) -> ssl.SSLContext:
    path = folder / "server.pem"
    key = chain[0].key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(b"".join([*(one.pem() for one in chain), key]))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def look(server: Server, plain: Server | None = None, scheme: str = "http") -> tuple[HostTransport, ...]:
    """What is found of HOST, whose port 443 is `server`."""
    trust = ssl.create_default_context()
    trust.load_verify_locations(cadata=ROOT.pem().decode())
    maps = [f"{HOST}:443=127.0.0.1:{server.port}"]
    maps += [f"{AIA}:80=127.0.0.1:{plain.port}"] if plain is not None else []

    async def run() -> tuple[HostTransport, ...]:
        gate = Gate(parse_connect_to(maps))
        return (await Look(gate, Politeness(rate=1000.0), trust, pause=0.01).at([f"{scheme}://{HOST}/"])).hosts

    return asyncio.run(run())


CHAINS = {
    "": lambda: (made(HOST, MIDDLE), MIDDLE),
    "expired": lambda: (made(HOST, MIDDLE, days=-3), MIDDLE),
    "wrong_name": lambda: (made("other.gov.cn", MIDDLE), MIDDLE),
    "self_signed": lambda: (made(HOST),),
    "unknown": lambda: (made(HOST, MIDDLE),),  # does not say where its issuer's is
}


@pytest.mark.parametrize("fault", CHAINS)
def test_certificate_faults_are_told_apart(fault: str, tmp_path: Path) -> None:
    chain = CHAINS[fault]()
    with Server({}, tls=server_context(tmp_path, *chain)) as server:
        (found,) = look(server)
    assert (found.encrypted, found.fault, bool(found.reason)) == (Encrypted.YES, fault, bool(fault))
    assert found.expires_on == chain[0].certificate.not_valid_after_utc.date()
    assert not found.outdated


def test_missing_intermediate_is_one_only_if_the_fetched_one_mends_it(tmp_path: Path) -> None:
    leaf = made(HOST, MIDDLE, aia=f"http://{AIA}/middle.der")
    with Server({}, tls=server_context(tmp_path, leaf)) as server:
        with Server({"/middle.der": Reply(MIDDLE.der(), type="application/pkix-cert")}) as plain:
            assert look(server, plain)[0].fault == "missing_intermediate"
        with Server({"/middle.der": Reply(made("Another", ca=True).der())}) as plain:
            assert look(server, plain)[0].fault == "unknown"


def test_outdated_tls_is_said_and_no_tls_is_no_encryption(tmp_path: Path) -> None:
    context = server_context(tmp_path, made(HOST, MIDDLE), MIDDLE)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    with Server({}, tls=context) as server:
        assert look(server)[0].outdated
    with Server({}) as server:
        assert look(server) == (HostTransport(host=HOST, encrypted=Encrypted.NO, reason="tls"),)
    assert look(server)[0].reason == "connect"  # nothing listens any more


def test_hosts_in_the_operators_hands_are_left_out() -> None:
    async def run() -> int:
        gate = Gate(parse_connect_to([f"{HOST}=127.0.0.1:1"]))
        return len((await Look(gate, Politeness()).at([f"http://{HOST}/", "http://other.gov.cn:8080/"])).hosts)

    assert asyncio.run(run()) == 0


def test_transport_of_a_site_is_judged_and_its_certificate_makes_no_dead_link(tmp_path: Path) -> None:
    trusted = tmp_path / "root.pem"
    trusted.write_bytes(ROOT.pem())
    site = Site(code="test", name="x", kind=SiteKind.COUNTY, url=f"https://{HOST}/", rate=100.0)
    body = links("/a.html") + "<script src='http://static.gov.cn/x.js'></script>"
    routes = {"/": page("首页", body), "/a.html": page("第一篇")}
    with (
        Server(routes, tls=server_context(tmp_path, made(HOST, MIDDLE, days=-3), MIDDLE)) as server,
        Server({"/x.js": Reply("1", type="text/javascript")}) as static,
    ):
        maps = (f"{HOST}:443=127.0.0.1:{server.port}", f"static.gov.cn:80=127.0.0.1:{static.port}")
        job = make_job(tmp_path, server, site=site, connect_to=maps)
        seen = collect(start(job, SSL_CERT_FILE=str(trusted)), job)
    assert seen.status == 0, seen.errors
    found = {one.target: one for one in seen.findings if one.check == "insecure_transport"}
    assert set(found) == {"certificate", "mixed_content"}
    assert found["certificate"].detail["fault"] == "expired"
    assert found["certificate"].detail["reason"] == "certificate has expired"
    assert "已过期" in found["certificate"].message
    assert not [one for one in seen.findings if one.check == "dead_link"]
    assert f"https://{HOST}/a.html" in seen.pages


def test_site_without_encryption_is_said(tmp_path: Path) -> None:
    with Server({"/": page("首页")}) as server:
        maps = (f"{HOST}:80=127.0.0.1:{server.port}", f"{HOST}:443=127.0.0.1:1")
        job = make_job(tmp_path, server, connect_to=maps)
        seen = collect(start(job), job)
    assert [one.target for one in seen.findings if one.check == "insecure_transport"] == ["https"]
