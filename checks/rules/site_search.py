"""The site's own search."""

from __future__ import annotations

from collections.abc import Iterator

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Outcome, RuleClass, Severity, SiteCheck
from checks.facts import SearchTrial, SearchTry, SiteFacts

ABSENT, NO_RESULTS, ERROR = "absent", "no_results", "error"
FOUND, NOTHING, ANYWAY = "found", "nothing", "anyway"  # what came of a try
NONE = "none"


class SiteSearch(SiteCheck):
    """A site without a search, or with one that does not find what the site has published.

    Rule: 公开平台应当具备信息检索功能：网站应提供站内搜索，用已发布信息的标题搜索应能搜到。
    Source: 《政府信息公开条例》第二十四条 [V]；国办秘函〔2019〕19号附件1“功能设计”（站内搜索，扣分细目未核对）[M]
    Bad: 首页没有任何搜索入口；用刚发布的文章标题搜索，提示“没有找到”；搜索返回500错误。
    Good: 搜索入口是一个图标链接；结果以JSON返回；结果里标题被截断或加亮；热词、推荐栏与搜索词无关。
    Blind spots: 只用GET方式、用几个标题各搜一次，先用一个不存在的词作对照；只接受POST、要求验证码或登录、由脚本完成
        而没有浏览器、设在站外且不应答的，记“未检”；有结果但没有所搜标题的不下结论。
    """

    id = "site_search"
    title = "站内搜索"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})
    dated = False

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        reason, shown = _verdict(site.search)
        if reason in (ABSENT, NO_RESULTS, ERROR):
            yield self._finding(site, reason, shown)
        elif reason:
            yield NotEvaluated(check=self.id, url=site.home_url, reason=reason)

    def _finding(self, site: SiteFacts, reason: str, shown: SearchTry | None) -> Finding:
        status = messages.answer_status(shown.status) if shown else ""
        title = shown.title if shown else ""
        return Finding(
            check=self.id,
            url=site.home_url,
            target=None,
            severity=self.severity,
            message=messages.finding(f"site_search_{reason}", title=title, status=status),
            detail={"reason": reason},
            evidence=Evidence(snippet=shown.url if shown else None, status=shown.status if shown else None),
            pages=(site.home_url,),
            identity=("site_search",),
        )


def _verdict(trial: SearchTrial | None) -> tuple[str, SearchTry | None]:
    """The contract's reason with the try that shows it, or why it can't be judged; "" where the search works."""
    if trial is None:
        return "search_not_tried", None
    if trial.reason:
        return trial.reason, None
    if trial.entry == NONE:
        return ABSENT, None
    telling = [one for one in trial.tries if one.outcome != ANYWAY]
    outcomes = {one.outcome for one in telling}
    if FOUND in outcomes:
        return "", None
    if outcomes in ({NOTHING}, {ERROR}):
        return (NO_RESULTS if NOTHING in outcomes else ERROR), telling[0]
    return "search_unclear", None
