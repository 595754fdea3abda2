"""What is told of a works or a site: that something happens to it, that somebody comes there, where it lies.

In: text and the span of a name. Out: yes or no. A run of works (甲高速、乙水库进展顺利) shares what closes it. Which nouns may
close a name stands here too, what is a name is `project_span`'s matter.
"""

from __future__ import annotations

from store.language import patterns as re
from store.recognise.facts import vocabulary
from store.recognise.facts.naming import clause, clause_end
from store.recognise.facts.project_span import FAINT

# Sites that are projects where something happens to them; zones (工业园区) are divisions, halls are places of meetings.
# Literals only, so that the engine looks at signs that may begin one; what must stand around them is seen to after.
SITES = {a + "基地" for a in vocabulary.words("project.base")} | set(vocabulary.words("project.works"))
_NEAR = re.compile(r"(?:(?:毗邻|邻近|紧邻|临近|靠近)(?!的)|连接|依托|距离?(?!此)|通过|利用|沿着)[^,。;]{0,16}$")
_ON_WITH = re.compile(r"、|以及|[和及与](?=[一-鿿A-Za-z]{3})")
# What is told of works that go on: it may close a run of them.
_GOES_WELL = (
    r"(?:建设|项目)?(?:均|都|也|在|正|正在|已|已经|全面|前期工作|持续|稳步|有序|顺利|加快|快速|强力|扎实|抓紧|全速|紧张|如期)*+"
    r"(?:推进|提速|建设(?=[,。;、!])|建设(?:全面)?提速|施工|进展(?:顺利|迅速|良好)|如火如荼|热火朝天|齐头并进|“齐头并进”|拔地而起|满产|稳定运行|安全运行|平稳运行|(?:全容量)?并网|产能|扩能|"
    r"(?:提档|提质|扩容|转型)升级|改造提升|提升改造|(?:主体)?封顶|初具规模|初见雏形|呼之欲出|[内里](?:,|一片|机器|塔吊|热|灯火)|一片(?:繁忙|火热)|获批|获评|被?列[入为]|被?纳入|入选|已?成为|亮相|挂牌|,(?:一个个|一批批|一座座|这些)[^,。;]{0,8}(?:项目|工程|园区|工厂)|完成[^,。;、]{0,8}(?:\d|投资|建设|工程|主体)|"
    r"(?:也|均|正)?在?(?:加紧|抓紧|加快|紧张|有序|同步|火热)(?:施工|建设|推进|安装|调试|改造|生产|运营)?)"
)
_HAPPENS = re.compile(
    _GOES_WELL
    + r"|通过[^,。;]{0,6}验收|(?:全面)?中交|达产达效|进入(?:试生产|试运行|调试|量产|收尾|冲刺)|(?:去年|今年|上半年|前\d个?月)?(?:已|共|累计)*(?:交付|产出|生产|销售|实现)[^,。;、]{0,10}\d|引起[^,。;]{0,8}(?:兴趣|关注|注意|赞)|(?:都|也|均)?(?:要|将|力争|争取|确保)?(?:在|于|赶在)?[^,。;、]{1,10}(?:前|底|内|之前)(?:全面|全部|正式|基本|主体)*(?:开门迎客|迎客|开园|开业|投用|投运|投产|建成|竣工|完工|通车|开工|动工|交付|启用)"
    + r"|"
    r"从(?:签约|摘牌|拿地|开工)到|的(?:机房|车间|厂房|展厅|中控室|生产线)[内里上]|的?(?:要素保障|前期工作|前期手续|用地保障)|\d{1,3}[栋座幢][^,。;、]{0,6}厂房[^,。;、]{0,8}(?:竣工|交付|封顶|投用|建成)|启动(?=[,。;])|,(?:计划)?投资\d|新?(?:入孵|入驻)企业\d|(?:全年|累计|已)*(?:下线|集聚企业|聚集企业|入驻企业)|正?抢抓(?:进度|工期)|的?进展(?=:)|的?(?:建设|施工|改造)?进度(?=[,。;、])|(?:项目)?的?(?:用地|用电|用水|用能|用工|征地|拆迁|融资|资金|环评|报批)(?:、[^,。;]{1,12}?)?等?(?:\d+[个项])?(?:问题|难题|瓶颈)|的?进展(?:怎样|如何|顺利|情况)|确保[^,。;、]{1,8}(?:投入使用|投用|开工|竣工|通车|投产)|"
    r"(?:[一二三]期)?,?(?:规划(?:用地)?面积|面积|全长|年产|年处理|年加工|年接待|日处理|日产|日加工|接待(?:游客)?|计划引进|设计(?:年|日)|吸引|库容|装机)[^,。;、]{0,8}?\d|,?总面积\d|是(?:[^,。;]{2,20}的(?:重要|主要|核心|重点)?(?:平台|载体|项目|基地|抓手|工程)|其中|今年|本次|此次|全[省市县区]|我[省市县区]|[市县区省])|,(?:该)?项目(?:计划)?总?投资|(?:目前)?(?:已|共|累计)+(?:吸引|入驻|集聚|引进|签约|投入|完成)|:落户|"
    r"(?:一期|二期|三期)?(?:,)?(?:计划|规划|设计|共|已|正)?(?:投资|装机|设置|规划建设|规划床位|建设规模|库容|总规模|总装机)[一-鿿]{0,4}\d|,?(?:一期|二期|三期)?[\d.]+[万亿]?平方米|\s{2,4}(?:投资方|投资主体|建设单位|项目单位|总投资)"
    r"|,?(?:去年|今年|上个月|20\d\d年|预计|\d{1,2}月)[^,。;、]{0,8}?(?:动工|开工|投产|竣工|建成|开诊|开园|开放|投用|交付|通车|下线|量产)|正在(?:平整|施工|建设|紧张|有序|加快|调试|安装)|(?:进入|迎来|处于)[^,。;、]{0,8}(?:阶段|安装|收尾|高峰)"
    r"|(?:年内|上半年|下半年|年底|\d{1,2}月(?:份)?)(?:前|底|底前)?(?:完成|投产|竣工|开工|建成|开园|通车|投用)|[^,。;、]{0,4}(?:主体|主体结构)(?:已|全部)?(?:封顶|完工)|已(?:经)?(?:吸引|封顶|动工|引进|榨|加工|投放)|(?:项目)?(?:建设|施工)?(?:现场|工地)|,?(?:该项目)?(?:由[^,。;]{2,24}(?:投资|出资|建设|承建)|总投资|占地|总建筑面积)|(?:一期|二期|三期)?(?:工程|主体)?(?:首套装置|首条生产线|首台机组|首期|首批|首个)?(?:也|已经?|均|将|都|于[^,。;]{2,16}|提前|正式|全面|全线|顺利|成功|今天|当天|当日|同日|同时|同步|昨日|昨天|今日|近日|日前|如期|即将|[今明去]年|[春秋]季|暑期|年底|月底|上个?月|本月[初中底]?|下个?月|上午|下午|现场|相继|先后|有望|可望|预计|\d{1,4}[年月日]|底|前|完成)*"
    r"(?:签约|动土|复工|交付|点火|并网|通水|蓄水|下闸|开业|迎客|落脚|通线|开诊|开馆|开通|开放|试运行|试运营|试生产|开门迎客|开门纳客|达产|量产|合龙|贯通|落成|签下|进场|开建|开工|动工|奠基|竣工|投产|投用|投运|建成|启用|揭牌|开园|落户|落地|封顶|完工|通车|运营|投入运营|投入使用|总投资|计划总投资|破土|建设(?=[,。;、]|进展|契机|正在|全面|加快))"
)
_VISITED = re.compile(
    r"(?:走进|来到|在|观摩了?|考察了?|察看了?|查看了?|走访了?|参观了?|调研了?|建设(?:的)?|推进|加快建设|支持|投资建设|共建|新建|兴建|项目[为是]|签约|引进|开工|启动|竣工的?|建成的?|投资[^,。;]{2,12}的|引来了?|加码|落户|占地[\d.]+[万]?(?:亩|平方米)的|[\d.]+[万亿]?(?:元|美元|欧元|港元|日元|平方米)的|契机|抓住)"
    r"(?:[^,。;:!?、]{0,3}|[^,。;:!?、的]{2,12}的)$"
)
# 加快建设天山铝谷产业园、玛河光伏基地: what opens the run holds for each.
_RUN_OPENS = re.compile(r"(?:加快建设|加快推进|重点推进|开工建设|动工建设|建成|新建|续建)了?[^,。;“”]{3,60}、$")
_STATE = re.compile(r"(?:建设|运营|推进)情况")
_BUILT_THERE = re.compile(r"(?:投资|合作|共同)?(?:建设|兴建|新建|建立|设立)(?!现场|工地)[一-鿿]{3}")
# 铁路沿线, 医院职工: the noun goes on to something else.
_COMPOUND = re.compile(
    r"旁|对面|附近|沿线|沿岸|口岸|两侧|周边|职工|员工|部门|公安|系统|领域|行业|产业(?!园)|经济|通车里程|里程|服务区|名单|企业|规模|数量|板块"
)
# What stands before tells what is done with it or where it lies: 位于…的, 援建的, 在建的, 入驻.
_DESCRIBED = re.compile(
    r"(?P<of>(?:投资[^,。;]{0,12}|投资[\d.]+[万亿][^。;]{0,30}在[^,。;]{2,20}|拟)(?:建设|兴建|新建|投建)了?|(?:位于[^,。;]{2,24}|(?:投资|援建|承建|建设|兴建|筹建|规划|在建|建设中|新建|共建|配套|打造|引进|运营|落户|落地|实施|改造|投产|开工|竣工|投用|启用|建成|通车|签约|签下)(?:[^,。;、的]{0,8})?)的)$"
    r"|(?:入驻|迁入|搬入|落户|重点推进|加快推进|推动|推进|抓紧建设|加快建设|开建|动工建设|开工建设|建好|建起|办起|盖起|搬进|启动|谋划|争取|续建|新建|建成|完成)(?:了)?$"
)


