"""Links that look broken to a hasty checker and work in a browser: each with its resource and the reason it is fine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from demo.content import Article
from demo.desk import Desk
from demo.files import png
from demo.resources import HTML, Request, Resource, Response, html

SLOW_SECONDS = 2.0
BOT_WORDS = ("bot", "spider", "crawl", "scrapy", "python", "inspect", "curl")


def _page(title: str, text: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>'


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
    if "__jsl_clearance_s=" in request.headers.get("cookie", ""):
        return _ok("应急物资储备公示", "全市应急物资储备充足，储备点位置和联系电话向社会公示。")
    script = "<script>document.cookie='__jsl_clearance_s=1700000000.1|0|demo;path=/';location.href=location.pathname;</script>"
    headers = (("Content-Type", HTML), ("Set-Cookie", "__jsluid_h=5d1f0c; path=/; HttpOnly"), ("Server", "yunjiasu"))
    return Response(521, headers, script.encode())


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


@dataclass(frozen=True)
class Oddity:
    """A snippet of HTML (slot {n} is a path on the site that works), the address it means, and why that is fine."""

    markup: str
    path: str  # "" if the snippet means the page {n}
    reason: str
    resource: Resource | None = None


SIMPLE = html(_page("公共服务信息", "这是一个可以正常访问的页面，内容为公共服务信息的查询说明。"))

ODDITIES: dict[str, Oddity] = {
    "head_405": Oddity('<a href="/fw/hall.jsp">办事大厅</a>', "/fw/hall.jsp", "HEAD answers 405, GET 200", Resource(answer=_no_head(405))),
    "head_404": Oddity('<a href="/fw/time.jsp">开放时间</a>', "/fw/time.jsp", "HEAD answers 404, GET 200", Resource(answer=_no_head(404))),
    "bots_403": Oddity('<a href="/data/open.html">数据开放</a>', "/data/open.html", "403 to robots only: blocked, not dead", Resource(answer=_browsers_only)),
    "challenge": Oddity('<a href="/waf/wuzi.html">物资公示</a>', "/waf/wuzi.html", "a 521 cookie challenge: blocked, not dead", Resource(answer=_challenge)),
    "cookie_gate": Oddity('<a href="/cx/index.jsp">便民查询</a>', "/cx/index.jsp", "redirects to itself once, to set a cookie", Resource(answer=_cookie_gate)),
    "unauthorized": Oddity('<a href="/oa/">内部办公</a>', "/oa/", "401 asks for a login", Resource(b"login", HTML, 401, (("WWW-Authenticate", 'Basic realm="OA"'),))),
    "slow": Oddity('<a href="/slow/report.html">统计分析</a>', "/slow/report.html", "slow, but it comes", Resource(SIMPLE.body, HTML, delay=SLOW_SECONDS)),
    "once_503": Oddity('<a href="/tj/bjtj.jsp">办件统计</a>', "/tj/bjtj.jsp", "503 on the first request only", Resource(answer=_at_first(503))),
    "once_429": Oddity('<a href="/tj/pjtj.jsp">评价统计</a>', "/tj/pjtj.jsp", "429 on the first request only", Resource(answer=_at_first(429))),
    "padded": Oddity('<a href="  {n}  ">首尾空格</a>', "", "blanks around an address are dropped"),
    "broken_line": Oddity('<a href="/fw/\nline.html">换行地址</a>', "/fw/line.html", "line breaks inside an address are dropped", SIMPLE),
    "inner_blank": Oddity('<a href="/fw/form 1.html">空格地址</a>', "/fw/form%201.html", "a blank inside an address becomes %20", SIMPLE),
    "raw_chinese": Oddity('<a href="/下载/说明.html">中文地址</a>', "/%E4%B8%8B%E8%BD%BD/%E8%AF%B4%E6%98%8E.html", "Chinese characters in a path are UTF-8", SIMPLE),
    "backslash": Oddity('<a href="\\fw\\back.html">反斜杠地址</a>', "/fw/back.html", "browsers read a backslash as a slash", SIMPLE),
    "entities": Oddity('<a href="/fw/q.jsp?a=1&amp;b=2&#38;c=3">实体地址</a>', "/fw/q.jsp?a=1&b=2&c=3", "entities are decoded once", SIMPLE),
    "srcset": Oddity(
        '<img src="/images/logo.png" alt="" srcset="/fw/pic,small.png 1x,\n /fw/pic@2x.png 2x">', "/fw/pic@2x.png",
        "addresses in srcset may hold commas", Resource(png(16, 16, (30, 90, 160)), "image/png"),
    ),
    "schemes": Oddity('<a href="mailto:bgs@demo-qingyun.gov.cn">邮箱</a> <a href="tel:03003210000">电话</a> <a href="javascript:;">打印</a>', "", "mailto:, tel: and javascript: are no addresses"),
    "hashes": Oddity('<a href="#">返回</a> <a href="#top">顶部</a> <a href="#/route">目录</a> <a href="{n}#section-9">第九节</a>', "", "fragments are not part of an address"),
    "comment": Oddity('<!-- <a href="/old/removed.html">旧栏目</a> -->', "/old/removed.html", "a link in a comment is no link"),
    "script_text": Oddity("<script>var tpl = '<a href=\"/old/template.html\">模板</a>';</script>", "/old/template.html", "text of a script is no link"),
    "no_href": Oddity('<a name="anchor">锚点</a> <a>纯文字</a>', "", "an anchor without href is no link"),
}  # fmt: skip


def add(desk: Desk, article: Article, names: tuple[str, ...], working: str) -> None:
    """Puts oddities into an article and their resources on the host. `working` is a path that answers."""
    for name in names:
        oddity = ODDITIES[name]
        article.body.append(oddity.markup.replace("{n}", working))
        if oddity.resource is not None:
            desk.serve(oddity.path, oddity.resource)
        if name == "srcset":
            desk.serve("/fw/pic,small.png", oddity.resource or SIMPLE)
        desk.fine("dead_link", article.path, oddity.path or working, oddity.reason)


def redirect(desk: Desk, article: Article, text: str, path: str, location: str, status: int, reason: str) -> None:
    """A link that redirects to a page that works."""
    article.body.append(f'<a href="{path}">{text}</a>')
    desk.serve(path, Resource(b"", HTML, status, (("Location", location),)))
    desk.fine("dead_link", article.path, path, reason)
