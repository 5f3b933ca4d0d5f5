"""Page tags (网页标签) that the pages of a type lack."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from checks import messages, tables
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Outcome, RuleClass, Severity, SiteCheck
from checks.facts import PageSummary, PageType, Site, SiteFacts
from checks.identifiers import SITE_ID, is_foreign, shown_site_id

JUDGED = (PageType.HOME, PageType.COLUMN, PageType.ARTICLE)
MOST = 0.5  # contract: most pages of a type lack the tag, then it is the template's fault; fewer are a hint
MAX_PAGES = 20
MAX_VALUE = 60  # characters of a value that are shown
STATES = ("absent", "empty", "malformed")

_PLACEHOLDER = re.compile(r"\{.*\}|<[%$?#].*|\$\{?\w+|\[!--.*--\]|#\w+#|undefined|null", re.IGNORECASE | re.DOTALL)
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")


class PageTag(SiteCheck):
    """A tag that most pages of a type lack, leave empty, or fill with what cannot be.

    Rule: 首页、栏目页、内容页应设置规定的页面标签：全站 SiteName、SiteDomain、SiteIDCode，
        栏目页另加 ColumnName 等四项，内容页另加 ArticleTitle、PubDate（YYYY-MM-DD HH:MM）、ContentSource。
        同类页面多数缺失即为模板问题。
    Source: 国办发〔2017〕47号附件《网页设计规范》；必选项和抽样数未与原文核对 [M]
    Bad: 所有内容页没有 ContentSource；SiteIDCode 为“{SiteIDCode}”或其他地市的标识码；PubDate 只有日期。
    Good: 名称大小写不同（pubdate）；SiteDomain 带 http:// 或斜杠；Author、Image 为空；个别页面缺失（仅提示）。
    Blind spots: 类型不能确定的页面不判；值是否符合实际内容（栏目说明是否恰当）不判。
    """

    id = "page_tag"
    title = "页面标签"
    severity = Severity.WARN
    rule_class = RuleClass.MEMORY
    needs = frozenset({Need.SITE})

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        for type_ in JUDGED:
            pages = _pages(site, type_)
            if not pages:
                yield NotEvaluated(check=self.id, url=site.home_url, target=type_.value, reason="no_pages")
                continue
            tags = {page.url: _tags(page) for page in pages}
            for name in _wanted(type_):
                bad = {page.url: state for page in pages if (state := _state(name, tags[page.url], page, site.site))}
                if len(bad) > MOST * len(pages):
                    yield self._finding(type_, name, bad, tags)
                elif bad:
                    yield NotEvaluated(check=self.id, url=min(bad), target=name, reason="hint_single_pages")

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return sum(len(_wanted(type_)) if _pages(site, type_) else 1 for type_ in JUDGED)

    def _finding(self, type_: PageType, name: str, bad: dict[str, str], tags: dict[str, dict[str, str]]) -> Finding:
        counts = Counter(bad.values())
        state = max(STATES, key=lambda each: (counts[each], -STATES.index(each)))
        urls = sorted(url for url in bad if bad[url] == state)
        value = tags[urls[0]].get(name.lower(), "")[:MAX_VALUE]
        return Finding(
            check=self.id,
            url=urls[0],
            target=name,
            severity=self.severity,
            message=messages.finding(
                "page_tag_value" if state == "malformed" else "page_tag",
                page_type=messages.PAGE_TYPES[type_.value],
                tag=name,
                state=messages.TAG_STATES[state],
                count=len(bad),
                value=value,
            ),
            detail={"page_type": type_.value, "state": state},
            evidence=Evidence(snippet=value or None, selector=f'meta[name="{name}" i]' if state != "absent" else None),
            pages=tuple(sorted(bad)[:MAX_PAGES]),
            occurrences=len(bad),
            identity=(type_.value, name),
        )


def _wanted(type_: PageType) -> list[str]:
    table = tables.data("page_tags.yaml")
    return [*table["site"], *table[type_.value]]


def _pages(site: SiteFacts, type_: PageType) -> list[PageSummary]:
    """The pages of a type that count: read, and no second page of another."""
    return [
        page
        for page in site.pages
        if not page.unread
        and not page.duplicate_of
        and (page.url == site.home_url if type_ is PageType.HOME else page.type is type_ and page.url != site.home_url)
    ]


def _tags(page: PageSummary) -> dict[str, str]:
    """Values by lower-case name; of doubled tags the first that is filled."""
    values: dict[str, str] = {}
    for name, value in page.tags:
        if not values.get(name.lower()):
            values[name.lower()] = value.strip()
    return values


def _state(name: str, tags: dict[str, str], page: PageSummary, site: Site) -> str:
    """absent, empty or malformed; "" where the tag is in order."""
    value = tags.get(name.lower())
    if value is None:
        return "absent"
    if not value:
        return "empty"
    if _PLACEHOLDER.fullmatch(value):
        return "malformed"
    if name == "SiteIDCode":
        return "" if _is_site_id(value, page, site) else "malformed"
    if name == "SiteDomain":
        return "" if _is_own_domain(value, site) else "malformed"
    if name == "PubDate":
        return "" if _is_stamp(value) else "malformed"
    return ""


def _is_site_id(value: str, page: PageSummary, site: Site) -> bool:
    shown = shown_site_id(page.footer)
    if not SITE_ID.fullmatch(value) or is_foreign(value, site):
        return False
    return not shown or not SITE_ID.fullmatch(shown) or shown.lower() == value.lower()


def _is_own_domain(value: str, site: Site) -> bool:
    own = {_bare(urlsplit(site.url).hostname or ""), *map(_bare, site.hosts)}
    return _bare(value) in own


def _bare(domain: str) -> str:
    """A domain without scheme, path, port and www."""
    name = domain.strip().lower().partition("://")[2] or domain.strip().lower()
    return name.partition("/")[0].partition(":")[0].removeprefix("www.")


def _is_stamp(value: str) -> bool:
    found = _STAMP.fullmatch(value)
    if not found:
        return False
    try:
        dt.date.fromisoformat(found[1])
    except ValueError:
        return False
    return True
