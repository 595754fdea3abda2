"""Pages of another kind than a report: exam papers, novels, court notices, job notices, advertisements, encyclopedias.

Comes in: an article's title and plain text. Goes out: the kind with the marks that tell it, or None. A page is of a
kind only where several different marks of it stand there, and nothing that a report has (a gathering that took place,
a byline); in doubt it is a report, for a report that is lost weighs more than a page too many. Reads no sentence alone.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from store.language import patterns as re
from store.language.searching import searching


class Mark(NamedTuple):
    """One mark of a page's kind; offsets in the text."""

    kind: str
    start: int
    end: int


class _Kind(NamedTuple):
    name: str
    title: str  # what in the title counts as a mark
    least: int  # different marks, the title's with them
    marks: tuple[str, ...]  # each counts once
    must: str = ""  # one that may not lack, in title or text
    never: str = "(?!)"  # what no page of the kind says


_KINDS = (
    _Kind(
        "page.exam",
        r"试[卷题]|阅读(?:题|答案)|含答案|现代文阅读|模拟考|期[中末]考|练习题",
        2,
        (
            r"(?:下列|以下)[^。;]{0,24}(?:正确|错误|恰当|有误|符合)的(?:一项)?是|(?:说法|表述)(?:不)?正确的一项",
            r"完成(?:下面|下列|后面|第?\d{1,2}[~—–-]\d{1,2})?(?:小题|各题|题)",
            r"本(?:大?题|试卷)(?:共|满分)\d|每小题\d{1,2}分|满分\d{2,3}分|考试用时",
            r"阅读下面的(?:材料|文字|文章|短文|图文)",
            r"A[.、][①②③④]{2}|(?:^|\n)A[.、．][^\n]{0,60}(?:\n|\s{2,})B[.、．]",
            r"四个选项中|只有一(?:项|个)(?:是)?(?:符合|正确)",
            r"(?:表明|说明|反映了|在于|图示为|是)\(\s{0,6}\)",
        ),
    ),
    _Kind(
        "page.novel",
        r"^\W?第[\d一二三四五六七八九十百千零两]{1,6}(?:章|回|卷|部分)(?!\s?(?:总则|附则|罚则))",
        2,
        (
            r"看后求收藏|求月票|求推荐票|作者题外话|加入书签|小说(?:网|阅读)|免费阅读|最新网址|无弹窗",
            r"\((?:第)?\d{1,2}\s?/\s?\d{1,2}页?\)",
            r"上一章[^。]{0,30}下一章",
        ),
    ),
    _Kind(
        "page.court",
        r"(?:人民法院|仲裁委员会)公告|(?:民事|刑事|行政|执行)(?:判决|裁定|调解)书|公告送达",
        4,
        (
            r"本院受理|本院(?:于\d{4}年[^。]{0,12})?(?:立案|认为)",
            r"公告送达",
            r"视为送达|缺席(?:判决|裁判|审理)",
            r"判令(?:被告|你)|判决如下|裁定如下",
            r"起诉状副本|开庭传票|举证通知书",
            r"原告[^。;]{2,60}(?:诉|与)[^。;]{0,40}(?:被告|纠纷)",
            r"案件受理费",
        ),
    ),
    _Kind(
        "page.job_notice",
        r"招聘[^,。]{0,24}(?:公告|简章|启事)|招考(?:公告|简章)|诚聘",
        4,
        (
            r"报名(?:时间|方式|地点|条件)",
            r"(?:笔试|面试)(?:时间|成绩|、|和|地点)",
            r"\d{2}(?:周岁|岁)(?:以下|以上|及以下)|年龄要求",
            r"学历要求|(?:专科|本科|研究生)(?:及)?以上学历|岗位(?:要求|条件|所需)",
            r"准考证|资格(?:审查|复审)|身份证(?:原件|复印件|、)",
            r"(?:现将|具体)[^。]{0,40}(?:公告|事宜|事项)如下",
            r"(?:具有中华人民共和国国籍|拥护(?:中国共产党|党的路线)|遵纪守法)",
            r"薪资|五险一金|试用期",
        ),
        must=r"招聘[^,。]{0,24}(?:公告|简章|启事)|招考(?:公告|简章)|(?:公告|事宜|事项)如下",
    ),
    _Kind(
        "page.advertisement",
        r"加盟|厂家|价格|多少钱|哪家好|批发",
        4,
        (
            r"(?:加盟|招商|咨询|免费|订购|服务|全国|统一)热线|咨询电话",
            r"400[-\s]?\d{3}[-\s]?\d{3,4}",
            r"厂家直销|量大从优|价格优惠|批发零售|货到付款|欢迎(?:来电|新老客户)",
            r"(?:月入|年入|日赚)\d|开店|加盟(?:费|店|商)",
            r"本(?:公司|厂)(?:位于|专业|主营|主要)",
            r"总部[^。,]{0,6}(?:培训|扶持|选址)",
            r"联系人:|(?:手机|微信|QQ)(?:号)?:\d",
        ),
    ),
    _Kind(
        "page.encyclopedia",
        r"百科|^[一-鿿]{2,8}[省市县区]辖[市县区]$",
        3,
        (
            r"东经\d{2,3}[°度]|北纬\d{2}[°度]|坐标:",
            r"(?:邮政编码|邮编)[\s|:]{0,4}\d{6}",
            r"行政区划代码",
            r"(?:隶属行政区|所属地区|下辖地区|下级行政区|电话区号|车牌(?:代码|号码))",
            r"政府(?:驻地|驻)[^。]{0,12}(?:镇|街道|乡|路)",
            r"(?:公元前?|民国|洪武|乾隆|康熙|光绪|太康|天宝|贞观)[^。]{0,10}年",
            r"(?:先秦|战国|秦朝|西汉|东汉|三国|隋朝|唐朝|宋朝|元朝|明朝|清朝)[^。]{0,8}(?:属|置|设|改|分|为)",
            r"(?:置|设|析[^。]{1,8}置)[一-鿿]{1,4}[县州郡府厅]|(?:属|隶)[一-鿿]{1,4}[郡府州道]",
        ),
        never=r"20[012]\d年[^。]{0,40}(?:生产总值|GDP|财政|投资|增加值|零售|增长)",
    ),
)
_REPORT = re.compile(
    r"本报讯|本网讯|讯\(|日电|\(记者|记者(?:从|在|了解|获悉|看到)|(?:召开|举行|举办)了?[^。,;]{0,30}(?:会|仪式|活动)[^。]{0,80}(?:出席|主持|讲话|强调|指出)"
)
_LOOKED_AT = 20_000  # signs: what a page is shows in its beginning


