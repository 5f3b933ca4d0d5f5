"""Links that look broken to a hasty checker and work in a browser (`oddities.yaml`), and how their server behaves."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources

import yaml

from demo.content import Article
from demo.desk import Desk
from demo.files import png
from demo.resources import CONTENT_TYPES, HTML, Request, Resource, Response, html

SLOW_SECONDS = 2.0
BOT_WORDS = ("bot", "spider", "crawl", "scrapy", "python", "inspect", "curl")
CLEARANCE = "__jsl_clearance_s"  # the cookie a 加速乐 challenge makes a browser set
CHALLENGE_SCRIPT = (
    f"<script>document.cookie='{CLEARANCE}=1700000000.1|0|demo;path=/';location.href=location.pathname;</script>"
)


def _page(title: str, text: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1><p>{text}</p></body></html>"
    )


def _ok(title: str, text: str) -> Response:
    return Response(200, (("Content-Type", HTML),), _page(title, text).encode())


def _no_head(status: int) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        if request.method == "HEAD":
            return Response(status, (("Content-Type", HTML),), b"")
        return _ok("办事大厅开放时间", "政务服务大厅工作日上午九时至下午五时开放，中午安排专人值班。")

    return answer


def _browsers_only(request: Request) -> Response:
    agent = request.headers.get("user-agent", "").lower()
    if "mozilla" in agent and not any(word in agent for word in BOT_WORDS):
        return _ok("数据开放平台", "平台提供公共数据目录查询和下载服务，注册用户可以申请接口。")
    return Response(403, (("Content-Type", HTML),), _page("403 Forbidden", "访问被拒绝").encode())


def _challenge(request: Request) -> Response:
    if f"{CLEARANCE}=" in request.headers.get("cookie", ""):
        return _ok("应急物资储备公示", "全市应急物资储备充足，储备点位置和联系电话向社会公示。")
    headers = (("Content-Type", HTML), ("Set-Cookie", "__jsluid_h=5d1f0c; path=/; HttpOnly"))
    return Response(521, headers, CHALLENGE_SCRIPT.encode())


def _cookie_gate(request: Request) -> Response:
    if "gate=open" in request.headers.get("cookie", ""):
        return _ok("便民查询", "这里提供公交线路、停水停电等便民信息的查询入口。")
    return Response(302, (("Location", request.target), ("Set-Cookie", "gate=open; path=/")), b"")


def _at_first(status: int) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        if request.seen == 0:
            return Response(status, (("Content-Type", HTML), ("Retry-After", "1")), b"busy")
        return _ok("办件统计", "本月各窗口办件平稳，群众评价良好，办件数据每日更新。")

    return answer


_SIMPLE = html(_page("公共服务信息", "这是一个可以正常访问的页面，内容为公共服务信息的查询说明。"))

ANSWERS: dict[str, Resource] = {
    "head_405": Resource(answer=_no_head(405)),
    "head_404": Resource(answer=_no_head(404)),
    "browsers_only": Resource(answer=_browsers_only),
    "challenge": Resource(answer=_challenge),
    "cookie_gate": Resource(answer=_cookie_gate),
    "unauthorized": Resource(b"login", HTML, 401, (("WWW-Authenticate", 'Basic realm="OA"'),)),
    "slow": Resource(_SIMPLE.body, HTML, delay=SLOW_SECONDS),
    "once_503": Resource(answer=_at_first(503)),
    "once_429": Resource(answer=_at_first(429)),
    "simple": _SIMPLE,
    "picture": Resource(png(16, 16, (30, 90, 160)), CONTENT_TYPES["png"]),
}


@dataclass(frozen=True)
class Oddity:
    """A row of oddities.yaml."""

    markup: str
    means: str
    answer: str
    reason: str


@functools.cache
def oddities() -> dict[str, Oddity]:
    """The table, by name."""
    text = resources.files("demo").joinpath("oddities.yaml").read_text(encoding="utf-8")
    return {name: Oddity(**row) for name, row in yaml.safe_load(text).items()}


def add(desk: Desk, article: Article, names: tuple[str, ...], working: str) -> None:
    """Puts oddities into an article and their resources on the host. `working` is a path that answers."""
    for name in names:
        oddity = oddities()[name]
        if oddity.markup:
            article.body.append(oddity.markup.replace("{n}", working))
        if oddity.answer:
            desk.serve(oddity.means, ANSWERS[oddity.answer])
        desk.fine("dead_link", article.path, oddity.means or working, oddity.reason)


def redirect(desk: Desk, article: Article, text: str, path: str, location: str, status: int, reason: str) -> None:
    """A link that redirects to a page that works."""
    article.body.append(f'<a href="{path}">{text}</a>')
    desk.serve(path, Resource(b"", HTML, status, (("Location", location),)))
    desk.fine("dead_link", article.path, path, reason)
