"""The identity elements a page shows (the keys of `site_identity`), in text, link, picture or script.

Sources: 国办发〔2017〕47号 (底部功能区), the forms counted on 72 real footers.
"""

from __future__ import annotations

import re

from checks.facts import Place
from crawler.reading.blocks import TextBlock
from crawler.reading.links import FoundLink

SCRIPT_FOOTER = "script_footer"  # the foot is written by a script file that was not run
TAIL_BLOCKS = 30  # last blocks of the page, where a foot stands that no name shows as one
EDGES = frozenset({Place.HEADER, Place.NAV, Place.FOOTER})

_TEXT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sponsor", re.compile(r"主\s*办|版权所有\s*[:：]?\s*[\u4e00-\u9fff]")),
    ("contact", re.compile(r"电\s*话|热线|邮\s*箱|e-?mail|联系(?:我们|方式)", re.I)),
    ("site_id_code", re.compile(r"标识码\W{0,4}(?:\d{6,}|bm\d{4,})", re.I)),
    ("icp", re.compile(r"ICP\s*备?\s*(?:案\S{0,4})?\s*\d{6,}", re.I)),
    ("public_security", re.compile(r"公网安备\D{0,4}\d{8,}")),
    ("sitemap", re.compile(r"(?:网站|站点|本站|网页)(?:地图|导航)")),
    ("error_finder", re.compile(r"(?:政府)?网站找错")),
)
# words of markup and addresses; one that is found nowhere in the page costs a search of a string and no more
_MARKUP: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("conac_badge", ("conac.cn", "_ideConac")),
    ("error_finder", ("_jiucuo_", "jiucuo.js", "zfwzzc.www.gov.cn", "pucha.kaipuyun.cn", "ffymh")),
)
_BADGE = re.compile(r"党政机关|事业单位网站标识|政府机关标识")
_FOOT_FILE = re.compile(r"(?:^|[/_\-.])(?:foot(?:er)?|bottom|dibu|copyright|banquan|yejiao)[\w\-]*\.js", re.I)
_COMMENT = re.compile(r"<!--.*?-->", re.S)


def identity_marks(
    html: str, links: list[FoundLink], blocks: list[TextBlock], footer: str, rendered: bool
) -> tuple[str, ...]:
    """The keys of the elements that are there, sorted, and SCRIPT_FOOTER where a script may hold more."""
    found: set[str] = set()
    edges = [block.text for at, block in enumerate(blocks) if at >= len(blocks) - TAIL_BLOCKS or block.place in EDGES]
    foot = " ".join([footer, *(text for text in edges if text not in footer)])
    found.update(key for key, pattern in _TEXT if pattern.search(foot))
    markup = ""
    for key, words in _MARKUP:
        if any(word in html for word in words):
            markup = markup or _COMMENT.sub("", html)
            if any(word in markup for word in words):
                found.add(key)
    for link in links:
        if link.node.tag == "img":
            if _BADGE.search(link.text) or _BADGE.search(link.node.attr("title")):
                found.add("conac_badge")
        elif link.node.tag == "script" and not rendered and _FOOT_FILE.search(link.url):
            found.add(SCRIPT_FOOTER)
    return tuple(sorted(found))
