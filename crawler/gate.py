"""Who may be connected to: one gate for the crawler's and the browser's connections.

A name is resolved, every address it has is checked, and the connection goes to the checked address itself, so a name
that changes its address between check and connection gains nothing. Names the operator mapped with ``--connect-to``
go where he said. A connection is always made through `Gate.connect`; nothing else in the crawler opens sockets.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

import msgspec

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Protocol = TypeVar("Protocol", bound=asyncio.BaseProtocol)

CONNECT_SECONDS = 10.0
RESOLVE_SECONDS = 10.0
PIN_SECONDS = 300.0  # how long a checked address is used before the name is asked again
MAX_PORT = 65_535
RESOLVED_ADDRESSES_TRIED = 3

# Special-purpose networks that `ipaddress` of some supported Python calls global (IANA registries; reference D2).
_SPECIAL_NETWORKS = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
# Never opened, whatever is allowed: link-local, and the addresses where clouds keep their machines' secrets.
_FORBIDDEN_NETWORKS = tuple(
    ipaddress.ip_network(text)
    for text in (
        "169.254.0.0/16",
        "fe80::/10",
        "100.100.100.200/32",
        "192.0.0.192/32",
        "168.63.129.16/32",
        "fd00:ec2::/32",
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NEVER_RESOLVES = ("invalid",)  # RFC 6761
_RESERVED = frozenset({"example", "invalid", "test"})  # RFC 2606: a denial of these is right wherever it comes from
# Names that exist. A resolver that denies them all has no way out, and its denials say nothing about a link.
CANARIES = ("www.gov.cn", "www.baidu.com", "www.qq.com")
_LOCAL_ERRNOS = frozenset(
    {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, errno.ENETDOWN, errno.ENETUNREACH, errno.EADDRNOTAVAIL}
)
_DEFINITE_DNS_ERRORS = frozenset(
    {socket.EAI_NONAME} | ({socket.EAI_NODATA} if hasattr(socket, "EAI_NODATA") else set())
)
_CONNECT_TO = re.compile(
    r"(?P<host>[^\s:\[\]=/]+)(?::(?P<port>\d+))?=(?:\[(?P<address6>[0-9A-Fa-f:.]+)\]|(?P<address>[^\s:\[\]=/]+))(?::(?P<to>\d+))?"
)


class FaultKind(StrEnum):
    """Why no response came; the names are the reasons of the contract where it has one."""

    DNS = "dns"  # the name does not exist
    DNS_TEMPORARY = "dns_temporary"  # the name could not be asked for
    NO_RESOLVER = "no_resolver"  # denied by a resolver that knows no name outside: this machine's own fault
    CONNECT = "connect"  # refused, reset, empty or broken reply
    TIMEOUT = "timeout"
    TLS = "tls"  # no TLS connection even without verifying
    REFUSED = "private_address"  # our gate: not a public address
    LOCAL = "local_network"  # our own machine's fault: no descriptors, no network
    URL = "malformed"  # no address a connection could go to
    SCHEME = "scheme"  # sent on to something that is no web page: file:, javascript:, an application
    ROBOTS = "robots"  # the host's robots.txt asks us not to


# Faults in which nothing answered, whoever is to blame.
SILENCE = frozenset(
    {
        FaultKind.DNS,
        FaultKind.DNS_TEMPORARY,
        FaultKind.CONNECT,
        FaultKind.TIMEOUT,
        FaultKind.TLS,
        FaultKind.LOCAL,
    }
)


class Fault(Exception):  # noqa: N818 - a fact about a link, not an error of ours
    """A request that got no response: `kind` and a text for people."""

    def __init__(self, kind: FaultKind, text: str) -> None:
        super().__init__(text)
        self.kind = kind
        self.text = text


class ConnectToError(ValueError):
    """A --connect-to value that cannot be read."""


class Target(msgspec.Struct, frozen=True):
    """Where a host is to be reached; `port` 0 keeps the port of the URL."""

    address: str
    port: int = 0


ConnectMap = Mapping[tuple[str, int], Target]


def parse_connect_to(values: Iterable[str]) -> dict[tuple[str, int], Target]:
    """The map of ``HOST[:PORT]=ADDRESS[:PORT]`` values; key port 0 stands for any port.

    Raises ConnectToError, saying which value is wrong and how one looks.
    """
    found: dict[tuple[str, int], Target] = {}
    for value in values:
        match = _CONNECT_TO.fullmatch(value.strip())
        ports = [int(match[name] or 0) for name in ("port", "to")] if match else []
        if not match or max(ports) > MAX_PORT:
            raise ConnectToError(
                f"--connect-to {value!r}: expected HOST[:PORT]=ADDRESS[:PORT], "
                "as www.example.gov.cn=127.0.0.1:8080 (an IPv6 address in brackets)"
            )
        key = (ascii_host(match["host"]), ports[0])
        if key in found:
            raise ConnectToError(f"--connect-to {value!r}: {match['host']} is given twice; keep one")
        found[key] = Target(match["address6"] or match["address"], ports[1])
    return found


def ascii_host(host: str) -> str:
    """A host name in lower case, Chinese labels as punycode; raises Fault for one that no connection can go to."""
    host = host.strip().rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise Fault(FaultKind.URL, f"{host!r} is no host name: {error}") from None
    if not host or not re.fullmatch(r"[a-z0-9._\-]+|\[?[0-9a-f:.]+\]?", host) or ".." in host:
        raise Fault(FaultKind.URL, f"{host!r} is no host name")
    return host.strip("[]")


def unwrapped(address: IpAddress) -> tuple[IpAddress, ...]:
    """The address and what it carries inside: v4-mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    inner: list[IpAddress] = [address]
    if address.ipv4_mapped:
        inner.append(address.ipv4_mapped)
    if address.sixtofour:
        inner.append(address.sixtofour)
    if address.teredo:
        inner.extend(address.teredo)
    if address in _NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(inner)


