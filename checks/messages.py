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
    "page_tag": "{page_type}的页面标签“{tag}”{state}（共{count}页），应按网页标签规范设置。",
    "page_tag_value": "{page_type}的页面标签“{tag}”{state}（共{count}页），如“{value}”，应按网页标签规范设置。",
    "site_identity": "{where}底部未见{element}，应当按规范添加。",
    "site_identity_wrong": "{where}底部的{element}有误（“{shown}”），请核对更正。",
    "suspicious_date_future": "页面“{page}”显示的发布日期为{shown}，晚于检查日{as_of}，请核对。",
    "suspicious_date_disagrees": (
        "页面“{page}”显示的发布日期为{shown}，与{witness}中的{other}相差{days}天，疑似有误，请核对。"
    ),
    "privacy_leak": "页面“{page}”公开了未作遮盖处理的{kind}“{masked}”，应当去标识化。",
    "privacy_leak_attachment": "附件“{name}”（{where}）公开了未作遮盖处理的{kind}“{masked}”，应当去标识化。",
    "hidden_link": "页面“{page}”中有指向站外“{target}”的隐藏链接（{technique}），疑为暗链，请核实清理。",
    "domain_name_ip_address": "网站以IP地址“{host}”提供访问，应当使用“.gov.cn”域名。",
    "domain_name_not_gov_cn": "网站域名“{host}”不以“.gov.cn”或“.政务”结尾，应当使用规范的政府网站域名。",
    "overdue_report_absent": "未见{report}，应于{due}前发布。",
    "overdue_report_late": "{report}发布于{published}，应于{due}前发布。",
    "late_interpretation_absent": "政策文件“{title}”发布于{published}，截至{as_of}未见解读，应在{limit}日内发布解读。",
    "late_interpretation_late": "政策文件“{title}”发布于{published}，解读发布于{interpreted}，超过{limit}日的时限。",
    "late_consultation_absent": "“{title}”于{closed}结束，截至{as_of}未公布结果，应在{limit}日内公布。",
    "late_consultation_late": "“{title}”于{closed}结束，结果公布于{result}，超过{limit}日的时限。",
    "unanswered_message_absent": "留言“{title}”提交于{asked}，截至{as_of}已超过{limit}个月未见答复。",
    "unanswered_message_late": "留言“{title}”提交于{asked}，答复于{answered}，超过{limit}个月的时限。",
    "incomplete_guide": "办事指南“{title}”缺少{missing}，应当补充完整。",
    "incomplete_guide_veto": "全站缺少{elements}类及以上要素的办事指南累计{count}个，达到单项否决标准（{limit}个）。",
    "site_search_absent": "首页未见站内搜索入口，应当提供站内搜索。",
    "site_search_no_results": "用本站已发布信息的标题（如“{title}”）在站内搜索，没有任何结果，站内搜索不可用。",
    "site_search_error": "站内搜索无法使用：用本站信息标题“{title}”搜索时{status}。",
    "unreachable": (
        "监测{days}天，共探测{probes}次，其中{failures}次在{seconds}秒内打不开，占{percent}%，达到单项否决标准。"
    ),
    "insecure_https": "网站登记为加密访问（https），打开首页时转到了未加密的地址“{url}”。",
    "insecure_https_absent": "网站“{host}”不能以加密方式（https）访问，应当支持加密访问。",
    "insecure_https_outdated": "网站“{host}”只支持已停用的加密协议（TLS 1.1及以下），新版浏览器无法打开。",
    "insecure_certificate": "网站“{host}”的加密证书{fault}，浏览器会提示不安全，应当更换或补全证书。",
    "insecure_mixed": "加密页面“{page}”引用了未加密的内容（{url}），浏览器可能拦截或提示不安全。",
}

CERTIFICATE_FAULTS: dict[str, str] = {
    "expired": "已过期",
    "not_yet_valid": "尚未生效",
    "self_signed": "为自行签发，不受信任",
    "wrong_name": "与网站域名不符",
    "missing_intermediate": "缺少中间证书",
}

