"""Service guides (办事指南): which of the elements a citizen needs are filled in, whatever the layout.

Labels and what follows them are read from running text, tables of pairs, tables with a head row, definition lists
and tabs. Only pages that call themselves guides are parsed, so that a second parse costs little.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from checks.facts import PLACE, VAGUE, Place
from crawler.reading.blocks import TextBlock
from crawler.reading.words import FOOTER_TEXT, REGION_WORDS, split_words

if TYPE_CHECKING:
    from bs4 import Tag

MAX_HTML = 500_000  # characters; a guide has some ten thousand
MAX_AROUND = 500  # elements named as head, navigation or foot that are looked into
MAX_LABEL = 18  # characters of a line that is a label
MAX_REMEMBERED = 80  # characters of a piece of text that may stand on many pages
MAX_HEADS = 20  # labels that a line may begin with, one behind the other
MAX_PIECE = 40  # characters of a piece of text that is no more than a label with its number and marks
MIN_LABELS = 2  # fewer labels: a page in a column of guides that is none
MIN_TABS, MAX_TABS = 3, 20  # labels in a row that are a table's head or the names of tabs
GUIDE_TITLE = re.compile(r"(?:办事|服务|办理|申请|申办|审批)(?:指南|须知|指引)")
_SERVICES = re.compile(
    r"^(?:网上|我要)?(?:办事|便民服务|(?:服务|办事|审批)(?:事项|流程|程序))"
)  # a column that may hold guides
MANY_LABELS = 4  # a page in such a column is a guide when it names so many elements
_TABLE = Path(__file__).parents[1] / "tables" / "guide_labels.yaml"
_PARTS = frozenset({"tab", "tabs", "card", "panel", "accordion", "collapse"})  # their heads are no page's head
_AROUND = REGION_WORDS[Place.FOOTER] | REGION_WORDS[Place.HEADER] | REGION_WORDS[Place.NAV]
_NUMBERING = re.compile(
    r"^[\s●■◆★※·*#【\[]*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．:：]|第[一二三四五六七八九十]+[条部分]*)?\s*"
)
_BRACKETED = re.compile(r"[【〔\[［]\s*([^】〕\]］\n]{2,18}?)\s*[】〕\]］]\s*[:：]?")
# what a reader clicks on to see what a label is for, and the head of a group of elements
_OPENS = re.compile(
    r"\s*[\[【(（]?(?:展开|收起|更多|查看|点击查看)[\]】)）]?\s*[▼▲∨∧﹀+>»]*$"
)  # what a reader clicks to see
_GROUP = re.compile(
    r"(?:基本|办理|受理|结果|申请|其他|审批|服务)信息\s*[:：]?|(?:展开|收起)"
)  # the head of a group of elements
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000\xa0]+[\u4e00-\u9fff](?![\u4e00-\u9fff]))+"
)  # 电　　话
_ALSO = {"hours": "时间", "place": "地点|地址", "phone": "电话|联系方式"}  # 办理地点和时间
_AND_MORE = {key: re.compile(rf"(?:^|[及和与、，/])\s*(?:{names})") for key, names in _ALSO.items()}
_AND_ANY = re.compile("|".join(_ALSO.values()))
_HEAD = re.compile(rf"([^。\s:：]{{2,{MAX_LABEL}}})[。:：\u3000]\s*(?=\S)")
_SPACED_HEAD = re.compile(rf"([^。\s:：]{{2,{MAX_LABEL}}})\s+(?=\S)")
_COLON = re.compile("[:：]")
_BETWEEN_TAGS = re.compile(r"[<>\n]+")
_PICTURE = "（图）"
_SPOKEN = re.compile(r"\S")
_NOTHING = re.compile(r"[\s:：。，,、;；\-—/*.…]*(?:暂无|略|待定|待补充)?[\s:：。，,、;；\-—/*.…]*")
_VAGUE = re.compile(
    r"(?:法律|法规|规章)[^。；;]{0,12}规定的?其[他它](?:材料|资料|条件|文件)"
    r"|其[他它](?:需要|需|应当|要求)?(?:提[供交])?的?(?:相关|有关|必要|证明)?的?(?:材料|资料)(?:$|[。；;，,、）)\s])"
)
_OFFICE = re.compile(
    r"([\u4e00-\u9fff]{2,12}?县)(?:人民政府|政府)?(?:政务(?:服务)?(?:中心|大厅)|便民服务(?:中心|大厅)|行政(?:服务|审批)\S{0,4}(?:中心|大厅)|办事大厅)"
)
_BEFORE_NAME = re.compile(r".*(?:[省市区]|位于|地点|地址|窗口|前往|[在到至为或和及与])")
_NO_NAME = frozenset("本全我该各外邻此")


def marks(blocks: Sequence[TextBlock]) -> tuple[str, ...]:
    """What a person should look at in a guide (`Page.guide_marks`)."""
    found: set[str] = set()
    for block in blocks:
        if block.place is Place.MAIN:
            if _VAGUE.search(block.text):
                found.add(VAGUE)
            if "县" in block.text:
                names = (_BEFORE_NAME.sub("", office[1]) for office in _OFFICE.finditer(block.text))
                found.update(f"{PLACE}{name}" for name in names if len(name) > 1 and name[0] not in _NO_NAME)
    return tuple(sorted(found))


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Element key → pattern of its labels, in the order in which they are tried."""
    table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple((key, re.compile("|".join(names.split()))) for key, names in table.items())


