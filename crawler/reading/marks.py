"""The identity elements a page shows (the keys of `site_identity`), in text, link, picture or script.

Sources: 国办发〔2017〕47号 (底部功能区), the forms counted on 72 real footers.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from checks.facts import Place
from crawler.reading.blocks import TextBlock
from crawler.reading.links import FoundLink
from crawler.reading.signs import Signs
from crawler.reading.tree import Tree
from crawler.urls import SiteScope, absolute

SCRIPT_FOOTER = "script_footer"  # the foot is written by a script file that was not read
CONTACT = "contact"
SHOWN_IN_FULL = frozenset({"site_id_code", "icp"})  # a foot that shows these is no stub that a script fills
MAX_FOOT_FILES = 4
LATE = 0.6  # of the page's elements, behind which a script may stand in for the foot
MAX_LINE = 300  # characters of a line of a foot; a longer one is running text
TAIL_BLOCKS = 30  # last blocks of the page, where a foot stands that no name shows as one
EDGES = frozenset({Place.HEADER, Place.NAV, Place.FOOTER})

# words of which one is in every match (a search for a word costs a tenth of a pattern's), and the pattern
_TEXT: dict[str, tuple[tuple[str, ...], re.Pattern[str]]] = {
    "sponsor": (("主", "版权"), re.compile(r"主\s*办|版权所有\s*[:：]?\s*[\u4e00-\u9fff]")),
    "contact": (
        ("话", "线", "箱", "mail", "Mail", "联系", "-", "TEL", "Tel", "tel"),
        re.compile(
            r"电\s*话|热线|邮\s*箱|[Ee]-?[Mm]ail|联系(?:我们|方式|人)|\b[Tt][Ee][Ll]\s*[:：.]|(?<!\d)0\d{2,3}[-－—]\d{7,8}(?!\d)"
        ),
    ),
    "site_id_code": (
        ("标识码", "识别码", "标识编码", "网站编码"),
        re.compile(r"(?:(?:标识|识别)编?码|网站编码)\W{0,4}(?:\d{6,}|[Bb][Mm]\d{4,})"),
    ),
    "icp": (("ICP", "icp"), re.compile(r"ICP\s*[备证]?\s*(?:案\S{0,4})?\s*(?:字|第)?\s*\d{6,}", re.I)),
    "public_security": (
        ("公网安备", "公安备", "公安机关备"),
        re.compile(r"(?:公网安备|公安(?:机关)?备案?)\D{0,8}\d{8,}"),
    ),
    "sitemap": (("地图", "导航"), re.compile(r"(?:网站|站点|本站|站内|网页)(?:地图|导航)")),
    "error_finder": (("网站找错",), re.compile(r"网站找错")),
}
# words of markup and addresses
_MARKUP: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("conac_badge", (b"conac.cn", b"_ideConac")),
    ("public_security", (b"registerSystemInfo?recordcode=", b"beian.mps.gov.cn/#/query/webSearch?code=")),
    (
        "error_finder",
        (
            b"_jiucuo_",
            b"span_jiucuo",
            b"jiucuo.js",
            b"zfwzgl.www.gov.cn/exposure",
            b"zfwzzc.www.gov.cn",
            b"pucha.kaipuyun.cn",
            b"ffymh",
        ),
    ),
)
_SIGNS = Signs(word for _, words in _MARKUP for word in words)
# and of pictures, by what stands in for them
_PICTURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("conac_badge", re.compile(r"党政机关|事业单位网站标识|政府机关标识")),
    ("error_finder", re.compile(r"网站找错")),
    ("sitemap", re.compile(r"(?:网站|站点)地图")),
)
_LOADS = re.compile(
    r"""\$\(\s*["'][^"']{0,40}(?:foot|bottom|dibu|yejiao)[^"']{0,40}["']\s*\)\s*\.\s*load\s*\(\s*["']([^"'\s]+)""", re.I
)
_LOADS_HEAD = re.compile(
    r"""\$\(\s*["'][^"']{0,40}(?:head|top|nav|menu|daohang|yemei)[^"']{0,40}["']\s*\)\s*\.\s*load\s*\(""", re.I
)
_LIBRARY = re.compile(
    r"jquery|bootstrap|swiper|slide|layer|layui|vue|react|echarts|\.min\.js|share|stat|analytic|count|hm\.js|wza|jiucuo|conac|search|login",
    re.I,
)
_FOOT_FILE = re.compile(r"(?:^|[/_\-.])(?:foot(?:er)?|bottom|dibu|copyright|banquan|yejiao)[\w\-]*\.js", re.I)
_HEAD_FILE = re.compile(r"(?:^|[/_\-.])(?:head(?:er)?|top|nav|menu|daohang|yemei)[\w\-]*\.js", re.I)


def identity_marks(
    markup: bytes, links: list[FoundLink], blocks: list[TextBlock], footer: str, rendered: bool
) -> tuple[str, ...]:
    """The keys of the elements that are there, sorted, and SCRIPT_FOOTER where a script may hold more."""
    tail = len(blocks) - TAIL_BLOCKS
    edges = [
        block
        for at, block in enumerate(blocks)
        if (at >= tail or block.place in EDGES) and block.place is not Place.FOOTER and len(block.text) <= MAX_LINE
    ]
    found = marks_of(" ".join([footer, *(block.text for block in edges)]), markup)
    if CONTACT in found:  # a menu may lead to a column of that name, and shows nobody's telephone
        shown = " ".join([footer, *(block.text for block in edges if block.place is not Place.NAV)])
        if not _shows(CONTACT, shown):
            found.remove(CONTACT)
    for link in links:
        if link.node.tag == "img":
            said = f"{link.text} {link.node.attr('alt')} {link.node.attr('title')}"
            found.update(key for key, pattern in _PICTURES if pattern.search(said))
        elif link.node.tag == "script" and not rendered and _FOOT_FILE.search(link.url):
            found.add(SCRIPT_FOOTER)
    return tuple(sorted(found))


def head_by_script(tree: Tree, links: list[FoundLink]) -> bool:
    """Whether the page loads a file that is named for its head, where the navigation is, or fills it by a script."""
    return any(link.node.tag == "script" and _HEAD_FILE.search(link.url) for link in links) or any(
        "load" in script.text and _LOADS_HEAD.search(script.text) for script in tree.scripts
    )


def marks_of(foot: str, source: bytes) -> set[str]:
    """The keys of the elements that a foot's text shows, or the markup or script it comes from, in UTF-8."""
    found = {key for key in _TEXT if _shows(key, foot)}
    signs = _SIGNS.within(source)
    if signs:
        found.update(
            key for key, words in _MARKUP if any(word in signs and _is_in_markup(word, source) for word in words)
        )
    return found


def _shows(key: str, foot: str) -> bool:
    words, pattern = _TEXT[key]
    return any(word in foot for word in words) and pattern.search(foot) is not None


def foot_files(tree: Tree, links: list[FoundLink], base: str, marks: Collection[str], scope: SiteScope) -> list[str]:
    """The site's own files that may write the foot: by name or call, else by place where no foot was seen."""
    if set(marks) >= SHOWN_IN_FULL:
        return []
    scripts = [link for link in links if link.node.tag == "script" and scope.is_internal(link.url)]
    found = [link.url for link in scripts if _FOOT_FILE.search(link.url)]
    for script in tree.scripts:
        if "load" in script.text:
            found += [absolute(base, match[1]) or "" for match in _LOADS.finditer(script.text)]
    if not found and SHOWN_IN_FULL.isdisjoint(marks):
        late = len(tree.nodes) * LATE
        found = [link.url for link in scripts if link.node.index >= late and not _LIBRARY.search(link.url)]
    return [url for url in dict.fromkeys(found) if url and scope.is_internal(url)][:MAX_FOOT_FILES]


def _is_in_markup(word: bytes, html: bytes) -> bool:
    """Whether a word stands in the markup outside of comments."""
    at = html.find(word)
    while at >= 0:
        opened = html.rfind(b"<!--", 0, at)
        if opened < 0 or html.find(b"-->", opened, at) >= 0:
            return True
        closed = html.find(b"-->", at)
        at = html.find(word, closed) if closed >= 0 else -1
    return False
