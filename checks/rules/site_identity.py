"""Identity elements at the foot of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Outcome, RuleClass, Severity, SiteCheck
from checks.facts import PageSummary, PageType, SiteFacts
from checks.identifiers import SITE_ID, is_foreign, shown_site_id

SCRIPT_FOOTER = "script_footer"  # the reader's mark: a script that was not run writes the foot
MOST = 0.5  # of the pages of a type: above it the template lacks the element
MIN_PAGES = 3  # of a type that must lack an element the home page has
MAX_PAGES = 20
# named in official circulars (安康市2024年第一季度通报); the other elements are from memory
PRACTICE = frozenset({"conac_badge", "icp", "public_security"})
_SWAPPED = re.compile(r"IPC\s*备")


class SiteIdentity(SiteCheck):
    """An identity element that the foot of the site lacks or shows wrong.

    Rule: 网站底部应列明主办单位、联系方式、网站标识码、ICP备案编号、公安备案标识、党政机关网站标识、网站地图和
        “我为政府网站找错”入口，并在全站页面展示。
    Source: 国办发〔2017〕47号（底部功能区，条目数为转述）[M]；
        党政机关标识、ICP备案、公安备案见安康市2024年第一季度通报 [P]
    Bad: 底部没有公安备案号；“ICP”误写为“IPC备”；标识码与登记的不一致；首页有而栏目页、内容页都没有。
    Good: 底部由页内脚本写出；党政机关标识由 conac.cn 的脚本生成；找错入口是 jiucuo.js。
    Blind spots: 底部由本站脚本文件生成的，读取该文件；读不到或不在本站时记“未检”；标识图案是否正确、备案是否属实不判。
    """

    id = "site_identity"
    title = "网站标识"
    severity = Severity.WARN
    rule_class = RuleClass.MEMORY
    needs = frozenset({Need.SITE})

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        home = next((page for page in site.pages if page.url == site.home_url), None)
        if home is None or home.unread:
            for element in messages.IDENTITY:
                yield NotEvaluated(check=self.id, url=site.home_url, target=element, reason="home_unread")
            return
        for element in messages.IDENTITY:
            wrong = _wrong(element, home, site)
            if wrong:
                yield self._finding(element, [home], "site_identity_wrong", wrong)
            elif element not in home.marks:
                if SCRIPT_FOOTER in home.marks:
                    yield NotEvaluated(check=self.id, url=site.home_url, target=element, reason="footer_script")
                else:
                    yield self._finding(element, [home], "site_identity")
            else:
                lacking = _lacking(element, site)
                if lacking:
                    yield self._finding(element, lacking, "site_identity")

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return len(messages.IDENTITY)

    def _finding(self, element: str, pages: list[PageSummary], message: str, shown: str = "") -> Finding:
        urls = [page.url for page in pages]
        return Finding(
            check=self.id,
            url=urls[0],
            target=element,
            severity=Severity.DEDUCT if element in PRACTICE else self.severity,
            message=messages.finding(
                message,
                where=messages.PAGE_TYPES.get(pages[0].type.value, "首页"),
                element=messages.IDENTITY[element],
                shown=shown,
            ),
            evidence=Evidence(snippet=(shown or pages[0].footer[:200]) or None),
            pages=tuple(urls[:MAX_PAGES]),
            occurrences=len(urls),
            identity=(element,),
        )


def _wrong(element: str, home: PageSummary, site: SiteFacts) -> str:
    """What is shown in place of the element, "" where it is in order or absent."""
    if element == "icp":
        found = _SWAPPED.search(home.footer)
        return found[0] if found else ""
    if element == "site_id_code":
        shown = shown_site_id(home.footer)
        if shown and (not SITE_ID.fullmatch(shown) or is_foreign(shown, site.site)):
            return shown
    return ""


def _lacking(element: str, site: SiteFacts) -> list[PageSummary]:
    """The pages of a type of which most lack the element."""
    for type_ in (PageType.COLUMN, PageType.ARTICLE):
        pages = [
            page
            for page in site.pages
            if page.type is type_ and not (page.unread or page.duplicate_of or SCRIPT_FOOTER in page.marks)
        ]
        lacking = [page for page in pages if element not in page.marks]
        if len(lacking) >= MIN_PAGES and len(lacking) > MOST * len(pages):
            return sorted(lacking, key=lambda page: page.url)
    return []