@cache
def _any_label() -> re.Pattern[str]:
    names = "|".join(pattern.pattern for _, pattern in _labels())
    return re.compile(rf"(?:{names})[^\s:：，。；]{{0,6}}\s*[:：]")


def read_guide(html: str, title: str, names: Sequence[str]) -> tuple[str, ...] | None:
    """The keys of the elements that a guide fills, sorted; None where the page is no guide."""
    called = any(GUIDE_TITLE.search(name) for name in (title, *names))
    if len(html) > MAX_HTML or not (called or any(_SERVICES.search(name) for name in names)):
        return None
    if not _may_hold_labels(html):
        return None
    from bs4 import BeautifulSoup  # most sites have no guides, and do without

    soup = BeautifulSoup(html, "lxml")
    body = soup.body or soup
    _strip(body)
    _name_pictures(body)
    filled: dict[str, bool] = {}
    tabs = list(_in_tabs(body))  # first: it takes the names of the tabs away, which no text follows
    for key, has_value in (*tabs, *_in_text(body, title), *_in_columns(body)):
        filled[key] = filled.get(key, False) or has_value
    if len(filled) < (MIN_LABELS if called else MANY_LABELS):
        return None
    named = {"name"} if title else set()
    return tuple(sorted({key for key, has_value in filled.items() if has_value} | named))


def _may_hold_labels(html: str) -> bool:
    """Whether the markup holds labels enough, told without a tree: an article in a column of guides seldom does.

    A label that counts stands in a short piece of text or before a colon.
    """
    found: set[str] = set()
    for piece in _BETWEEN_TAGS.split(markup.unescape(html)):
        if piece.isascii():
            continue
        found.update(_names_met(piece) if len(piece) <= MAX_REMEMBERED else _names_in(piece))
        if len(found) >= MIN_LABELS:
            return True
    return False


def _names_in(piece: str) -> tuple[str, ...]:
    """The elements whose labels may stand in a piece of text."""
    if len("".join(piece.split())) > MAX_PIECE and not (_COLON.search(piece) and _any_label().search(piece)):
        return tuple(_keys(_headed(_NUMBERING.sub("", piece.strip()), _HEAD)[0]))
    return (*_keys(piece), *_labelled(f" {piece} ")[0])


_names_met = lru_cache(maxsize=8192)(_names_in)  # most short pieces are those of the page's frame, met on every page


def _strip(body: Tag) -> None:
    """Takes away what is no content: scripts, and the page's head, navigation and foot."""
    for tag in body(["script", "style", "noscript", "select", "nav", "header", "footer"]):
        tag.decompose()
    whole = len(body.get_text())
    looked_into = 0
    for tag in body.find_all(True):
        if tag.decomposed:
            continue
        words = split_words(f"{' '.join(tag.get_attribute_list('class'))} {tag.get('id') or ''}")
        if _AROUND.isdisjoint(words) or not _PARTS.isdisjoint(words):  # "tabs__nav", "card-header" name elements
            continue
        looked_into += 1
        if looked_into > MAX_AROUND:
            break
        if len(tag.get_text()) * 2 < whole:
            tag.decompose()


def _name_pictures(body: Tag) -> None:
    """Puts a word for each picture that is a value, as a drawn process is: alone in its paragraph, or behind a label.

    A picture before the words of its paragraph is their ornament.
    """
    for picture in body(["img", "embed", "object"]):
        around = picture.find_parent(["p", "td", "dd", "li", "div"])
        if around is None:
            continue
        before = picture.find_previous(string=_SPOKEN)
        if not around.get_text(strip=True) or (before is not None and around in before.parents):
            picture.replace_with(f"\n{_PICTURE}\n")


def _keys(text: str) -> list[str]:
    """The elements that a label names; [] for a text that is none."""
    label = _OPENS.sub("", _NUMBERING.sub("", _SPACED.sub(_closed, text.strip()))).strip(" :：】]")
    if not label or len(label) > MAX_LABEL or ":" in label or "：" in label:
        return []
    keys, rest = _labelled(label)
    return keys if len(re.sub(r"[及和与或、，/（）()\s]", "", rest)) <= MAX_LABEL // 3 else []


