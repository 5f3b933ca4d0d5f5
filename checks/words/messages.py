"""The Chinese wording of the typo check and of proofreading."""

from __future__ import annotations

import errno

PAGE_WHERE = "页面“{title}”中"
REPRINT_WHERE = "页面“{title}”（标注来源：{source}）中"
TEMPLATE_WHERE = "网站{place}（每页重复出现）中"
PLACES = {"header": "页眉", "nav": "导航", "breadcrumb": "当前位置", "side": "侧栏", "pager": "翻页", "footer": "页脚"}
SUSPECT = "{where}“{wrong}”疑为“{suggestion}”之误：“{context}”。"
CHECK_AGAIN = "{where}“{wrong}”有误，请核对：“{context}”。"
NO_SUCH_DATE = "{where}“{wrong}”为不存在的日期，请核对：“{context}”。"
ENCODING_LOSSY = "页面编码有误，部分文字无法读出"
OWN_WORD = "本网站多份文件均如此书写，可能是本地名称或新词，请人工判断"

WRONG_SUFFIX = "{path}：不能读取 {suffix} 文件，请另存为 {kinds}"
TOO_LARGE = "{path}：超过 {limit} MiB，请拆分"
UNOPENED = "{path}：无法打开（{why}）"
NOT_TEXT = "{path}：不是 UTF-8、UTF-16 或 GB 18030 编码的文本，请另存为 UTF-8 文本"
_SYSTEM_REASONS = {
    errno.ENOENT: "文件不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已存在",
    errno.ENOSPC: "磁盘空间不足",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "文件名过长",
}


def system_reason(error: OSError) -> str:
    """Why the system could not open or write a file, in Chinese where there is a usual word for it."""
    return _SYSTEM_REASONS.get(error.errno or 0, "") or error.strerror or str(error)


def inner_quotes(text: str) -> str:
    """Quotation marks turned into those of an inner quotation (GB/T 15834: ‘’ inside “”)."""
    return text.translate({ord("“"): "‘", ord("”"): "’"})
