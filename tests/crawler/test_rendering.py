"""A real browser, through the gate's proxy, on loopback."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from crawler.gate import Gate, parse_connect_to
from crawler.proxy import GateProxy
from crawler.rendering import Browser
from crawler.visiting import Rendered
from tests.crawler.harness import HOST, inspect
from tests.crawler.server import Reply, Server

OTHER = "static.gov.cn"
MARKUP = """<html><head><title>动态栏目</title></head><body><div id="app"></div><script>
    alert("您好"); confirm("真的？");
    fetch("/api/list").then(r => r.json()).then(rows => { document.getElementById("app").innerHTML =
      "<h1>通知公告</h1><ul>" + rows.map(r => `<li><a href="${r[0]}">${r[1]}</a><span>2026-10-20</span></li>`).join("")
      + "</ul>"; });
    </script></body></html>"""
SHELL = Reply(MARKUP)
ROWS = Reply(
    '[["/n1.html", "关于召开全县工作会议的通知"], ["/n2.html", "关于开展专项检查的通知"]]', type="application/json"
)


def render(server: Server, path: str, *, executable: str = "") -> tuple[Rendered | None, list[str]]:
    """The page as rendered, and what the browser's owner was told."""
    told: list[str] = []

    async def run() -> Rendered | None:
        gate = Gate(parse_connect_to([f"{host}=127.0.0.1:{server.port}" for host in (HOST, OTHER)]))
        browser = Browser(gate, lambda url: HOST in url, executable, told.append)
        try:
            return await browser.render(f"http://{HOST}{path}")
        finally:
            await browser.close()

    return asyncio.run(run()), told


@pytest.mark.browser
def test_page_is_shown_with_what_its_scripts_fetched_and_nothing_else_leaves() -> None:
    site = {
        "/": Reply(
            MARKUP.replace(
                "</body>",
                f"<script src='http://{OTHER}/lib.js'></script><video src='http://{OTHER}/film.mp4'></video>"
                "<img src='http://127.0.0.1:1/x.png'><iframe src='/frame.html'></iframe>"
                "<iframe src='http://169.254.169.254/'></iframe></body>",
            )
        ),
        "/api/list": ROWS,
        "/frame.html": Reply("<p>框架里的正文</p>"),
        f"{OTHER}/lib.js": Reply("document.title = '换了标题'", type="text/javascript"),
    }
    with Server(site) as server:
        shown, told = render(server, "/")
    assert shown is not None
    assert not told
    assert "关于召开全县工作会议的通知" in shown.html
    assert "换了标题" in shown.html
    assert shown.frames[0][0] == f"http://{HOST}/frame.html"
    assert "框架里的正文" in shown.frames[0][1]
    assert server.hits["GET /film.mp4"] == 0
    assert {received.host for received in server.seen} == {HOST, OTHER}


@pytest.mark.browser
def test_page_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.rendering.PAGE_SECONDS", 6.0)
    with Server({"/": Reply("<p>x</p><script>while (true) {}</script>")}) as server:
        shown, _ = render(server, "/")
    assert shown is None


def test_no_browser_is_said_once_and_nothing_is_shown() -> None:
    with Server({}) as server:
        shown, told = render(server, "/", executable="/nowhere/chromium")
    assert shown is None
    assert len(told) == 1
    assert "/nowhere/chromium" in told[0]


@pytest.mark.browser
def test_list_made_by_scripts_is_read_in_an_inspection(tmp_path: Path) -> None:
    with Server({"/": SHELL, "/api/list": ROWS, "/n1.html": Reply("<p>正文</p>")}) as server:
        seen = inspect(tmp_path, server, render="auto")
    assert seen.pages[f"http://{HOST}/"].rendered, seen.errors
    assert seen.verdicts()["/n2.html"] == "dead:http_404"
    assert seen.rows[f"http://{HOST}/"].rendered


HEAD = {
    "/": Reply("""<html><head><title>示例县人民政府</title><script src="/js/header.js"></script></head>
        <body><ul><li><a href="/n1.html">关于召开会议的通知</a><span>2026-10-20</span></li></ul></body></html>"""),
    "/js/header.js": Reply(
        "document.addEventListener('DOMContentLoaded', () => document.body.insertAdjacentHTML('afterbegin',"
        ' \'<div class="nav"><a href="/n1.html">新闻</a> <a href="/gone.html">使用帮助</a></div>\'))',
        type="application/javascript",
    ),
    "/n1.html": Reply("<p>正文</p>"),
}


@pytest.mark.browser
def test_navigation_written_by_a_script_file_is_read_with_a_browser(tmp_path: Path) -> None:
    with Server(HEAD) as server:
        seen = inspect(tmp_path, server, render="auto")
    assert seen.verdicts()["/gone.html"] == "dead:http_404"


def test_navigation_written_by_a_script_file_makes_no_page_unread_without_a_browser(tmp_path: Path) -> None:
    with Server(HEAD) as server:
        seen = inspect(tmp_path, server, render="never")
    assert seen.pages[f"http://{HOST}/"].unread == ""


def test_without_a_browser_the_run_goes_on_and_says_what_was_left_out(tmp_path: Path) -> None:
    with Server({"/": SHELL, "/api/list": ROWS}) as server:
        seen = inspect(tmp_path, server, render="auto", chromium="/nowhere/chromium")
    assert seen.status == 0, seen.errors
    assert "render:no_browser" in seen.notes
    assert seen.pages[f"http://{HOST}/"].unread
    assert seen.findings == []


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (f"GET http://{HOST}/x HTTP/1.1", 200),
        (f"CONNECT {HOST}:80 HTTP/1.1", 200),
        ("GET http://127.0.0.1/ HTTP/1.1", 502),
        ("CONNECT 169.254.169.254:80 HTTP/1.1", 502),
        ("GET http://update.googleapis.com/ HTTP/1.1", 403),
        ("CONNECT update.googleapis.com:443 HTTP/1.1", 403),
        ("GET file:///etc/passwd HTTP/1.1", 502),
        ("GET /x HTTP/1.1", 502),
    ],
)
def test_proxy_serves_admitted_hosts_through_the_gate_alone(request_line: str, status: int) -> None:
    async def run(port: int) -> int:
        proxy = GateProxy(Gate(parse_connect_to([f"{HOST}=127.0.0.1:{port}"])))
        await proxy.start()
        for host in (HOST, "127.0.0.1", "169.254.169.254"):
            proxy.admit(host)
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        writer.write(f"{request_line}\r\nHost: {HOST}\r\n\r\n".encode())
        answer = await reader.readline()
        writer.close()
        await proxy.close()
        return int(answer.split()[1])

    with Server({"/x": Reply("ok")}) as server:
        assert asyncio.run(run(server.port)) == status