def is_forbidden(address: IpAddress) -> bool:
    """Whether the address stays refused whatever the operator allows (link-local, metadata)."""
    return any(
        one in network
        for one in unwrapped(address)
        for network in _FORBIDDEN_NETWORKS
        if one.version == network.version
    )


def is_public(address: IpAddress) -> bool:
    """Whether the address lies in the public network, also by what it wraps."""
    for one in unwrapped(address):
        wrapper = one is address and len(unwrapped(address)) > 1
        if not wrapper and (
            not one.is_global
            or one.is_multicast
            or one.is_reserved
            or any(one in network for network in _SPECIAL_NETWORKS if one.version == network.version)
        ):
            return False
    return not is_forbidden(address)


Resolver = Callable[[str, int], Awaitable[list[IpAddress]]]


async def resolve_system(host: str, port: int) -> list[IpAddress]:
    """The addresses the system's resolver knows for a name. Raises Fault."""
    try:
        async with asyncio.timeout(RESOLVE_SECONDS):
            answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError:
        raise Fault(FaultKind.DNS_TEMPORARY, f"{host}: no answer from the name server") from None
    except socket.gaierror as error:
        kind = FaultKind.DNS if error.errno in _DEFINITE_DNS_ERRORS else FaultKind.DNS_TEMPORARY
        raise Fault(kind, f"{host}: {error.strerror}") from None
    except (UnicodeError, ValueError) as error:
        raise Fault(FaultKind.URL, f"{host!r} is no host name: {error}") from None
    return [ipaddress.ip_address(str(answer[4][0]).split("%")[0]) for answer in answers]


