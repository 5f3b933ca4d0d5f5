"""The Chinese wording of the typo check and of proofreading."""

from __future__ import annotations

PAGE_WHERE = "页面“{title}”中"
REPRINT_WHERE = "页面“{title}”（标注来源：{source}）中"
TEMPLATE_WHERE = "网站{place}（每页重复出现）中"
PLACES = {"header": "页眉", "nav": "导航", "breadcrumb": "当前位置", "side": "侧栏", "pager": "翻页", "footer": "页脚"}
SUSPECT = "{where}“{wrong}”疑为“{suggestion}”之误：“{context}”。"
CHECK_AGAIN = "{where}“{wrong}”有误，请核对：“{context}”。"
NO_SUCH_DATE = "{where}“{wrong}”为不存在的日期，请核对：“{context}”。"
ENCODING_LOSSY = "页面编码有误，部分文字无法读出"
OWN_WORD = "本网站多份文件均如此书写，可能是本地名称或新词，请人工判断"


def inner_quotes(text: str) -> str:
    """Quotation marks turned into those of an inner quotation (GB/T 15834: ‘’ inside “”)."""
    return text.translate({ord("“"): "‘", ord("”"): "’"})
