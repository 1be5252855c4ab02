"""Labels of the header block (信息公开目录的元数据) as portals spell them.

政府信息公开目录系统实施指引（试行）(国务院办公厅, 2009) prescribes 索引号, 信息名称, 发布机构, 信息产生日期
and others; 政府网站发展指引 (国办发〔2017〕47号) prescribes 来源, 发布时间 and the meta tags; the rest are
spellings found on portals. Written without inner blanks and colon: `索 引 号：` is looked up as `索引号`.
"""

from __future__ import annotations

FIELDS: dict[str, tuple[str, ...]] = {
    "index_number": ("索引号 信息索引号 政府信息索引号 公开索引号 索取号 信息索取号 索取码 索引码 索引编号",),
    "publisher": (
        """发布机构 发布单位 发文机关 发布机关 发文机构 发文单位 发布部门 发文部门 信息发布机构 信息发布单位
        公布机关 公布机构 公布单位 颁布机关 颁布单位""",
        "公开机构 公开单位 公开部门 公开机关 公开主体 信息公开机构 信息公开单位",
        "制发机关 制发单位 制发机构 制发部门 制文机关 制文单位",
        "公开责任部门 责任部门 公开责任单位 责任单位 所属机构 所属单位 所属部门",
    ),
    "source": (
        "来源 信息来源 文章来源 稿件来源 新闻来源 内容来源 资料来源 稿源",
        "转载来源 来稿单位 供稿单位 文章出处 信息出处 出处",
    ),
    "document_number": (
        "文号 发文字号 文件编号 文件字号 发布文号 发文文号 文件文号 公文文号 公文字号",
        "文件号 发文号 公文编号 发文编号",
    ),
    "generated_date": (
        "生成日期 产生日期 成文日期 信息生成日期 信息产生日期 生成时间 产生时间 成文时间",
        "发文日期 印发日期 制发日期 签发日期 发文时间 印发时间 制发时间 签发时间 形成日期",
        "登记日期 登记时间",
    ),
    "published_date": (
        """发布日期 发布时间 公开日期 公开时间 公布日期 公布时间 发表日期 发表时间 信息发布日期
        信息发布时间 信息公开日期 信息公开时间""",
        "信息提供日期 信息提供时间 上载日期 上载时间 上网日期 上网时间",
        "日期 时间",
    ),
    "subject_category": (
        "主题分类 主题类别 信息主题分类",
        "主题导航 信息分类 公开类别 信息类别 公开分类",
        "分类",
    ),
    "genre_category": ("体裁分类 体裁 体裁类别 信息体裁",),
    "catalogue_category": ("组配分类 信息组配分类",),
    "disclosure_scope": ("公开范围 信息公开范围",),
    "disclosure_method": ("公开方式 信息公开方式", "公开属性 公开形式 发布形式"),
    "title": ("信息名称 文件名称 公文名称 信息标题 文件标题 公文标题 文章标题", "名称 标题"),
    "validity": ("有效性 时效 时效状态 效力状况",),
    "keywords": ("主题词 关键词 关键字",),
    "abstract": ("内容概述 内容描述 内容摘要 内容概要 内容简介 内容简述 信息概述",),
    "views": (
        """浏览量 浏览次数 浏览数 浏览人数 点击数 点击量 点击次数 点击率 访问量 访问次数 阅读次数 阅读量
        阅读数 阅读人数 查看次数 浏览 点击 阅读""",
    ),
}
"""Field of `Metadata` -> its labels, in groups of falling trust: a filled label of an earlier group wins over
one of a later group (发布日期 over the bare 时间); within a group the first on the page wins."""

