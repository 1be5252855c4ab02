"""What the body of an annual report says, and what the bodies of its neighbours say.

The contents of a report are prescribed: 政府信息公开条例 art. 32 (2008) and art. 50 (2019), with the forms of
国办公开办函〔2019〕60号 and 〔2021〕30号.
"""

from __future__ import annotations

SIGNALS: tuple[tuple[str, str], ...] = (
    ("law", r"信息公开(?:暂行)?条例|《条例》"),
    ("disclosure", r"主动公开|公开政府信息|政府信息公开(?:目录|栏|专栏)|发布(?:各类)?(?:政务|政府)?信息"),
    ("applications", r"依申请公开|信息公开申请|公开(?:政府)?信息的?申请|申请公开"),
    ("review", r"行政复议|行政诉讼"),
    (
        "problems",
        r"(?:存在|主要)的?(?:主要)?(?:问题|不足|困难)|不足之处|改进(?:措施|情况|方向|意见)|薄弱环节",
    ),
    ("fees", r"收费(?:及|和)?减免|收取.{0,12}费|信息处理费|减免.{0,6}费|收费情况"),
    ("form", r"勾稽关系|本年新公开数量|本年制发件数|第二十条第[(（]一[)）]项|信息公开(?:工作)?情况统计表"),
    ("period", r"统计(?:数据的?)?(?:期限|时限|时间)|20\d\d年1月1日.{0,8}(?:至|到|—|-).{0,8}12月"),
)
"""Subjects that a report must treat."""

FIGURE = r"(?:\d|[一二三四五六七八九十百])(?:余|多)?\s?(?:条|件|份|篇|次|起|宗|项|期|人次)"
"""A counted fact."""

NOTHING = r"(?:未|没有|无)(?:收到|发生|接到|受理|产生|出现|收取|涉及)|(?:为|均为|计)(?:零|0)|0(?:条|件|份|起|宗|次)"
"""A denied one: 未收到申请."""

ANNOUNCES = (
    r"(?:现|特)[^。\n]{0,30}?(?:公布|报告|总结|汇报|报|公开)[^。\n]{0,10}?(?:如下|20\d\d|本|我)|"
    r"本(?:年度)?(?:报告|年报|总结)|(?:编制|撰写)(?:本|的20\d\d|而成|完成了)"
)
"""The report speaks of itself."""

SELF = (
    r"[我本全](?:省|市|区|县|州|盟|旗|镇|乡|街道|办事处|局|委|厅|办|中心|机关|单位|部门|院|所|站|队|处"
    r"|开发区|园区|管委会)"
)
"""The report speaks of its agency."""

NOTICE = (
    r"(?:事项|要求|有关)?通知如下|特此(?:通知|通告|函告)|印发给你们"
    r"|请(?:认真)?(?:遵照|贯彻|结合)[^。\n]{0,12}(?:执行|落实)"
    r"|请[各你][^。\n]{0,20}[于按在][^。\n]{0,30}(?:前|报送|上报)"
    r"|各[^。\n:：]{2,40}(?:人民政府|单位|部门|街道|机构)[:：]\s*(?:\n|$)"
)
"""Somebody is told what to do."""

ARTICLE = r"(?:^|\n)\s*第[一二三四五六七八九十]{1,3}[条章](?!第)"
"""Articles of a rule."""

GUIDES = r"(?:编制|制定|修订)本(?:指南|目录|制度|办法|规定|细则)"
"""A guide or a rule speaks of itself."""

PLANS = r"^(?![一二三四五六七八九十(（]|\d{1,2}[、.．]).{0,30}公开.{0,12}(?:工作要点|实施方案|工作安排|任务分解表?)$"
"""The heading line of a plan."""

PRESS = r"本报讯|本网讯|记者.{0,6}(?:获悉|了解到)"
"""A newspaper speaks of a report."""

EVALUATES = r"受[^。\n]{2,20}委托|第三方评估|被?评估(?:单位|对象|指标)|平均得?分|满分"
"""Somebody grades the disclosure of others."""

EXPLAINS = r"一图读懂|一图看懂|图解|答记者问|解读(?:如下|机关|人[:：])|起草(?:背景|过程)|出台背景"
"""An explanation of a report or of a rule."""

WEBSITE_REPORT = (
    "首页网址",
    "总访问量",
    "独立用户访问",
    "网站标识码",
    "信息发布总数",
    "留言数量",
    "安全检测评估次数",
)
"""Rows of the 政府网站工作年度报表 (国办发〔2017〕47号)."""

LEGAL_REPORT = r"法治政府建设|依法行政"
"""Subject of the 法治政府建设年度报告 (中办、国办 2019)."""

SCHOOL = r"我校|我院|本院|我园|本校|学校章程|高等学校信息公开|公共企事业单位信息公开"
"""A public institution speaks of itself."""

CHALLENGE = (
    r"请(?:开启|启用)JavaScript|需要(?:开启|启用)JavaScript|enable JavaScript|安全验证|人机验证|访问验证"
    r"|验证码(?:错误|登录)|浏览器安全检查|正在检查您的浏览器|Checking your browser|访问被拦截"
    r"|可能对网站造成|访问被阻断|疑似黑客|设置拦截|拖动滑块|滑动验证|输入验证码|安全检查[^。]{0,6}请稍候"
    r"|已被(?:防火墙|WAF)|网站防火墙|访问过于频繁|Access Denied|403 Forbidden"
)
"""A gate instead of the page."""

SOFT_404 = (
    r"(?<!\w)404(?!\w)|Not Found|页面不存在|页面未找到"
    r"|找不到(?:该|您|你|指定|相关)?.{0,6}(?:页面|网页|文件|信息)"
    r"|(?:页面|网页|文章|信息|内容|文件)(?:已|可能已)?(?:经)?(?:被)?(?:删除|移除|失效|过期|下线|不存在)"
    r"|(?:没有|未|无法)找到(?:您|你)?(?:要|所)?(?:访问|查看|请求|浏览)?的?(?:页面|网页|信息|文件|内容)|文件未找到|出错啦"
    r"|系统(?:正在)?维护|网站(?:正在)?维护|\b50[0-4] (?:Bad|Internal|Service|Gateway)|Internal Server Error"
    r"|您(?:访问|查看|浏览|请求)的(?:页面|内容|信息|文章|地址)(?:不存在|已)|该(?:信息|文章|页面)不存在"
    r"|系统(?:错误|异常|出错)|服务器(?:内部)?错误"
)
"""An error page with status 200."""

ATTACHED = r"(?:详见|见|查看|下载|点击)[^。\n]{0,6}附件|附件(?:下载)?\s*[:：1]"
"""The body refers to a file."""