def happens(text: str, end: int) -> bool:
    """Whether something happens to it, or to the run of works that it stands in: 甲高速、乙水库进展顺利."""
    if _HAPPENS.match(text, end):
        return True
    if not _ON_WITH.match(text, end):
        return False
    stop = clause_end(text, end)
    return any(_HAPPENS.match(text, m.end()) for m in _RUN_NOUN.finditer(text, end, min(stop, end + 80)))


_RUN_NOUN = re.compile(
    vocabulary.either(
        {
            *SITES,
            *vocabulary.words("project.phase"),
            "开发区",
            "园区",
            "新区",
            "片区",
            "项目",
            "工程",
            "装置",
            "机组",
            "总部",
            "改造",
            "扩建",
            "提升",
            "整治",
        }
    )
)


def described(text: str, start: int, *, sure: bool) -> bool:
    m = _DESCRIBED.search(text, max(0, start - 40), start)
    return m is not None and (sure or m["of"] is not None)


def lies_there(text: str, start: int, end: int) -> bool:
    """Whether it only tells where another lies: 在…产业园建设…基地, 毗邻深中通道."""
    if text[start - 1 : start] in ("在", "于") and _BUILT_THERE.match(text, end):
        return True
    return (
        _NEAR.search(text, max(0, start - 20), start) is not None
        or _SEATED.search(text, max(0, start - 14), start) is not None
    )


