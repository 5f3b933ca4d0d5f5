"""Whole article pages as sites set them: heads of many systems in shells with everything that stands around an article.

A row is: group, shell, address, <title>, tags of the head, markup of the article, and by hand: title, publication date.
"""

# ruff: noqa: E501 (markup)
from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One page and its labels; an empty date is a page that shows none."""

    group: str
    shell: str
    path: str
    document_title: str
    tags: str
    main: str
    title: str
    published: str


SITE = "青石县人民政府"
PARAGRAPH = (
    "<p>　　{n}、各镇、街道要把这项工作摆上重要位置，明确专人负责，细化工作措施，于2026年12月31日前完成年度任务。"
    "县直有关部门要按照《关于进一步加强基层工作的意见》（青政发〔2024〕7号）要求，加强指导和检查，确保各项措施落到实处。</p>"
)
BODY = "".join(PARAGRAPH.format(n=n) for n in "一二三四五六七八九十")
MENU = "".join(
    f'<li><a href="/{path}/">{name}</a><ul><li><a href="/{path}/a/">{name}动态</a></li><li><a href="/{path}/b/">{name}指南</a></li></ul></li>'
    for path, name in (
        ("zjqs", "走进青石"),
        ("xwzx", "新闻中心"),
        ("zwgk", "政务公开"),
        ("zwfw", "政务服务"),
        ("hdjl", "互动交流"),
        ("sjkf", "数据开放"),
    )
)
SIDE = "".join(
    f'<li><a href="/xwzx/tjyd/{n}.html" title="全县{name}工作推进会召开">全县{name}工作推进会召开</a><span>2026-05-{n:02d}</span></li>'
    for n, name in enumerate(
        ("春季造林", "防汛备汛", "城乡供水", "义务教育", "农村公路", "安全生产", "招商引资", "乡村建设"), 11
    )
)
CLOCK = '<div class="top"><span id="today">今天是：2026年5月30日 星期六</span> 多云 18℃~27℃ <a href="/wza/">无障碍</a> <a href="/en/">English</a></div>'
SHARE = '<div class="bdsharebuttonbox">分享到：<a href="javascript:;" title="分享到微信">微信</a> <a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div>'
NEXT = '<div class="prenext"><p>上一篇：<a href="./1.html">县政府召开常务会议</a> 2026-04-30</p><p>下一篇：<a href="./2.html">全县重点项目集中开工</a> 2026-05-06</p></div>'
FOOT = (
    "主办：青石县人民政府办公室 承办：青石县政务信息中心 网站标识码：6109000001 陕ICP备05010980号-1 陕公网安备61090002000101号 "
    "Copyright © 2019-2026 版权所有 网站更新时间：2026-05-30 本站自2019年8月1日起支持IPv6访问"
)
SHELLS = {
    "div": (
        f'<body>{CLOCK}<div class="header"><div class="logo"><a href="/"><img src="/images/logo.png" alt="{SITE}"></a></div><div class="search"><form action="/s"><input name="q"></form></div>'
        f'<div class="nav"><ul>{MENU}</ul></div></div><div class="wrap"><div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xwzx/">新闻中心</a> &gt; <a href="/xwzx/zwyw/">政务要闻</a> &gt; 正文</div>'
        f'<div class="main">{{MAIN}}{SHARE}{NEXT}</div><div class="right"><h3>推荐阅读</h3><ul>{SIDE}</ul></div></div><div class="footer"><p>{FOOT}</p></div></body>'
    ),
    "table": (
        f'<body><table width="1000" align="center"><tr><td><img src="/img/banner.jpg"></td></tr><tr><td>2026年5月30日 星期六</td></tr><tr><td><ul>{MENU}</ul></td></tr></table>'
        f'<table width="1000" align="center"><tr><td width="220" valign="top"><table><tr><td>最新文章</td></tr><tr><td><ul>{SIDE}</ul></td></tr></table></td>'
        '<td valign="top"><table width="100%"><tr><td>您的位置：<a href="/">首页</a>→<a href="/xwzx/">新闻中心</a>→<a href="/xwzx/zwyw/">政务要闻</a></td></tr><tr><td>{MAIN}</td></tr>'
        f'<tr><td>{SHARE}{NEXT}</td></tr></table></td></tr></table><table width="1000" align="center"><tr><td>{FOOT}</td></tr></table></body>'
    ),
    "form": (
        '<body><form method="post" action="./Show.aspx?id=8" id="form1"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MTA1Mg9kFgICAw9kFgQCAQ8WAh4L">'
        f'<div id="top">{CLOCK}<ul id="menu">{MENU}</ul></div><div id="left"><h2>热点信息</h2><ul>{SIDE}</ul></div><div id="content"><span class="sitepath"><a href="/">首页</a> &gt;&gt; <a href="/xwzx/">新闻中心</a></span>'
        f'{{MAIN}}{NEXT}</div><div id="foot">{FOOT}</div></form></body>'
    ),
    "modern": (
        f'<body><header>{CLOCK}<nav><ul>{MENU}</ul></nav></header><main class="container"><nav class="breadcrumb"><a href="/">首页</a> / <a href="/xwzx/">新闻中心</a></nav>'
        f"<article>{{MAIN}}</article><aside><h3>相关阅读</h3><ul>{SIDE}</ul></aside></main><footer>{FOOT}</footer></body>"
    ),
}

B = "{BODY}"
ROWS = [
    Row(*row)
    for row in (
        (
            "trs",
            "div",
            "/xwzx/202603/t20260302_101.html",
            "县长调研春耕备耕工作_青石县人民政府",
            '<meta name="ArticleTitle" content="县长调研春耕备耕工作"><meta name="PubDate" content="2026-03-02 10:03">',
            f'<div class="xl_tit"><h2>县长调研春耕备耕工作</h2></div><div class="xl_info">2026年3月2日 星期一 10:03　来源：县融媒体中心　【字体：<a>大</a> <a>中</a> <a>小</a>】</div><div class="TRS_Editor">{B}</div>',
            "县长调研春耕备耕工作",
            "2026-03-02",
        ),
        (
            "trs",
            "div",
            "/xwzx/102.html",
            "关于2026年清明节放假的通知-青石县人民政府",
            '<meta name="PubDate" content="">',
            f'<p class="title">关于2026年清明节放假的通知</p><div class="info"><span>时间：2026/3/2 10:3</span><span>浏览次数：<script>document.write(1)</script>次</span><span>来源：县政府办</span></div><div id="zoom">{B}</div>',
            "关于2026年清明节放假的通知",
            "2026-03-02",
        ),
        (
            "trs",
            "div",
            "/zwgk/103.html",
            "青石县人民政府关于印发…",
            '<meta name="PubDate" content="${date}"><meta name="ArticleTitle" content="${title}">',
            f'<table class="xxgk"><tr><td>索 引 号：</td><td>016-2026-0031</td><td>公开目录：</td><td>规范性文件</td></tr><tr><td>发文字号：</td><td>青政发〔2025〕3号</td><td>成文日期：</td><td>2026年02月11日</td></tr><tr><td>发布机构：</td><td>县政府</td><td>发布日期：</td><td>2026年02月25日</td></tr><tr><td>生效日期：</td><td>2026年04月01日</td><td>有效性：</td><td>有效</td></tr></table><div class="xxgk_title">青石县人民政府关于印发耕地保护办法的通知</div><div class="TRS_UEDITOR">{B}<p align="right">青石县人民政府</p><p align="right">2026年2月11日</p></div>',
            "青石县人民政府关于印发耕地保护办法的通知",
            "2026-02-25",
        ),
        (
            "trs",
            "div",
            "/zwgk/104.html",
            "青石县人民政府 - 县政府第五次全体会议在县城召开部署全年…",
            "",
            f'<div class="article-title"><p class="yt">奋进新征程</p><h1>县政府第五次全体会议在县城召开<br>部署全年重点工作</h1><p class="ft">——县长出席并讲话</p></div><div class="article-time">发布时间：<em>2026-01-</em><em>19</em> <i>17:20</i></div><div class="TRS_Editor">{B}</div>',
            "县政府第五次全体会议在县城召开部署全年重点工作",
            "2026-01-19",
        ),
        (
            "trs",
            "div",
            "/xwzx/202604/t20260407_105.html",
            "全县文旅工作会议召开",
            "",
            f'<h1>全县文旅工作会议召开</h1><div class="ly">来源：青石日报 责任编辑：王一</div><div class="view TRS_UEDITOR">{B}</div>',
            "全县文旅工作会议召开",
            "2026-04-07",
        ),
        (
            "jpaas",
            "div",
            "/art/2026/3/18/art_201_9.html",
            "市民服务中心三月起延长办公时间",
            '<meta name="pubdate" content="2026-03-18 09:02:11"><meta name="contentSource" content="">',
            f'<!--<$[标题名称(html)]>begin--><div class="bt-title">市民服务中心三月起延长办公时间</div><!--<$[标题名称(html)]>end--><div class="con-info"><span>发布日期：2026-03-18</span><span>浏览次数：<i id="hits"></i></span><span>字号：[ 大 中 小 ]</span></div><div id="zoom"><!--ZJEG_RSS.content.begin-->{B}<!--ZJEG_RSS.content.end--></div>',
            "市民服务中心三月起延长办公时间",
            "2026-03-18",
        ),
        (
            "jpaas",
            "table",
            "/art/2026/art_0a1b2c3d4e5f.html",
            "青石县 图片新闻 桃花节开幕",
            '<meta name="ArticleTitle" content="桃花节开幕">',
            f'<table id="c" width="95%"><tr><td class="bt" align="center">桃花节开幕</td></tr><tr><td class="xx" align="center">日期：2026-03-21 14:00:00　作者：李二　信息来源：县文旅局　点击数：</td></tr><tr><td class="bt_content"><div id="zoom">{B}</div></td></tr></table>',
            "桃花节开幕",
            "2026-03-21",
        ),
        (
            "jpaas",
            "div",
            "/art/2026/4/2/art_203_2.html",
            "关于加强扬尘治理的通告",
            "",
            f'<h1 class="tit">关于加强扬尘治理的通告</h1><div class="tip"><b>信息来源：</b>县住建局<b>　　发布日期：</b>2026-04-02<b>　　浏览：</b>35次</div><div class="main-txt">{B}</div>',
            "关于加强扬尘治理的通告",
            "2026-04-02",
        ),
        (
            "vsb",
            "div",
            "/info/1021/3301.htm",
            "我县举行消防演练-青石县人民政府",
            "<META Name='keywords' Content='青石县'>",
            f'<form name="_newscontent_fromname"><div class="content-title"><h3>我县举行消防演练</h3><i>时间：2026-03-11 16:40:21  点击：<span id="dynclicks_wbnews_3301"></span></i></div><div id="vsb_content"><div class="v_news_content">{B}</div></div></form>',
            "我县举行消防演练",
            "2026-03-11",
        ),
        (
            "vsb",
            "table",
            "/info/1021/3302.htm",
            "中小学招生政策问答-青石县教育体育局",
            "",
            f'<form><table class="winstyle1"><tr><td class="titlestyle1" align="center">中小学招生政策问答</td></tr><tr><td align="center"><span class="timestyle1">2026-04-15 09:12</span><span class="authorstyle1">　张三　</span>(点击: <span>12</span>)</td></tr><tr><td class="contentstyle1"><div id="vsb_content_2">{B}</div></td></tr></table></form>',
            "中小学招生政策问答",
            "2026-04-15",
        ),
        (
            "vsb",
            "div",
            "/info/1022/3303.htm",
            "青石县2026年公开招聘公告",
            "",
            f'<div class="ar_tit"><h6>青石县2026年公开招聘公告</h6></div><p class="ar_sm">［发布日期：２０２６－０２－０６］　［来源：县人社局］</p><div class="v_news_content">{B}</div>',
            "青石县2026年公开招聘公告",
            "2026-02-06",
        ),
        (
            "ucap",
            "div",
            "/content/article/401",
            "便民政策解读 | 青石县人民政府",
            '<meta name="PubDate" content="2026-02-27 08:30"/>',
            f'<h1 class="wztit">《青石县养老服务补贴办法》解读</h1><div class="wzfbxx"><span>发布时间：2026-02-27 08:30</span><span>信息来源：县民政局</span><span>阅读次数：<font>10</font></span><span>字体：【大 中 小】</span></div><div class="wzcon j-fontContent"><ucapcontent>{B}</ucapcontent></div>',
            "《青石县养老服务补贴办法》解读",
            "2026-02-27",
        ),
        (
            "ucap",
            "div",
            "/public/402.html",
            "青石县财政局2026年部门预算公开说明",
            "",
            f'<table class="table_suoyin"><tbody><tr><th>索引号：</th><td>003/202602-00012</td><th>信息分类：</th><td>财政预决算</td></tr><tr><th>成文日期：</th><td>2026-02-05</td><th>发布日期：</th><td>2026-02-09 11:15</td></tr><tr><th>发布文号：</th><td>无</td><th>废止日期：</th><td></td></tr></tbody></table><h1 class="wzbjbt">青石县财政局2026年部门预算公开说明</h1><div class="j-fontContent">{B}</div>',
            "青石县财政局2026年部门预算公开说明",
            "2026-02-09",
        ),
        (
            "ucap",
            "div",
            "/xxgk/c1/content_403.shtml",
            "河长制巡查情况通报 — 青石县水利局",
            "",
            f'<div class="main-article"><h2>河长制巡查情况通报</h2><div class="sub"><label>来源：县水利局</label><label>作者：</label><label>时间：</label><label>2026-04-22</label></div>{B}</div>',
            "河长制巡查情况通报",
            "2026-04-22",
        ),
        (
            "nanwei",
            "div",
            "/zwgk/ywdt/t501.htm",
            "全县安全生产大检查启动_ 要闻动态 _ 青石县",
            "",
            f'<div class="xl-bt"><div class="zoomtitle" id="zoomtitle">全县安全生产大检查启动</div></div><div class="xl-sj"><p>2026-05-06 08:55　<span>来源：县应急局</span>　<span>点击数：9</span></p></div><div class="htmlcon">{B}</div>',
            "全县安全生产大检查启动",
            "2026-05-06",
        ),
        (
            "nanwei",
            "div",
            "/zwgk/ywdt/t502.htm",
            "我县启动“一件事”改革",
            '<meta name="PubDate" content="Thu Apr 09 10:11:00 CST 2026">',
            f'<p class="subtitle">营商环境</p><h1>我县启动“一件事”改革</h1><div class="detail-info" title="2026-04-09">来源：县行政审批局</div><time datetime="2026-04-09T10:11:00+08:00">4月9日</time><div class="detail">{B}</div>',
            "我县启动“一件事”改革",
            "2026-04-09",
        ),
        (
            "easysite",
            "table",
            "/qs/xwzx/503/index.html",
            "青石概况新闻发布会实录",
            "",
            f'<div class="easysite-news-title"><h2>2026年第三场新闻发布会实录</h2></div><p class="easysite-news-describe"><span>发布时间：2026-03-27 18:00</span> | <span>信息来源：县委宣传部</span></p><div class="easysite-news-text"><p>时间：2026年3月26日上午10时</p><p>地点：县政府新闻发布厅</p><p>主持人：各位记者朋友，大家上午好！</p>{B}</div>',
            "2026年第三场新闻发布会实录",
            "2026-03-27",
        ),
        (
            "powereasy",
            "table",
            "/HTML/504.html",
            "全县林业工作要点",
            "",
            f'<table><tr><td align="center"><strong><font size="5">全县林业工作要点</font></strong></td></tr><tr><td align="center">作者：佚名　　文章来源：林业局　　点击数：<script></script>　　更新时间：2026-3-9</td></tr><tr><td id="fontzoom">{B}</td></tr></table>',
            "全县林业工作要点",
            "2026-03-09",
        ),
        (
            "empire",
            "div",
            "/xinwen/2026-03-30/505.html",
            "全民阅读活动启动 - 新闻中心 - 青石县人民政府",
            "",
            f'<h1>全民阅读活动启动</h1><div class="info_text">时间:<span>26-03-30</span> 来源:<span>县图书馆</span> 编辑:<span>admin</span></div><div id="text">{B}</div>',
            "全民阅读活动启动",
            "2026-03-30",
        ),
        (
            "dede",
            "div",
            "/a/gonggao/506.html",
            "停水公告_青石县水务局",
            "",
            f'<div class="viewbox"><div class="title"><h2>停水公告</h2></div><div class="info"><small>时间:</small>2026-05-08 10:44<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small>次</div><div class="content"><table><tr><td>{B}</td></tr></table></div></div>',
            "停水公告",
            "2026-05-08",
        ),
        (
            "wordpress",
            "modern",
            "/2026/04/507/",
            "县科协开展科普日活动 – 青石县科协",
            '<meta property="article:published_time" content="2026-04-18T03:00:00+00:00"><meta property="article:modified_time" content="2026-05-20T03:00:00+00:00">',
            f'<h1 class="entry-title">县科协开展科普日活动</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="2026-04-18T11:00:00+08:00">2026年4月18日</time><time class="updated" datetime="2026-05-20T11:00:00+08:00">2026年5月20日</time></span></div><div class="entry-content">{B}</div>',
            "县科协开展科普日活动",
            "2026-04-18",
        ),
        (
            "liferay",
            "modern",
            "/web/guest/-/508",
            "古树名木普查结果 - 青石县林业局 - Liferay",
            "",
            f'<div class="journal-content-article"><h3 class="header-title"><span>古树名木普查结果</span></h3><div class="metadata"><span class="metadata-publish-date">26-4-16 上午9:30</span></div><div class="asset-content">{B}</div></div>',
            "古树名木普查结果",
            "2026-04-16",
        ),
        (
            "joomla",
            "modern",
            "/index.php/news/509",
            "义务植树活动举行",
            "",
            f'<div class="item-page"><div class="page-header"><h2 itemprop="headline">义务植树活动举行</h2></div><dl class="article-info"><dt>详细信息</dt><dd class="published">发布于：<time datetime="2026-03-12T08:00:00+08:00" itemprop="datePublished">2026年3月12日</time></dd><dd class="create">创建于：2026年3月10日</dd><dd class="hits">点击数：18</dd></dl><div itemprop="articleBody">{B}</div></div>',
            "义务植树活动举行",
            "2026-03-12",
        ),
        (
            "sharepoint",
            "form",
            "/Pages/510.aspx",
            "\r\n\t关于开展经济普查的公告\r\n",
            "",
            f'<div class="ms-rtestate-field"><div id="ctl00_PlaceHolderMain_Title">关于开展经济普查的公告</div><div class="pubinfo">发布日期：<span id="ctl00_ArticleStartDate">2026/4/3</span> 修改时间：2026/4/20</div><div class="ms-rte-layoutszone-inner">{B}</div></div>',
            "关于开展经济普查的公告",
            "2026-04-03",
        ),
        (
            "webforms",
            "form",
            "/Show.aspx?id=11",
            "青石县统计局",
            "",
            f'<div class="newstitle"><span id="lblTitle">一季度经济运行情况</span></div><div class="newsinfo">发布人：<span id="lblUser">admin</span> 发布时间：<span id="lblTime">2026/4/24 0:00:00</span> 点击率：<span id="lblHit">3</span></div><div class="newscontent"><span id="lblContent">{B}</span></div>',
            "一季度经济运行情况",
            "2026-04-24",
        ),
        (
            "webforms",
            "form",
            "/Show.aspx?id=12",
            "无标题页",
            "",
            f'<center><b><span id="Label1" style="font-size:20px">县审计局公布审计结果</span></b><br><span id="Label2">2026年04月28日 09时30分</span> <span id="Label3">来源：县审计局</span></center><div id="Label4">{B}</div>',
            "县审计局公布审计结果",
            "2026-04-28",
        ),
        (
            "webforms",
            "form",
            "/Show.aspx?id=13",
            "县残联走访慰问困难家庭·青石县残联",
            "",
            f'<h1>县残联走访慰问困难家庭</h1><div class="t">【日期：2026.02.03】【来源：县残联】【阅读：5 次】</div>{B}',
            "县残联走访慰问困难家庭",
            "2026-02-03",
        ),
        (
            "jsp2000s",
            "table",
            "/news/show.jsp?id=21",
            "青石县信息网",
            "",
            f'<p align="center"><font size="5" color="#CC0000"><b>我县新增三处应急避难场所</b></font></p><p align="center"><font size="2" color="#666666">（2026-03-05）</font></p><font size="3">{B}</font>',
            "我县新增三处应急避难场所",
            "2026-03-05",
        ),
        (
            "jsp2000s",
            "table",
            "/news/show.jsp?id=22",
            "青石县信息网--信息浏览",
            "",
            f'<table width="98%"><tr><td height="40" align="center"><font color="red" style="font-size:18pt">县政府办公室<br>关于调整值班安排的通知</font></td></tr><tr><td align="right">发布单位：县政府办　发布时间：03-02 2026　阅读：7</td></tr><tr><td><hr></td></tr><tr><td>{B}</td></tr></table>',
            "县政府办公室关于调整值班安排的通知",
            "2026-03-02",
        ),
        (
            "jsp2000s",
            "table",
            "/news/show.jsp?id=23",
            "县档案馆接收档案进馆",
            "",
            f'<table><tr><td class="bt">县档案馆接收档案进馆</td></tr><tr><td>{B}</td></tr><tr><td align="right">（作者：陈四　编辑：赵五　发表日期：2026年1月30日）</td></tr></table>',
            "县档案馆接收档案进馆",
            "2026-01-30",
        ),
        (
            "word",
            "div",
            "/zwgk/601.html",
            "青石县应急预案",
            "",
            f'<h1 class="title">青石县地震应急预案</h1><div class="pages-date">2026-04-29 17:05 <span class="font index_switchsize">字号：默认 大 超大</span></div><div class="pages_content"><p class="MsoNormal" align="center" style="mso-char-indent-count:2.0000"><span style="mso-spacerun:\'yes\';font-size:22pt">青石县地震应急预案</span></p><p class="MsoNormal" align="center">（2026年修订，2026年4月20日印发）</p>{B}</div>',
            "青石县地震应急预案",
            "2026-04-29",
        ),
        (
            "word",
            "div",
            "/zwgk/602.html",
            "县政府工作报告 - 青石县人民政府",
            "",
            f'<div class="detail-title">县政府工作报告</div><div class="detail-subtitle">（2026年1月12日在县第十九届人民代表大会第五次会议上）</div><div class="detail-info">发布时间：2026-01-20 来源：县政府办公室</div><div class="detail-content">{B}</div>',
            "县政府工作报告",
            "2026-01-20",
        ),
        (
            "media",
            "div",
            "/video/701.html",
            "视频：航拍青石春色",
            "",
            '<h1>视频：航拍青石春色</h1><div class="source">2026-03-29 20:15 来源：青石融媒</div><video src="/v/1.mp4" controls></video><p>　　阳春三月，青石大地处处花开，镜头带您俯瞰山水田园，领略乡村振兴新面貌。</p>',
            "视频：航拍青石春色",
            "2026-03-29",
        ),
        (
            "media",
            "div",
            "/tpxw/702.html",
            "组图|五月采茶忙_图片新闻",
            "",
            '<h2 class="pic-title">组图|五月采茶忙</h2><p class="pic-time"><span>2026年05月03日</span><span>09:00</span></p><div class="gallery"><p><img src="/p1.jpg"></p><p>5月2日，茶农在青石镇茶园采茶。</p><p><img src="/p2.jpg"></p><p>茶农将采摘的鲜叶分拣后送往加工厂，预计6月10日前结束采摘。</p></div>',
            "组图|五月采茶忙",
            "2026-05-03",
        ),
        (
            "script",
            "div",
            "/news/801.html",
            "便民停车场投入使用",
            '<script>var pubDate = "2026-05-12 09:00:00";var siteId="11";</script>',
            f'<h1>便民停车场投入使用</h1><div class="meta">来源：<script>document.write("县城管局")</script> 发布时间：<script>document.write(pubDate.substring(0,10))</script></div><div class="text">{B}</div>',
            "便民停车场投入使用",
            "2026-05-12",
        ),
        (
            "relative",
            "modern",
            "/news/802.html",
            "社区食堂开门迎客",
            "",
            f'<h1>社区食堂开门迎客</h1><div class="meta">发布于3天前 · 来源：县民政局</div><div class="text">{B}</div>',
            "社区食堂开门迎客",
            "",
        ),
        (
            "notice",
            "div",
            "/zwgk/803.html",
            "青石县自然资源局行政许可公示",
            "",
            f'<div class="doc-head"><ul><li><b>索引号</b><span>61/2026-88</span></li><li><b>文　　号</b><span>青自然资函〔2026〕12号</span></li><li><b>成文日期</b><span>2026年4月8日</span></li><li><b>公开日期</b><span>2026年4月13日</span></li><li><b>实施日期</b><span>2026年5月1日</span></li></ul></div><h1>青石县自然资源局行政许可公示</h1><div class="con">{B}</div>',
            "青石县自然资源局行政许可公示",
            "2026-04-13",
        ),
        (
            "notice",
            "table",
            "/zwgk/804.html",
            "信息公开目录",
            "",
            f'<table border="1"><tr><td>名　称</td><td colspan="3">关于公布行政事业性收费目录的公告</td></tr><tr><td>索引号</td><td>XM01-2026-07</td><td>生成日期</td><td>2026-03-16</td></tr><tr><td>文号</td><td></td><td>发布日期</td><td>2026-03-19</td></tr></table><p align="center" class="art_title">关于公布行政事业性收费目录的公告</p>{B}',
            "关于公布行政事业性收费目录的公告",
            "2026-03-19",
        ),
        (
            "english",
            "div",
            "/news/805.html",
            "外商投资指南发布 Guide for Foreign Investors Released",
            "",
            f'<h1>外商投资指南发布</h1><h2 class="en">Guide for Foreign Investors Released</h2><p class="date">发表时间：2026-05-15　星期五　来源：县商务局</p><div class="content">{B}</div>',
            "外商投资指南发布",
            "2026-05-15",
        ),
    )
]


def page(row: Row) -> str:
    """The whole page of a row."""
    head = f'<head><meta charset="utf-8"><meta name="SiteName" content="{SITE}"><title>{row.document_title}</title>{row.tags}</head>'
    return f"<!DOCTYPE html><html>{head}{SHELLS[row.shell].replace('{MAIN}', row.main).replace('{BODY}', BODY)}</html>"
