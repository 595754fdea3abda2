"""What an article as a whole is about, from its page and from its text."""

from __future__ import annotations

from typing import Any

import pytest

from store.regions.address import of_address
from store.regions.article import about
from store.regions.outlet import outlet

SELF = "县委书记说,全县累计签约176个项目。活动在固安召开,固安县坚持项目为王,固安要当排头兵。"


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("南京日报", ("320100",)),
        ("亭湖区人民政府办公室", ("320902",)),
        ("南通市海门区融媒体中心", ("320614",)),
        ("新华日报", ("320000",)),
        ("大众日报", ("370000",)),
        ("長江日報", ("420100",)),
        ("中国江苏网", ("320000",)),
        ("鼓楼区人民政府", ("320106", "320302", "350102", "410204")),
        ("新华社", ()),
        ("人民日报", ()),
        ("某某产业园区招商网", ()),
        ("寿光日报", ("370783",)),  # in an outlet's name a county's bare name stands alone
        ("今日桐庐", ("330122",)),
        ("睢宁政务网", ("320324",)),
        ("大同日报", ("140200",)),  # no paper of 大庆's 大同区
        ("光明日报", ()),
        ("东楚晚报", ("420200",)),
        (None, ()),
    ],
)
def test_outlet(name: str | None, codes: tuple[str, ...]) -> None:
    assert outlet(name) == codes


@pytest.mark.parametrize(
    ("name", "year", "codes"),
    [
        ("开州日报", 2014, ("500234",)),  # the county's paper bore the old name that its district took later
        ("开州日报", 2018, ("500154",)),
        ("播州新闻网", 2014, ("520321",)),
        ("潼南日报", 2013, ("500223",)),
        ("叶集融媒", 2014, ("341504",)),  # made of parts of others
    ],
)
def test_an_outlet_of_a_year_before_its_division(name: str, year: int, codes: tuple[str, ...]) -> None:
    assert outlet(name, year=year) == codes


@pytest.mark.parametrize(
    ("page", "code", "rule"),
    [
        ({"publisher": "南京日报", "title": "我市各区召开动员会"}, "320100", "region.publisher"),
        ({"publisher": "南京日报", "title": "高淳区举行竞赛动员会"}, "320118", "region.title"),
        ({"publisher": "新华日报", "dateline": "苏州"}, "320500", "region.dateline"),
        ({"publisher": "新华日报", "title": "学习浙江经验"}, "320000", "region.publisher"),
        ({"publisher": "鼓楼区人民政府", "breadcrumb": ("首页", "徐州")}, "320302", "region.publisher"),
        ({"breadcrumb": ("首页", "开发区新闻", "盐城")}, "320900", "region.breadcrumb"),
        ({"path": "news/2023/常州市/0412.txt"}, "320400", "region.path"),
        ({"url": "https://www.pingjiang.gov.cn/35040/a.html", "title": "县委书记调研"}, "430626", "region.address"),
        ({"publisher": "南京日报", "url": "http://gaochun.nanjing.gov.cn/a"}, "320118", "region.address"),
        ({"text": SELF}, "131022", "region.text"),
        ({"text": "衡南县党政代表团来我县考察。衡南县一行参观了园区,我县作了介绍。"}, None, None),
        ({"text": "今天会议在我县召开。来文成观光,关心文成,支持文成。"}, "330328", "region.text"),
        ({"text": "全市上下拼经济。江北新区、六合区介绍了做法,市委书记讲话。"}, "320100", "region.text"),
        ({"site": "常州网", "text": "今天天气不错。"}, "320400", "region.site"),
        ({"title": "通告", "text": "今天天气不错。"}, None, None),
        (
            {
                "title": "一天十三场会，武汉各区把账本摊开",
                "text": "东湖高新区开了会。东湖高新区新增企业1007家，东湖高新区说，东湖高新区要拿出60亿元。江汉区、江汉区。"
                "汉阳区也开了会。黄陂区开了会，新洲区没有。",
            },
            "420100",
            "region.title",
        ),
        (
            {
                "publisher": "三江时讯",
                "text": "富锦市粮食丰收。佳木斯市委书记来到富锦市调研。富锦抓项目,富锦市政府签约。",
            },
            "230882",
            "region.text",
        ),
        ({"publisher": "寿光日报", "text": "我市召开大会。李明华到潍坊市开会。"}, "370783", "region.publisher"),
        ({}, None, None),
    ],
)
def test_about(page: dict[str, Any], code: str | None, rule: str | None) -> None:
    found = about(**page)
    assert (found.code, found.rule) == (code, rule)


def test_the_year_of_publication_decides_which_division_it_was() -> None:
    assert about(publisher="海门市人民政府", published="2019-02-11").code == "320684"
    assert about(publisher="海门市人民政府", published="2023-02-11").code == "320614"


def test_what_stays_open_has_candidates() -> None:
    found = about(publisher="鼓楼区人民政府", text="全区工作会议召开")
    assert (found.code, found.rule) == (None, None)
    assert found.candidates == ("320106", "320302", "350102", "410204")


