"""The Chinese wording of what cannot be proofread."""

from __future__ import annotations

UNKNOWN_KIND = "{path}：无法校对 {suffix} 文件，可校对：{known}。旧格式（.doc、.xls、.wps）请另存为 docx 或 xlsx。"
UNREADABLE = "{path}：无法打开（{why}）。"
TOO_LARGE = "{path}：超过 {limit} MiB，请拆分后再校对。"
NOT_TEXT = "{path}：不是 UTF-8、UTF-16 或 GB 18030 编码的文本，请另存为 UTF-8 文本。"
DAMAGED = "{path}：不是可读的 {kind} 文件（{why}），请用原软件打开并重新保存。"
BOMB = "{path}：文件展开后超出限制，未予打开。请拆分后再校对。"
NO_ARCHIVE = "文件头不符"
ENCRYPTED = "{path}：文件有密码保护，或为旧格式（.doc、.xls）。请解除密码或另存为 docx、xlsx 后再校对。"
SCANNED = "{path}：PDF 中没有可提取的文字（多为扫描件），无法校对。"

TIERS = {"error": "错误", "likely": "很可能有误", "suspected": "疑似，请人工核对"}
COMMENT = "“{wrong}”疑为“{suggestion}”之误（{tier}）。"
COMMENT_CHECK = "“{wrong}”有误，请核对（{tier}）。"