HEADER_ONLY = """
作者 文章作者 责任编辑 编辑 责编 编审 审核 审核人 审校 校对 撰稿 供稿 通讯员 记者 录入 录入人 录入者
发布人 发布者 发稿人 签发人 责任人 信息员 更新时间 更新日期 最后更新 最后更新时间 最后更新日期 录入时间
录入日期 创建时间 修改时间 有效期 有效期限 有效期至 有效时间 时效性 效力状态 有效状态 文件状态 信息状态
公文时效 废止日期 废止时间 失效日期 失效时间 终止日期 生效日期 生效时间 实施日期 施行日期 公开时限
公开期限 公开程序 公开依据 公开载体 公开目录 目录编号 语种 信息格式 信息载体 载体类型 媒体类型 文种
公文种类 文件种类 文件类型 统一编号 统一登记号 规范性文件编号 附件下载 文件下载 附件 相关附件 相关文件
栏目 所属栏目 信息栏目 频道 所属频道 原文链接 原文地址 信息地址 页数 字数 备注 行业分类 服务对象
服务对象分类 服务分类 生命周期分类 地区分类 保密审查 是否公开 编制机关 编制单位 主办单位 提供单位
信息提供单位
"""
"""Labels that are known but fill no field: their pairs stand in `Metadata.header` alone."""

LIST_HEADS = "序号 编号 排序"
"""In a row of labels these head a list of documents, not one document."""

CONTACT = """
地址 联系地址 办公地址 通讯地址 通信地址 单位地址 邮编 邮政编码 电话 联系电话 办公电话 咨询电话 监督电话
举报电话 传真 传真号码 邮箱 电子邮箱 电子邮件 联系人 联系方式 网址 联系部门 联系单位 办公时间 工作时间
受理时间 受理地点 受理机构
"""
"""Labels of a contact clause: a line that starts with one belongs to the body."""

TRADITIONAL = str.maketrans(
    "號發佈機構單門關產來標題類別開範圍體組屬鍵詞時間狀態況內編責輯訪問瀏覽閱讀點擊數導簡稱載項"
    "廢實頁當現記錄審網對務從屆專視",
    "号发布机构单门关产来标题类别开范围体组属键词时间状态况内编责辑访问浏览阅读点击数导简称载项"
    "废实页当现记录审网对务从届专视",
)
"""Characters of the labels in traditional script, one for one, for pages that print only their header so."""

PLACEHOLDERS = """
无 無 暂无 暫無 没有 空 号 號 第号 无文号 無文號 暂无文号 []号 〔〕号 [] 〔〕 ()号 次 人次 null undefined
none n/a
"""
"""Printed where nothing is stated; blanks removed, lower case. So is a value without letter or digit (`—`)."""

META_FIELDS = {"articletitle": "title", "pubdate": "published_date", "contentsource": "source"}
"""Meta tag of 国办发〔2017〕47号, lower case -> field that it fills where the visible header does not."""

ORGANISATION_ENDS = "府局办室委厅部镇乡处网站院会队所司市县区省科社报台馆库署校厂行段团庄道心旗盟州"
"""Last characters of names of offices: tell a whole name from one that is cut or has swallowed a word."""

ACCOUNTS = frozenset(("管理员", "系统管理员", "超级管理员", "网站管理员", "admin", "administrator", "root", "system"))
"""Accounts of a portal's software, lower case: printed where an office should be, they name none."""

PLACE_WORDS = """
当前位置 您的位置 你的位置 所在位置 您所在的位置 您现在的位置 您当前的位置 当前所在位置 你现在的位置
现在的位置
"""
"""Before a breadcrumb."""

TOOL_WORDS = """
分享到 分享至 分享 一键分享 字体 字号 字体大小 文字大小 打印 打印本页 打印此页 打印文章 关闭 关闭窗口
关闭本页 收藏 加入收藏 收藏本页 我要纠错 纠错 视力保护色 保护视力色 背景色 朗读 语音朗读 语音播报 扫一扫
手机扫一扫
"""
"""Tools beside the text; set off by blanks or brackets they end the value before them."""

TOOL_REST = """
大 中 小 超大 特大 默认 微信 微博 新浪微博 腾讯微博 QQ空间 人人网 豆瓣 更多 正文 二维码 返回 返回列表
返回顶部 回到顶部 上一篇 下一篇 导出 下载 手机 扫一扫在手机打开当前页 A+ A- A T T+ T- +
"""
"""What else a line of tools may hold."""
