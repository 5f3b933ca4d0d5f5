"""How each family lays out a service guide and a citizen's letter."""

from collections.abc import Callable, Sequence
from datetime import datetime

from ..model import Site
from . import words

Rows = Sequence[tuple[str, str, str]]  # key, label, value
NUMERALS = "一二三四五六七八九十"


# --- guides -----------------------------------------------------------------------------------------------------------


def four_cells(site: Site, matter: str, rows: Rows) -> str:
    short = [(k, v) for key, k, v in rows if key in ("fees", "time_limit", "phone", "hours")]
    long = [(k, v) for key, k, v in rows if key not in ("fees", "time_limit", "phone", "hours")]
    out = f"<tr><td class='bt'>事项名称</td><td colspan='3'>{matter}</td></tr>"
    for i in range(0, len(short), 2):
        out += "<tr>" + "".join(f"<td class='bt'>{k}</td><td>{v}</td>" for k, v in short[i : i + 2]) + "</tr>"
    out += "".join(f"<tr><td class='bt'>{k}</td><td colspan='3'>{v}</td></tr>" for k, v in long)
    return f"<table class='bsznTable' cellspacing='0'>{out}</table>"


def tabs(site: Site, matter: str, rows: Rows) -> str:
    base = [(k, v) for key, k, v in rows if key in ("place", "hours", "phone", "fees", "time_limit")]
    rest = [(k, v) for key, k, v in rows if key not in ("place", "hours", "phone", "fees", "time_limit")]
    heads = "".join(f"<li{' class=on' if i == 0 else ''}>{k}</li>" for i, k in enumerate(["基本信息", *(k for k, _ in rest)]))  # fmt: skip
    first = "".join(f"<p><span class='lab'>{k}：</span><span>{v}</span></p>" for k, v in [("事项名称", matter), *base])
    panels = "".join(f"<div class='tabcon' style='display:none'>{v}</div>" for _, v in rest)
    return f"<div class='tabbox'><ul class='tabtit'>{heads}</ul><div class='tabcon'>{first}</div>{panels}</div>"


def labelled(site: Site, matter: str, rows: Rows) -> str:
    return "".join(f"<div class='sx-item'><div class='sx-label'>{k}</div><div class='sx-content'>{v}</div></div>" for k, v in [("事项名称", matter), *((k, v) for _, k, v in rows)])  # fmt: skip


def pasted(site: Site, matter: str, rows: Rows) -> str:
    out = [f"<p><strong><span style='font-family:黑体'>{n}、{k}</span></strong></p><p><span style='font-size:16px'>　　{v}</span></p>" for n, (_, k, v) in zip(NUMERALS, rows, strict=False)]  # fmt: skip
    return f"<p style='text-align:center'><strong>{matter}</strong></p>" + "".join(out)


def boxes(site: Site, matter: str, rows: Rows) -> str:
    return "".join(f"<div class='bszn_box'><h3 class='bszn_tit'><em></em>{k}</h3><div class='bszn_nr'>{v}</div></div>" for _, k, v in rows)  # fmt: skip


def broken_lines(site: Site, matter: str, rows: Rows) -> str:
    return "<br>\n".join(f"<b>{i}、{k}：</b>{v}" for i, (_, k, v) in enumerate(rows, 1)) + "<br>"


def chapters(site: Site, matter: str, rows: Rows) -> str:
    together = {key: (k, v) for key, k, v in rows}
    made = [(k, v) for key, k, v in rows if key not in ("place", "hours")]
    if "place" in together and "hours" in together and together["place"][1] and len(together["hours"][1]) > 3 and len(together["place"][1]) > 3:  # fmt: skip
        made.append(("办理地点和时间", f"{together['place'][1]}；{together['hours'][1]}"))
    else:
        made += [together[key] for key in ("place", "hours") if key in together]
    index = "".join(f"<li><a href='#s{i}'>{k}</a></li>" for i, (k, _) in enumerate(made))
    return f"<ul class='toc'>{index}</ul>" + "".join(f"<h2 id='s{i}'>{k}</h2><p>{v}</p>" for i, (k, v) in enumerate(made))  # fmt: skip


def spaced(site: Site, matter: str, rows: Rows) -> str:
    def wide(k: str) -> str:
        return "　".join(k) if len(k) == 4 and k[2:] in ("地点", "时间", "电话") else k

    return "<table><tbody>" + "".join(f"<tr><th>{wide(k)}</th><td><p>{v}</p></td></tr>" for k, v in [("办理事项", matter), *((k, v) for _, k, v in rows)]) + "</tbody></table>"  # fmt: skip


GUIDES: dict[str, Callable[[Site, str, Rows], str]] = {"trs": four_cells, "hanweb": tabs, "jpaas": labelled, "vsb": pasted, "ucap": boxes, "node": broken_lines, "static": chapters, "vue": spaced}  # fmt: skip

# --- letters ----------------------------------------------------------------------------------------------------------

Letter = Callable[[Site, str, str, datetime, datetime | None, str], str]


