"""Whether a site's own hosts can be reached encrypted, and what is wrong with their certificates.

Asked apart from the crawl, which verifies no certificate: a certificate's fault is a fault of the site, not of links.
What the checker's own list of authorities cannot decide is called unknown, never a fault.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtensionOID

from checks.facts import Encrypted, HostTransport, Transport
from crawler.asking import Ask
from crawler.client import Client
from crawler.gate import Fault, FaultKind, Gate, unverified_context
from crawler.politeness import Politeness

HTTPS_PORT = 443
MAX_HOSTS = 5
ISSUER_BYTES = 64 * 1024
ATTEMPTS = 2  # a refusal counts when it comes twice
PAUSE_SECONDS = 2.0
# Codes of OpenSSL's x509_vfy.h; what is not here is no fault that we can be sure of.
_FAULTS = {9: "not_yet_valid", 10: "expired", 18: "self_signed", 62: "wrong_name", 64: "wrong_name"}
_NO_ISSUER = frozenset({2, 20, 21})


class _HandshakeError(Exception):
    """No connection with this version of TLS; `fault` is what to say if none other helps."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.text)
        self.fault = fault


class Look:
    """Looks at hosts through the gate, each politely."""

    def __init__(
        self, gate: Gate, politeness: Politeness, trust: ssl.SSLContext | None = None, pause: float = PAUSE_SECONDS
    ) -> None:
        self._gate = gate
        self._client = Client(gate)
        self._politeness = politeness
        self._trust = trust
        self._pause = pause

    async def at(self, origins: Iterable[str]) -> Transport:
        """The transport facts of hosts, given by an address on each; those that were mapped as a whole are left out."""
        found: dict[str, HostTransport] = {}
        for origin in origins:
            parts = urlsplit(origin)
            host = parts.hostname or ""
            port = parts.port if parts.scheme == "https" and parts.port else HTTPS_PORT
            other_port = parts.scheme == "http" and parts.port not in (None, 80)
            if not host or host in found or len(found) >= MAX_HOSTS:
                continue
            if other_port or self._gate.mapped_wholly(host, port):
                continue  # a server on a port of its own, or in the operator's hands, says nothing of port 443
            with suppress(Fault):
                found[host] = await self._host(host, port)
        return Transport(hosts=tuple(found.values()))

    async def _host(self, host: str, port: int) -> HostTransport:
        addresses, _ = await self._gate.addresses(host, port)
        asked = self._gate.mapped(host, port) is None
        ipv6 = any(address.version == 6 for address in addresses) if asked else None
        state, reason = Encrypted.UNKNOWN, ""
        for attempt in range(ATTEMPTS):
            if attempt:
                await asyncio.sleep(self._pause)
            try:
                return await self._encrypted(host, port, ipv6)
            except Fault as fault:
                refused = fault.kind in (FaultKind.CONNECT, FaultKind.TLS)
                state, reason = (Encrypted.NO, fault.kind.value) if refused else (Encrypted.UNKNOWN, fault.kind.value)
        return HostTransport(host=host, encrypted=state, reason=reason, ipv6=ipv6)

    async def _encrypted(self, host: str, port: int, ipv6: bool | None) -> HostTransport:
        """The host's encrypted side. Raises Fault where it has none."""
        fault = reason = ""
        with suppress(_HandshakeError):  # perhaps only too old: the lenient contexts decide
            try:
                await self._shake(host, port, self._trust or ssl.create_default_context())
            except ssl.SSLCertVerificationError as error:
                fault, reason = _FAULTS.get(error.verify_code, "unknown"), error.verify_message
                if error.verify_code in _NO_ISSUER:
                    fault = await self._without_issuer(host, port)
        outdated = False
        try:
            der = await self._shake(host, port, unverified_context())
        except _HandshakeError:
            outdated = True
            try:
                der = await self._shake(host, port, unverified_context(legacy=True))
            except _HandshakeError as error:
                raise error.fault from None
        expires = x509.load_der_x509_certificate(der).not_valid_after_utc.date() if der else None
        return HostTransport(
            host=host,
            encrypted=Encrypted.YES,
            fault=fault,
            reason=reason,
            expires_on=expires,
            outdated=outdated,
            ipv6=ipv6,
        )

    async def _shake(self, host: str, port: int, context: ssl.SSLContext) -> bytes:
        """The server's certificate. Raises Fault, _HandshakeError and ssl.SSLCertVerificationError."""
        async with self._politeness.turn(host):
            try:
                transport, _ = await self._gate.connect(host, port, asyncio.Protocol, tls=context)
            except ssl.SSLCertVerificationError:
                raise
            except ssl.SSLError as error:
                raise _HandshakeError(Fault(FaultKind.TLS, f"{host}: {error.reason or error}")) from None
            except Fault as fault:
                if fault.kind is not FaultKind.CONNECT:
                    raise
                raise _HandshakeError(fault) from None  # old servers just hang up
        try:
            return transport.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""
        finally:
            transport.abort()

    async def _without_issuer(self, host: str, port: int) -> str:
        """`missing_intermediate` if the certificate is good once its issuer's is fetched from where it says."""
        with suppress(Fault, _HandshakeError, ssl.SSLError, ValueError, x509.ExtensionNotFound):
            certificate = x509.load_der_x509_certificate(await self._shake(host, port, unverified_context()))
            access = certificate.extensions.get_extension_for_oid(ExtensionOID.AUTHORITY_INFORMATION_ACCESS).value
            context = self._trust_copy()
            for one in access:  # type: ignore[attr-defined]
                if one.access_method == AuthorityInformationAccessOID.CA_ISSUERS:
                    context.load_verify_locations(cadata=await self._issuer(one.access_location.value))
                    await self._shake(host, port, context)
                    return "missing_intermediate"
        return "unknown"

    def _trust_copy(self) -> ssl.SSLContext:
        """The trusted authorities in a context of its own, in which an intermediate is no authority by itself."""
        context = ssl.create_default_context()
        if self._trust is not None:
            for der in self._trust.get_ca_certs(binary_form=True):
                context.load_verify_locations(cadata=der)
        context.verify_flags &= ~getattr(ssl, "VERIFY_X509_PARTIAL_CHAIN", 0x80000)
        return context

    async def _issuer(self, url: str) -> str:
        answer = await self._client.ask(Ask(url=url, limit=ISSUER_BYTES, fresh=True))
        if b"-----BEGIN" in answer.body:
            return answer.body.decode("ascii", "replace")
        return x509.load_der_x509_certificate(answer.body).public_bytes(Encoding.PEM).decode()
