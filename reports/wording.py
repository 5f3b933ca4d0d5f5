"""How each kind of finding is put into a clause of an official text: column, date and days, from the finding's detail.

A clause has no full stop, so that it can stand in “一是……；二是……”. A check without a clause here, or a detail that
lacks what the clause needs, falls back to the finding's own message.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from reports import texts
from reports.records import FindingLike

LONGEST_NAME = 40  # characters of a page's own text quoted in a clause
STATE_CLAUSES: Mapping[str, str] = {
    "absent": "未设置“{title}”栏目",
    "empty": "“{title}”栏目无内容",
    "outdated": "“{title}”栏目内容未按期更新",
}


def clause(finding: FindingLike) -> str:
    """The finding as a clause without full stop."""
    writer = CLAUSES.get(finding.check)
    written = writer(finding) if writer else ""
    return written or finding.message.strip().rstrip("。；")


def quoted(text: str) -> str:
    """A page's own words in quotation marks, on one line, cut if long."""
    line = " ".join(text.split())
    return f"“{line[: LONGEST_NAME - 1]}…”" if len(line) > LONGEST_NAME else f"“{line}”"


def _dead_link(finding: FindingLike) -> str:
    kind = texts.LINK_KINDS.get(str(finding.detail.get("kind")), "链接")
    reason = texts.link_reason(str(finding.detail.get("reason") or ""))
    text = str(finding.detail.get("text") or "").strip()
    shown = f"文字为{quoted(text)}的链接" if text else "链接"
    pages = f"，出现在{finding.occurrences}个页面" if finding.occurrences > 1 else ""
    return f"{shown}（{kind}）无法打开{f'，原因为{reason}' if reason else ''}{pages}"


def _empty_column(finding: FindingLike) -> str:
    path = finding.detail.get("path")
    steps = [str(step) for step in path] if isinstance(path, list | tuple) else []
    where = " > ".join(steps) if len(steps) > 1 else finding.target or ""
    return f"{quoted(where)}栏目无内容" if where else ""


def _stale(finding: FindingLike, subject: str) -> str:
    limit = finding.detail.get("limit_days")
    last = _date(finding.detail.get("last_update"))
    allowed = f"，超过{texts.limit_text(limit)}的更新时限" if limit else ""
    if last is None:
        return f"{subject}未见有效的更新日期{f'，更新时限为{texts.limit_text(limit)}' if limit else ''}"
    days = (finding.as_of - last).days
    return f"{subject}最后更新日期为{texts.date_text(last)}，距监测时间点{days}天{allowed}"


def _stale_column(finding: FindingLike) -> str:
    return _stale(finding, f"{quoted(finding.target)}栏目") if finding.target else ""


def _stale_home(finding: FindingLike) -> str:
    return _stale(finding, "首页信息")


def _typo(finding: FindingLike) -> str:
    right = str(finding.detail.get("suggestion") or "")
    if not finding.target:
        return ""
    return f"{quoted(finding.target)}{f'应为{quoted(right)}' if right else '用字有误'}"


def _missing_section(finding: FindingLike) -> str:
    template = STATE_CLAUSES.get(str(finding.detail.get("state")), "")
    key = finding.target or ""
    title = str(finding.detail.get("title") or texts.SECTION_TITLES.get(key, key))
    return template.format(title=title) if title else ""


def _date(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


CLAUSES: Mapping[str, Callable[[FindingLike], str]] = {
    "dead_link": _dead_link,
    "empty_column": _empty_column,
    "stale_column": _stale_column,
    "stale_home": _stale_home,
    "typo": _typo,
    "missing_section": _missing_section,
}
