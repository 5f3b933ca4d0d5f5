"""Hidden links to other sites (暗链)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from checks import messages, tables
from checks.base import Context, Evidence, Finding, Need, Outcome, PageCheck, RuleClass, Severity
from checks.facts import HiddenLink as Hidden
from checks.facts import Page, Site


class HiddenLink(PageCheck):
    """A link that leaves the site and that no reader can see.

    Rule: 清理空链、错链、断链、暗链；网页中不得藏有指向站外的隐藏链接。
    Source: 国办发〔2017〕47号（链接巡检）[M]；济南2025年第二季度检查项“错链、暗链、空链及非法链接” [P]
    Bad: 移出屏幕、宽高为零、字号为零的站外链接；高1像素的滚动条里的链接；无名的 display:none 中的博彩链接；
        由样式表移出屏幕的一组站外链接。
    Good: 有名称、由点击展开的菜单和选项卡；鼠标移上才显示的下拉菜单；给读屏软件的文字；以图代字的图标；站内链接；
        统计代码；链接到 gov.cn；注释中的链接。
    Blind spots: 样式表只看网页内和本站的，站外样式表、媒体查询不看；由样式表或脚本隐藏的，除移出屏幕、字号为零、
        文字透明、宽高为零且不属于菜单等效果的以外，只报含博彩等字样的；站内被篡改的页面不在此列。
    """

    id = "hidden_link"
    title = "暗链"
    severity = Severity.DEDUCT
    rule_class = RuleClass.PRACTICE
    needs = frozenset({Need.PAGE})

    def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
        seen: set[str] = set()
        for link in page.hidden_links:
            if link.url in seen or _is_trusted(link.url, context.site) or not _is_suspect(link):
                continue
            seen.add(link.url)
            yield Finding(
                check=self.id,
                url=page.url,
                target=link.url,
                severity=self.severity,
                message=messages.finding(
                    "hidden_link",
                    page=page.title or page.url,
                    target=link.url,
                    technique=messages.TECHNIQUES[link.technique],
                ),
                detail={"technique": link.technique},
                evidence=Evidence(snippet=link.text or None, selector=link.selector or None),
                pages=(page.url,),
                identity=(link.url,),
            )


def _is_trusted(url: str, site: Site) -> bool:
    host = urlsplit(url).hostname or ""
    trusted = (*tables.data("hidden_links.yaml")["hosts"], *site.hosts)
    return any(host == name or host.endswith(f".{name}") for name in trusted)


def _is_suspect(link: Hidden) -> bool:
    """Whether no menu needs what hides the link; where a style sheet hides it, both signs are asked for, or words."""
    never = link.technique in tables.data("hidden_links.yaml")["never"]
    if (never and link.anonymous) if link.styled else (never or link.anonymous):
        return True
    return _words().search(f"{link.text} {link.url}") is not None


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, tables.data("hidden_links.yaml")["words"].split())), re.IGNORECASE)
