"""Notices: editors' signatures, codes to scan, contact adverts, disclaimers, copyright, spam in front.

They may be long and punctuated like prose, so they ask for a known phrase and, in longer lines, for a second sign
(a number to call, a second phrase). A paragraph of news that mentions a hotline is the near miss of them all.
"""

from __future__ import annotations

from store.language import patterns as re
from store.source import meta
from store.source.day import first_day
from store.source.furniture.rule import Place, line_rule
from store.source.line import Line
from store.source.phrases import count, says

_PHONE = re.compile(
    r"(?<!\d)(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|(?:\+?86[\s-]*)?(?:0\d{2,3}[\s-]{0,3})?[2-8]\d{6,7}|[48]00[\s-]?\d{3,4}[\s-]?\d{3,4})(?!\d)"
)
_MAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.\w{2,6}")
_CREDIT = re.compile(
    r"^[\[(【|丨/]?\s*(?:[\u4e00-\u9fff]{2,6}[网报台](?=责任|责编|编辑))?(?:(?:责任|本文|文字|网络|本期|值班|执行|图文|运营|新媒体|编辑|版面)?(?:编辑|责编|校对|审核|审校|监制|主编|总编|签发|编审|值班主任|美编|排版|策划|统筹|制图|终审|初审|复审|一审|二审|三审|一校|二校|三校|值班总监|总监|值班编委|编委|版式设计|版式|采访|图片|来源|作者|记者|通讯员|供稿|摄影|录入)"
    r"\s*[:/丨|]\s*[^:/丨|!?。]{1,24}?[\s;,|、/]*){1,8}[\])】]?$"
)
_ACCOUNT = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:公众号|视频号|官方(?:账号|帐号))|更多(?:精彩)?(?:内容|新闻|资讯).{0,6}(?:请|进入|尽在|点击).{2,20}"
)
_PLACES = re.compile(r"(?:地址|邮编|邮政编码|电话|传真|邮箱)\s?:")
_BUTTON = re.compile(r"[\[【(]\s?(?:我要纠错|纠错|打印|关闭|推荐|分享|收藏)\s?[\])】]")
_MADE_BY = re.compile(
    r"^[\u4e00-\u9fff·]{2,14}(?:部|室|中心|社|台|网|传媒|融媒|客户端|新媒体)\s?(?:联合)?(?:制作|出品|监制)$"
)
_HAS_EDITOR = re.compile(
    r"编辑|责编|校对|审核|审校|监制|主编|总编|签发|编审|值班主任|[一二三初复终]审|[一二三]校|美编|排版|录入|制图|总监|编委|版式|采访"
)
_BARE_CREDIT = re.compile(
    r"[(【]?(?:\s{0,3}(?:责任|值班|文字|本期)?(?:编辑|责编|校对|审核|监制|编委|统筹|执笔)(?:\s{1,3}[\u4e00-\u9fff]{2,4}?){1,2}){1,4}[)】]?"
)
_NOTE = re.compile(
    r"[(【]?(?:\S{2,10}记者综合(?:报道|整理)|综合自\S{4,60}|(?:本刊|本报|本网)编辑部(?:综合)?整理|参与采写:.{2,30}|.{2,12}对本文亦?有贡献|文中数据由.{2,16}提供"
    r"|(?:本文)?(?:有删节|有删改|略有删减).{0,16}|标题为编者所加)[)】]?"
)
_DISTRIBUTED = re.compile(
    r"(?:主?报|主?送|抄[报送]|发)\s?:\s?[\u4e00-\u9fff].{3,80}|[(]?共印\s?\d{1,5}\s?份[)]?.{0,30}"
)
_ICP = re.compile(r"ICP\s?[备備]", re.IGNORECASE)
_SPAM = re.compile(
    r"更新时间\s*:?\s*$|(?:最快更新|无弹窗|请记住本站|手机阅读|本章未完|小说网|彩票|博彩|棋牌|娱乐城|赌场|下注|投注|赛车|开奖|菠菜|网赌|代孕|发票|办证|包养|约炮)"
)


def _numbered(line: Line) -> bool:
    return bool(_PHONE.search(line.plain[:600]) or _MAIL.search(line.plain[:600]))


@line_rule(
    "clean.credits",
    "edges",
    example="责任编辑:张三 校对:李四 审核:王五",
    near_miss="编辑部搬进了产业园,记者和主播一起下车间。",
    source="who edited the page",
    ends="soft",
)
def credits(line: Line, place: Place) -> bool:
    if line.hanzi > 60 or "。" in line.text:
        return False
    words = _BUTTON.sub("", line.plain).strip()
    if says("clean.credits", line) or (_CREDIT.match(words) and _HAS_EDITOR.search(words)):
        return True
    if place.zone != "tail":
        return False
    signed = any(form.fullmatch(words) for form in (_BARE_CREDIT, _NOTE, _DISTRIBUTED))
    return signed or (line.hanzi <= 18 and bool(_MADE_BY.match(words)))


