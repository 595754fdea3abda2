"""The words by which a reader knows a goal: a verb of striving, a noun of places' roles, words of reach.

A goal is said with a verb that wants it (打造, 建成, 争当, 成为) and a noun that is a role of places (之都, 示范区, 高地,
门户). Some of these nouns are claims by themselves; others (中心, 基地, 生活圈) only with a word of reach before them: the
country, a region beyond the own one, a rank. Patterns only: `goal` and `goal_quoted` decide.
"""

from __future__ import annotations

from store.language import patterns as re
from store.language.searching import searching
from store.recognise.facts import vocabulary

STRIVE = (
    r"(?:打造成为|打造成(?!渝)|建设成为|建设成(?!渝|都)|打造|建设|建成|建好|建强|争当|争做|争创|争取成为|创建|创成|迈向|迈进|迈入|锚定|剑指|冲刺|成为|构建|构筑|塑造|勇当|当好|做强|叫响"
    r"|咬定|扭住|认准|要做(?!好|到|出|强|大|优|实|细|法|足|深)|敢做(?!好|到|出|强|大|优|实|细|法|足|深)|勇做(?!好|到|出|强|大|优|实|细|法|足|深)|力争做(?!好|到|出|强|大|优|实|细|法|足|深)|争取做(?!好|到|出|强|大|优|实|细|法|足|深)|努力做(?!好|到|出|强|大|优|实|细|法|足|深)|共建|共筑|共创|聚力|聚焦|瞄准|挺进|唱响|重返|加快形成|锻造|铸造|开创|筑牢|筑就|崛起为|跃升为|转型为|定位为|定位于|目标定为|转变为|嬗变为|晋升为|升级为|建为|再造|重塑|托起|营建|培育成|发展成|发展为)"
)
VERB = re.compile(STRIVE + r"(?:了|好|一座|一个|成(?!渝|都)|为)?")
NEEDS = tuple(
    "打造 建 争 创 迈 锚定 剑指 冲刺 成为 构 塑 造 当 做强 叫响 重返 聚 瞄准 挺进 唱响 形成 筑 起 做 咬定 扭住 认准 跃升 转型 定位 转变 嬗变 升 培育 发展 定为".split()
)
# 示范区, 先行市, 引领高地: what a place is to be, and what kind of place.
_ROLE = r"(?:示范|先行|先行先试|先导|引领|样板|标杆|试验|实验|领航|领跑|先锋|首善|协同|合作|融合|联动|承接|承载|集聚|汇聚|策源|隆起|增长|动力|创新)"
_GROUND = r"(?:区|县|市|州|省|镇|乡|村|城市|城区|城|高地|地)"
PLACE = f"(?:{vocabulary.pattern('goal.place')}|{_ROLE}{_GROUND})"
REACH = f"(?:{vocabulary.pattern('goal.reach')}|[钛锂铝氢镁硅硒碳光声算药种车芯数智锡铜钢瓷茶酒][谷都港岛]|旅游目的地)"
HEAD = searching(rf"(?P<place>{PLACE})|(?P<reach>{REACH})")
FULL = frozenset(vocabulary.words("goal.full"))

# Provinces by one sign: two of them, or one with a quarter of heaven, reach beyond a place (湘鄂赣, 川东北, 皖北).
_SHORT = "京津沪渝冀豫鲁晋陕甘宁蒙辽吉黑苏浙皖闽赣湘鄂粤桂琼川黔滇藏港澳"
WIDE = searching(
    rf"{vocabulary.pattern('goal.wide')}|[{_SHORT}]{{2,4}}|[{_SHORT}][东西南北中]|环[一-鿿]{{1,3}}[湖湾海江河山]|(?:东|西|南|北|中)部"
)

# What may follow the noun: the clause's end, another goal, or a word that goes on about it.
ENDS = re.compile(
    r"[,。;、!?:)”’》]|$|[一二三四五]大(?:定位|目标)|建设(?!示范|试点)|创建(?!示范|试点)|目标|定位|的(?:目标|定位|战略|要求|步伐|征程|进程|生动|决胜|关键|新|宏伟|美好|奋斗|总|总体|愿景|蓝图|道路|路上|使命|形象|城市(?=[,。]))|大步|稳步|阔步|奋力|不断|和|与|及|以及|上(?!市|海|游|升)|中(?!心|国)"
    r"|(?:专题)?(?:座谈|动员|誓师)大?会|升级版|以来|之|后|作出|贡献|提供|助力|注入|奠定|为|而|取得|迈|的$|过程|进程|行列|样板|新|迈进|奋进|进发|跨越|跃升|转变|挺进|进军|前进|发挥|展现|走在|不(?:动摇|放松|松劲)|,"
    r"|[让使把将并还也又更再就都已正由从向以用给]|(?:推动|推进)(?!会|大会|座谈|现场|工作)|加快|努力|奋力|全力|实现|带动|引领|赋能|赋予|增添|增强|添|促进|着力|争取|冲刺|贡献|谱写|确保|全面|探索"
)
BEHIND = re.compile(r"(?:发展|战略|功能|城市|总体|奋斗|的|这一|总|新)*(?:定位|目标(?!任务|责任))|建设(?:的)?要求")
# Not the place itself but an institution or a building that carries such a noun.
BODY = re.compile(
    r"国家[一-鿿]{2,12}(?<!科技)(?<!产业)创新中心$|^(?!(?:世界|全球|国际|东北亚)[一-鿿]{2,8}(?:交易|结算|会展|会议|文化|算力|数据)中心)[^,。]*(?:研究|检测|检验|数据|算力|智算|会展|会议|展示|体验|服务|(?<!经济)(?<!政治)文化|活动|体育|指挥|调度|交易|结算|运营|培训|实训|教育|孵化|医疗|诊疗|救治|康复|研发|设计|监测|评价|认证|仲裁|调解|便民|客户|党群|媒体|超算|计算|配送|维修|医学|临床|加工|分拣|储备|备份|灾备)中心$"
    r"|(?:实习|实训|实践|见习|培训|教育|直播|种植|养殖|繁育|试点|就业|创业|帮扶|教学)基地$"
)
