"""Made-up official prose, varied enough that no two pages are alike. All randomness comes in as ``rng``."""

from random import Random

SLOTS: dict[str, list[str]] = {
    "who": [
        "县委、县政府", "各镇（街道）", "县级相关部门", "驻村工作队", "行业主管部门", "各责任单位", "专项工作组",
        "基层干部", "志愿服务队", "帮扶干部", "社区网格员", "项目建设单位", "各成员单位", "业务骨干",
    ],
    "topic": [
        "茶叶产业提质增效", "城乡供水一体化", "农村人居环境整治", "老旧小区改造", "秋冬季森林防火", "冬春农田水利建设",
        "义务教育优质均衡发展", "基层医疗服务能力提升", "道路交通安全整治", "文化惠民工程", "富硒食品加工", "移民搬迁后续扶持",
        "高标准农田建设", "河湖长制落实", "食品安全示范创建", "就业创业服务", "养老服务体系建设", "中小企业纾困解难",
        "生活垃圾分类", "智慧停车场建设", "红色旅游线路培育", "蚕桑产业复兴", "托育机构规范管理", "电梯安全专项检查",
        "农产品质量安全监管", "残疾人康复服务", "秸秆综合利用", "古树名木保护", "数字档案馆建设", "燃气管网更新",
    ],
    "how": [
        "细化任务清单", "压实工作责任", "强化部门协同", "定期调度会商", "开展入户走访", "完善配套措施", "建立台账管理制度",
        "组织业务培训", "严把质量关口", "加大宣传力度", "优化办理流程", "推行一线工作法", "引入第三方评估", "畅通反馈渠道",
        "落实包联机制", "实行周报月结", "加密巡查频次", "统筹各类资金",
    ],
    "result": [
        "各项工作有序推进", "群众满意度稳步提高", "阶段性目标基本实现", "取得了良好成效", "为全年任务完成打下坚实基础",
        "工作局面进一步打开", "得到了群众的普遍好评", "短板弱项逐步补齐", "示范带动作用明显增强", "安全形势总体平稳",
        "服务水平得到提升", "发展后劲不断增强",
    ],
    "place": [
        "双河镇", "青木关镇", "石泉沟村", "大柳树社区", "龙门街道", "白果坪村", "清溪镇", "红花岭村", "月亮湾社区", "铁炉坝镇",
        "桃园新村", "南山茶场", "工业园区", "城东片区", "滨江片区", "凤凰山景区", "牛背梁村", "观音河镇",
    ],
    "verb": ["调研", "督导检查", "现场办公", "走访慰问", "检查指导", "座谈交流", "查看进展"],
    "leader": ["县政府主要负责同志", "分管负责同志", "单位主要负责人", "市级调研组一行", "专家组成员", "工作专班负责人"],
    "thing": [
        "施工现场", "村级活动室", "便民服务窗口", "产业基地", "学校食堂", "敬老院", "污水处理站", "灌溉渠系", "农贸市场", "卫生室",
        "文化广场", "蔬菜大棚", "茶叶加工车间", "边坡治理点", "图书阅览室", "电商服务站",
    ],
    "need": [
        "要坚持问题导向", "要提高政治站位", "要把握时间节点", "要守牢安全底线", "要尊重群众意愿", "要总结推广经验",
        "要加强统筹协调", "要做到举一反三", "要防止形式主义", "要用好考核结果", "要注重长效管护", "要建强人才队伍",
    ],
    "then": [
        "确保工作落到实处", "让群众得到更多实惠", "推动各项任务早见成效", "形成齐抓共管的工作格局", "切实维护群众合法权益",
        "为高质量发展提供有力支撑", "不断增强群众的获得感", "努力完成既定目标", "以实际行动回应社会关切",
    ],
    "unit": ["户", "人次", "公里", "处", "亩", "家", "台（套）", "场次"],
    "obj": ["管网", "茶园", "护坡", "机耕道", "路灯", "蓄水池", "宣传栏", "公厕", "停车位", "监测点", "排水沟", "健身器材"],
    "when": ["今年以来", "近期", "连日来", "入冬以来", "第三季度", "上半年", "自活动开展以来", "日前", "近两个月"],
    "doc": ["实施方案", "年度计划", "考核办法", "任务分解表", "操作规程", "服务公约"],
}  # fmt: skip

SENTENCES = [
    "{when}，{who}围绕{topic}，{how}，{how2}，{result}。",
    "{leader}先后来到{place}、{place2}，实地察看{thing}和{thing2}，详细了解{topic}情况。",
    "{leader}指出，{need}，{need2}，{then}。",
    "在{place}，工作人员介绍，{when}共完成{obj}{n}{unit}，{result}。",
    "据统计，全县已投入资金{m}万元，新建{obj}{n}{unit}，改造{obj2}{n2}{unit2}。",
    "下一步，{who}将继续{how}，扎实做好{topic}工作，{then}。",
    "会议听取了{topic}进展情况汇报，讨论了有关{doc}，并对{topic2}作了安排。",
    "针对{topic}中存在的困难，{who}采取{how}、{how2}等办法，逐项研究解决。",
    "{place}的做法是，先由{who}摸清底数，再结合实际制定{doc}，{result}。",
    "截至目前，{place}、{place2}等地已有{n}{unit}纳入{topic}范围，完成率达到{p}%。",
    "与会人员认为，{topic}关系千家万户，{need}，{then}。",
    "“以前这里没有像样的{thing}，现在方便多了。”家住{place}的村民说。",
    "{who}在{thing}开展集中服务，发放宣传资料{n}份，接受咨询{n2}人次。",
    "为做好{topic2}，{place}成立了由{who}参加的工作组，{how}，{how2}。",
    "活动现场，技术人员就{topic}作了讲解，并与{who}进行了交流。",
    "通过{how}，{place}今年的{obj}数量较去年增加{n}{unit}，{result}。",
    "{need}。{who}表示，将严格对照{doc}，{how}，{then}。",
    "从{thing}到{thing2}，{leader}边走边看，并与{who}深入交谈。",
]

