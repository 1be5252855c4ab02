"""Words and sentences of the made-up reports: all of them written for this benchmark."""

from __future__ import annotations

from random import Random

PLACES = (
    ("江西省", "上饶市", "弋阳县"), ("江西省", "吉安市", "永丰县"), ("湖南省", "郴州市", "桂阳县"),
    ("湖南省", "邵阳市", "新宁县"), ("四川省", "达州市", "渠县"), ("四川省", "绵阳市", "盐亭县"),
    ("浙江省", "丽水市", "遂昌县"), ("浙江省", "金华市", "磐安县"), ("安徽省", "六安市", "舒城县"),
    ("安徽省", "宣城市", "泾县"), ("福建省", "南平市", "光泽县"), ("福建省", "三明市", "宁化县"),
    ("山东省", "临沂市", "沂南县"), ("山东省", "菏泽市", "单县"), ("河南省", "洛阳市", "栾川县"),
    ("河南省", "信阳市", "潢川县"), ("湖北省", "宜昌市", "远安县"), ("湖北省", "黄冈市", "英山县"),
    ("陕西省", "汉中市", "洋县"), ("陕西省", "榆林市", "绥德县"), ("甘肃省", "天水市", "甘谷县"),
    ("贵州省", "遵义市", "凤冈县"), ("广西壮族自治区", "桂林市", "灵川县"), ("云南省", "大理白族自治州", "祥云县"),
)  # fmt: skip
"""(province, prefecture, county) of the agencies."""

OFFICES = ("人民政府", "人民政府", "财政局", "教育局", "水利局", "民政局", "农业农村局", "自然资源局", "卫生健康局")
"""What follows the county in the agency's name."""

WORDS = {
    "actor": ("各乡镇", "各科室", "办公室", "责任单位", "业务股室", "信息公开专员", "窗口人员", "下属单位", "法规科"),
    "matter": (
        "财政预决算", "重大建设项目", "公共资源交易", "食品安全抽检", "环境监测", "社会救助", "义务教育招生",
        "土地征收", "农村危房改造", "惠农补贴", "安全生产检查", "保障性住房分配", "医疗服务价格", "就业培训",
        "河道采砂许可", "招商引资", "产业扶持政策", "养老服务", "公务员招录", "道路养护计划",
    ),
    "act": ("梳理", "核对", "更新", "归集", "审核", "发布", "校对", "整理", "汇总", "清点"),
    "tool": ("门户网站", "政务服务大厅", "公告栏", "档案馆查阅点", "图书馆查阅点", "手机客户端", "电子屏", "便民手册"),
    "result": (
        "群众查找信息的时间明显缩短", "公开内容与实际工作保持同步", "过期栏目得到清理", "来访咨询的重复问题减少",
        "信息的完整程度有所改观", "各环节的责任落到具体岗位", "目录与事项清单逐条对应", "材料的退回次数继续下降",
    ),
    "lack": (
        "个别股室对公开边界把握不准", "部分栏目的更新间隔偏长", "图文形式的解读仍然偏少", "基层人员轮岗后衔接不够顺畅",
        "少数材料的格式不便于下载", "历史文件的清理进度不均衡", "答复文书的说理还不充分", "考核结果运用得不够",
    ),
    "plan": (
        "把公开要求写进公文办理流程", "按季度抽查栏目维护情况", "为新到岗人员安排跟班学习", "补齐历年目录的缺项",
        "邀请服务对象参加开放日", "统一答复文书的样式", "把常见问题编成问答", "在大厅增设自助查询终端",
    ),
    "month": ("一月", "三月", "四月", "五月", "六月", "八月", "九月", "十月", "十一月"),
}  # fmt: skip
"""Slot -> what may fill it."""

SENTENCES = {
    "work": (
        "围绕{matter}，{actor}逐项{act}相关材料，{result}。",
        "{month}起，{actor}把{matter}列为当月重点，先由经办人{act}，再由负责人签字确认。",
        "针对{matter}与{matter2}交叉的事项，{actor}会同{actor2}现场会商，最终{result}。",
        "在{tool}设立{matter}专栏，并安排{actor}每周{act}一次，{result}。",
        "为方便老年人了解{matter}，{actor}在{tool}摆放大字版说明，由专人讲解办理步骤。",
        "{actor}对{matter}的历史材料作了一次全面{act}，缺页、错字和失效链接均登记造册后逐一补正。",
        "涉及{matter}的文件在印发前须注明公开属性，由{actor}提出意见，{actor2}复核后存档。",
        "{month}中旬，{actor}到村组走访，把{matter}的标准、对象和金额张贴在{tool}，当场听取意见。",
        "依托{tool}，{matter}的办理进度可以随时查询，{result}。",
        "{actor}编写了{matter}的办事指引，语言力求平实，配有流程图和示例表格。",
    ),
    "count": (
        "其中{matter}类信息{n}条，由{actor}负责{act}。",
        "{month}集中发布{matter}信息{n}条，{result}。",
        "{tool}全年接待查阅群众{n}人次，主要询问{matter}。",
        "{actor}共召开{matter}协调会{k}次，形成纪要{k2}份。",
        "编印{matter}宣传折页{n}份，在{tool}免费取阅。",
    ),
    "problem": (
        "对照群众期待，还有一些短板：{lack}；{lack2}。",
        "从抽查情况看，{lack}，在{matter}方面尤其明显。",
        "受人手所限，{lack}，{actor}的工作压力较大。",
    ),
    "plan": (
        "下一步，将{plan}，并{plan2}，力争在{month}前见到成效。",
        "针对上述短板，{actor}将{plan}，定期通报{matter}的进展。",
        "继续{plan}，让{matter}看得懂、找得到、用得上。",
    ),
}
"""Kind of paragraph -> sentence templates."""


def sentence(random: Random, kind: str) -> str:
    """One sentence of that kind."""
    values: dict[str, object] = {"n": random.randint(3, 480), "k": random.randint(2, 12), "k2": random.randint(2, 9)}
    for slot, words in WORDS.items():
        values[slot], values[f"{slot}2"] = random.sample(words, 2)
    return random.choice(SENTENCES[kind]).format_map(values)


def paragraph(random: Random, *kinds: str) -> str:
    """Three to six sentences, their kinds drawn from `kinds`."""
    return "".join(sentence(random, random.choice(kinds)) for _ in range(random.randint(3, 6)))