PAGE_TYPES: dict[str, str] = {"home": "首页", "column": "栏目页", "article": "内容页"}
TAG_STATES: dict[str, str] = {"absent": "缺失", "empty": "为空", "malformed": "不规范"}

IDENTITY: dict[str, str] = {
    "sponsor": "主办单位",
    "contact": "联系方式",
    "site_id_code": "网站标识码",
    "icp": "ICP备案编号",
    "public_security": "公安备案标识",
    "conac_badge": "党政机关网站标识",
    "sitemap": "网站地图链接",
    "error_finder": "“我为政府网站找错”入口",
}

DATE_WITNESSES: dict[str, str] = {"meta": "页面标签", "list": "列表", "url": "网址", "visible": "页面"}

PRIVATE_DATA: dict[str, str] = {"id_card": "身份证号码", "mobile": "个人手机号码", "bank_card": "银行卡号"}

TECHNIQUES: dict[str, str] = {
    "display_none": "不显示",
    "invisible": "透明或不可见",
    "off_screen": "移出屏幕",
    "tiny_text": "字号为零",
    "transparent": "文字透明",
    "no_size": "宽高为零",
    "marquee": "滚动条过小或过快",
    "same_colour": "文字与背景同色",
}

REPORTS: dict[str, str] = {
    "disclosure_annual": "{period}年政府信息公开工作年度报告",
    "website_annual": "{period}年度政府网站工作年度报表",
    "quarterly_self_inspection": "{period}季度网站自查情况",
}

GUIDE_ELEMENTS: dict[str, str] = {
    "name": "事项名称",
    "basis": "设定依据",
    "conditions": "申请条件",
    "materials": "办理材料",
    "place": "办理地点",
    "hours": "办理时间",
    "phone": "联系电话",
    "process": "办理流程",
    "fees": "收费标准",
    "time_limit": "办理时限",
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
    "connect": "无法连接",
    "timeout": "连接超时",
    "tls": "无法建立安全连接",
    "redirect_loop": "循环跳转",
    "soft_404": "显示页面不存在或跳转到首页",
    "bad_attachment": "附件已损坏或不是所称文件",
}

# what a server's answer says to a visitor; others by their hundred
STATUSES: dict[int, str] = {
    401: "要求登录",
    403: "禁止访问",
    404: "地址不存在",
    410: "内容已删除",
    429: "访问过于频繁",
    502: "服务器暂时无法提供服务",
    503: "服务器暂时无法提供服务",
    504: "服务器暂时无法提供服务",
}
STATUS_HUNDREDS: dict[int, str] = {4: "服务器拒绝了请求", 5: "服务器出错"}