def two_tables(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<table class='hf'><tr><th>回复单位</th><td>{site.owner}</td><th>回复时间</th><td>{answered:%Y-%m-%d %H:%M:%S}</td></tr><tr><th>回复内容</th><td colspan='3'>{reply}</td></tr></table>" if answered else ""  # fmt: skip
    return f"<table class='lx'><tr><th>编号</th><td>{site.rng.randrange(10**8)}</td><th>来信日期</th><td>{asked:%Y-%m-%d %H:%M:%S}</td></tr><tr><th>来信标题</th><td colspan='3'>{title}</td></tr><tr><th>来信内容</th><td colspan='3'>{text}</td></tr></table>{back}"  # fmt: skip


def list_items(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<li>答复部门：{site.owner}</li><li>答复日期：{answered:%Y-%m-%d}</li><li>答复内容：{reply}</li>" if answered else "<li>处理状态：处理中</li>"  # fmt: skip
    return f"<ul class='mail-view'><li>写信人：{site.rng.choice(words.SURNAMES)}*</li><li>写信日期：{asked:%Y-%m-%d}</li><li>信件内容：{text}</li>{back}</ul>"  # fmt: skip


def bubbles(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<div class='a-box'><div class='a-hd'><span class='unit'>{site.owner}</span><span class='tm'>{answered:%Y-%m-%d %H:%M} 回复</span></div><div class='a-bd'>{reply}</div></div>" if answered else "<div class='a-box'><div class='none'>暂无回复</div></div>"  # fmt: skip
    return f"<div class='q-box'><div class='q-hd'><span>网民</span><span class='tm'>{asked:%Y-%m-%d %H:%M} 提交</span></div><div class='q-bd'>{text}</div></div>{back}"  # fmt: skip


def lines(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<p>回复时间：{answered.year}年{answered.month}月{answered.day}日</p><p>回复人：管理员</p><p>回复内容：</p><p>{reply}</p>" if answered else "<p>回复时间：</p><p>回复人：</p><p>回复内容：</p>"  # fmt: skip
    return f"<p>留言人：匿名</p><p>留言时间：{asked.year}年{asked.month}月{asked.day}日</p><p>留言内容：</p><p>{text}</p>{back}"  # fmt: skip


def headed(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<h4 class='hd'>办理结果</h4><div class='info'>办理单位：{site.owner}&nbsp;&nbsp;办结时间：{answered:%Y-%m-%d %H:%M}</div><div class='nr'>{reply}</div>" if answered else "<h4 class='hd'>办理结果</h4><div class='nr'>您的来信正在办理中，请耐心等待。</div>"  # fmt: skip
    return f"<h4 class='hd'>来信内容</h4><div class='info'>来信人：{site.rng.choice(words.SURNAMES)}**&nbsp;&nbsp;来信时间：{asked:%Y-%m-%d %H:%M}</div><div class='nr'>{text}</div>{back}"  # fmt: skip


def old_board(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<tr><td bgcolor='#ffffee'><font color='red'>[管理员回复]</font> {reply} <br>回复日期：{answered:%Y-%m-%d}</td></tr>" if answered else ""  # fmt: skip
    return f"<table border='1' width='96%'><tr><td bgcolor='#eeeeee'>留言者：游客　留言日期：{asked:%Y-%m-%d %H:%M:%S}</td></tr><tr><td>{text}</td></tr>{back}</table>"  # fmt: skip


def terms(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<dt>回复</dt><dd>{reply}</dd><dt>回复时间</dt><dd><time>{answered:%Y-%m-%d}</time></dd>" if answered else "<dt>状态</dt><dd>待回复</dd>"  # fmt: skip
    return (
        f"<dl class='qa'><dt>提问时间</dt><dd><time>{asked:%Y-%m-%d}</time></dd><dt>问题</dt><dd>{text}</dd>{back}</dl>"
    )


def cards(site: Site, title: str, text: str, asked: datetime, answered: datetime | None, reply: str) -> str:
    back = f"<div class='card'><div class='kv'><label>答复机构</label><i>{site.owner}</i></div><div class='kv'><label>答复时间</label><i>{answered:%Y-%m-%d %H:%M:%S}</i></div><div class='kv'><label>答复内容</label><i>{reply}</i></div></div>" if answered else "<div class='card'><div class='kv'><label>答复机构</label><i>--</i></div><div class='kv'><label>答复时间</label><i>--</i></div><div class='kv'><label>答复内容</label><i>--</i></div></div>"  # fmt: skip
    return f"<div class='card'><div class='kv'><label>诉求编号</label><i>{site.rng.randrange(10**10)}</i></div><div class='kv'><label>诉求时间</label><i>{asked:%Y-%m-%d %H:%M:%S}</i></div><div class='kv'><label>诉求内容</label><i>{text}</i></div></div>{back}"  # fmt: skip


LETTERS: dict[str, Letter] = {"trs": two_tables, "hanweb": list_items, "jpaas": bubbles, "vsb": lines, "ucap": headed, "node": old_board, "static": terms, "vue": cards}  # fmt: skip