def test_the_text_settles_a_publisher_of_several_places() -> None:
    assert about(publisher="鼓楼区人民政府", text="福州市委部署后,全区迅速行动").code == "350102"


@pytest.mark.parametrize(
    ("said", "code", "why"),
    [
        (
            {"title": "上海拼营商、杭州拼人工智能、合肥拼新车", "text": "三城各有盘算。"},
            None,
            "one city after the other",
        ),
        (
            {"dateline": "宜宾", "title": "四川一季度重大项目集中开工", "text": "省委书记讲话。全省开工。"},
            "510000",
            "a dateline is where it was filed: the title above it says what it is about",
        ),
        (
            {
                "publisher": "中新社四川",
                "dateline": "四川成都",
                "title": "四川一季度增长5.3%",
                "text": "四川工业增长8.1%。",
            },
            "510000",
            "an agency's office in the capital, the province in the headline",
        ),
        (
            {
                "publisher": "中新社甘肃",
                "dateline": "兰州",
                "title": "一季度增长5.3%",
                "text": "甘肃省统计局通报。甘肃工业增长8.1%。甘肃今年投资增长9%。",
            },
            "620000",
            "or in the text throughout, and the city nowhere",
        ),
        (
            {
                "publisher": "中新社甘肃",
                "dateline": "兰州",
                "title": "一季度增长5.3%",
                "text": "全市工业增长8.1%,好于甘肃。",
            },
            "620100",
            "unless the text speaks of the city as its own",
        ),
        (
            {
                "publisher": "香港文汇报",
                "title": "深圳推出支持港澳青年新政",
                "text": "深圳昨日公布新政。深圳已有企业万家。深圳将续办,香港青年欢迎。",
            },
            "440300",
            "an outlet that writes of elsewhere",
        ),
        (
            {
                "title": "一园三本账",
                "text": "宝鸡高新区的科技园竣工。宝鸡高新区今年签约项目60个。高新区引进企业。高新区设立基金。宝鸡高新区揭牌。",
            },
            "610300-宝鸡高新区",
            "a zone that the whole article is about",
        ),
        (
            {"text": "我县举行集中开工仪式。县委书记出席。金刚台镇党委书记先后作了表态发言。"},
            "411524",
            "a town's name that only one county has proves 我县",
        ),
        (
            {"text": "我区紧盯长三角、珠三角,以及市内主城区、两江新区和“三北地区”等,签约项目9个。"},
            None,
            "an item of a list of anything proves nothing",
        ),
        (
            {"text": "安徽经济向好。全县生产总值增长5.7%。全县投资增长11.4%。全县工业增长4.7%,高于全市0.3个百分点。"},
            None,
            "a county that the text never names is not its province",
        ),
        (
            {"text": "市委书记来到烟台东星空调管路有限公司湖北分公司、某某电商基地等地。市长参加。"},
            None,
            "a firm's name is not where the report comes from",
        ),
        (
            {"text": "现在,我代表上杭县人民政府向大会报告工作。在市委、市政府和县委的领导下,完成了任务。"},
            "350823",
            "for whom a report of work is given",
        ),
        (
            {
                "publisher": "楚雄市人民政府",
                "title": "高新区经济运行平稳",
                "text": "高新区推动产业升级。楚雄高新区签约项目9个。",
            },
            "532300-楚雄高新区",
            "a zone in the headline whose host is the prefecture around the outlet's city",
        ),
        (
            {
                "publisher": "杭州日报",
                "title": "四季青街道力争收入突破百亿",
                "text": "四季青街道收入37亿元,居上城区首位。",
            },
            "330102-四季青街道",
            "a street that opens headline and text",
        ),
        (
            {"title": "闽侯:抓项目促发展", "text": "县委书记赴荆溪镇调研。"},
            "350121",
            "a county's bare name heads the headline",
        ),
        (
            {
                "title": "海口签约项目逾430亿元",
                "text": "推介会在海口举行。去年全省使用外资40亿美元。今年全省力争增长两成。",
            },
            "460000",
            "headed by the city where it was held, and of the province throughout",
        ),
        (
            {"publisher": "瑞安市人民政府", "title": "塘下镇:汽摩配产业迈上“云端”", "text": "上半年,全镇产值312亿元。"},
            "330381-塘下镇",
            "the town that opens the headline",
        ),
    ],
)
def test_what_an_article_is_about(said: dict[str, str], code: str | None, why: str) -> None:
    assert about(**said).code == code, why


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://www.changzhou.gov.cn/a", "320400"),
        ("www.huaian.gov.cn", "320800"),  # 怀安县 sounds alike: of a city and a county it is the city's
        ("http://gulou.nanjing.gov.cn/", "320106"),
        ("http://fgw.sh.gov.cn/b", "310000"),
        ("https://www.shaanxi.gov.cn", "610000"),
        ("http://www.taizhou.gov.cn", None),  # 泰州, 台州
        ("http://www.gov.cn/c", None),
        ("http://www.changzhou.com/gov.cn", None),
        ("http://[::1", None),
        (None, None),
    ],
)
def test_of_address(url: str | None, code: str | None) -> None:
    assert of_address(url) == code