@line_rule(
    "clean.scan_code",
    "edges",
    example="长按识别二维码,关注我们的公众号",
    near_miss="企业扫描二维码就能申报政策,全程不超过十分钟,去年以来已有三千多家企业这样办成了事,群众满意度不断提升。",
    source="adverts of public accounts",
)
def scan_code(line: Line, place: Place) -> bool:
    return line.hanzi <= 40 and (says("clean.scan_code", line) or bool(_ACCOUNT.fullmatch(line.plain)))


@line_rule(
    "clean.contact_advert",
    "edges",
    example="产业招商/厂房租售:400 0000 000",
    near_miss="市12345热线全年受理企业诉求2.6万件,办结率99.2%,企业满意度达98.5%。",
    source="phone, chat and mail adverts; addresses of the site",
)
def contact_advert(line: Line, place: Place) -> bool:
    if line.hanzi > 90:
        return False
    if place.zone == "head" and first_day(line.plain):
        return False  # the paper's number for calls stands among day and source
    if len(_PLACES.findall(line.plain)) > 1 and "。" not in line.text:
        return True  # 地址:… 邮编:…
    if says("clean.contact_advert", line):
        # 联系电话 alone is a label; a sentence that names a hotline needs a number beside it.
        alone = line.hanzi <= 10 or ("。" not in line.text and count("clean.contact_advert", line) >= 1)
        return alone or _numbered(line)
    return line.hanzi <= 12 and "。" not in line.text and _numbered(line)


@line_rule(
    "clean.contact_request",
    "tail",
    example="请说明您的需求、用途、公司、联系人、手机号,以便尽快对接。",
    near_miss="请企业说明融资需求,由银行上门对接。",
    source="forms of contact adverts",
)
def contact_request(line: Line, place: Place) -> bool:
    text = line.plain
    asks = sum(word in text for word in ("联系人", "手机号", "电话", "您的", "联系方式", "姓名", "公司名称", "微信"))
    return line.hanzi <= 60 and asks >= 2 and bool(re.match(r"请|欢迎|如需|如有|如果您|留下|填写", text))


@line_rule(
    "clean.disclaimer",
    "edges",
    example="免责声明:本文转载自其他媒体,版权归原作者所有,如有侵权请联系删除。",
    near_miss="会议要求,未经批准的项目一律不得开工,违者及时删除出库。",
    source="notices of rights and liability",
    ends="soft",
    long=True,
)
def disclaimer(line: Line, place: Place) -> bool:
    hits = count("clean.disclaimer", line)
    if not hits or meta.read(line):  # 2016-3-22(原创文章,禁止转载) is a meta line
        return False
    opened = re.match(
        r"^[\s(【\[*※★注:]*(?:版权|免责|郑重|特别|法律|转载|本网|本站|本文|声明|注|凡|未经|如|以上|文章|图片|部分|部份|来源|文中|内容|平台|该文|此文|稿件)",
        line.plain,
    )
    return hits >= 2 or (bool(opened) and line.hanzi <= 160) or line.hanzi <= 24


@line_rule(
    "clean.copyright",
    "edges",
    example="Copyright © 2015-2024 example.com All Rights Reserved 版权所有:某某网",
    near_miss="这家企业版权登记数量全省第一,去年新增软件著作权两百多件。",
    source="footers: owner, host, licences",
    ends="soft",
)
def copyright_notice(line: Line, place: Place) -> bool:
    if "。" in line.text and line.hanzi > 40:
        return False
    return line.hanzi <= 90 and says("clean.copyright", line)


@line_rule(
    "clean.icp",
    "edges",
    example="某ICP备12345678号-1 某公网安备 32010000000000号",
    near_miss="平台完成ICP经营许可申请,成为全省第一家。",
    source="registration numbers of sites",
    ends="soft",
    long=True,
)
def icp(line: Line, place: Place) -> bool:
    return bool(_ICP.search(line.text[:600])) or (line.hanzi <= 60 and says("clean.icp", line))


@line_rule(
    "clean.advert_label",
    "anywhere",
    example="广告",
    near_miss="广告产业园签约",
    source="label of an advert",
)
def advert_label(line: Line, place: Place) -> bool:
    return len(line.text) <= 12 and says("clean.advert_label", line)


@line_rule(
    "clean.end_mark",
    "tail",
    example="(全文完)",
    near_miss="完成全年任务",
    source="marks of the end",
    ends="soft",
)
def end_mark(line: Line, place: Place) -> bool:
    return len(line.text) <= 12 and says("clean.end_mark", line)


@line_rule(
    "clean.spam_front",
    "head",
    example="某某棋牌 最快更新 请记住本站域名",
    near_miss="棋牌室改成了便民服务站,居民拍手叫好。",
    source="lines that a copying site puts in front",
)
def spam_front(line: Line, place: Place) -> bool:
    return line.hanzi <= 60 and "。" not in line.text and bool(_SPAM.search(line.plain))


RULES = (
    credits,
    scan_code,
    disclaimer,
    icp,
    copyright_notice,
    contact_advert,
    contact_request,
    advert_label,
    end_mark,
    spam_front,
)