@cache
def _compiled() -> tuple[tuple[_Kind, re.Pattern[str], tuple[re.Pattern[str], ...], re.Pattern[str]], ...]:
    """Of each kind all its marks as one pattern (most pages have none), then each by itself, then what it never says."""
    return tuple(
        (kind, searching("|".join(kind.marks)), tuple(map(re.compile, kind.marks)), re.compile(kind.never))
        for kind in _KINDS
    )


def page_kind(title: str, text: str, *, signed: bool) -> tuple[Mark, ...]:
    """The marks by which the page is of another kind; empty where it may be a report. `signed`: a reporter is named."""
    text = text[:_LOOKED_AT]
    reported: bool | None = None
    for kind, any_mark, marks, never in _compiled():
        if not any_mark.search(text):
            continue
        found = [m for mark in marks if (m := mark.search(text))]
        told = len(found) + (re.search(kind.title, title) is not None)
        if told < kind.least or not (re.search(kind.must, title) or re.search(kind.must, text)):
            continue
        reported = signed or _REPORT.search(text) is not None if reported is None else reported
        # An exam paper may quote a report: marks beyond the least speak against the report's own.
        if (told > kind.least + 1 or not reported) and not never.search(text):
            return tuple(Mark(kind.name, m.start(), m.end()) for m in found)
    return ()