class Gate:
    """Decides where a connection goes, and makes it.

    `connect_to`: the operator's map. `private_hosts`: the hosts whose private addresses are allowed (the registry
    site's own, under --allow-private). `canaries` are names that tell a denied name from a machine without a way out.
    `resolve` and `clock` come from outside for tests.
    """

    def __init__(
        self,
        connect_to: ConnectMap | None = None,
        private_hosts: Iterable[str] = (),
        resolve: Resolver = resolve_system,
        clock: Callable[[], float] = time.monotonic,
        canaries: Iterable[str] = CANARIES,
    ) -> None:
        self._map = dict(connect_to or {})
        self._private = frozenset(ascii_host(host) for host in private_hosts)
        self._resolve = resolve
        self._clock = clock
        self._checked: dict[tuple[str, int], tuple[float, list[IpAddress], int]] = {}
        self._pins: dict[str, tuple[float, list[IpAddress]]] = {}
        self._denials: dict[str, tuple[float, Fault]] = {}  # a slow resolver is not asked for each link again
        self._lookups: dict[str, asyncio.Task[list[IpAddress]]] = {}
        self._canaries = tuple(canaries)
        self._outside: asyncio.Task[bool] | None = None  # whether the resolver knows names outside; asked once

    def mapped(self, host: str, port: int) -> Target | None:
        """Where the operator said the host is, or None."""
        return self._map.get((host, port)) or self._map.get((host, 0))

    def mapped_wholly(self, host: str, port: int) -> bool:
        """Whether the operator sends every port of the host to one server, and said nothing of this port."""
        return (host, 0) in self._map and (host, port) not in self._map

    def knows(self, host: str, port: int) -> bool:
        """Whether `addresses` would answer at once, as it did before."""
        kept = self._checked.get((host, port))
        return kept is not None and self._clock() < kept[0]

    async def addresses(self, host: str, port: int) -> tuple[list[IpAddress], int]:
        """The checked addresses and the port to connect to. Raises Fault."""
        if self.knows(host, port):
            return self._checked[host, port][1:]
        until, found, to_port = await self._check(ascii_host(host), port)
        self._checked[host, port] = (until, found, to_port)
        return found, to_port

    async def _check(self, host: str, port: int) -> tuple[float, list[IpAddress], int]:
        """Until when the addresses are good, the addresses, and the port. Raises Fault where none may be used."""
        if not 0 < port <= MAX_PORT:
            raise Fault(FaultKind.URL, f"{host}: {port} is no port")
        target = self.mapped(host, port)
        if target is not None:
            until, found = await self._resolved(target.address, target.port or port)
            if any(is_forbidden(address) for address in found):
                raise Fault(FaultKind.REFUSED, f"{host} is mapped to {target.address}, an address that stays refused")
            return until, found, target.port or port
        until, found = await self._resolved(host, port)
        private_allowed = host in self._private
        for address in found:
            if is_forbidden(address) or not (private_allowed or is_public(address)):
                raise Fault(FaultKind.REFUSED, f"{host} has the address {address}, which is not public")
        return until, found, port

    async def _resolved(self, host: str, port: int) -> tuple[float, list[IpAddress]]:
        """The addresses of a name, and until when they are not asked for again."""
        until = self._clock() + PIN_SECONDS
        try:
            return until, [ipaddress.ip_address(host)]
        except ValueError:
            pass
        if host.rpartition(".")[2] in _NEVER_RESOLVES:
            raise Fault(FaultKind.DNS, f"{host}: names under .{host.rpartition('.')[2]} do not exist")
        pinned = self._pins.get(host)
        if pinned and self._clock() < pinned[0]:
            return pinned
        denied = self._denials.get(host)
        if denied and self._clock() < denied[0]:
            raise denied[1]
        lookup = self._lookups.get(host)
        if lookup is None:
            lookup = self._lookups[host] = asyncio.create_task(self._look_up(host, port))
            lookup.add_done_callback(lambda _: self._lookups.pop(host, None))
        try:
            found = await asyncio.shield(lookup)
        except Fault as fault:
            if fault.kind is not FaultKind.DNS_TEMPORARY:
                self._denials[host] = (self._clock() + PIN_SECONDS, fault)
            raise
        self._pins[host] = (self._clock() + PIN_SECONDS, found)
        return self._pins[host]

    async def _look_up(self, host: str, port: int) -> list[IpAddress]:
        try:
            found = list(dict.fromkeys(await self._resolve(host, port)))
        except Fault as fault:
            reserved = host.rpartition(".")[2] in _RESERVED
            if fault.kind is FaultKind.DNS and not reserved and not await self._sees_outside():
                raise Fault(FaultKind.NO_RESOLVER, f"{fault.text}, nor any other name outside") from None
            raise
        if not found:
            raise Fault(FaultKind.DNS, f"{host}: the name has no address")
        return found

    async def _sees_outside(self) -> bool:
        if self._outside is None:
            self._outside = asyncio.create_task(self._knows_a_canary())
        return await asyncio.shield(self._outside)

    async def _knows_a_canary(self) -> bool:
        for name in self._canaries:
            try:
                if await self._resolve(name, 80):
                    return True
            except Fault:
                continue
        return False

    async def connect(
        self,
        host: str,
        port: int,
        protocol: Callable[[], Protocol],
        *,
        tls: ssl.SSLContext | None = None,
        seconds: float = CONNECT_SECONDS,
    ) -> tuple[asyncio.Transport, Protocol]:
        """A connection to a checked address of the host, with TLS under the host's public name if `tls` is given.

        Raises Fault, and ssl.SSLError where the handshake fails.
        """
        addresses, to_port = await self.addresses(host, port)
        name = ascii_host(host) if tls else None
        loop = asyncio.get_running_loop()
        faults: list[Fault] = []
        for address in addresses[:RESOLVED_ADDRESSES_TRIED]:
            try:
                async with asyncio.timeout(seconds):
                    return await loop.create_connection(protocol, str(address), to_port, ssl=tls, server_hostname=name)
            except TimeoutError:
                text = f"{host}: no connection to {address} port {to_port} in {seconds:g} s"
                faults.append(Fault(FaultKind.TIMEOUT, text))
            except ssl.SSLError:
                raise
            except OSError as error:
                kind = FaultKind.LOCAL if error.errno in _LOCAL_ERRNOS else FaultKind.CONNECT
                faults.append(Fault(kind, f"{host}: {address} port {to_port}: {error.strerror or error}"))
        # An address our machine has no route to (IPv6, often) says nothing while another one was really tried.
        raise min(faults, key=lambda fault: fault.kind is FaultKind.LOCAL)

    async def streams(self, host: str, port: int, *, limit: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection as `connect` makes it, to be read and written; `limit` is the reader's buffer. Raises Fault."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit, loop)
        transport, protocol = await self.connect(host, port, lambda: asyncio.StreamReaderProtocol(reader, loop=loop))
        return reader, asyncio.StreamWriter(transport, protocol, reader, loop)


def unverified_context(legacy: bool = False) -> ssl.SSLContext:
    """A TLS context that verifies nothing; `legacy` also speaks with servers of the last century."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # dead links are not judged by certificates; the fault is recorded apart
    context.set_alpn_protocols(["http/1.1"])
    if legacy:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return context