# why something was not checked; a limit's or a page's own reason stands as it is where it is not listed
REASONS: dict[str, str] = {
    "registry:skip": "登记表注明不适用",
    "render:no_browser": "本机没有浏览器，未能渲染",
    "limit:time": "页面过于庞大，未能在限定时间内检查完",
    "no_pages": "没有读到任何页面",
    "no_links": "没有检查任何链接",
    "home_unread": "首页未能读取",
    "no_dates": "所列信息没有可识别的日期",
    "crawl_incomplete": "抓取不完整，不能断定没有",
    "columns_unread": "有栏目未能读取，不能断定没有",
    "offsite_platform": "相关栏目设在站外平台，未检查",
    "named_alike": "有名称相近的栏目，不能断定没有，需人工查看",
    "hint": "该类网站不要求必设，仅提示",
    "hint_article_21": "没有以此命名的栏目（《政府信息公开条例》第二十一条），仅提示",
    "hint_pilot": "没有以此命名的栏目（基层政务公开试点领域），仅提示",
    "hint_one_way": "政策文件与解读没有相互链接，仅提示",
    "hint_not_on_home": "报告已发布，首页上没有指向它的链接，仅提示",
    "hint_no_ipv6": "没有IPv6地址记录，仅提示",
    "hint_bare_404": "页面不存在时的提示没有说明情况，或没有返回首页的链接，仅提示",
    "hint_slow": "首页打开一般超过3秒，仅提示",
    "hint_large_page": "网页大小超过3MB，打开可能缓慢，仅提示",
    "hint_certificate_ends": "证书将在30天内到期，仅提示",
    "hint_vague_materials": "办理材料中有“其他材料”一类含糊的表述，仅提示",
    "hint_other_place": "办理地点疑为外县，仅提示",
    "unknown_section": "登记表中的栏目代号不存在",
    "hint_single_pages": "个别页面缺少该标签，仅提示",
    "footer_script": "网站底部由脚本文件生成，未能读取",
    "no_interpretations": "没有找到任何解读，无法配对",
    "no_guides": "没有找到办事指南页面",
    "no_letters": "没有找到载明来信时间的留言页面",
    "no_policies": "没有找到近期政策文件",
    "no_consultations": "没有找到载明截止日期的征集活动",
    "https_not_tried": "未尝试以加密方式访问",
    "certificate_not_tried": "未检查证书",
    "certificate_unknown": "本机无法判定证书的签发机构",
    "not_registered": "不是登记的网站，无报告任务",
    "attachment_kind": "该格式的附件未能读取文字",
    "attachment_damaged": "附件已损坏，未能读取文字",
    "attachment_encrypted": "附件已加密，未能读取文字",
    "attachment_scanned": "附件为扫描件或图片，没有可读取的文字",
    "attachment_limit": "附件过大或过于复杂，未能全部读取",
    "attachment_unfetched": "附件未能完整下载",
    "too_few_probes": "探测次数不足（须持续运行定时任务一周，每天20次以上）",
    "search_not_tried": "未尝试站内搜索",
    "search_post": "站内搜索只能以提交表单的方式使用，按规定不提交，需人工查看",
    "search_captcha": "站内搜索要求验证码，需人工查看",
    "search_script": "站内搜索由脚本完成，未能得到搜索地址，需人工查看",
    "search_blocked": "站内搜索拒绝自动访问，需人工查看",
    "search_login": "站内搜索要求登录，需人工查看",
    "search_silent": "站内搜索所在的服务器没有应答，需人工查看",
    "search_unclear": "站内搜索的结果由脚本显示或无法识别，需人工查看",
    "offsite_search": "站内搜索设在站外，未检查",
    "no_titles": "没有读到可用于搜索的信息标题",
    "interactive": "互动或查询类栏目没有列表，需人工查看",
}


def section_or_column(title: str, column: str) -> str:
    """A section and the column that may be it under another name."""
    return f"{title}（或为“{column}”栏目）"


def finding(key: str, **fields: object) -> str:
    """The sentence of a finding. Raises KeyError for a key or a field that is not in the catalogue."""
    return FINDINGS[key].format(**fields)


def joined(one: str, other: str) -> str:
    """Two sentences of the catalogue as one."""
    return f"{one.removesuffix('。')}；{other}"


def link_reason(reason: str, status: int | None) -> str:
    """Why a link is dead, in words: `http_404` is 地址不存在（404）."""
    shown = reason.removeprefix("http_")
    if shown.isascii() and shown.isdigit():
        return answer_status(int(shown))
    return LINK_REASONS.get(reason, answer_status(status) if status else reason)


def answer_status(status: int | None) -> str:
    """What a server did, in words: 服务器出错（500）, or 没有应答."""
    if not status:
        return "没有应答"
    words = STATUSES.get(status) or STATUS_HUNDREDS.get(status // 100, "服务器的回应异常")
    return f"{words}（{status}）"


def reason(code: str) -> str:
    """Why something was not checked, in words where the catalogue has them."""
    return REASONS.get(code, code)
