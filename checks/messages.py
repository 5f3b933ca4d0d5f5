"""What the checks say: one Chinese sentence a finding, fit for a notice, and the reasons for *not checked*."""

from __future__ import annotations

FINDINGS: dict[str, str] = {
    "dead_link": "页面“{page}”上的{kind}链接“{text}”（{url}）无法打开：{reason}。",
    "dead_link_bare": "页面“{page}”上的{kind}链接（{url}）无法打开：{reason}。",
    "empty_column": "栏目“{column}”为空白栏目，截至{as_of}没有任何内容。",
    "empty_column_notice": "栏目“{column}”为空白栏目，截至{as_of}仅有“{notice}”字样，没有任何内容。",
    "empty_column_veto": "全站空白栏目累计{count}个，达到单项否决标准（{limit}个）。",
    "stale_column": "栏目“{column}”最近一次更新为{last}，截至{as_of}已超过{limit}未更新。",
    "stale_column_undated": "栏目“{column}”所列信息均未注明发布时间，无法确认近{limit}内有更新。",
    "stale_column_veto_dynamic": (
        "全站动态要闻、通知公告、政策文件类栏目未更新累计{count}个，达到单项否决标准（{limit}个）。"
    ),
    "stale_column_veto_overdue": "全站应更新而长期未更新的栏目累计{count}个，达到单项否决标准（{limit}个）。",
    "stale_home": "首页最近一次更新为{last}，截至{as_of}已超过{limit}天未更新，达到单项否决标准。",
    "missing_section_absent": "未找到“{title}”栏目或页面，应当设置。",
    "missing_section_empty": "“{title}”（栏目“{column}”）没有任何内容，应当公开。",
    "missing_section_reports": "“{title}”（栏目“{column}”）未见{year}年度报告，应于{due}前发布。",
    "missing_section_years": "“{title}”（栏目“{column}”）未见{year}年以来的内容，应当更新。",
    "missing_section_days": "“{title}”（栏目“{column}”）最近一次更新为{last}，截至{as_of}已超过{limit}天未更新。",
}

LINK_KINDS: dict[str, str] = {
    "page": "网页",
    "attachment": "附件",
    "image": "图片",
    "asset": "资源",
    "external": "外部",
}

LINK_REASONS: dict[str, str] = {
    "dns": "域名无法解析",
    "connect": "无法建立连接",
    "timeout": "访问超时",
    "tls": "无法建立安全连接",
    "redirect_loop": "循环跳转",
    "soft_404": "页面不存在（服务器未返回404状态）",
    "bad_attachment": "附件内容无效",
}

# why something was not checked; a limit's or a page's own reason stands as it is where it is not listed
REASONS: dict[str, str] = {
    "registry:skip": "登记表注明不适用",
    "render:no_browser": "本机没有浏览器，未能渲染",
    "no_pages": "没有读到任何页面",
    "no_links": "没有检查任何链接",
    "home_unread": "首页未能读取",
    "no_dates": "所列信息没有可识别的日期",
    "crawl_incomplete": "抓取不完整，不能断定没有",
    "columns_unread": "有栏目未能读取，不能断定没有",
    "offsite_platform": "相关栏目设在站外平台，未检查",
    "hint": "该类网站不要求必设，仅提示",
    "unknown_section": "登记表中的栏目代号不存在",
    "interactive": "互动或查询类栏目没有列表，需人工查看",
}


def finding(key: str, **fields: object) -> str:
    """The sentence of a finding. Raises KeyError for a key or a field that is not in the catalogue."""
    return FINDINGS[key].format(**fields)


def joined(one: str, other: str) -> str:
    """Two sentences of the catalogue as one."""
    return f"{one.removesuffix('。')}；{other}"


def link_reason(reason: str, status: int | None) -> str:
    """Why a link is dead, in words: `http_404` is 返回状态码404."""
    if reason.startswith("http_"):
        return f"返回状态码{reason.removeprefix('http_')}"
    return LINK_REASONS.get(reason, f"返回状态码{status}" if status else reason)


def reason(code: str) -> str:
    """Why something was not checked, in words where the catalogue has them."""
    return REASONS.get(code, code)
