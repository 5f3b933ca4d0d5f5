"""The sentences of the commands that write documents, import figures and reconcile circulars."""

from __future__ import annotations

DOCUMENT_TEXTS: dict[str, tuple[str, str]] = {
    "report.help": (
        "出报告：self-inspection（自查报告）或 findings（问题清单）。\n\n示例：govinspect report self-inspection --site hanyin",
        "Write a report: self-inspection or findings.\n\nExample: govinspect report self-inspection --site hanyin",
    ),
    "report.output": ("写到哪个文件夹（默认数据目录）", "folder to write to (default: in the data folder)"),
    "reconcile.help": (
        "核对绩效评估通报（txt、docx、xlsx）：合计、名次、数目、满分与正文是否自相矛盾。\n\n示例：govinspect reconcile 通报.docx",
        "Hold an evaluation circular (txt, docx, xlsx) against itself: sums, ranks, counts, full marks.\n\n"
        "Example: govinspect reconcile circular.docx",
    ),
    "reconcile.read": (
        "读取{tables}张表{rows}行，发现{count}处矛盾",
        "{tables} tables with {rows} rows were read; {count} contradictions",
    ),
}
