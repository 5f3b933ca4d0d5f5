"""The identity elements a page shows (the keys of `site_identity`), in text, link, picture or script.

Sources: 国办发〔2017〕47号 (底部功能区), the forms counted on 72 real footers.
"""

from __future__ import annotations

import re

from checks.facts import Place
from crawler.reading.blocks import TextBlock
from crawler.reading.links import FoundLink

SCRIPT_FOOTER = "script_footer"  # the foot is written by a script file that was not run
MAX_LINE = 300  # characters of a line of a foot; a longer one is running text
TAIL_BLOCKS = 30  # last blocks of the page, where a foot stands that no name shows as one
EDGES = frozenset({Place.HEADER, Place.NAV, Place.FOOTER})

# key → words of which one is in every match (a search for a word costs a tenth of a pattern's), and the pattern
_TEXT: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("sponsor", ("主", "版权"), re.compile(r"主\s*办|版权所有\s*[:：]?\s*[\u4e00-\u9fff]")),
    (
        "contact",
        ("话", "线", "箱", "mail", "Mail", "联系"),
        re.compile(r"电\s*话|热线|邮\s*箱|[Ee]-?[Mm]ail|联系(?:我们|方式)"),
    ),
    ("site_id_code", ("标识码",), re.compile(r"标识码\W{0,4}(?:\d{6,}|[Bb][Mm]\d{4,})")),
    ("icp", ("ICP",), re.compile(r"ICP\s*备?\s*(?:案\S{0,4})?\s*\d{6,}")),
    ("public_security", ("公网安备",), re.compile(r"公网安备\D{0,4}\d{8,}")),
    ("sitemap", ("地图", "导航"), re.compile(r"(?:网站|站点|本站|网页)(?:地图|导航)")),
    ("error_finder", ("网站找错",), re.compile(r"网站找错")),
)
# words of markup and addresses; one that is found nowhere in the page costs a search of a string and no more
_MARKUP: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("conac_badge", ("conac.cn", "_ideConac")),
    ("error_finder", ("_jiucuo_", "jiucuo.js", "zfwzzc.www.gov.cn", "pucha.kaipuyun.cn", "ffymh")),
)
_BADGE = re.compile(r"党政机关|事业单位网站标识|政府机关标识")
_FOOT_FILE = re.compile(r"(?:^|[/_\-.])(?:foot(?:er)?|bottom|dibu|copyright|banquan|yejiao)[\w\-]*\.js", re.I)


def identity_marks(
    html: str, links: list[FoundLink], blocks: list[TextBlock], footer: str, rendered: bool
) -> tuple[str, ...]:
    """The keys of the elements that are there, sorted, and SCRIPT_FOOTER where a script may hold more."""
    found: set[str] = set()
    tail = len(blocks) - TAIL_BLOCKS
    edges = [
        block.text
        for at, block in enumerate(blocks)
        if (at >= tail or block.place in EDGES) and block.place is not Place.FOOTER and len(block.text) <= MAX_LINE
    ]
    foot = " ".join([footer, *edges])
    found.update(key for key, words, pattern in _TEXT if any(word in foot for word in words) and pattern.search(foot))
    found.update(key for key, words in _MARKUP if any(_is_in_markup(word, html) for word in words))
    for link in links:
        if link.node.tag == "img":
            if _BADGE.search(link.text) or _BADGE.search(link.node.attr("title")):
                found.add("conac_badge")
        elif link.node.tag == "script" and not rendered and _FOOT_FILE.search(link.url):
            found.add(SCRIPT_FOOTER)
    return tuple(sorted(found))


def _is_in_markup(word: str, html: str) -> bool:
    """Whether a word stands in the markup outside of comments."""
    at = html.find(word)
    while at >= 0:
        opened = html.rfind("<!--", 0, at)
        if opened < 0 or html.find("-->", opened, at) >= 0:
            return True
        closed = html.find("-->", at)
        at = html.find(word, closed) if closed >= 0 else -1
    return False
