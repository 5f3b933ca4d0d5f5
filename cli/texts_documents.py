"""The sentences of the commands that write documents, import figures and reconcile circulars."""

from __future__ import annotations

DOCUMENT_TEXTS: dict[str, tuple[str, str]] = {
    "report.help": (
        "出报告：self-inspection（自查报告）、circular（通报）、notice（整改通知单）、findings（问题清单）。\n\n\b\n"
        "示例：\n  govinspect report self-inspection --site hanyin\n"
        "  govinspect report circular --issuer 安康市人民政府办公室\n"
        "  govinspect report notice --site hanyin --deadline 2026-12-10",
        "Write a report: self-inspection, circular, notice or findings.\n\n\b\n"
        "Examples:\n  govinspect report self-inspection --site hanyin\n"
        "  govinspect report circular --issuer 安康市人民政府办公室\n"
        "  govinspect report notice --site hanyin --deadline 2026-12-10",
    ),
    "report.issuer": (
        "发文机关（默认：门户网站主办单位的办公室）",
        "the issuing office (default: the office of the government that runs the portal)",
    ),
    "report.deadline": (
        "整改时限 YYYY-MM-DD（默认 {days} 天后）",
        "day to mend by, YYYY-MM-DD (default: in {days} days)",
    ),
    "report.wording": (
        "本单位的文书用语文件（默认数据目录下的 {name}，没有就用自带用语）",
        "the office's own wording (default: {name} in the data directory, if it is there)",
    ),
    "report.wording_template": ("写出自带的文书用语，供修改", "write the shipped wording, to be edited"),
    "report.wording_exists": (
        "{path} 已经存在，请换一个文件名，以免盖掉改过的用语",
        "{path} exists; name another file, lest changed wording be lost",
    ),
    "report.number": (
        "发文字号，如 安政办函〔2026〕10号；写了就带版头",
        "document number; with one the letter has its head",
    ),
    "report.copies": ("抄送机关，印在版记里", "who gets a copy, for the imprint"),
    "report.format": ("格式，可多次使用（默认全部，pdf 除外）", "format, repeatable (default: all but pdf)"),
    "report.no_format": (
        "{kind} 没有 {form} 格式，可用：{known}",
        "{kind} is not written as {form}; there are: {known}",
    ),
    "report.no_pdf": (
        "生成 pdf 需要 LibreOffice（soffice）或 Chromium 浏览器，本机都没有。请安装其中之一，或改用 docx",
        "pdf needs LibreOffice (soffice) or Chromium, and this machine has neither: install one, or take docx",
    ),
    "report.pdf_failed": ("没有生成 pdf：{why}", "no pdf was made: {why}"),
    "opt.scheme": (
        "评分方案：名称或 YAML 文件（默认 {default}）",
        "scoring scheme: a name or a YAML file (default {default})",
    ),
    "score.failed": ("不合格：{name}（{why}），须人工核实", "fails: {name} ({why}); have a person verify it"),
    "score.undecided": ("未作判定：{name}（{why}）", "no verdict: {name} ({why})"),
    "table.gains": ("{name} 先改什么", "{name}: what to mend first"),
    "col.order": ("顺序", "order"),
    "col.mend": ("整改事项", "to mend"),
    "col.gain": ("可挽回分值", "points to gain"),
    "col.conclusion": ("结论", "verdict"),
    "col.grade": ("总得分", "total"),
    "report.no_issuer": (
        "这次巡检里没有门户网站，不知道发文机关。请用 --issuer 写明",
        "no portal in this run tells who issues the document: name the office with --issuer",
    ),
    "report.circular_whole": ("通报是全部网站的，不能用 --site", "a circular covers all sites: leave out --site"),
    "report.no_notice": ("没有需要整改的问题，未出通知单：{codes}", "nothing to mend, no notice written: {codes}"),
    "report.to_verify": (
        "单项否决情形和“不合格”结论印发前须人工核实",
        "have a person verify vetoes and failing verdicts before this is sent out",
    ),
    "report.output": ("写到哪个文件夹（默认数据目录）", "folder to write to (default: in the data folder)"),
    "reconcile.help": (
        "核对绩效评估通报（txt、docx、xlsx）：合计、名次、数目、满分与正文是否自相矛盾。\n\n示例：govinspect reconcile 通报.docx",
        "Hold an evaluation circular (txt, docx, xlsx) against itself: sums, ranks, counts, full marks.\n\n"
        "Example: govinspect reconcile circular.docx",
    ),
    "reconcile.tables": (
        "把读到的各表原样写入一个 xlsx 文件，一表一页",
        "write the tables as read into an xlsx, a sheet each",
    ),
    "reconcile.read": (
        "读取{tables}张表{rows}行，发现{count}处矛盾",
        "{tables} tables with {rows} rows were read; {count} contradictions",
    ),
    "import.help": (
        "导入数据：sites（网站登记册：TOML、CSV、XLSX，或全国报送系统导出表）、media（政务新媒体）、adoption（信息采用）、"
        "manual-scores（人工评分）、lexicon（本地词语：地名、人名、机构名，及错误写法）。中间三种可先用 --template 生成空表。\n\n\b\n"
        "示例：\n  govinspect import sites 网站清单.xlsx\n"
        "  govinspect import manual-scores --template 人工评分.xlsx\n"
        "  govinspect import manual-scores 人工评分.xlsx --period 2026Q4\n"
        "  govinspect import lexicon 本地词语.csv（列：词语,应为,类别,说明；“应为”为空的是名称，不作错别字）\n"
        "  govinspect import lexicon 问题清单.xlsx（“核实”列填了“不属实”的错别字，今后不再报）",
        "Import data: sites (the registry as TOML, CSV, XLSX, or the national register's spreadsheet), media (new media), "
        "adoption, manual-scores, lexicon (names that are no faults, and wrong forms). --template writes an empty table for "
        "media, adoption and manual-scores.\n\n\b\n"
        "Examples:\n  govinspect import sites sites.xlsx\n"
        "  govinspect import manual-scores --template scores.xlsx\n"
        "  govinspect import manual-scores scores.xlsx --period 2026Q4\n"
        "  govinspect import lexicon words.csv (columns word,right,kind,note; without right it is a name)\n"
        "  govinspect import lexicon findings.xlsx (typos marked 不属实 in the column 核实 are not told again)",
    ),
    "import.template": ("生成供填写的空表（xlsx 或 csv）", "write an empty table to fill in (xlsx or csv)"),
    "import.period": (
        "哪一期：2026Q4 或 2026（默认当前季度）",
        "period: 2026Q4 or 2026 (default: the present quarter)",
    ),
    "import.scheme": ("评分方案（默认 {default}）", "scoring scheme (default {default})"),
    "import.bad_period": (
        "“{period}”不是一期，请写成 2026Q4 或 2026",
        "{period!r} is no period; write it as 2026Q4 or 2026",
    ),
    "import.no_file": (
        "请给出要导入的文件，或用 --template 生成空表",
        "name the file to import, or write one with --template",
    ),
    "import.no_template": ("{kind} 没有空表", "there is no template for {kind}"),
    "import.media": ("已导入 {count} 个政务新媒体账号（{period}）", "imported {count} new-media accounts ({period})"),
    "import.vetoed": ("{count} 个账号触及单项否决：", "{count} accounts meet a veto:"),
    "import.adoption": (
        "已导入 {count} 个单位的采用量（{period}）",
        "imported the figures of {count} units ({period})",
    ),
    "import.manual": (
        "已导入 {count} 项人工评分（{period}，新增 {new}，更新 {changed}）",
        "imported {count} manual scores ({period}; {new} new, {changed} changed)",
    ),
    "col.entered": ("人工录入", "entered"),
    "col.missing": ("未评分值", "missing"),
}