# 该厂位于云岭工业园,占地60亩: the acres are the works'.
_SEATED = re.compile(r"(?:位于|坐落于|坐落在)[^,。;:的]{0,8}$")


def told(text: str, start: int, end: int, *, sure: bool, proper: bool = False) -> bool:
    """Whether something happens to what stands there, or (of a sure name) somebody comes there or builds it."""
    if re.match(
        r"(?:隆重|顺利)?(?:举行|召开|举办|开幕)|管委会|党委|负责人|主任|书记|公司|集团|建设[^,。;]{0,4}会",
        text[end : end + 8],
    ):
        return False
    if lies_there(text, start, end):
        return False
    while text[end : end + 1] in ("”", "’"):
        end += 1
    if _COMPOUND.match(text, end):
        return False
    if happens(text, end) or described(text, start, sure=sure) or (proper and _STATE.match(text, end)):
        return True
    if (
        sure
        and end - start >= 6
        and text[start - 1 : start] == "、"
        and _RUN_OPENS.search(text, clause(text, start), start)
    ):
        return True
    if sure and any(
        text[start - size - 1 : start - size] == "、" and _RUN_OPENS.search(text, clause(text, start), start - size)
        for size in (3, 4, 5)
        if text[start - 1 : start] in tuple("镇乡村县区市")
    ):
        return True
    behind_place = sure and text[start - 1 : start] in tuple("镇乡村县区市道")
    if behind_place and any(described(text, start - size, sure=True) for size in (3, 4, 5)):
        return True  # 建好大安镇石峡龙眼示范园: the place stands between
    if behind_place and not proper:
        return False
    return bool(sure and _VISITED.search(text[clause(text, start) : start]))


