document.writeln("<div class=\"foot\"><a href=\"/\">网站地图</a> <a href=\"/\">联系我们</a>");
document.writeln("<p>主办：云山县人民政府办公室</p>");
document.writeln('<p>\u7f51\u7ad9\u6807\u8bc6\u7801\uff1a5300000001 云ICP备05000001号</p>');
document.writeln(`<p>云公网安备
 53010202000001号</p>`);
document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='http://dcs.conac.cn/js/01/000/0000/00000001/CA0.js'%3E%3C/script%3E"));
document.write("<script id=\"_jiucuo_\" sitecode='5300000001' src='/jiucuo.js'><\/script></div>");
