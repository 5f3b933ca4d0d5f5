"""What pages repeat is read once: that must not change what is read from any page, whatever was read before it."""

from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path

import msgspec
import pytest

from crawler.reading import RawResponse, read_page
from crawler.reading.repeats import Repeats
from crawler.urls import SiteScope

HOME = "http://site.example/"
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
TESTS = Path(__file__).resolve().parents[1]
FILES = [
    *sorted(TESTS.glob("sites/*/www/**/*.html")),
    *sorted(TESTS.glob("quality/pages/*.html")),
]
SHELL = (
    "<html><head><title>{title}_某县人民政府</title></head><body><div class=top><ul>{menu}</ul></div>"
    "<div class=main>{main}</div><div class=foot>{foot}</div></body></html>"
)


def encoded(body: bytes, name: str) -> bytes:
    url = f"{HOME}{name}"
    raw = RawResponse(url=url, final_url=url, status=200, body=body, fetched_at=NOW)
    return msgspec.msgpack.encode(read_page(raw, SiteScope(HOME)))


def made_up(chance: random.Random) -> bytes:
    """A page of parts of which others have the same: header, menu and foot alike, or alike but for a little."""
    menus = ["".join(f"<li><a href=/{n}/>栏目{n}</a></li>" for n in range(chance.choice([9, 10])))]
    menus.append(menus[0].replace("<li>", "<li class=on>", 1))
    menus.append("<ul>" + menus[0])  # never closed
    feet = [
        "<p>主办：某县人民政府办公室</p><p>网站标识码：6109000001</p><p>联系电话：0915-3210000</p><ul>"
        + "<li><a href=http://other.example/>友情链接</a></li>" * 6
        + "</ul>"
    ]
    feet.append(f"<div style='display:none'>{feet[0]}</div>")
    feet.append(f"<a href=/all/>{feet[0]}")
    feet.append(f"<table><tr><td>{feet[0]}</table>")
    rows = "".join(
        f"<li><a href=/news/{chance.randrange(40)}.html>第{n}条信息的标题文字</a><span>2026-11-{n + 1:02}</span></li>"
        for n in range(chance.randrange(12))
    )
    mains = [
        f"<ul>{rows}</ul>",
        "<h1>关于召开会议的通知</h1><p>发布时间：2026-11-02</p><p>正文文字。</p>" * chance.randrange(3),
    ]
    pager = "".join(f"<a href=/news/index_{n}.html>{n}</a>" for n in range(1, chance.randrange(3, 6)))
    mains.append(f"<div><ul>{rows}</ul><div>{pager}<a href=/news/index_2.html>下一页</a></div></div>")
    side = "".join(f"<li><a href=/hot/{n}.html>第{n}条热点信息的标题</a></li>" for n in range(8))
    mains.append(f"<div><ul>{side}</ul></div><div class=side><ul>{side}</ul></div><ul>{rows}</ul>")
    page = SHELL.format(
        title=chance.choice(["首页", "新闻", "通知"]),
        menu=chance.choice(menus),
        main=chance.choice(mains) + (chance.choice(feet) if chance.random() < 0.2 else ""),
        foot=chance.choice(feet),
    )
    if chance.random() < 0.1:
        page = re.sub("</div>", "", page, count=1)
    return page.encode()


def whole(monkeypatch: pytest.MonkeyPatch, pages: dict[str, bytes]) -> dict[str, bytes]:
    """What is read where nothing is looked up nor kept."""
    with monkeypatch.context() as changed:
        changed.setattr("crawler.reading.tree.LOOKS", 0)
        return {name: encoded(body, name) for name, body in pages.items()}


def alone(monkeypatch: pytest.MonkeyPatch, pages: dict[str, bytes]) -> dict[str, bytes]:
    said = {}
    for name, body in pages.items():
        monkeypatch.setattr("crawler.reading.tree.repeats", Repeats())
        said[name] = encoded(body, name)
    return said


@pytest.mark.parametrize("seed", range(3))
def test_a_page_reads_the_same_after_any_others(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    pages = {f"made/{n}.html": made_up(chance) for n in range(150)}
    pages |= {f"{path.parent.name}/{path.name}": path.read_bytes() for path in FILES[seed::3]}
    expected = alone(monkeypatch, pages)
    assert whole(monkeypatch, pages) == expected
    monkeypatch.setattr("crawler.reading.repeats.TRIALS", 1_000_000)  # nothing is given up here
    shared = Repeats()
    monkeypatch.setattr("crawler.reading.tree.repeats", shared)
    for _ in range(2):  # each sight may be read from what others left, or be first
        names = list(pages)
        chance.shuffle(names)
        for name in names:
            assert msgspec.msgpack.decode(encoded(pages[name], name)) == msgspec.msgpack.decode(expected[name]), name
    found = sum(again for _, again in shared._likes.values())
    assert found > len(pages), "nothing was read from what was kept: the test shows nothing"