# What shows that words of the language are a project's name: its sum before it, what happens to it behind it.
SUM_BEFORE = re.compile(
    r"(?:[\d.]+(?:余|多)?(?:亿|万)(?:元|美元|欧元|港元|日元|英镑|新加坡元)(?:人民币)?(?:,?在[^,。;]{2,12}(?:配套|投资)?)?(?:建设|兴建|打造|新建|设立)?|分别是|分别为|(?:公司|集团|企业)(?:投资)?(?:建设|兴建)|(?:亩|平方米|平方公里))(?:人民币)?的?$|(?:分别是|分别为|包括)[^,。;、]{0,12}的$"
)
_LED_TO = re.compile(r"(?:继|签下了?|包括|特别是|尤其是|其中有?|例如|比如|走进|来到|观摩了?|在)(?:的)?$")
_FATE_BEHIND = re.compile(
    r"自[^,。;]{1,8}以来|(?:顺利)?通过[^,。;]{0,6}验收|(?:全面)?中交|达产达效|已(?:经)?(?:累计)?(?:完成|投资|建成|开工|进入)|实现(?:投产|开工|竣工|量产)|打下|涉及|,?(?:力争|预计|计划|有望|确保)?(?:于|在)?(?:[今明去]年|\d{1,2}月|年内|年底)[^,。;]{0,8}(?:开工|竣工|投产|建成|完工|启动|并网|运营|投用|动工)|"
    r",?(?:计划|总)?投资\d|投资额|完成主体|举行(?:[一-鿿]{2})?(?:开工|奠基|竣工|签约|投产|揭牌|启动)|[也均](?:正式|同步|同日|同时|顺利|于[^,。;]{1,8})?(?:开工|签约|竣工|投产|奠基)|\s{2,4}(?:投资方|投资主体|建设单位|项目单位|总投资)|(?:开工|签约|竣工|投产|奠基)(?=[,。;、])|(?:成功|正式)?落户(?=[一-鿿]{2})|(?:建设|施工|开工|签约)?(?:现场|工地)|(?:集中)?(?:签约|开工|奠基|竣工|投产)(?:仪式|活动)|(?:计划)?总投资|占地|位于|由[^,。;]{4,24}投资|(?:已|正式|全面|顺利|成功|如期)+(?:开工|签约|竣工|投产|奠基|落户)"
)
_RUN_BEFORE = re.compile(r"[^,。;、]{3,36}项目(?:、|和|以及)$")
_RUN_BEHIND = re.compile(r"(?:、|和|以及)[^,。;、]{3,36}项目")


def pointed_at(text: str, start: int, end: int, grade: int) -> bool:
    """Whether the words around show that it names one project, where its own words do not."""
    before = text[max(0, start - 44) : start]
    listed = end - start >= 6 and (_RUN_BEFORE.search(before) or _RUN_BEHIND.match(text, end))
    if grade == FAINT:
        phased = re.search(r"[一二三四五六]期", text[start:end]) and _FATE_BEHIND.match(text, end)
        return end - start >= 8 and bool(SUM_BEFORE.search(before) or listed or phased)
    led = _LED_TO.search(before) and end - start >= 6
    return bool(
        re.search(r"[一二三四五六]期|号", text[start:end])
        or SUM_BEFORE.search(before)
        or led
        or listed
        or _FATE_BEHIND.match(text, end)
    )
