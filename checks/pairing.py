"""Which page speaks of which: a policy and its interpretation, a consultation and its result, by title and by link."""

from __future__ import annotations

import re

from checks.facts import LinkKind, SiteFacts

MIN_CORE = 6  # characters that two titles must share: shorter names fit too many
_BOOK = re.compile(r"《([^《》]+)》")
_QUOTED = re.compile(r"“([^“”]+)”")
_ISSUED = re.compile(r"(?:关于)?(?:印发|转发|公布|发布)[《“]?(.+?)[》”]?的?(?:通知|公告|决定)?$")
_FRAME = re.compile(
    r"^(?:.{2,24}?(?:政府|办公室|委员会|局|厅|委|办|院))?关于|(?:的)?(?:通知|公告|公示|函|决定|通告)$"
    r"|(?:的)?(?:政策|文件|图文|专家|部门)?(?:解读|图解|说明)(?:稿|材料)?$|^(?:一图读懂|图解|政策解读|文件解读)[:：|｜]?"
    r"|(?:的)?(?:征集|征求|公开|调查|意见|采纳)*(?:结果|情况)(?:的)?(?:反馈|公布|公示|说明|通报|公告)*$|(?:意见)?反馈$"
)
_NOISE = re.compile(r"[\s的《》“”\"‘’()（）〈〉:：、,，.。\-—_|]")


def cores(title: str) -> frozenset[str]:
    """What a title is about: the names it quotes, else what is left without the frame of its kind."""
    found = [*_BOOK.findall(title), *_QUOTED.findall(title)]
    issued = _ISSUED.search(title)
    if issued:
        found.append(issued[1])
    found.append(title)
    plain = set()
    for text in found:
        before = None
        text = text.strip()
        while before != text:
            before, text = text, _FRAME.sub("", text).strip()
        text = _NOISE.sub("", text)
        inner = _ISSUED.search(text)
        plain.add(_NOISE.sub("", inner[1]) if inner else text)
    return frozenset(core for core in plain if len(core) >= MIN_CORE)


def is_about(one: str, other: str) -> bool:
    """Whether two titles are about the same thing."""
    left, right = cores(one), cores(other)
    return any(a in b or b in a for a in left for b in right)


class Links:
    """Which pages of the site link to which, as far as sightings were kept."""

    def __init__(self, facts: SiteFacts) -> None:
        self._cut = {link.url for link in facts.links if link.occurrences > len(link.sightings)}
        self._pairs = {
            (sighting.page, link.url)
            for link in facts.links
            if link.kind is LinkKind.PAGE
            for sighting in link.sightings
        }

    def between(self, one: str, other: str) -> bool:
        """Whether one of two pages links to the other."""
        return (one, other) in self._pairs or (other, one) in self._pairs

    def both_ways(self, one: str, other: str) -> bool:
        """Whether each of two pages links to the other, as far as can be said: true where a sighting may be missing."""
        return all((a, b) in self._pairs or b in self._cut for a, b in ((one, other), (other, one)))
