"""Every sentence the door says, in Chinese and English. Chinese unless `--lang en` or GOVINSPECT_LANG=en."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal

from checks.words.messages import system_reason
from cli.texts_documents import DOCUMENT_TEXTS

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_language: Language = "zh"


def choose(arguments: Sequence[str]) -> None:
    """Sets the language from the command line or the environment, before any help text is made."""
    global _language
    wanted = os.environ.get("GOVINSPECT_LANG", "zh")
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            wanted = arguments[at + 1]
        elif argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
    _language = "en" if wanted == "en" else "zh"


def language() -> Language:
    """The language in force: zh or en."""
    return _language


def t(key: str, **values: object) -> str:
    """The sentence of a key, its {blanks} filled. Raises KeyError for an unknown key."""
    text = TEXTS[key][LANGUAGES.index(_language)]
    return text.format(**values) if values else text


def why(error: OSError) -> str:
    """Why the system could not open or write a file, in the language in force."""
    return system_reason(error) if _language == "zh" else error.strerror or str(error)


TEXTS: dict[str, tuple[str, str]] = {
    **DOCUMENT_TEXTS,
    # the program
    "app.help": (
        "政府网站巡检：抓取网站，按国办秘函〔2019〕19号指标检查，打分，出报告。\n\n"
        "\b\n示例：\n  govinspect demo                          先看内置演示城市\n"
        "  govinspect scan https://www.example.gov.cn/  检查一个网站\n"
        "  govinspect run                           本季度巡检全部网站",
        "Inspection of Chinese government websites: crawl, judge by the State Council's indicators, score, report.\n\n"
        "\b\nExamples:\n  govinspect demo                          look at the bundled demo city first\n"
        "  govinspect scan https://www.example.gov.cn/  inspect one site\n"
        "  govinspect run                           this quarter's inspection of all sites",
    ),
    "app.version": ("显示版本号", "show the version"),
    "opt.help": ("显示帮助", "show this text"),
    "opt.db": (
        "数据库地址（默认：数据目录里的 SQLite 文件）",
        "database URL (default: an SQLite file in the data folder)",
    ),
    "opt.data": ("数据目录：数据库、快照、截图、日志", "data folder: database, snapshots, screenshots, logs"),
    "opt.config": ("配置文件（TOML）", "configuration file (TOML)"),
    "opt.lang": ("界面语言 zh 或 en", "language of messages: zh or en"),
    "opt.as_of": ("监测时间点 YYYY-MM-DD（默认今天）", "date of inspection, YYYY-MM-DD (default: today)"),
    "opt.max_pages": ("最多抓取的页面数", "most pages to fetch"),
    "opt.max_depth": ("最大点击深度", "greatest click depth"),
    "opt.render": ("浏览器渲染：按需、从不、总是", "use of the browser: on evidence, never, always"),
    "opt.no_external": ("不检查离开本站的链接", "skip links that leave the site"),
    "opt.rate": ("每个网站每秒请求数", "requests a second for each site"),
    "opt.allow_private": ("允许访问内网和本机地址", "permit loopback and private addresses"),
    "opt.output": ("写入文件（默认打印）", "write to this file (default: print)"),
    "opt.screenshots": (
        "给问题截图：在页面上用红框标出，存入数据目录（已有截图的不再重复）",
        "take pictures of the findings, framed in red on their page, into the data folder (not again where there is one)",
    ),
    "pictures.taking": ("正在给问题截图……", "Taking pictures of findings …"),
    "pictures.taken": ("问题截图{count}张，在 {path}", "{count} pictures of findings in {path}"),
    "pictures.nothing_to_show": (
        "{count}个问题不在页面上（如网站打不开、域名、网页标签），没有可截的画面",
        "{count} findings are not on a page (site down, domain name, tags): nothing to show",
    ),
    "pictures.not_visible": (
        "{count}个问题没有截到：网页上已看不到，或在页面上不可见，巡检时保存的网页也显示不出",
        "{count} findings have no picture: neither the site nor the stored page shows them",
    ),
    "pictures.no_browser": (
        "{count}个问题没有截图：本机没有可用的浏览器。请运行 govinspect doctor",
        "{count} findings have no picture: no browser on this machine. Run govinspect doctor",
    ),
    "opt.format": ("输出格式", "output format"),
    "opt.kind": ("网站类别：县区、部门、门户（仅用于网址）", "kind of site, for a bare URL"),
    "opt.name": ("网站名称（仅用于网址）", "name of the site, for a bare URL"),
    "opt.only": ("只做这项检查（可重复）", "only this check (repeatable)"),
    "opt.skip": ("不做这项检查（可重复）", "not this check (repeatable)"),
    "opt.connect_to": (
        "以原域名访问另一地址，写法 主机[:端口]=地址[:端口]（可重复）",
        "reach a host elsewhere under its own name: HOST[:PORT]=ADDRESS[:PORT] (repeatable)",
    ),
    "opt.fail_on": ("有此级别及以上的问题时退出码为 1", "exit with 1 if there is a finding of this level or above"),
    "opt.run": ("第几次巡检（默认最近一次）", "which run (default: the latest)"),
    "opt.quarter_of": ("哪个季度的巡检，如 2026Q4", "the run of this quarter, as 2026Q4"),
    "opt.site": ("网站代码（可重复；默认全部）", "site code (repeatable; default: all)"),
    "opt.parallel": ("同时检查几个网站", "how many sites at once"),
    "opt.days_before": ("比自查报告期限提前几天开始", "how many days before the report is due to start"),
    # commands
    "scan.help": (
        "检查一个网站：登记的网站代码，或任意网址。\n\n示例：govinspect scan hanyin --format xlsx --output 汉阴.xlsx",
        "Inspect one site: a registered code or any URL.\n\nExample: govinspect scan hanyin --format xlsx --output hanyin.xlsx",
    ),
    "run.help": (
        "巡检全部登记网站（季度任务）。\n\n示例：govinspect run --quarter 2026Q4\n\n中断后继续：govinspect run --quarter 2026Q4 --resume",
        "Inspect all registered sites (the quarterly job).\n\nExample: govinspect run --quarter 2026Q4\n\n"
        "After an interruption: govinspect run --quarter 2026Q4 --resume",
    ),
    "run.quarter": ("季度，如 2026Q4（默认当前季度）", "quarter, as 2026Q4 (default: the present one)"),
    "run.resume": ("继续被中断的巡检", "go on with an interrupted run"),
    "schedule.help": (
        "常驻运行，到时自动开始季度巡检，错过的补做，不会重复。\n\n示例：govinspect schedule",
        "Stay up and start each quarter's run in time; a missed one is caught up, none is done twice.\n\n"
        "Example: govinspect schedule",
    ),
    "recheck.help": (
        "对一次巡检保存的内容重新检查，不访问网站。\n\n示例：govinspect recheck 3 --check typo",
        "Run checks again over what a run stored, without a request.\n\nExample: govinspect recheck 3 --check typo",
    ),
    "recheck.check": (
        "只重做这项检查（可重复；默认该次巡检的全部检查）",
        "only this check (repeatable; default: those the run was made with)",
    ),
    "recheck.reread": ("先从快照重新读取页面", "read the pages again from their snapshots first"),
    "recheck.unfinished": (
        "第 {run} 次巡检还没做完，先用 --resume 完成",
        "run {run} is not done; finish it first by --resume",
    ),
    "recheck.skipped": ("{name}：{state}，不重新检查", "{name}: {state}, not judged again"),
    "verify.help": (
        "复核：重新访问问题所在的页面和链接，已整改的销号。\n\n示例：govinspect verify --run 3",
        "Fetch again what findings point at and close those that are mended.\n\nExample: govinspect verify --run 3",
    ),
    "verify.run": (
        "复核这次巡检的全部问题，以及没有应答、尚未定论的链接",
        "verify all findings of this run, and the links that did not answer and are left open",
    ),
    "verify.what": ("请给出问题编号，或用 --run 指明哪次巡检", "name findings by their id, or a run with --run"),
    "verify.unknown": ("没有这些问题：{ids}", "there are no such findings: {ids}"),
    "verify.nothing": ("第 {run} 次巡检没有问题可以复核", "run {run} has no findings to verify"),
    "verify.unfinished": (
        "第 {run} 次巡检中这些网站没有检查完，无法复核",
        "the sites of these findings were not inspected to the end in run {run}",
    ),
    "verify.interrupted": ("已停止，没有销号。请重新运行", "Stopped; nothing was closed. Run it again"),
    "verify.kept": (
        "复核结果存为第 {run} 次：govinspect export findings --run {run}",
        "kept as run {run}: govinspect export findings --run {run}",
    ),
    "verify.counts": (
        "已整改 {mended}，仍存在 {still}，无法判断 {unclear}",
        "mended {mended}, still there {still}, undecided {unclear}",
    ),
    "verified.mended": ("已整改", "mended"),
    "verified.still": ("仍存在", "still there"),
    "verified.unclear": ("无法判断", "undecided"),
    "score.help": (
        "列出一次巡检的得分，每处扣分及其依据。\n\n示例：govinspect score --site hanyin --details",
        "The scores of a run, with each deduction and the findings behind it.\n\nExample: govinspect score --site hanyin --details",
    ),
    "score.details": ("逐条列出扣分", "list each deduction"),
    "export.help": (
        "导出原始数据：findings（问题）、pages（页面）、links（链接）、scores（得分）。\n\n示例：govinspect export findings --format xlsx --output 问题.xlsx",
        "Export raw data: findings, pages, links or scores.\n\nExample: govinspect export findings --format xlsx --output findings.xlsx",
    ),
    "checks.help": (
        "列出检查项；给出编号则显示其规则、依据和示例。\n\n示例：govinspect checks stale_column",
        "List the checks; with an id, its rule, source and examples.\n\nExample: govinspect checks stale_column",
    ),
    "sites.help": (
        "网站登记册。\n\n示例：govinspect sites list",
        "The registry of sites.\n\nExample: govinspect sites list",
    ),
    "sites.list": (
        "列出登记的网站。\n\n示例：govinspect sites list",
        "List the registered sites.\n\nExample: govinspect sites list",
    ),
    "sites.validate": (
        "检查登记册：缺什么、哪里不对。\n\n示例：govinspect sites validate",
        "Check the registry: what is missing, what is wrong.\n\nExample: govinspect sites validate",
    ),
    "sites.add": (
        "登记一个网站。\n\n示例：govinspect sites add --code hanyin --name “汉阴县人民政府”网 --kind county --url https://www.hanyin.gov.cn/",
        "Register a site.\n\nExample: govinspect sites add --code hanyin --name NAME --kind county --url https://www.hanyin.gov.cn/",
    ),
    "sites.edit": (
        "修改登记的网站，只改给出的项目。\n\n示例：govinspect sites edit czj --url https://czj.example.gov.cn/",
        "Change a registered site; only what is given changes.\n\nExample: govinspect sites edit czj --url https://czj.example.gov.cn/",
    ),
    "sites.field.code": ("网站代码：简短、不重复，用小写字母、数字和连字符", "short unique code of a-z, 0-9 and -"),
    "sites.field.name": ("网站名称，报告中照此书写", "name as it is to stand in reports"),
    "sites.field.kind": ("网站类别：county 县区、department 部门、portal 门户", "kind of site"),
    "sites.field.url": ("首页网址", "address of the home page"),
    "sites.field.hosts": ("属于本网站的其他域名（可重复）", "a further host that belongs to the site (repeatable)"),
    "sites.field.rate": ("每秒请求数（默认 1）", "requests a second (default 1)"),
    "sites.field.skip": (
        "不适用的检查项（可重复；理由写在 --notes）",
        "a check that does not apply (repeatable; say why in --notes)",
    ),
    "sites.field.owes": (
        "额外应公开的栏目，如 permits（可重复）",
        "a section that the site owes beside the usual ones, as permits (repeatable)",
    ),
    "sites.field.exempt_columns": (
        "不查更新的栏目，如归档专题（可重复）",
        "a column that is not expected to be updated (repeatable)",
    ),
    "sites.field.organization": ("主办单位", "the organisation that runs the site"),
    "sites.field.site_id_code": ("网站标识码（10位数字）", "site identification code of 10 digits"),
    "sites.field.icp": ("ICP备案号", "ICP filing number"),
    "sites.field.public_security": ("公安备案号", "public security filing number"),
    "sites.field.district_code": ("行政区划代码（6位数字）", "district code of 6 digits"),
    "sites.field.robots": (
        "obey 遵守 robots.txt（默认）；ignore 主办单位委托检查，不受其限制",
        "obey robots.txt (default), or ignore it where the owner ordered the inspection",
    ),
    "sites.field.notes": ("备注", "notes"),
    "import.replace": (
        "sites、lexicon：以文件内容替换原有全部内容",
        "sites, lexicon: the file in place of all there was",
    ),
    "import.lexicon": (
        "已导入词语：名称 {names} 个，错误写法 {forms} 个（新增 {new}，更改 {changed}）。新的巡检、recheck 和 proofread 即按此判断",
        "imported {names} names and {forms} wrong forms ({new} new, {changed} changed); new inspections, recheck and proofread "
        "go by them",
    ),
    "import.reviewed": (
        "按核实意见，以下词语今后不作错误：{words}（新增 {new} 个）。可用 recheck 重新判断已有结果",
        "by what people said, these are no faults from now on: {words} ({new} new); recheck judges earlier results again",
    ),
    "import.reviewed_none": (
        "{path}：“核实”列没有填“不属实”的问题",
        "{path}: no finding is marked 不属实 in the column 核实",
    ),
    "import.reviewed_note": ("核实不属实，问题编号 {id}", "said to be no fault, finding {id}"),
    "import.reviewed_replace": (
        "问题清单只能补充词语，不能与 --replace 同用",
        "a list of findings adds words; it cannot be used with --replace",
    ),
    "import.reviewed_unknown": (
        "{count} 个编号不在数据库中，未处理：{ids}",
        "{count} ids are not in the database and were left out: {ids}",
    ),
    "import.reviewed_others": (
        "{count} 个不是错别字或严重表述问题，不能由词语解决，未处理：{ids}",
        "{count} are not about wording, words cannot settle them: {ids}",
    ),
    "import.reviewed_unlearned": (
        "{count} 个没有可记的词语（如日期），未处理：{ids}",
        "{count} have no word to learn (a date, say): {ids}",
    ),
    "import.lexicon_empty": ("{path}：没有词语", "{path}: no words in it"),
    "proofread.help": (
        "发稿前校对：txt、md、docx、xlsx、html、pdf，“-”表示标准输入。位置按行（docx 按段落和表格行，xlsx 按行）。\n\n"
        "示例：govinspect proofread 通知.docx --annotate 校对",
        "Proofread txt, md, docx, xlsx, html and pdf before they are published; - is standard input. Places are lines "
        "(docx: paragraphs and table rows; xlsx: rows).\n\nExample: govinspect proofread notice.docx --annotate proof",
    ),
    "proofread.annotate": (
        "另存一份加批注的 docx 到此文件夹，原文件不动",
        "write a docx copy with comments at the faults into this folder",
    ),
    "proofread.tier": ("显示到哪一级：error、likely、suspected", "lowest tier shown: error, likely, suspected"),
    "demo.help": (
        "检查内置的演示城市（本机回环地址，不访问外网），从抓取到报告走一遍。\n\n示例：govinspect demo",
        "Inspect the bundled demo city on loopback, end to end.\n\nExample: govinspect demo",
    ),
    "demo.output": (
        "结果写到哪个文件夹（默认数据目录下的 demo）",
        "folder for the results (default: demo in the data folder)",
    ),
    "doctor.help": (
        "检查本机缺什么（浏览器、字体、数据库），以及怎样补上。\n\n示例：govinspect doctor",
        "Say what is missing on this machine (browser, fonts, database) and how to get it.\n\nExample: govinspect doctor",
    ),
    # messages
    "error": ("错误：{what}", "Error: {what}"),
    "hint": ("提示：{what}", "Hint: {what}"),
    "try_help": ("用法见：{command} --help", "For usage: {command} --help"),
    "usage.no_option": ("没有选项 {name}。{maybe}", "No such option: {name}. {maybe}"),
    "usage.no_command": ("没有命令 {name}。{maybe}", "No such command: {name}. {maybe}"),
    "usage.maybe": ("是不是 {names}？", "Did you mean {names}?"),
    "usage.missing": ("缺少 {name}。", "Missing {name}."),
    "usage.bad_value": ("{name} 的值不对：{why}", "Bad value for {name}: {why}"),
    "usage.date": ("“{value}”不是日期，请写成 2026-11-23", "{value!r} is no date; write it as 2026-11-23"),
    "settings.unreadable": ("读不了配置文件 {path}：{why}", "cannot read the configuration file {path}: {why}"),
    "settings.invalid": ("配置有误（{where}）：{why}", "bad configuration ({where}): {why}"),
    "settings.environment": ("环境变量或选项", "environment or options"),
    "settings.at_least_one": ("至少为 1", "must be at least 1"),
    "data.unwritable": (
        "写不了数据目录 {path}：{why}。请用 --data 指定一个可写的文件夹",
        "cannot write to the data folder {path}: {why}. Name a writable folder with --data",
    ),
    "scan.bad_target": (
        "“{target}”既不是登记的网站代码，也不是网址。用 govinspect sites list 查看代码，或给出完整网址",
        "{target!r} is neither a registered code nor a URL. See the codes with govinspect sites list, or give the whole URL",
    ),
    "scan.assumed_kind": (
        "未指明类别，按部门网站检查；县区政府网站请加 --kind county，门户请加 --kind portal",
        "no kind given: inspected as a department's site; use --kind county or --kind portal otherwise",
    ),
    "site.no_address": (
        "网站 {code} 没有登记网址。请先用 govinspect sites edit {code} --url … 补上",
        "site {code} has no address. Fill it in first: govinspect sites edit {code} --url …",
    ),
    "run.sites_without_address": (
        "{count} 个网站没有登记网址，本次不检查：{codes}",
        "{count} sites have no address and are left out: {codes}",
    ),
    "run.no_sites": (
        "登记册里没有可检查的网站。请先补上网址（govinspect sites validate）",
        "no site of the registry can be inspected. Fill in addresses first (govinspect sites validate)",
    ),
    "run.unknown_site": ("登记册里没有这些网站：{codes}", "not in the registry: {codes}"),
    "run.exists_finished": (
        "{quarter} 的巡检已完成（第 {run} 次）。查看得分：govinspect score --run {run}",
        "the run of {quarter} is done (run {run}). See its scores: govinspect score --run {run}",
    ),
    "run.exists_unfinished": (
        "{quarter} 的巡检还没做完（第 {run} 次）。继续请加 --resume",
        "the run of {quarter} is not done (run {run}). Go on with it by --resume",
    ),
    "scan.nothing_to_resume": ("{target} 没有被中断的检查可以继续", "no interrupted scan of {target} to go on with"),
    "run.nothing_to_resume": ("{quarter} 还没有巡检可以继续", "there is no run of {quarter} to go on with"),
    "run.locked": (
        "第 {run} 次巡检正由另一个进程进行",
        "run {run} is being worked on by another process",
    ),
    "run.network_lost": (
        "检查途中本机网络中断（此前能打开的主机也都没有应答），已停止判断，中断期间的结果一概不记",
        "This machine's network failed on the way (hosts that answered before do not, either): judging stopped, nothing is concluded from it",
    ),
    "run.interrupted": (
        "已停止，进度已保存。继续：{command}",
        "Stopped; the state is kept. To go on: {command}",
    ),
    "run.none": (
        "还没有做过巡检。先运行 govinspect scan 或 govinspect run",
        "no inspection yet. Run govinspect scan or govinspect run first",
    ),
    "run.none_of_quarter": (
        "没有 {quarter} 的巡检，或与 --run 不符",
        "no run of {quarter}, or another than --run names",
    ),
    "run.unknown": ("没有第 {run} 次巡检。有：{known}", "there is no run {run}. There are: {known}"),
    "run.site_not_in_run": (
        "第 {run} 次巡检里没有网站 {codes}。有：{known}",
        "run {run} has no site {codes}. It has: {known}",
    ),
    "schedule.started": (
        "已就绪。{quarter} 的自查报告 {due} 前发布，巡检 {start} 开始。按 Ctrl-C 停止",
        "Ready. The report of {quarter} is due on {due}; its run starts at {start}. Ctrl-C stops",
    ),
    "schedule.stopped": ("已停止", "Stopped"),
    "schedule.finished": ("第 {run} 次巡检完成，报告在 {path}", "run {run} is done; reports in {path}"),
    "written": ("已写入 {path}（{count} 条）", "wrote {path} ({count} rows)"),
    "wrote": ("已写入 {path}", "wrote {path}"),
    "findings.none": ("没有发现问题", "nothing found"),
    "findings.more": (
        "另有 {count} 条未显示。全部：govinspect export findings --run {run}",
        "{count} more not shown. All of them: govinspect export findings --run {run}",
    ),
    "check.crashed": (
        "{site}：检查程序“{title}”在{count}个页面上出错，没有结果（如 {url}）；其他页面和其他检查不受影响",
        "{site}: the check “{title}” failed on {count} pages and has no result there (as {url}); nothing else is affected",
    ),
    "sites.valid": ("登记册没有问题（{count} 个网站）", "the registry is in order ({count} sites)"),
    "sites.to_fill_in": ("{count} 个网站的网址待填写：", "{count} sites without an address, to be filled in:"),
    "sites.saved": ("已保存 {code}", "saved {code}"),
    "sites.imported": (
        "已导入 {count} 个网站（新增 {new}，更新 {changed}）",
        "imported {count} sites ({new} new, {changed} changed)",
    ),
    "sites.exists": ("代码 {code} 已登记，修改请用 sites edit", "code {code} is registered; change it with sites edit"),
    "proofread.clean": ("未发现错误（{files} 个文件）", "nothing found ({files} files)"),
    "proofread.found": ("共 {count} 处", "{count} found"),
    "file.unreadable": ("读不了 {path}：{why}", "cannot read {path}: {why}"),
    "file.unwritable": ("写不了 {path}：{why}", "cannot write {path}: {why}"),
    "file.unknown_kind": (
        "不认识 {path} 的格式。可用：{known}",
        "unknown kind of file: {path}. Known: {known}",
    ),
    "export.needs_file": ("{form} 须写入文件，请用 --output 指定", "{form} goes into a file: name it with --output"),
    "score.provisional": (
        "带 * 的得分为暂计：有内容未能检查，原因见 govinspect score --details",
        "scores with * are provisional: parts could not be inspected; see govinspect score --details",
    ),
    "demo.starting": (
        "演示城市已在本机启动：{count} 个网站，监测时间点 {as_of}",
        "the demo city is up on loopback: {count} sites, as of {as_of}",
    ),
    "demo.reports": ("报告和清单：", "Reports and lists:"),
    "demo.took": ("用时 {seconds} 秒", "took {seconds} s"),
    # tables
    "col.site": ("网站", "site"),
    "col.code": ("代码", "code"),
    "col.name": ("名称", "name"),
    "col.kind": ("类别", "kind"),
    "col.url": ("网址", "URL"),
    "col.state": ("状态", "state"),
    "col.pages": ("页面", "pages"),
    "col.findings": ("问题", "findings"),
    "col.veto": ("否决", "vetoes"),
    "col.check": ("检查项", "check"),
    "col.title": ("名目", "title"),
    "col.count": ("数量", "count"),
    "col.severity": ("级别", "severity"),
    "col.message": ("说明", "message"),
    "col.where": ("位置", "where"),
    "col.wrong": ("疑误", "wrong"),
    "col.suggestion": ("建议", "suggestion"),
    "col.context": ("上下文", "context"),
    "col.tier": ("把握", "tier"),
    "col.class": ("效力", "class"),
    "col.what": ("项目", "item"),
    "col.status": ("情况", "status"),
    "col.remedy": ("怎么办", "what to do"),
    "col.notes": ("备注", "notes"),
    "col.lost": ("扣分", "lost"),
    "col.indicator": ("指标", "indicator"),
    "col.reason": ("原因", "reason"),
    "col.id": ("编号", "id"),
    "col.was": ("原巡检", "run"),
    "col.now": ("现在", "now"),
    "col.new": ("新增", "new"),
    "col.gone": ("消除", "gone"),
    "col.reread": ("重读", "read again"),
    "table.recheck": ("第 {run} 次巡检重新检查", "Run {run}, judged again"),
    "table.verify": ("复核", "Verification"),
    "table.sites": ("网站与得分", "Sites and scores"),
    "table.by_check": ("各项检查发现的问题", "Findings by check"),
    "table.findings": ("问题清单", "Findings"),
    "provisional": ("暂计", "provisional"),
    "kind.county": ("县区", "county"),
    "kind.department": ("部门", "department"),
    "kind.portal": ("门户", "portal"),
    "state.pending": ("未开始", "pending"),
    "state.running": ("进行中", "running"),
    "state.finished": ("完成", "finished"),
    "state.failed": ("未能检查", "not inspected"),
    "state.interrupted": ("中断", "interrupted"),
    "tier.error": ("确定", "certain"),
    "tier.likely": ("很可能", "likely"),
    "tier.suspected": ("存疑", "suspected"),
    "severity.veto": ("单项否决", "veto"),
    "severity.deduct": ("扣分", "deduct"),
    "severity.warn": ("提醒", "warn"),
    "severity.info": ("信息", "info"),
    "yes": ("正常", "ok"),
    "no": ("缺", "missing"),
    # progress
    "progress.sites": ("网站", "sites"),
    "progress.site": ("{name}：已处理 {done}，已知 {known}", "{name}: {done} done of {known} known"),
    "progress.left": ("预计还需约 {minutes} 分钟", "about {minutes} min left"),
    "progress.left_hours": ("预计还需约 {hours} 小时", "about {hours} h left"),
    "progress.finished": (
        "{name}：{state}，{done} 个地址，{findings} 个问题",
        "{name}: {state}, {done} addresses, {findings} findings",
    ),
    "progress.failed": ("{name}：未能检查（{reason}）", "{name}: not inspected ({reason})"),
    # doctor
    "doctor.browser": ("浏览器（渲染、截图）", "browser (rendering, screenshots)"),
    "doctor.browser_remedy": (
        "Debian：apt-get install chromium-headless-shell；其他系统：playwright install chromium；或用 GOVINSPECT_CHROMIUM 指明路径",
        "Debian: apt-get install chromium-headless-shell; elsewhere: playwright install chromium; or name it in GOVINSPECT_CHROMIUM",
    ),
    "doctor.fonts": ("中文字体", "Chinese fonts"),
    "doctor.fonts_remedy": ("Debian：apt-get install fonts-noto-cjk", "Debian: apt-get install fonts-noto-cjk"),
    "doctor.database": ("数据库", "database"),
    "doctor.data": ("数据目录", "data folder"),
    "doctor.office": ("LibreOffice（预览报告，可不装）", "LibreOffice (preview of documents, optional)"),
    "doctor.office_remedy": (
        "Debian：apt-get install libreoffice-writer-nogui",
        "Debian: apt-get install libreoffice-writer-nogui",
    ),
    "doctor.postgres": ("PostgreSQL 驱动（多机部署才需要）", "PostgreSQL driver (only for several machines)"),
    "doctor.postgres_remedy": ("pip install 'govinspect[postgres]'", "pip install 'govinspect[postgres]'"),
    "doctor.python": ("Python", "Python"),
    "doctor.memory": ("内存", "memory"),
    "doctor.disk": ("磁盘剩余空间", "free disk space"),
    "doctor.disk_remedy": ("清理磁盘，或用 --data 换一个文件夹", "free some space, or name another folder with --data"),
    "doctor.all_well": ("可以使用", "ready"),
}