CLAUSES = [
    "{who}负责{topic}的组织实施，{how}，并于每季度末报送进展情况。",
    "{topic}所需经费按照分级负担的原则安排，其中补助资金不超过{m}万元。",
    "对在{topic}中成绩突出的单位，按照有关规定予以表扬。",
    "申请人应当如实提供材料，由{who}在{n}个工作日内完成核查。",
    "{place}、{place2}先行试点，{how}后逐步推开。",
    "{who}应当{how}，不得擅自改变{obj}的用途。",
    "{topic}实行目标管理，{need}，{then}。",
    "验收工作由{who}牵头，抽查比例不低于{p}%。",
    "{who}应当加强{thing}的日常巡查，发现问题及时处置。",
    "鼓励社会力量参与{topic}，{how}，{how2}。",
]


def fill(rng: Random, template: str) -> str:
    """A template with its slots filled; the same slot name with a 2 never repeats its partner."""
    picks: dict[str, str] = {}
    for name, options in SLOTS.items():
        first, second = rng.sample(options, 2)
        picks[name], picks[name + "2"] = first, second
    picks |= {
        "n": str(rng.randint(11, 980)),
        "n2": str(rng.randint(11, 980)),
        "m": str(rng.randint(30, 4000)),
        "p": str(rng.randint(51, 99)),
    }
    return template.format(**picks)


def paragraph(rng: Random, sentences: int = 3) -> str:
    return "".join(fill(rng, t) for t in rng.sample(SENTENCES, sentences))


def paragraphs(rng: Random, count: int | None = None) -> list[str]:
    return [paragraph(rng, rng.randint(2, 4)) for _ in range(count or rng.randint(3, 5))]


def clauses(rng: Random, count: int = 5) -> list[str]:
    numerals = "一二三四五六七八九十"
    return [f"第{numerals[i]}条　{fill(rng, t)}" for i, t in enumerate(rng.sample(CLAUSES, count))]


def topic(rng: Random) -> str:
    return rng.choice(SLOTS["topic"])


def place(rng: Random) -> str:
    return rng.choice(SLOTS["place"])


NEWS = [
    "{leader}到{place}{verb}{topic}工作", "{place}扎实推进{topic}", "{topic}工作推进会召开", "{place}{thing}建成投用",
    "{who}到{place}开展集中服务", "{place}：{topic}见实效", "我县新增{obj}{n}{unit}", "{place}举办{topic}培训班",
    "聚焦{topic} {place}跑出加速度", "{topic}专题调度会在{place}召开",
]  # fmt: skip
NOTICES = [
    "关于做好{topic}有关工作的通知", "关于{place}{obj}工程施工期间交通管制的公告", "{topic}项目评审结果公示", "关于征集{topic}典型案例的通知",
    "关于{place}停水检修的公告", "关于开展{topic}培训的通知", "关于{topic}资金分配情况的公示",
]  # fmt: skip
PERMITS = [
    "关于{place}{obj}项目的行政许可决定书",
    "准予{place}{thing}建设的行政许可决定",
    "{place}{thing}变更许可信息公示",
]
PENALTIES = [
    "{place}某经营部未按规定公示案行政处罚决定书",
    "{place}某建材店违规经营案行政处罚信息",
    "{place}某餐饮店卫生不达标案处罚决定摘要",
]
STATISTICS = ["{year}年{quarter}国民经济运行情况", "{year}年{quarter}主要经济指标", "{year}年{quarter}居民收支情况"]
PLANS = ["{year}年{topic}工作计划", "{topic}专项规划（{year}—2030年）", "{year}年度{topic}工作要点"]
PERSONNEL = ["关于{name}等同志任免职的通知", "关于{name}同志任职的通知", "{name}等任前公示"]
PROCUREMENT = ["{place}{obj}采购项目竞争性磋商公告", "{topic}服务项目成交公告", "{place}{thing}设备采购招标公告"]
OTHER = ["{place}{topic}情况公开", "{topic}工作进展情况", "{year}年{topic}实施情况", "{place}{thing}管理情况说明"]
SURNAMES = "赵钱孙李周吴郑王冯陈沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁韦马方俞任袁柳史唐费薛雷贺倪汤"
GIVEN = [
    "建国",
    "晓梅",
    "志远",
    "海燕",
    "明辉",
    "春林",
    "秀兰",
    "卫东",
    "文静",
    "立新",
    "永强",
    "小红",
    "德胜",
    "玉珍",
    "思源",
]


def person(rng: Random) -> str:
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def title(rng: Random, templates: list[str], year: int) -> str:
    quarter = rng.choice(["第一季度", "上半年", "前三季度", "1—8月", "1—10月"])
    text = rng.choice(templates)
    for key, value in (("{year}", str(year)), ("{quarter}", quarter), ("{name}", person(rng))):
        text = text.replace(key, value)
    return fill(rng, text)
