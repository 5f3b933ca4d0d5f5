"""The title of a column's page: what its breadcrumb, its tag, `<title>` and its heading call it.

A column's page has no line over a date, and its `<title>` is often the site's. Two witnesses that agree beat one.
"""

from __future__ import annotations

from checks.facts import Crumb, Place
from crawler.reading.blocks import TextBlock
from crawler.reading.headline import Headline, clean, form_of, key, names_site, without_site
from crawler.reading.tree import Tree
from crawler.reading.words import HOME_NAMES

MAX_NAME = 20  # characters of a column's name
MIN_HEADING = 10  # form from which a line is a heading, as in `headline`
# what a template calls every page
GENERIC = frozenset(
    (
        "栏目页",
        "栏目",
        "列表页",
        "列表",
        "文章列表",
        "信息列表",
        "新闻列表",
        "栏目导航",
        "导航",
        "无标题文档",
        "无标题",
        "标题",
        "更多",
    )
)


def of_column(
    found: Headline,
    tree: Tree,
    blocks: list[TextBlock],
    crumbs: tuple[Crumb, ...],
    column_tag: str,
    document_title: str,
    site_names: frozenset[str],
    rows_begin: int,
) -> Headline:
    """The title of a column's page, where `found` is what a page of any kind would be called.

    `site_names`: those of the site. `rows_begin`: the node at which its rows begin, -1 where it has none.
    """
    barred = {key(name) for name in site_names} | {key(name) for name in GENERIC | HOME_NAMES} | {""}
    step = crumbs[-1].name if len(crumbs) > 1 else ""
    tag = clean(column_tag)
    named = [name for name in (step, tag) if key(name) not in barred]
    whole = clean(document_title)
    title = without_site(_behind_site(whole, site_names), frozenset(barred))
    if key(found.text) == key(whole):
        found = Headline(title, found.start, found.end)
    if key(title) not in barred and (not names_site(title) or key(title) in map(key, named)):
        named.append(title)
    keys = [key(name) for name in named]
    if key(found.text) in keys:
        return found
    agreed = next((name for name, own in zip(named, keys, strict=True) if keys.count(own) > 1), "")
    if agreed or (named and named[0] in (step, tag)):
        return Headline(agreed or named[0])
    heading = _heading(tree, blocks, rows_begin, barred)
    if heading is not None or named:
        return heading or Headline(named[0])
    says_site = key(found.text) in barred or names_site(found.text)
    return (_line_over(blocks, rows_begin, barred) or found) if says_site else found


def _behind_site(title: str, site_names: frozenset[str]) -> str:
    """What stands behind the site's name and a blank: 某某市财政局 政策文件."""
    for name in filter(None, map(clean, site_names)):
        if title.startswith(f"{name} "):
            return title[len(name) :].strip()
    return title


def _heading(tree: Tree, blocks: list[TextBlock], rows_begin: int, barred: set[str]) -> Headline | None:
    """The strongest heading over the rows that may be a name; of equals the nearest to them."""
    best: Headline | None = None
    best_form = MIN_HEADING
    for block in _over(blocks, rows_begin):
        form = form_of(tree, block)
        if form >= best_form and len(block.text) <= MAX_NAME and key(block.text) not in barred:
            best, best_form = Headline(block.text, block.start, block.end), form
    return best


def _line_over(blocks: list[TextBlock], rows_begin: int, barred: set[str]) -> Headline | None:
    """The last line over the rows, if it is short and no link."""
    last: TextBlock | None = None
    for block in _over(blocks, rows_begin):
        last = block
    if last is None or last.link >= 0 or len(last.text) > MAX_NAME or key(last.text) in barred:
        return None
    return Headline(last.text, last.start, last.end)


def _over(blocks: list[TextBlock], rows_begin: int) -> list[TextBlock]:
    return [block for block in blocks if block.start < rows_begin and block.place is Place.MAIN and not block.hidden]
