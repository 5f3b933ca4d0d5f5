"""A second set of templates over the same addresses: HTML5 elements, cards, other names, other orders, other labels."""

from html import escape
from random import Random

from .families import Family
from .model import Article, Column

WORDS = [
    "mod",
    "box",
    "wrapper",
    "panel",
    "sec",
    "part",
    "unit",
    "grid",
    "cell",
    "flex",
    "col",
    "row",
    "inner",
    "outer",
]


class Restyled(Family):
    """Mixed in before a family: what its pages look like, never where they are."""

    SHOWN = (
        "发布日期：%Y年%m月%d日", "时间：%Y-%m-%d %H:%M:%S", "日期：%Y.%m.%d", "发布时间：%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M", "信息时间：%Y-%m-%d",
    )  # fmt: skip

    def __init__(self, site) -> None:  # type: ignore[no-untyped-def]
        super().__init__(site)
        r = Random(f"b{site.code}")
        self.form = r.choice(["card", "whole", "meta", "ordered", "grid"])
        self.shown_style = r.choice(self.SHOWN)
        self.date_style = r.choice(["%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y/%m/%d", "%y-%m-%d"][:4])
        self.names = [f"{w}-{r.randrange(16**4):04x}" for w in r.sample(WORDS, 8)]
        self.crumb_form = r.randrange(4)
        self.date_after_body = r.random() < 0.2
        self.first_child_in_parent = r.random() < 0.5
        self.more_word = r.choice(["MORE+", "查看更多", "＞＞", "更多…", "[更多]"])
        self.title_tag = r.choice(["h2", "h1", "h3", "div"])

    def rows(self, arts: list[Article], here: str, style: str | None = None, head: tuple[str, ...] = ()) -> str:
        if head:
            labels = "".join(f"<span>{h}</span>" for h in head)
            lines = "".join(f"<li><a href='{self.link(a, here)}'>{a.title}</a>{self.cells(a)}</li>" for a in arts)
            return f"<div class='{self.names[0]}'><div class='thead'>{labels}</div><ul>{lines}</ul></div>"
        out = "\n".join(self.row("", a, here) for a in arts)
        if self.form == "grid":
            return f"<table class='{self.names[1]}'><tr><th>序号</th><th>标题</th><th>发布日期</th><th>点击数</th></tr>{out}</table>"
        tag = {"ordered": "ol", "card": "section", "whole": "div", "meta": "div"}[self.form]
        return f"<{tag} class='{self.names[1]}'>{out}</{tag}>"

    @staticmethod
    def cells(art: Article) -> str:
        return "".join(f"<span>{cell or '无'}</span>" for cell in art.row)

    def row(self, style: str, a: Article, here: str) -> str:
        href, title, day = self.link(a, here), escape(a.title), self.date(a)
        top = "<i class='tag'>顶</i>" if a.pinned else ""
        match self.form:
            case "card":
                return f"<div class='{self.names[2]}'><a href='{href}' target='_blank'><img src='/images/thumb.jpg' alt=''></a><h4><a href='{href}' target='_blank'>{top}{title}</a></h4><p>{self.summary(a)}</p><time>{day}</time></div>"
            case "whole":
                return f"<a class='{self.names[2]}' href='{href}' target='_blank'><em>{day}</em><strong>{top}{title}</strong></a>"
            case "meta":
                return f"<div class='{self.names[2]}'><p class='tt'><a href='{href}'>{top}{title}</a></p><p class='mt'>来源：{a.source or '本站'}　发布时间：{day}</p></div>"
            case "grid":
                return f"<tr><td>{a.key % 40 + 1}</td><td>{top}<a href='{href}'>{title}</a></td><td>{day}</td><td>{a.key % 900}</td></tr>"
            case _:
                return f"<li>{top}<a href='{href}' title='{title}'>{title}</a> <small>（{day}）</small></li>"

    def crumbs(self, cols: list[Column], here: str, tail: str = "") -> str:
        names = [("首页", self.href("/", here))] + [(c.name, self.href(self.column_path(c), here)) for c in cols]
        match self.crumb_form:
            case 0:
                return (
                    "<ul class='breadcrumb'>" + "".join(f"<li><a href='{u}'>{n}</a></li>" for n, u in names) + "</ul>"
                )
            case 1:
                return (
                    "<div class='path'>您所在的位置："
                    + " / ".join(f"<a href='{u}'>{n}</a>" for n, u in names)
                    + "</div>"
                )
            case 2:
                return (
                    "<p class='where'>当前位置&nbsp;:&nbsp;"
                    + "&nbsp;»&nbsp;".join(f"<a href='{u}'>{n}</a>" for n, u in names)
                    + ("&nbsp;»&nbsp;正文" if tail else "")
                    + "</p>"
                )
            case _:
                last = names[-1][0]
                return (
                    "<div class='bread'><span>位置：</span>"
                    + "<i>&gt;</i>".join(f"<a href='{u}'>{n}</a>" for n, u in names[:-1])
                    + f"<i>&gt;</i><a href='{names[-1][1]}'>{last}</a></div>"
                )

    def nav(self, here: str) -> str:
        links = ""
        for col in self.site.columns:
            sub = "".join(
                f"<a href='{c.url or self.href(self.column_path(c), here)}'>{c.name}</a>" for c in col.children
            )
            links += (
                f"<div class='m'><a class='lv1' href='{self.href(self.column_path(col), here)}'>{col.name}</a>"
                + (f"<div class='drop'>{sub}</div>" if sub and self.pick("mega", ["y", "n"]) == "y" else "")
                + "</div>"
            )
        return f"<nav class='{self.names[3]}'><div class='m'><a class='lv1' href='{self.href('/', here)}'>网站首页</a></div>{links}</nav>"

    def header(self, here: str) -> str:
        clock = (
            f"<span>{self.site.as_of.year}年{self.site.as_of.month}月{self.site.as_of.day}日　星期三　多云 8~15℃</span>"
            if self.clock
            else ""
        )
        return f"<header class='{self.names[4]}'><a href='{self.href('/', here)}'><img src='/images/logo2.png' alt='{self.site.name}'></a>{clock}<form action='/s' method='get'><input name='q' placeholder='请输入关键字'><button>搜索</button></form></header>{self.nav(here)}"

    def footer(self) -> str:
        inner = super().footer().replace("<div class='footer'>", "").removesuffix("</div>")
        return f"<footer class='{self.names[5]}'><div>{inner}</div></footer>"

    def title_block(self, art: Article) -> str:
        tag = self.title_tag
        cls = " class='arc-title'" if tag == "div" else ""
        kicker = f"<p class='up'>{art.kicker}</p>" if art.kicker else ""
        sub = f"<p class='down'>{art.subtitle}</p>" if art.subtitle else ""
        return f"{kicker}<{tag}{cls}>{art.title}</{tag}>{sub}"

    def article_main(self, art: Article, col: Column, here: str) -> str:
        when = art.when.strftime(self.shown_style)
        info = (
            f"<p class='{self.names[6]}'><span>信息来源：{art.source}</span> <span>{when}</span> <span>字号：[大 中 小]</span></p>"
            if art.source
            else ""
        )
        doc = ""
        if art.doc:
            doc = f"<ul class='wj'><li><b>索 引 号：</b>0160-{art.key}</li><li><b>主题分类：</b>综合政务</li><li><b>发布机构：</b>{art.source}</li><li><b>发文日期：</b>{art.when:%Y-%m-%d}</li><li><b>废止日期：</b>暂无</li></ul>"
        above, below = ("", info) if self.date_after_body and not art.doc else (info, "")
        body = f"<div class='{self.names[7]}' id='{self.pick('bid', ['arc', 'detail', 'contentBox', 'printArea'])}'>{art.body}{art.hidden}</div>"
        side = (
            "<aside><h4>相关信息</h4>" + self.rows(self.hot[2:6], here) + "</aside>"
            if self.hot and self.side_hot
            else ""
        )
        return f"{self.crumbs(col.crumbs, here, 'x')}<article>{doc}{self.title_block(art)}{above}{body}{below}<p>扫一扫在手机打开当前页</p></article>{side}"

    def column_main(self, col: Column, arts: list[Article], page: int, pages: int, here: str) -> str:
        first = col.children[0] if col.kind == "parent" and col.children else None
        if first and self.first_child_in_parent and first.kind == "list" and first.articles and not first.url:
            inner = f"<h3>{first.name}</h3>" + self.rows(first.articles[: self.per_page], here)
            menu = "".join(
                f"<li><a href='{c.url or self.href(self.column_path(c), here)}'>{c.name}</a></li>" for c in col.children
            )
            return f"<div class='{self.names[0]}'><aside class='lm'><h2>{col.name}</h2><ul>{menu}</ul></aside><section>{self.crumbs(col.crumbs, here)}{inner}</section></div>"
        made = super().column_main(col, arts, page, pages, here)
        made = made.replace("更多&gt;&gt;", self.more_word)
        return (
            made.replace("<div class='left'>", "<aside class='sub-menu'>", 1).replace(
                "</div><div class='right'>", "</aside><section class='sub-main'>", 1
            )
            + "</section>"
        )

    def pager(self, col: Column, page: int, pages: int, here: str) -> str:
        scripted = super().pager(col, page, pages, here)
        if "<script" in scripted or pages < 2:
            return scripted
        after = (
            f"<a class='next' href='{self.href(self.column_path(col, page + 1), here)}'>下一页</a>"
            if page < pages
            else ""
        )
        before = f"<a href='{self.href(self.column_path(col, page - 1), here)}'>上一页</a>" if page > 1 else ""
        return f"<div class='fenye'><span>第{page}/{pages}页</span>{before}{after}</div>"


def restyled(family: type[Family]) -> type[Family]:
    """The family with the second set of templates."""
    return type(family.__name__ + "Restyled", (Restyled, family), {"name": family.name})
