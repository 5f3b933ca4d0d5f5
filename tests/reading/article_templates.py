"""Articles as common systems set them: what each of them says, and the markup around it.

The templates are rebuilt from what sites show; the words are made up.
"""

from __future__ import annotations

from typing import NamedTuple


class Article(NamedTuple):
    """What a reader takes from a page, and the page; `{TEXT}` stands for its paragraphs."""

    title: str
    published: str
    source: str | None  # None: nothing is asked of it
    path: str
    document_title: str
    main: str
    tags: str = ""


ARTICLES = (
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "汉阴县人民政府",
        "/Content-123.html",
        "县水利局开展汛前检查-汉阴县人民政府",
        (
            '<div class="w"><div class="position">当前位置：<a href="/">首页</a>'
            ' &gt; <a href="/Node-1.html">工作动态</a> &gt; 正文</div><div class="xl"><h1>'
            '县水利局开展汛前检查</h1><div class="info"><span>作者：办公室</span><span>'
            '来源：汉阴县人民政府</span><span>发布时间：2019-08-13 15:38</span><span>阅读：<i id="hits">'
            '</i>次</span></div><div class="con">{TEXT}</div></div></div>'
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "县水利局",
        "/art/2019/8/13/art_12_345.html",
        "县水利局开展汛前检查",
        (
            '<div id="zoom"><p style="text-align:center"><b>县水利局开展汛前检查</b></p><table><tr><td>'
            "发布日期： 2019-08-13&nbsp;&nbsp;信息来源： 县水利局&nbsp;&nbsp;浏览次数：<script>"
            "document.write(1)</script></td></tr></table>{TEXT}</div>"
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/info/1043/2222.htm",
        "县水利局开展汛前检查-某局",
        (
            '<form name="_newscontent_fromname"><div><h2 align="center">县水利局开展汛前检查</h2>'
            '<div align="center">2019年08月13日 15:38&nbsp;&nbsp;点击：[<span id="dynclicks">12</span>'
            ']</div><div id="vsb_content"><div class="v_news_content">{TEXT}</div></div></div></form>'
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "秦岭日报",
        "/xw/201908/t20190813_888.html",
        "县水利局开展汛前检查_某县政府网",
        (
            '<div class="TRS_box"><div class="tit">县水利局开展汛前检查</div><div class="sub">'
            '来源：秦岭日报　日期：2019/08/13　字号：<a>大</a> <a>中</a></div><div class="TRS_Editor">'
            "{TEXT}</div></div>"
        ),
    ),
    Article(
        "关于2019年度县级部门决算公开的通知",
        "2019-08-13",
        "县财政局",
        "/n/5.html",
        "通知公告",
        (
            '<div class="bt"><p>关于2019年度县级部门决算</p><p>公开的通知</p></div><div class="ly">'
            "发布机构：县财政局 &nbsp; 发布时间：2019.08.13</div>{TEXT}"
        ),
    ),
    Article(
        "某县人民政府办公室关于印发防汛应急预案的通知",
        "2019-08-13",
        "某县人民政府办公室",
        "/zfxxgk/6.html",
        "政府信息公开",
        (
            '<table class="xxgk"><tr><td>索 引 号：</td><td>01600/2019-0001</td><td>公开日期：</td><td>'
            "2019-08-13</td></tr><tr><td>发布机构：</td><td>某县人民政府办公室</td><td>成文日期：</td>"
            "<td>2019-08-01</td></tr><tr><td>标　　题：</td><td colspan=3>"
            "某县人民政府办公室关于印发防汛应急预案的通知</td></tr><tr><td>文　　号：</td><td>"
            '某政办发〔2019〕5号</td><td>有效性：</td><td>有效</td></tr></table><div class="con">'
            "<p align=center>某县人民政府办公室<br>关于印发防汛应急预案的通知</p>{TEXT}<p align=right>"
            "某县人民政府办公室<br>2019年8月1日</p></div>"
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/view.php?id=7",
        "某局",
        (
            '<div class="viewbox"><div class="title"><h2>县水利局开展汛前检查</h2></div>'
            '<div class="info"><small>时间:</small>2019-08-13 15:38<small>来源:</small>未知<small>'
            '作者:</small>admin<small>点击:</small>88次</div><div class="content">{TEXT}</div></div>'
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "本站原创",
        "/ShowArticle.asp?ArticleID=8",
        "县水利局开展汛前检查",
        (
            '<table><tr><td class="main_ArticleTitle">县水利局开展汛前检查</td></tr><tr>'
            '<td class="Article_tdbgall">'
            "作者：佚名&nbsp;&nbsp;文章来源：本站原创&nbsp;&nbsp;点击数：33&nbsp;&nbsp;更新时间：2019-8-1"
            '3</td></tr><tr><td id="fontzoom">{TEXT}</td></tr></table>'
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/gkmlpt/content/3/9/post_9.html",
        "政府信息公开",
        (
            '<div class="article"><h1 class="title">县水利局开展汛前检查</h1><div class="date">'
            '时间：2019-08-13 15:38:20</div><div class="content">{TEXT}</div></div>'
        ),
    ),
    Article(
        "【防汛备汛】县水利局：扎实开展汛前检查",
        "2019-08-13",
        "县融媒体中心",
        "/n/10.html",
        "【防汛备汛】县水利局：扎实开展汛前检查_工作动态_某县人民政府门户网站",
        (
            '<div class="detail"><div class="d-title">【防汛备汛】县水利局：扎实开展汛前检查</div>'
            '<div class="d-info">2019年8月13日 &nbsp; 县融媒体中心</div><div class="d-con">{TEXT}</div>'
            "</div>"
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/n/11.html",
        "某县水利局",
        (
            '<div class="nr"><div class="nr_bt">县水利局开展汛前检查</div><div class="nr_sj">'
            "[2019-08-13]</div>{TEXT}</div>"
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "安康日报",
        "/n/12.html",
        "某县水利局",
        (
            '<div class="nr"><div style="font-size:22px;text-align:center">县水利局开展汛前检查</div><hr>'
            '{TEXT}<div class="from">来源：安康日报 编辑：王五 2019-08-13</div></div>'
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/2019/0813/13.html",
        "县水利局开展汛前检查",
        (
            '<article><header><h1>县水利局开展汛前检查</h1><time datetime="2019-08-13T07:38:00Z">'
            "8月13日</time></header>{TEXT}</article>"
        ),
    ),
    Article(
        "县长张三主持召开县政府常务会议",
        "2019-08-13",
        "县政府办",
        "/n/14.html",
        "县长张三主持召开县政府常务会议",
        (
            '<div class="c"><h3>时政要闻</h3><h2>县长张三主持召开县政府常务会议</h2><p class="fbt">'
            "研究乡村振兴、防汛等工作</p><p>"
            "发布时间：2019年08月13日&nbsp;|&nbsp;来源：县政府办&nbsp;|&nbsp;浏览量：12</p>{TEXT}</div>"
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/n/15.html",
        "",
        (
            '<div class="z"><span class="arti_title">县水利局开展汛前检查</span><p>'
            '<span class="arti_publisher">发布者：张三</span><span class="arti_update">'
            '发布时间：2019-08-13</span><span class="arti_views">浏览次数：<span class="WP_VisitCount">'
            '10</span></span></p><div class="wp_articlecontent">{TEXT}</div></div>'
        ),
    ),
    Article(
        "某县人民政府公告（第3号）",
        "2019-08-13",
        "",
        "/n/16.html",
        "某县人民政府公告（第3号）-某县人民政府",
        ('<div class="w"><h1>某县人民政府公告<br/>（第3号）</h1><p class="time">发布日期：2019-08-13</p>{TEXT}</div>'),
    ),
    Article(
        "《某县防洪预案》政策解读",
        "2019-08-13",
        "县水利局",
        "/n/17.html",
        "《某县防洪预案》政策解读",
        (
            '<div class="w"><h1>《某县防洪预案》政策解读</h1><p class="time">来源： <span>县水利局</span>'
            " <span>发布时间：</span><span>2019-08-13</span></p>{TEXT}</div>"
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/n/18.html",
        "县水利局开展汛前检查",
        (
            '<div class="w"><h1>县水利局开展汛前检查</h1><ul class="inf"><li>发布时间<em>2019-08-13</em>'
            "</li><li>浏览次数<em>3</em></li></ul>{TEXT}<p>会议时间：2019年9月1日</p></div>"
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/n/19.html",
        "县水利局开展汛前检查",
        (
            '<div class="w"><h1>县水利局开展汛前检查</h1><div class="rq"><span class="d">13</span>'
            '<span class="m">2019-08</span></div>{TEXT}</div>'
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "水利部网站",
        "/n/20.html",
        "县水利局开展汛前检查 - 工作动态 - 某县水利局",
        (
            '<div class="w"><h4 class="t">县水利局开展汛前检查</h4><p>'
            "稿件来源：水利部网站　　　更新日期：2019年8月13日　　　责任编辑：李四</p>{TEXT}<p>"
            '上一篇：<a href="/n/1.html">县水利局召开会议</a> 2019-08-12</p><p>'
            '下一篇：<a href="/n/2.html">无</a></p></div>'
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/n/21.html",
        "首页 > 工作动态 > 县水利局开展汛前检查",
        (
            '<div class="w"><div class="tit">县水利局开展汛前检查</div><div>'
            "发表日期：2019年8月13日 共浏览 25 次 【编辑录入：admin】</div>{TEXT}</div>"
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/n/22.html",
        "某局欢迎您",
        (
            "<table><tr><td align=center><font size=5 color=red><b>县水利局开展汛前检查</b></font></td>"
            "</tr><tr><td align=center>2019-8-13 9:05:00 阅读次数：[155]</td></tr><tr><td>{TEXT}</td>"
            "</tr></table>"
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/n/23.html",
        "县水利局开展汛前检查",
        (
            '<div class="w"><div class="h"><b>县水利局开展汛前检查</b></div><div class="sj">'
            '2019-08-13 15:38 星期二</div><div class="share">分享到：</div>{TEXT}</div>'
        ),
    ),
    Article(
        "县水利局开展汛前检查",
        "2019-08-13",
        "",
        "/n/24.html",
        "某县",
        (
            '<div class="con-title">县水利局开展汛前检查</div><div class="con-time">'
            '发布于 2019-08-13</div><div class="zw">{TEXT}</div><div class="rel"><h3>相关阅读</h3><ul>'
            '<li><a href="/n/99.html">县水利局召开防汛工作推进会议</a><span>2019-08-20</span></li><li>'
            '<a href="/n/98.html">县水利局召开防汛工作视频会议</a><span>2019-08-21</span></li><li>'
            '<a href="/n/97.html">县水利局召开防汛工作部署会议</a><span>2019-08-22</span></li></ul></div>'
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "",
        "/html/2021/0402/1.html",
        "我县召开2021年防汛抗旱工作会议",
        (
            '<div id="article"><div class="zwxl-title">我县召开2021年防汛抗旱工作会议</div>'
            '<div class="zwxl-bar"><span>2021年04月02日</span> <span>文字大小：<a>大</a></span></div>'
            '<div class="view TRS_UEDITOR">{TEXT}</div></div>'
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "市水利局",
        "/n/2.html",
        "市水利局 我县召开2021年防汛抗旱工作会议",
        (
            '<div><div class="wz_title"><h5>我县召开2021年防汛抗旱工作会议</h5></div>'
            '<div class="wz_info">市水利局 2021-04-02 10:20</div>{TEXT}</div>'
        ),
        (
            '<meta name="ArticleTitle" content="我县召开2021年防汛抗旱工作会议">'
            '<meta name="PubDate" content="2021-04-02 10:20">'
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "",
        "/n/3.html",
        "某市政府",
        (
            '<table width=100%><tr><td class=STYLE1 align=center><strong><span style="font-size: 20px">'
            "我县召开2021年防汛抗旱工作会议</span></strong></td></tr><tr><td align=right>"
            "日期：21-04-02</td></tr><tr><td>{TEXT}</td></tr></table>"
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "政府办",
        "/n/4.html",
        "我县召开2021年防汛抗旱工作会议",
        (
            '<div class="main"><p class="h2 text-center">我县召开2021年防汛抗旱工作会议</p>'
            '<p class="text-muted text-center">'
            "信息来源：政府办 &nbsp;&nbsp; 2021-04-02 &nbsp;&nbsp; 阅读次数：<span>100</span></p>"
            "{TEXT}</div>"
        ),
    ),
    Article(
        "某县2021年政府信息公开工作年度报告",
        "2022-01-20",
        "某县人民政府办公室",
        "/n/5.html",
        "政府信息公开年报",
        (
            '<div class="m"><h2>某县2021年政府信息公开工作年度报告</h2><div>'
            "发布时间：2022-01-20 信息来源：某县人民政府办公室</div><p>一、总体情况</p>{TEXT}<table><tr>"
            "<td>规章</td><td>0</td></tr></table><p>2022年1月15日</p></div>"
        ),
    ),
    Article(
        "某县教育局办公室主任公示",
        "2021-04-02",
        "",
        "/n/6.html",
        "公示",
        (
            '<div class="m"><h1>某县教育局办公室主任公示</h1><p class="t">'
            '公示期：2021年4月5日至2021年4月12日</p><p class="t">发布日期：2021年4月2日</p>{TEXT}</div>'
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "人民网",
        "/a/202104/02/n7.html",
        "我县召开2021年防汛抗旱工作会议",
        (
            '<div class="cont"><h1>我县召开2021年防汛抗旱工作会议</h1><div class="box01"><div class="fl">'
            '2021年04月02日10:20 | 来源：<a href="http://paper.people.com.cn" target="_blank">人民网</a>'
            "</div></div>{TEXT}</div>"
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "新华网",
        "/n/8.html",
        "我县召开2021年防汛抗旱工作会议",
        (
            '<div class="cont"><h1>我县召开2021年防汛抗旱工作会议</h1><div>'
            '2021-04-02 10:20 来源：新华网 <a href="#">我要纠错</a></div><div class="guide">'
            "导读：县委书记强调防汛工作</div>{TEXT}</div>"
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "",
        "/n/9.html",
        "我县召开2021年防汛抗旱工作会议",
        (
            '<div class="cont"><h2>防汛抗旱</h2><h1>我县召开2021年防汛抗旱工作会议</h1><h3>'
            '——县委书记李某出席并讲话</h3><div class="t">2021.04.02</div>{TEXT}</div>'
        ),
    ),
    Article(
        "某县人民政府关于印发《某县防洪规划》的通知",
        "2021-04-02",
        None,
        "/n/10.html",
        "某县人民政府关于印发《某县防洪规划》的通知 - 规范性文件",
        (
            '<div class="gk"><ul><li><b>索引号：</b>GKML-2021-001</li><li><b>主题分类：</b>水利</li><li>'
            "<b>发文机关：</b>某县人民政府</li><li><b>成文日期：</b>2021年03月20日</li><li><b>标题：</b>"
            "某县人民政府关于印发《某县防洪规划》的通知</li><li><b>发文字号：</b>某政发〔2021〕3号</li>"
            '<li><b>发布日期：</b>2021年04月02日</li></ul></div><div class="c"><p align="center">'
            '某政发〔2021〕3号</p><p align="center">某县人民政府</p><p align="center">'
            "关于印发《某县防洪规划》的通知</p><p>各镇人民政府，县政府各工作部门：</p>{TEXT}</div>"
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "",
        "/n/11.html",
        "我县召开2021年防汛抗旱工作会议|工作动态|某县",
        (
            '<div class="c"><p class="title">我县召开2021年防汛抗旱工作会议</p><p class="sub">'
            '<i class="icon-time"></i>2021-04-02<i class="icon-eye"></i>132</p><div class="txt">'
            '{TEXT}</div></div><div class="r"><h3>热点新闻</h3><ul><li>'
            "2021-05-01 县水利局召开防汛会议</li></ul></div>"
        ),
    ),
    Article(
        "图解：一图读懂《某县防洪规划》",
        "2021-04-02",
        "",
        "/n/12.html",
        "图解：一图读懂《某县防洪规划》",
        (
            '<div class="c"><h1>图解：一图读懂《某县防洪规划》</h1><p>时间：2021-04-02　　点击：20</p><p>'
            '<img src="/u/1.jpg"></p><p><img src="/u/2.jpg"></p></div>'
        ),
    ),
    Article(
        "中华人民共和国防洪法",
        "2021-04-02",
        "全国人大网",
        "/n/13.html",
        "中华人民共和国防洪法",
        (
            '<div class="c"><h1>中华人民共和国防洪法</h1><div>来源：全国人大网 时间：2021-04-02</div><p>'
            "（1997年8月29日第八届全国人民代表大会常务委员会第二十七次会议通过 2016年7月2日修正）</p>"
            "{TEXT}<p>本法自1998年1月1日起施行。</p></div>"
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "",
        "/n/14.html",
        "新闻详情",
        (
            '<div class="detail"><div class="row"><label>标题：</label><span>'
            '我县召开2021年防汛抗旱工作会议</span></div><div class="row"><label>发布时间：</label><span>'
            '2021-04-02</span></div><div class="row"><label>内容：</label><div>{TEXT}</div></div></div>'
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "某县广播电视台",
        "/n/15.html",
        "我县召开2021年防汛抗旱工作会议",
        (
            '<div class="video"><h1>我县召开2021年防汛抗旱工作会议</h1><video src="/v/1.mp4"></video><p>'
            "某县广播电视台　2021-04-02</p><p>我县召开防汛抗旱工作会议，安排部署相关工作。</p></div>"
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        "",
        "/n/16.html",
        "我县召开2021年防汛抗旱工作会议",
        (
            '<div class="c"><h1> 我县召开2021年防汛抗旱工作会议 </h1><div class="x"><script>'
            'var a="2021-04-02 10:20:00";document.write("时间："+a.substring(0,10));</script></div>'
            "{TEXT}</div>"
        ),
    ),
    Article(
        "市委书记王某到我县调研防汛工作",
        "2021-04-02",
        "本站",
        "/n/17.html",
        "市委书记王某到我县调研防汛工作",
        (
            '<div class="c"><div class="col-title">领导活动</div><div class="cc">'
            '<h2 style="text-align:center">市委书记王某到我县调研防汛工作</h2><div class="cx">'
            "【来源：本站】【发布日期：2021-04-02】【作者：】【<a>关闭</a>】</div>{TEXT}</div></div>"
        ),
    ),
    Article(
        "关于对李某等同志拟提拔任职的公示",
        "2021-04-02",
        "县委组织部",
        "/n/18.html",
        "关于对李某等同志拟提拔任职的公示",
        (
            '<div class="c"><p style="text-align:center;font-size:24px">'
            '关于对李某等同志拟提拔任职的公示</p>{TEXT}<p style="text-align:right">县委组织部</p>'
            '<p style="text-align:right">2021年4月1日</p><p>发布机构：县委组织部 发布时间：2021-04-02</p>'
            "</div>"
        ),
    ),
    Article(
        "关于召开会议的通知",
        "2021-04-02",
        None,
        "/n/20.html",
        "关于召开会议的通知",
        (
            '<div class="c"><h1>关于召开会议的通知</h1><div>发布：2021-04-02　部门：办公室</div><p>'
            "各科室：</p><p>定于2021年4月10日召开会议。</p><p>办公室</p><p>2021年4月2日</p></div>"
        ),
    ),
    Article(
        "我县召开2021年防汛抗旱工作会议",
        "2021-04-02",
        None,
        "/m/detail/7",
        "某县水利局",
        "<div class='news-title'>我县召开2021年防汛抗旱工作会议</div>"
        "<div class='news-sub'><span>某县水利局</span><span>2021年4月2日</span></div><section>{TEXT}</section>",
    ),
)
