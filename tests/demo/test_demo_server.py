"""The server: hosts by name, validators, ranges, HEAD, POST, and the answers that depend on the visitor."""

import datetime as dt
import http.client
import socket
import ssl
from collections.abc import Iterator

import pytest

from demo.city import build
from demo.server import Serving, serve

HOST = "www.demo-qingyun.gov.cn"


@pytest.fixture(scope="module")
def served() -> Iterator[Serving]:
    with serve(build(dt.date(2026, 11, 23))) as serving:
        yield serving


def ask(
    served: Serving, path: str, host: str = HOST, method: str = "GET", body: str | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, {"Host": f"{host}:{served.port}", **named})
    response = connection.getresponse()
    result = response.status, dict(response.getheaders()), response.read()
    connection.close()
    return result


def test_hosts_are_told_apart(served: Serving) -> None:
    assert "青云市人民政府" in ask(served, "/")[2].decode()
    assert "青云市水利局" in ask(served, "/", "slj.demo-qingyun.gov.cn")[2].decode()
    assert ask(served, "/", "www.example.org")[0] == 421


def test_connect_to_names_every_host(served: Serving) -> None:
    assert f"{HOST}=127.0.0.1:{served.port}" in served.connect_to
    assert len([one for one in served.connect_to if ":443=" not in one]) == 11


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("www.demo-songlan.gov.cn", "self-signed certificate"),
        ("yjj.demo-qingyun.gov.cn", "unable to get local issuer certificate"),
        ("slj.demo-qingyun.gov.cn", ""),
    ],
)
def test_ports_for_https_answer_as_planted(served: Serving, host: str, said: str) -> None:
    (port,) = (int(one.rpartition(":")[2]) for one in served.connect_to if one.startswith(f"{host}:443="))
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw, pytest.raises(ssl.SSLError) as refused:
        ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    assert getattr(refused.value, "verify_message", "") == said


def test_unchanged_pages_cost_a_304(served: Serving) -> None:
    _, headers, body = ask(served, "/")
    status, again, empty = ask(served, "/", If_None_Match=headers["ETag"])
    assert (status, empty) == (304, b"")
    assert again["ETag"] == headers["ETag"]
    assert ask(served, "/", If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert ask(served, "/", If_None_Match='"other"')[2] == body


def test_head_has_the_length_and_no_body(served: Serving) -> None:
    status, headers, body = ask(served, "/", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(ask(served, "/")[2])


def test_ranges(served: Serving) -> None:
    whole = ask(served, "/images/red.png")[2]
    status, headers, part = ask(served, "/images/red.png", Range="bytes=0-7")
    assert (status, part) == (206, whole[:8])
    assert headers["Content-Range"] == f"bytes 0-7/{len(whole)}"
    assert ask(served, "/images/red.png", Range="bytes=-4")[2] == whole[-4:]
    assert ask(served, "/images/red.png", Range="bytes=9-")[2] == whole[9:]
    assert ask(served, "/images/red.png", Range="bytes=5-2")[0] == 200


def test_the_list_endpoint_takes_a_form(served: Serving) -> None:
    path = "/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=3&perpage=3"
    form = "col=1&webid=7&columnid=20312"
    status, headers, body = ask(
        served, path, "www.demo-songlan.gov.cn", "POST", form, Content_Type="application/x-www-form-urlencoded"
    )
    assert status == 200
    assert headers["Content-Type"].startswith("text/xml")
    assert body.count(b"<record>") == 3


def test_head_refused_and_get_fine(served: Serving) -> None:
    assert ask(served, "/fw/hall.jsp", method="HEAD")[0] == 405
    assert ask(served, "/fw/hall.jsp")[0] == 200


def test_robots_are_refused_and_browsers_are_not(served: Serving) -> None:
    assert ask(served, "/data/open.html", User_Agent="govinspect/0.1")[0] == 403
    assert ask(served, "/data/open.html", User_Agent="Mozilla/5.0 Chrome/120")[0] == 200


def test_challenge_wants_its_cookie(served: Serving) -> None:
    assert ask(served, "/waf/wuzi.html")[0] == 521
    assert ask(served, "/waf/wuzi.html", Cookie="__jsl_clearance_s=1")[0] == 200


def test_failing_once(served: Serving) -> None:
    assert [ask(served, "/tj/bjtj.jsp")[0] for _ in range(3)] == [503, 200, 200]


def test_query_in_the_pages_encoding(served: Serving) -> None:
    host = "lyj.demo-qingyun.com.cn"
    assert ask(served, "/search.asp?key=%C9%AD%C1%D6%B7%C0%BB%F0", host)[0] == 200
    assert ask(served, "/search.asp?key=%E6%A3%AE%E6%9E%97%E9%98%B2%E7%81%AB", host)[0] == 404


def test_a_catch_all_answers_unknown_addresses_with_200(served: Serving) -> None:
    assert ask(served, "/zwfw/item.jsp?id=3301")[2] == ask(served, "/zwfw/no-such-thing.html")[2]
    assert ask(served, "/zwfw/no-such-thing.html")[0] == 200
    assert ask(served, "/no-such-thing.html")[0] == 404
