"""The offices in front of a name: the words that close one, and where the offices that stand before a name begin.

In: plain text. `TITLE` and `GROUPS` find the end of an office (市长, 区领导), `offices_start` goes back from there over offices
that 、 joins, past days, adverbs and verbs that are no part of them. Names are `names`' matter.
"""

from __future__ import annotations

from store.language import patterns as re
from store.language.given import HANZI, followers
from store.language.searching import searching

# Offices and trades that anybody may bear: what follows is often no name.
_ANYBODY = (
    r"[果茶药老棉烟蔗瓜菇枣桑竹林蚕桃橙梨蒜椒橘柑柚莓藕姜麻]农|茶商|药商|粮商|商贩|摊贩|船东|船老大|菜农|粮农|花农|渔民|牧民|农民|商户|创业者"
    r"|技术员|讲解员|养殖户|种植户|村民|市民|居民|农户|职工|店主|馆主|主播|工人|采[煤茶油棉]工(?!程|业|作|艺)|装配工(?!程|业|作|艺)|钳工|司机|老板|企业主"
    r"|先生|女士|干部|牧户|脱贫户|搬迁户|青年|妇女|大学生|港青(?!年)|台青(?!年)|台商|港商|台胞|侨商|侨胞|侨领|个体户|投资[人者]"
    r"|经营者|主管|经销商|采购商|客商|(?<![造务工农商产])业主|主理人|摊主|户主|车主|房东|骑手|快递员|护林员|网格员|辅导员|质检员|操作工|焊工|技工|矿工|护工|村医|医生|护士|教师|老师|律师|分析师|游客|消费者|顾客|匠人|教练|楼长|班长"
)
# The words that close an office. What stands before them (the body) is open.
OFFICE = (
    r"(?:总书记|副总书记|党组书记|党委书记|党工委书记|工委书记|支部书记|总支书记|第一书记|副书记|书记|纪委书记"
    r"|副?(?:省|市|区|县|州|盟|旗|镇|乡|村|局|厅|处|科|部|司|署|院|校|所|台|社|站|队|组|会|行|馆|园|店|厂|关|庭|段|船|师|团|董事|理事|监事|秘书|检察|首席执行|股|营运|运营|执行|技术|财务|策略|资讯)长"
    r"|常务副(?:省|市|区|县|州|旗|镇|院|部|厅|局|会)长|代(?:省|市|区|县|州|旗|镇)长|常委|副?主席(?![台团])|副?主任|副?部长|副?专员|委员|政委|政治委员|司令员?"
    r"|副?总经理|总经理|经理|副?总裁|总监|董事长|副董事长|董事|监事|合伙人|创始人|联合创始人|负责人|发起人|代言人|发言人|总工程师|工程师|总会计师|总?统计师|设计师|规划师|经济师|首席[一-鿿]{2,8}?(?:师|官|家|员|顾问|代表)"
    r"|副?教授|院士|博士|研究员|副研究员|专家|学者|顾问|讲师|总编辑?|主编|副?总干事|副?秘书长|巡视员|调研员|督学|参赞|大使|领事|公使|代表|特派员"
    r"|组织委员|宣传委员|党组成员|党委委员|班子成员|企业家|劳模|致富带头人|带头人|(?:种[植粮养]|养殖|承包)大户|合作社社员|负责同志|农艺师|畜牧师|兽医师?|传承人|负责人代表|副?主委|法定代表人|掌门人"
    r"|助理|劳动模范|道德模范|标兵|楷模|候选人|提名人选|主席团成员|歌唱家|演员|画家|书法家|作家|理事|创业青年|返乡青年|返乡大学生|村支书|支书|领导小组组长|副组长|组长|队员|队长|指挥长|副指挥长|指挥|片区长|链长|河长|CEO|CTO|CFO|COO|总指挥"
    rf"|{_ANYBODY})"
)
# 副市长(宁波援疆)某某: what stands in brackets between office and name.
ASIDE = rf"\((?![左右前后中][一二三四]?)[{HANZI}]{{2,8}}\)"
# A title for many: names follow as a list.
GROUP = r"(?:[省市区县州盟旗]级?|[市区县州省]和[^,。;、]{2,8}|新区|开发区|园区|[^,。;、“”]{2,10}?(?:党工委|管委会))?(?:四套班子|四大班子|四大家|党政|班子|主要|有关|相关|部分|其他|在家)*领导(?:同志|干部)?"
# Days, adverbs, prepositions and verbs that stand before a title and are not of it.
_LEAD = re.compile(
    r"(?:[\s“‘]+|受访者[为是]?|(?:紧?接着|最后|首先)(?=[一-鿿]{3})|和(?![平县龙田顺静硕政林布])(?=[一-鿿]{4})|可(?=[在对])|.{0,10}?[\d一二三四五六七八九十廿]{1,3}[日号](?:[电讯]|上午|下午|晚上?|一早)?"
    r"|据悉|随着|跟随|按照|针对|对于|以及|随后|当日|当天|同日|今天|今日|昨天|昨日|会上|会后|会前|对此|近日|日前|其中|陪同|会见了?|专访了?|.{0,10}记者(?:独家)?专访了?|受(?=[省市县区])|.{0,8}(?:会|会议|仪式|活动)由|邀请了?|聘请了?|采访了?"
    r"|接待了?|感谢|(?:叮嘱|嘱咐|叮咛|勉励|嘱托|询问|提醒|告诫|鼓励)(?=[一-鿿]{3})|特邀|包括|根据|记者从|上午|下午|晚上|活动中|会议期间|座谈会上|仪式上|活动上|现场|期间|本次|此次|他和|她和|受(?=[省市县区])|(?:记者)?专访了?|.{0,10}(?:会|会议|仪式|活动|[开闭]幕式)由|[^的]{0,8}(?:审议|听取)了?(?=[省市区县州代副])"
    r"|当地(?=[一-鿿]{3})|[由请让使被对与同及向据在于随并而但受以当](?=[一-鿿]{3})|有(?![关限色])(?=[一-鿿]{3})|如(?![皋东])(?=[一-鿿]{3})|这[位名个]|一[位名]|经(?![开贸济信发管营委])(?=[一-鿿]{3}))"
)
TITLE = searching(OFFICE + rf"(?= ?[{HANZI}]|{ASIDE}[{HANZI}]|:[{HANZI}]{{2,4}}、)")
_OFFICE_ENDS = re.compile(OFFICE + "$")
GROUPS = re.compile(GROUP + r"(?![在于]主席[台团])(?=[" + HANZI + r"])")
WEAK = re.compile(rf"(?:{_ANYBODY}|代表|专家|学者|带头人|大户|企业家|委员|指挥|候选人|理事)$")
_OFFICES_BEFORE = re.compile(
    r"(?<![^,。;])[^,。;了的]{0,4}(?:自治区|[省市县区州]|全国)(?:委|政府|政协|人大)[^,。;了]{0,14}(?:常委|委员|主席|主任|部长|书记|秘书长|副[省市]长)$"
)
_TERM_BEFORE = re.compile(r"“[^“”,。;:!?、]{1,10}”$")
_FIRM = re.compile(r"[^,。;、]{0,8}(?:有限|股份|公司|集团)|党工委|管委会|工委")
# A clause that tells of the person, in front of the office: 来自常乐镇的, 是从温岭赶来的, 坐在他身后的.
_TOLD = re.compile(
    r"[^的]{0,12}(?:就座|出席|列席|参加|参会|到会|陪同)[^的]{0,10}的(?:还|也)?有"
    r"|[^的]{2,16}[\d多一二三四五六七八九十]年的(?=[^的]{2})|(?:[^的]{1,8}的)?是(?=[^的]{3})(?:[^的]*(?:[来到赶]|在)[^的]*的)?"
    r"|(?:[^的]{0,8}(?:来自|发言|随行|与?会|参会|列席|在场|到场|负责|主管|分管|从事|坐在|站在|前来|赶来|获聘|获奖|受邀|应邀|新任|现任|时任|当选|领到|拿到|收到|听到|办完|搬来|搬进|返乡|回乡|回国|正在|刚刚|忙着|种了|养了)[^的]{0,12}|[^的]{2,8}[县市区旗镇乡村])的(?=[^的]{2})"
)


