"""Home, column or article: from several witnesses, for articles carry column tags and columns carry article tags."""

from __future__ import annotations

import re

import msgspec

from checks.facts import PageType

_ARTICLE_URL = re.compile(
    r"/(?:Wap)?Content-\d+\.|/t20\d{6}_\w+\.|/art_\w+\.html?|/content_\w+\.s?html?|/c\d*/content\.html?|/post_\d+\.|/info/\d+/\d+\.html?"
    r"|/20\d{4}/[0-9a-f]{24,}\.s?html|/[0-9a-f]{24,}/c\.html|/\d{12,}/(?:index\.s?html)?$|/article[-_/]\w*\d|/20\d\d/\d\d?/\d\d?/[^/]+/?$"
    r"|/20\d\d/[01]\d[0-3]\d/\d+\.s?html?$",
    re.I,
)
_COLUMN_URL = re.compile(
    r"/Node-\d+(?:_\d+)?\.|/col/col\d+/|/(?:index|list|default)(?:[_-]\d+)?\.(?:s?html?|jsp|aspx?|php)$|/column[-_]?\w*|/list[-_]\w+\.|/$",
    re.I,
)
MIN_TEXT = 150  # characters of running text that make a text page
MANY_ROWS = 3


class Witnesses(msgspec.Struct, kw_only=True):
    """What was seen on a page that speaks for its type."""

    url: str
    is_home: bool
    visible_date: bool
    article_title: bool  # ArticleTitle that is neither the site's nor the column's name
    title_is_column: bool  # ArticleTitle repeats the column's name
    publication_tag: bool
    in_article: bool  # the title stands in the page's only <article>
    titled: bool  # the title stands in the page and is no section's name
    column_name: bool
    body_chars: int
    body_named: bool
    dated_rows: int
    rows: int
    pager: bool
    ends_crumb: bool  # the breadcrumb's last link is this page
    crumb_says_text: bool  # the breadcrumb ends in 正文


_ARTICLE_WEIGHTS = {
    "visible_date": 3,
    "article_title": 2,
    "publication_tag": 2,
    "in_article": 2,
    "titled": 1,
    "crumb_says_text": 3,
}
_COLUMN_WEIGHTS = {"title_is_column": 2, "pager": 3, "ends_crumb": 3}
_TEXT, _NAMED_BODY, _URL = 2, 1, 2
_DATED_ROWS, _SOME_ROWS, _COLUMN_TAG = 3, 1, 1
_ENOUGH_ARTICLE, _ENOUGH_COLUMN = 4, 2


def decide(seen: Witnesses) -> PageType:
    """The type for which more speaks; OTHER where too little speaks for any."""
    if seen.is_home:
        return PageType.HOME
    article = sum(weight for name, weight in _ARTICLE_WEIGHTS.items() if getattr(seen, name))
    article += _TEXT * (seen.body_chars >= MIN_TEXT) + _NAMED_BODY * seen.body_named
    article += _URL * bool(_ARTICLE_URL.search(seen.url))
    column = sum(weight for name, weight in _COLUMN_WEIGHTS.items() if getattr(seen, name))
    column += _DATED_ROWS if seen.dated_rows >= MANY_ROWS else _SOME_ROWS * (seen.rows > 0)
    column += _COLUMN_TAG * (seen.column_name and not seen.article_title)
    column += _URL * (bool(_COLUMN_URL.search(seen.url.partition("?")[0])) and not _ARTICLE_URL.search(seen.url))
    if article >= _ENOUGH_ARTICLE and article > column:
        return PageType.ARTICLE
    return PageType.COLUMN if column >= _ENOUGH_COLUMN else PageType.OTHER