def _labelled(text: str) -> tuple[list[str], str]:
    """The elements whose labels stand in a text, and the text without them."""
    keys = []
    for key, pattern in _labels():
        if pattern.search(text):
            keys.append(key)
            text = pattern.sub(" ", text)
    if keys:
        keys += [key for key, also in _AND_MORE.items() if key not in keys and also.search(text)]
        text = _AND_ANY.sub("", text)
    return keys, text


def _says(text: str) -> bool:
    return _NOTHING.fullmatch(text) is None and _GROUP.fullmatch(text.strip()) is None


def _in_text(body: Tag, title: str) -> Iterator[tuple[str, bool]]:
    """Labels followed by their text, from the title on: in one line, in the next lines, in the next cell."""
    waiting: list[str] = []
    lines = [line.strip() for line in body.get_text("\n").splitlines()]
    for line in lines[lines.index(title) if title in lines else 0 :]:
        if FOOTER_TEXT.search(line):
            break
        line = _SPACED.sub(_closed, line)
        line = _BRACKETED.sub(_unbracketed, line)
        for keys, text in _pieces(_NUMBERING.sub("", line).strip()):
            if keys:
                yield from ((key, False) for key in waiting)
                waiting = keys
            if waiting and _says(text):
                yield from ((key, True) for key in waiting)
                waiting = []
    yield from ((key, False) for key in waiting)


def _closed(found: re.Match[str]) -> str:
    """Single characters set apart, as one word."""
    return "".join(found[0].split())


def _unbracketed(found: re.Match[str]) -> str:
    """【办理地点】 as 办理地点：, where it is a label."""
    return f"{found[1]}：" if _keys(found[1]) else found[0]


def _pieces(line: str) -> Iterator[tuple[list[str], str]]:
    """A line as labels with the text behind each."""
    for _ in range(MAX_HEADS):
        head, line = _headed(line, _HEAD)
        if not head:
            break
        yield _keys(head), ""
    whole = _keys(line)
    if whole:
        yield whole, ""
        return
    marks = list(_any_label().finditer(line))
    if not marks:
        head, text = _headed(line, _SPACED_HEAD)
        yield _keys(head), text
        return
    yield [], line[: marks[0].start()]
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(line)
        yield _keys(mark[0]), line[mark.end() : end]


def _headed(line: str, form: re.Pattern[str]) -> tuple[str, str]:
    """A line parted behind its label (申请条件。年满十八周岁), if it begins with one; else "" and the line."""
    found = form.match(line)
    return (found[1], line[found.end() :]) if found and _keys(found[1]) else ("", line)


def _in_columns(body: Tag) -> Iterator[tuple[str, bool]]:
    """Tables with the labels in a head row and the values below."""
    for table in body.find_all("table"):
        rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]
        for head, values in pairwise(rows):
            keys = [_keys(cell) for cell in head]
            if len(head) == len(values) and sum(map(bool, keys)) >= MIN_TABS and not any(_keys(v) for v in values):
                for each, value in zip(keys, values, strict=True):
                    yield from ((key, _says(value)) for key in each)


def _in_tabs(body: Tag) -> Iterator[tuple[str, bool]]:
    """Tabs: as many panes behind a row of labels as there are labels; the row is taken away.

    Not every tab need be an element's: the first is often 基本信息. The panes stand in an element behind the row, or
    are its next siblings themselves.
    """
    from bs4 import Tag

    for row in body.find_all(["ul", "ol", "div", "p"]):
        heads = [child for child in row.children if isinstance(child, Tag)]
        if not MIN_TABS <= len(heads) <= MAX_TABS or any(len(head.get_text(strip=True)) > MAX_LABEL for head in heads):
            continue
        keys = [_keys(head.get_text(" ", strip=True)) for head in heads]
        if sum(map(bool, keys)) < max(MIN_TABS, len(keys) - 2):
            continue
        for near in (row, row.parent):
            panes = _panes(near, len(heads)) if isinstance(near, Tag) else []
            if panes:
                for each, pane in zip(keys, panes, strict=True):
                    yield from ((key, _says(pane.get_text(" ", strip=True))) for key in each)
                row.extract()
                break


def _panes(row: Tag, count: int) -> list[Tag]:
    """So many panes behind a row of tabs: the children of what follows it, or what follows it itself; else []."""
    from bs4 import Tag

    group = row.find_next_sibling()
    inside = [child for child in group.children if isinstance(child, Tag)] if isinstance(group, Tag) else []
    if len(inside) == count:
        return inside
    behind = [sibling for sibling in row.find_next_siblings() if isinstance(sibling, Tag)]
    return behind if len(behind) == count and len({one.name for one in behind}) == 1 else []