def offices_start(text: str, end: int) -> int:
    """Where the offices that end at `end` begin: back over 、 between offices, to a stop or a word that is no office."""
    start = end
    while True:
        cut = max(text.rfind(sign, 0, start) for sign in ",。;:!?”“、() —")
        # 某某光学(青岛)有限公司董事长: brackets within a firm's name part nothing.
        if cut >= 0 and text[cut] == ")" and _FIRM.match(text, cut + 1) and (opened := text.rfind("(", 0, cut)) >= 0:
            cut = max(text.rfind(sign, 0, opened) for sign in ",。;:!?”“、 —")
        elif cut >= 0 and text[cut] == "”" and (within := _TERM_BEFORE.search(text, max(0, cut - 14), cut + 1)):
            cut = max(text.rfind(sign, 0, within.start()) for sign in ",。;:!?”“、() —")  # “两山”合作社负责人
        piece = text[cut + 1 : start]
        lead = 0
        while m := _LEAD.match(piece, lead):
            lead = m.end()
        begin = cut + 1 + lead
        if (
            lead == 0
            and cut > 0
            and text[cut] == ","
            and (further := _OFFICES_BEFORE.search(text, max(0, cut - 24), cut))
        ):
            return further.start()  # 省委常委、副省长,某市委书记某某
        if told := _TOLD.match(text[begin:start]):
            begin += told.end()
        if begin >= start:
            return start
        if lead == 0 and cut >= 0 and text[cut] == "、" and _OFFICE_ENDS.search(text, max(0, cut - 24), cut):
            start = cut
            continue
        return begin


# What somebody did to the person in front of the office: 听取了副市长, 我们邀请到市统计局局长, 我是市委宣传部副部长.
DONE = re.compile(
    r"[^的]{0,8}(?:[^为解]了|邀请到|请到|我是|[跟随带顺沿]着)(?=[^的]{3})|[^的]{2,12}[省市县区旗州镇乡]由(?=[省市县区旗州镇乡])"
)
# Whom somebody was with: 王某某在副县长林某的陪同下.
IN_COMPANY = re.compile(rf"[{HANZI}]{{2,4}}在(?=[^,。;]{{3,24}}(?:的陪|的带|的主|陪同)[同领持下]?$)")


def between(piece: str) -> int:
    """How much of what stands between two persons joins them: 与, 会见了, 陪同."""
    if told := DONE.match(piece):
        return told.end()
    at = 0
    while piece[at : at + 1] in "与和同及、,向对陪请由给" or piece[at : at + 2] in followers():
        at += 1 if piece[at : at + 1] in "与和同及、,向对请由给" else 2
        if at >= len(piece):
            return 0
    return at
