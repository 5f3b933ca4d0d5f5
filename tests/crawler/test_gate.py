"""Who may be connected to."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Sequence

import pytest

from crawler.gate import (
    ConnectToError,
    Fault,
    FaultKind,
    Gate,
    IpAddress,
    Target,
    is_forbidden,
    is_public,
    parse_connect_to,
)
from tests.crawler.server import Reply, Server


def words(text: str) -> list[str]:
    return text.split()


def resolver(*answers: Sequence[str]):  # type: ignore[no-untyped-def]
    """Answers in turn, the last for ever."""
    left = list(answers)

    async def resolve(_host: str, _port: int) -> list[IpAddress]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [ipaddress.ip_address(text) for text in found]

    return resolve


@pytest.mark.parametrize(
    "address",
    words("""0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 192.0.0.1 192.0.2.1 192.88.99.1
    192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 100.100.100.200
    :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001:db8::1
    2002:7f00:1:: 2002:a00:1:: 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 2001:0:0:0:0:0:0:1"""),
)
def test_address_outside_the_public_network_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", words("1.1.1.1 114.114.114.114 2400:3200::1 ::ffff:1.1.1.1 64:ff9b::101:101"))
def test_public_address_is_allowed(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", words("169.254.169.254 ::ffff:169.254.169.254 fe80::1 100.100.100.200 fd00:ec2::254")
)
def test_metadata_and_link_local_stay_refused_for_the_operator_too(address: str) -> None:
    assert is_forbidden(ipaddress.ip_address(address))
    gate = Gate(private_hosts=["a.gov.cn"], resolve=resolver([address]))
    with pytest.raises(Fault) as caught:
        asyncio.run(gate.addresses("a.gov.cn", 80))
    assert caught.value.kind is FaultKind.REFUSED
    target = f"[{address}]" if ":" in address else address
    with pytest.raises(Fault):
        asyncio.run(Gate(parse_connect_to([f"a.gov.cn={target}"])).addresses("a.gov.cn", 80))


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "[::1]", "localhost"])
def test_loopback_is_refused_in_every_spelling(host: str) -> None:
    with pytest.raises(Fault) as caught:
        asyncio.run(Gate().addresses(host, 80))
    assert caught.value.kind is FaultKind.REFUSED


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    gate = Gate(resolve=resolver(["1.1.1.1", "10.0.0.1"]))
    with pytest.raises(Fault, match="not public"):
        asyncio.run(gate.addresses("a.gov.cn", 80))


def test_private_addresses_are_allowed_for_the_sites_own_hosts_alone() -> None:
    gate = Gate(private_hosts=["own.gov.cn"], resolve=resolver(["10.0.0.1"]))
    found, _ = asyncio.run(gate.addresses("own.gov.cn", 80))
    assert [str(address) for address in found] == ["10.0.0.1"]
    with pytest.raises(Fault):
        asyncio.run(gate.addresses("other.gov.cn", 80))


def test_a_name_that_changes_its_address_is_held_to_the_checked_one() -> None:
    now = [0.0]
    gate = Gate(resolve=resolver(["1.1.1.1"], ["127.0.0.1"]), clock=lambda: now[0])
    assert str(asyncio.run(gate.addresses("a.gov.cn", 80))[0][0]) == "1.1.1.1"
    assert str(asyncio.run(gate.addresses("a.gov.cn", 80))[0][0]) == "1.1.1.1"
    now[0] = 1e6
    with pytest.raises(Fault):
        asyncio.run(gate.addresses("a.gov.cn", 80))


def test_names_that_cannot_exist_are_not_asked_for() -> None:
    with pytest.raises(Fault) as caught:
        asyncio.run(Gate(resolve=resolver(["1.1.1.1"])).addresses("nowhere.invalid", 80))
    assert caught.value.kind is FaultKind.DNS


@pytest.mark.parametrize("host", ["", "a b", "$host.gov.cn", "a..gov.cn", "gov,cn"])
def test_no_host_name_is_a_malformed_address(host: str) -> None:
    with pytest.raises(Fault) as caught:
        asyncio.run(Gate(resolve=resolver(["1.1.1.1"])).addresses(host, 80))
    assert caught.value.kind is FaultKind.URL


def test_connect_to_is_read_as_curl_does() -> None:
    assert parse_connect_to(["www.a.gov.cn=127.0.0.1:8080", "B.gov.cn:443=[::1]:8443", "c.gov.cn=10.0.0.1"]) == {
        ("www.a.gov.cn", 0): Target("127.0.0.1", 8080),
        ("b.gov.cn", 443): Target("::1", 8443),
        ("c.gov.cn", 0): Target("10.0.0.1", 0),
    }


@pytest.mark.parametrize("value", ["", *words("a.gov.cn a.gov.cn= =127.0.0.1 a=b=c a:99999=1.1.1.1 a=::1 a:x=1.1.1.1")])
def test_connect_to_that_cannot_be_read_is_named(value: str) -> None:
    with pytest.raises(ConnectToError, match="expected HOST"):
        parse_connect_to([value])


def test_host_mapped_twice_is_an_error() -> None:
    with pytest.raises(ConnectToError, match="twice"):
        parse_connect_to(["a=1.1.1.1", "A=1.1.1.2"])


def test_map_for_one_port_leaves_the_others() -> None:
    gate = Gate(parse_connect_to(["a.gov.cn:80=127.0.0.1:8080"]), resolve=resolver(["1.1.1.1"]))
    assert asyncio.run(gate.addresses("a.gov.cn", 80))[1] == 8080
    assert str(asyncio.run(gate.addresses("a.gov.cn", 443))[0][0]) == "1.1.1.1"


def test_refused_connection_and_silence_are_told_apart() -> None:
    async def fault_of(port: int) -> FaultKind:
        gate = Gate(parse_connect_to([f"a.gov.cn=127.0.0.1:{port}"]))
        with pytest.raises(Fault) as caught:
            await gate.connect("a.gov.cn", 80, asyncio.Protocol, seconds=1)
        return caught.value.kind

    with Server({"/": Reply()}) as server:
        port = server.port
    assert asyncio.run(fault_of(port)) is FaultKind.CONNECT  # the server is gone, its port is closed


def knowing(*names: str):  # type: ignore[no-untyped-def]
    """A resolver that knows these names and denies all others, as one without a network denies every name."""

    async def resolve(host: str, _port: int) -> list[IpAddress]:
        if host not in names:
            raise Fault(FaultKind.DNS, f"{host}: Name or service not known")
        return [ipaddress.ip_address("1.1.1.1")]

    return resolve


async def denied(gate: Gate, host: str) -> FaultKind:
    with pytest.raises(Fault) as caught:
        await gate.addresses(host, 80)
    return caught.value.kind


async def test_a_denied_name_counts_only_where_the_resolver_sees_outside() -> None:
    sealed = Gate(resolve=knowing("www.example.gov.cn"), canaries=["www.gov.cn"])
    assert await denied(sealed, "gone.example.com") is FaultKind.NO_RESOLVER
    await sealed.addresses("www.example.gov.cn", 80)  # some names are known on a sealed machine, too
    assert await denied(sealed, "gone.example.com") is FaultKind.NO_RESOLVER
    open_ = Gate(resolve=knowing("www.gov.cn"), canaries=["www.gov.cn"])
    assert await denied(open_, "gone.example.com") is FaultKind.DNS


@pytest.mark.parametrize("host", ["gone.invalid", "gone.example", "gone.test"])
async def test_a_reserved_name_is_rightly_denied_by_any_resolver(host: str) -> None:
    assert await denied(Gate(resolve=knowing(), canaries=[]), host) is FaultKind.DNS
