"""The breadcrumb (当前位置：首页 > 政务公开 > 通知公告) as steps."""

from __future__ import annotations

from bisect import bisect_left

from checks.facts import Crumb, Place
from crawler.reading.links import FoundLink
from crawler.reading.tree import TEXT, Node, Tree
from crawler.reading.words import CRUMB_ENDS, CRUMB_LABELS, CRUMB_MARKER, CRUMB_SEPARATORS

MAX_NAME = 30  # characters; a longer step is the article's title
MAX_STEPS = 12
ARTICLE_END = "正文"


def read_breadcrumb(
    tree: Tree, trails: list[Node], places: list[Place], anchors: list[FoundLink]
) -> tuple[tuple[Crumb, ...], bool]:
    """The steps from the home page on (url "" where a step is no link), and whether they end in 正文.

    `trails` are the elements that may hold them; of several the one with most links counts. `anchors` stand in the
    order of the page.
    """
    best: tuple[Crumb, ...] = ()
    says_text = False
    for trail in trails:
        first, last = (bisect_left(anchors, at, key=_where) for at in (trail.index, trail.end))
        inside = (link for link in anchors[first:last] if places[link.node.index] is Place.BREADCRUMB)
        steps = _steps(tree, trail.index, trail.end, {link.node.index: link for link in inside})
        says_text = says_text or tree.text_of(trail.index, trail.end).rstrip(" \t\r\n>»›").endswith(ARTICLE_END)
        if sum(1 for step in steps if step.url) > sum(1 for step in best if step.url) or (steps and not best):
            best = steps
    return best, says_text


def _where(link: FoundLink) -> int:
    return link.node.index


def _steps(tree: Tree, start: int, end: int, by_node: dict[int, FoundLink]) -> tuple[Crumb, ...]:
    steps: list[Crumb] = []
    at = start
    plain = ""
    while at < end and len(steps) < MAX_STEPS:
        node = tree.nodes[at]
        link = by_node.get(at)
        if link is not None:
            steps += _plain_steps(plain)
            plain = ""
            name = link.text.strip(" >»›/|")
            if name and len(name) <= MAX_NAME:
                steps.append(Crumb(name, link.url))
            at = node.end
            continue
        if node.tag == TEXT:
            plain += node.text
        elif node.tag == "script":
            at = node.end
            continue
        at += 1
    return tuple((steps + _plain_steps(plain))[:MAX_STEPS])


def _plain_steps(text: str) -> list[Crumb]:
    text = CRUMB_MARKER.sub("", " ".join(text.split()), count=1)
    names = (part.strip(" :：[]【】") for part in CRUMB_SEPARATORS.split(text))
    return [
        Crumb(name)
        for name in names
        if name and name not in CRUMB_LABELS and name not in CRUMB_ENDS and len(name) <= MAX_NAME
    ]
