"""Words of the gambling and adult trade that hijacked mirrors put into government pages.

Hand-kept from pages seen on hijacked mirrors. No word condemns a page by itself: police and sports bureaux write
about gambling and world cups too; the rules stand in `spam`.
"""

from __future__ import annotations

TOPICS = (
    "赌博",
    "赌场",
    "赌球",
    "赌钱",
    "网赌",
    "博彩",
    "老虎机",
    "百家乐",
    "六合彩",
    "时时彩",
    "北京赛车",
    "飞禽走兽",
    "棋牌",
    "真人娱乐",
    "真人捕鱼",
    "真钱捕鱼",
    "捕鱼达人",
    "捕鱼游戏",
    "娱乐城",
    "买球",
    "下注",
    "投注",
    "押注",
    "竞猜",
    "滚球",
    "电子游艺",
    "欧洲杯",
    "世界杯",
)
"""Subjects: spam only where a word of `TRADE` follows at once."""

BRANDS = (
    "365bet",
    "bet365",
    "yabo",
    "开云体育",
    "kaiyun",
    "云开体育",
    "乐鱼体育",
    "爱游戏体育",
    "爱游戏app",
    "华体会",
    "米兰体育",
    "江南体育",
    "九游会",
    "博鱼体育",
    "半岛体育",
    "必赢亚洲",
    "金沙娱乐",
    "威尼斯人娱乐",
    "威尼斯娱乐",
    "新葡京",
    "葡京娱乐",
    "太阳城娱乐",
    "银河娱乐城",
    "永利娱乐",
    "皇冠体育",
    "皇冠足球",
    "火狐体育",
    "万博体育",
    "betway",
    "pg电子",
    "ng体育",
    "星空体育",
    "天博体育",
    "雷火电竞",
    "泛亚电竞",
    "九游娱乐",
    "ag真人",
    "pg模拟器",
)
"""Names of the trade that nobody else uses."""

SHORT_BRANDS = (
    "凯发",
    "亚博",
    "必威",
    "杏彩",
    "开云",
    "乐鱼",
    "爱游戏",
    "米兰",
    "博鱼",
    "金沙",
    "葡京",
    "皇冠",
    "澳门",
)
"""Names that others bear too: spam only where a word of `TRADE` follows at once (凯发app官网)."""

ADULT = (
    "成人视频",
    "成人电影",
    "成人网站",
    "色情网站",
    "黄色网站",
    "无码",
    "国产精品",
    "一区二区",
    "久久精品",
    "亚洲精品",
    "菠萝视频",
    "欧美激情",
    "日韩av",
)
"""Spam wherever it stands in a title."""

TRADE = (
    "app|官网|官方网站|官方|平台|下载|网址|登录|登陆|推荐|开户|注册|入口|客户端|软件|手机版|安卓版|最新版|在线|线上|"
    "网页版|游戏|规则|技巧|导航|代理|投注|买球|网站|直营|指南|中文版"
)
"""What the trade offers."""

POLICING_BEFORE = (
    "打击|整治|查处|严禁|禁止|禁|涉|跨境|侦办|侦破|破获|防范|抵制|举报|取缔|捣毁|治理|处置"
    "|参与|从事|利用|开设|聚众|非法|网络|抓获|福利|体育"
)
"""Who fights the trade writes one of these before the word."""

POLICING_AFTER = "案|违法|犯罪|人员|活动|行为|团伙|窝点|违规|现象|分子|的危害|宣传教育|专项|销售|公益金"
"""… or one of these after it."""

ORGANISATION = r"(?:[一-鿿]{0,6}?(?:镇|乡|街道|局|厅|委员会|人民政府|政府|办公室|子网站|子网页|子站|门户网站|管委会))"
"""An organisation directly after the phrase: it stands where a place name stood."""
