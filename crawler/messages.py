"""What the crawler writes for people to read: the caption of a finding's picture."""

from __future__ import annotations

CAPTION = (("网址", "{url}"), ("发现时间", "{found_at}"), ("问题", "{message}"), ("画面", "{source}"))
LIVE = "{at}从网站截取"
STORED = "巡检时保存的网页（{at}），按原样显示"
HIDDEN = "；问题内容本身在页面上不可见，红框为其所在位置"
WHOLE = "；问题涉及整个页面，不加红框"
TIME = "%Y年%m月%d日 %H:%M"
