"""Sentences, names and small faults of the fifth city: townships and bureaus of the 2010s, and portals of today."""

from random import Random

SPOTS = ["河口村", "石板滩镇", "朝阳路社区", "新华村三组", "牌坊坝", "梨树乡", "学府街道", "杉木岗村", "马家寨", "临江社区", "高桥铺", "五里墩"]  # fmt: skip
THEMES = ["厕所革命", "河道清漂", "电商助农", "殡葬改革", "学生资助", "饮用水源保护", "电动自行车整治", "青年见习", "稻渔综合种养", "农房保险", "古树保护", "反诈宣传", "职工医保", "道路养护", "蚕桑发展", "禁毒宣传", "老年食堂", "农资打假"]  # fmt: skip
LINES = [
    "{s}把{t}摆上重要日程，主要领导亲自抓，分管领导具体抓，做到了有计划、有检查、有总结。", "在{s}，记者看到，工作人员正忙着登记造册，{t}各项准备工作已经就绪。", "为切实做好{t}工作，我单位于本周组织人员前往{s}开展专题调研，并召开院坝会听取意见。",
    "会上，与会人员就{t}有关问题进行了讨论，形成了初步意见。", "据悉，该项目总投资{n}万元，预计惠及群众{m}人。", "{s}党支部书记表示，将以此次{t}为契机，进一步完善村规民约。", "经过半年努力，{s}共整治问题点位{k}处，{t}成效初显。",
    "工作组一行先后查看了{s}的台账资料和现场情况，对{t}给予肯定，同时指出了{k}个方面的不足。", "自{t}开展以来，累计发放宣传单{m}份，悬挂横幅{k}条，受教育群众{n}余人次。", "雨后初晴，{s}的田间地头一派忙碌景象，技术员手把手教农户查苗补苗。",
]  # fmt: skip
NEWS = ["{s}召开{t}工作会", "{s}“四个强化”推进{t}", "我局到{s}开展{t}专题调研", "{t}：小举措大民生", "{s}：{t}现场观摩会举行", "镇领导带队检查{t}工作", "{s}多措并举抓好{t}", "记{s}{t}志愿者"]  # fmt: skip
CALLS = ["{t}项目比选公告", "关于{s}低保对象的公示（{k}月）", "{t}资金拨付公示", "关于暂停{s}服务窗口的通告", "关于{t}有关事项的通知", "{s}招标结果公告"]  # fmt: skip
FINE = ["受台风影响，渡船改在北岸登陆。", "活动截止时间另行通知。", "凡在建设中出现的质量问题，由施工方负责。", "他在部署会上说，部下各自领任务。", "有群众反映“登陆”与“登录”混用，工作人员当场解释。", "该处暂无停车位，请绿色出行。"]  # fmt: skip
TYPOS = [
    ("部属工作", ""), ("明查暗访", ""), ("布暑", "会议布暑了春季防火工作。"), ("竣工验収", ""), ("安祥", "老人们在养老院安祥地享受晚年。"), ("脏款", "追缴脏款三万余元，已全部返还群众。"), ("相形见拙", "与兄弟乡镇相比，我镇工作相形见拙。"),
    ("弦律", "唱响新时代奋进弦律。"), ("凌架", "任何人不得凌架于法律之上。"), ("悬梁刺骨", "同学们发扬悬梁刺骨的精神。"), ("精萃", ""), ("浮浅", ""), ("迁徒", "候鸟迁徒季节，请勿投喂。"), ("粗旷", "山歌粗旷豪放，引来阵阵掌声。"), ("自立更生", "鼓励脱贫户自立更生、勤劳致富。"),
    ("既使", "既使遇到暴雨天气，巡河员也坚持上岗。"), ("不准其烦", ""), ("不厌其凡", "窗口人员不厌其凡地讲解政策。"), ("全神灌注", "学员们全神灌注地听讲。"), ("兴高彩烈", "孩子们兴高彩烈地领到了新书包。"), ("烩炙人口", ""), ("滥芋充数", "严防滥芋充数现象。"),
]  # fmt: skip
SERIOUS = [("人民政付", ""), ("攻府", "各级攻府部门要强化服务意识。"), ("中华人民共合国", "依据《中华人民共合国农业法》制定本细则。"), ("人民正府", "由乡镇人民正府负责解释。")]  # fmt: skip
BLANKS = ["<p>内容筹备中……</p>", "<div class='el-empty'><div class='el-empty__description'><p>暂无数据</p></div></div>", "<span id='ctl00_lblNone'>该栏目下暂无文章！</span>", "", "<p>没有查询到数据</p>", "<table class='grid'><tr><th>标题</th><th>时间</th></tr><tr><td colspan='2'>没有找到匹配的记录</td></tr></table>", "<div>栏目正在升级改造，请稍后访问。</div>", "<ul class='e2'></ul><div class='dede_pages'><ul><li>共0页0条</li></ul></div>"]  # fmt: skip


def pick(rng: Random, text: str) -> str:
    return text.format(s=rng.choice(SPOTS), t=rng.choice(THEMES), n=rng.randint(40, 980), m=rng.randint(300, 9000), k=rng.randint(2, 12))  # fmt: skip


def prose(rng: Random, count: int) -> list[str]:
    made = ["".join(pick(rng, line) for line in rng.sample(LINES, 2)) for _ in range(count)]
    if rng.random() < 0.25:
        made.append(rng.choice(FINE))
    return made


def titles(rng: Random, forms: list[str], count: int) -> list[str]:
    made: list[str] = []
    while len(made) < count:
        one = pick(rng, rng.choice(forms))
        if one not in made:
            made.append(one)
    return made


TYPOS = [one for one in TYPOS if one[1]]
SERIOUS = [one for one in SERIOUS if one[1]]
