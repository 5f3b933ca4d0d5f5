"""How a page can be asked for something: its search forms, boxes whose script names an address, links to a search page.

Looked for on home pages and the frames at their head only (rules: 站内搜索; the usual entrances of CMSs). What asks for
anything but the site's contents (a login, the state of an application) is no search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from checks.facts import SearchForm, SearchKind
from crawler.reading.links import FoundLink
from crawler.reading.tree import Node, Tree
from crawler.urls import absolute

MAX_FORMS = 20
MAX_SCRIPT = 200_000  # characters of one script that are searched
_TYPED = frozenset({"", "text", "search"})
_LIKE = re.compile(
    r"搜索|检索|搜一搜|站内|全站|关键[字词]|search|sousuo|jiansuo|keyword|(?<![a-z])(?:s|wd|kw|q)(?![a-z])", re.I
)
# what else pages let people ask for
_OTHERS = re.compile(
    r"登[录陆]|用户名|密码|手机|身份证|受理|办件|编号|查询码|验证码|邮箱|订阅|login|passw|mobile|phone|email|rss", re.I
)
_FIELD = re.compile(r"search|query|key|word|title|text|^kw$|^wd$|^q$|^s$", re.I)
_CAPTCHA = re.compile(r"验证码|captcha|verif|yzm|checkcode|validcode|randcode", re.I)
_LINK_TEXT = re.compile(r"(?:站内|全站|全文|高级|智能|信息|网站)?(?:搜索|检索)|搜一搜|search", re.I)
_LINK_PATH = re.compile(
    r"(?i)(?:^|/)(?:search|sousuo|jiansuo|jrobotfront|was5|igs|so)(?:/|\.|$)|search\.(?:s?html?|jsp|do|action|aspx?|php)$"
)
SHORT_NAME = 6  # characters of a link to a search page at most
# "…/search?searchWord=" + value [+ "&siteId=1"], also as a template literal
_ADDRESS = re.compile(
    r"""(["'`])([^"'`\s<>]{0,300}?[?&]([\w.\-]{1,40})=)(?:\1\s*\+|\$\{)"""
    r"""(?:[^;\n]{0,120}?\+\s*["'](&[^"'\s<>]{1,200})["'])?"""
)
_SEARCH_ADDRESS = re.compile(
    r"(?i)search|query|sousuo|jiansuo|jrobotfront|was5|/so?[/?.]|/ss/|keyword|[?&](?:q|kw|wd)=$"
)
_LOADS = re.compile(r"(?i)(?:^|[/_\-.])(?:head(?:er)?|top|nav|menu|search|sousuo|so)[\w\-]*\.js")
_OTHERS_SCRIPT = re.compile(r"(?i)conac|jiucuo|kaipuyun|zfwzzc|hm\.baidu|cnzz|51\.la|tongji")
_HEAD_FRAME = re.compile(r"(?i)(?:^|[/_\-])(?:top|head(?:er)?|search|nav)[\w\-]*\.\w+$")


def may_hold_search(url: str, is_home: bool) -> bool:
    """Whether a page is looked at for a search: the home page, what may be the frame at its head, a search page."""
    path = urlsplit(url).path
    return is_home or _HEAD_FRAME.search(path) is not None or _LINK_PATH.search(path) is not None


def search_forms(tree: Tree, base: str, encoding: str, anchors: list[FoundLink]) -> tuple[SearchForm, ...]:
    """The ways to search that a page offers, those that can be tried by GET first; each address once."""
    found = [*_forms(tree, base, encoding), *_addresses(tree, base, encoding), *_links(tree, anchors)]
    if not found:
        found = list(_traces(tree))
    unique: dict[tuple[str, str, str], SearchForm] = {}
    for form in found[: MAX_FORMS * 4]:
        unique.setdefault((form.kind, form.url, form.field), form)
    return tuple(sorted(unique.values(), key=lambda form: _ORDER[form.kind]))[:MAX_FORMS]


_ORDER = {kind: at for at, kind in enumerate(SearchKind)}


def _forms(tree: Tree, base: str, encoding: str) -> Iterator[SearchForm]:
    for form in tree.tagged("form"):
        inside = [node for node in tree.nodes[form.index + 1 : form.end] if node.tag in ("input", "select", "button")]
        typed = [node for node in inside if node.tag == "input" and node.attr("type").lower() in _TYPED]
        if not typed or any(node.attr("type").lower() == "password" for node in inside):
            continue
        named = " ".join([_says(form), *(_says(node) for node in inside), unquote(form.attr("action"))])
        fields = [node for node in typed if not _CAPTCHA.search(_says(node))]
        if not fields or not _LIKE.search(named) or any(_OTHERS.search(_says(node)) for node in fields):
            continue
        field = next((node for node in fields if _FIELD.search(node.attr("name"))), fields[0])
        action = form.attr("action").strip()
        by_script = action.lower().startswith("javascript:") or action == "#" or not field.attr("name")
        url = absolute(base, action, encoding) if action and not by_script else base
        if len(fields) < len(typed):
            kind = SearchKind.CAPTCHA
        elif by_script or (not action and form.attr("onsubmit")) or not url:
            kind = SearchKind.SCRIPT
        else:
            kind = SearchKind.POST if form.attr("method").strip().lower() == "post" else SearchKind.GET
        if kind is SearchKind.SCRIPT:
            yield SearchForm(kind)
            continue
        if kind is SearchKind.GET and url:
            url = url.partition("?")[0]  # a browser puts the fields in place of the action's query
        charset = form.attr("accept-charset").strip() or encoding
        yield SearchForm(kind, url or base, field.attr("name"), tuple(_others(tree, inside, field)), charset)


def _says(node: Node) -> str:
    """What an element of a form says of itself."""
    return " ".join(node.attr(name) for name in ("name", "id", "class", "placeholder", "value", "title", "alt"))


def _others(tree: Tree, inside: list[Node], field: Node) -> Iterator[tuple[str, str]]:
    """What a browser would send beside the typed word."""
    pressed = False
    for node in inside:
        name, kind = node.attr("name"), node.attr("type").lower()
        if not name or node is field or "disabled" in node.attrs:
            continue
        if node.tag == "select":
            options = [one for one in tree.nodes[node.index + 1 : node.end] if one.tag == "option"]
            chosen = next((one for one in options if "selected" in one.attrs), options[0] if options else None)
            if chosen is not None:
                yield name, chosen.attr("value") if "value" in chosen.attrs else _text(tree, chosen)
        elif kind in ("checkbox", "radio"):
            if "checked" in node.attrs:
                yield name, node.attr("value") or "on"
        elif kind in ("submit", "image") or (node.tag == "button" and kind in ("", "submit")):
            if not pressed and kind != "image":
                yield name, node.attr("value")
            pressed = True
        elif kind not in ("button", "reset", "file"):
            yield name, node.attr("value")


def _text(tree: Tree, node: Node) -> str:
    return "".join(one.text for one in tree.nodes[node.index + 1 : node.end] if not one.tag).strip()


def _addresses(tree: Tree, base: str, encoding: str) -> Iterator[SearchForm]:
    """Addresses that a script puts a typed word behind."""
    scripts = [node.text[:MAX_SCRIPT] for node in tree.scripts if node.text and "src" not in node.attrs]
    handlers = [node.attr(name) for node in tree.nodes for name in ("onclick", "onsubmit") if name in node.attrs]
    for source in (*scripts, *handlers):
        if "=" not in source or not _SEARCH_ADDRESS.search(source):
            continue
        for match in _ADDRESS.finditer(source):
            if not _SEARCH_ADDRESS.search(match[2]) or _OTHERS.search(match[2]):
                continue
            head, _, _ = match[2].rpartition(match[3] + "=")
            url = absolute(base, head.rstrip("?&") or base, encoding)
            if url is None:
                continue
            others = [part.partition("=") for part in (match[4] or "").split("&") if part]
            yield SearchForm(SearchKind.GET, url, match[3], tuple((name, value) for name, _, value in others), "utf-8")


def _links(tree: Tree, anchors: list[FoundLink]) -> Iterator[SearchForm]:
    """Links to a page that is there for searching."""
    for link in anchors:
        if not link.url:
            continue
        said = link.text or " ".join(node.attr("alt") for node in tree.nodes[link.node.index : link.node.end])
        said = said.strip()
        leads = len(said) <= SHORT_NAME and _LINK_PATH.search(urlsplit(link.url).path)
        if leads or _LINK_TEXT.fullmatch(said):
            yield SearchForm(SearchKind.LINK, link.url)


def _traces(tree: Tree) -> Iterator[SearchForm]:
    """What looks like a search without an address that could be asked, or may be written by a script file."""
    for node in tree.tagged("input", "a", "button", "div"):
        typed = node.tag == "input" and node.attr("type").lower() in _TYPED
        named = not node.words.isdisjoint(("search", "sousuo", "jiansuo", "searchbox", "search-box", "searchbtn"))
        if named and node.tag == "div" and node.end == node.index + 1 and not _has_own_script(tree):
            continue  # a place for a search that nothing fills
        if named or (typed and _LIKE.search(_says(node)) and not _OTHERS.search(_says(node))):
            yield SearchForm(SearchKind.SCRIPT)
            return
    if any(_LOADS.search(script.attr("src")) for script in tree.scripts if "src" in script.attrs):
        yield SearchForm(SearchKind.SCRIPT)


def _has_own_script(tree: Tree) -> bool:
    """Whether a page has a script beside those of the badge, the error finder and counters."""
    return any(not _OTHERS_SCRIPT.search(script.attr("src") or script.text) for script in tree.scripts)
