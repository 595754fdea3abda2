"""What may follow a quoted term and belong to the name of its campaign: “应急转贷”扩面行动, “1355”项目推进计划.

The noun of a drive or a way of working closes it, words of its own stand before that noun. A noun alone (“…”行动) names
nothing more than the marks do. Patterns only.
"""

from __future__ import annotations

from store.language import patterns as re
from store.recognise.facts import vocabulary

_CLOSES = r"(?:大赛|宣讲季|消费季|旅游季|购物节|行动|攻坚|攻坚战|会战|工程|活动|计划|品牌|工作法|机制|制度|模式)"
_BARE = vocabulary.pattern("campaign.drive", "campaign.method")
TAIL = re.compile(
    rf"(?!(?:系列|主题|专项|大型|全民|年度|改革|等|这一|新一轮|的|式|为|和|与|及|在|是){_CLOSES})(?!{_BARE}(?![一-鿿]{{0,4}}{_CLOSES}))"
    rf"(?P<own>(?:(?![的等为和与及在是将要把了、])[一-鿿]){{2,8}}?){_CLOSES}(?!计划|方案|纲要|指南|[一-鿿]?(?:攻坚|机制|制度|活动)|[一-鿿]{{0,2}}(?:行动|工程)(?!计划|方案)|规划|建设年|动员|推进会|启动|部署)"
)
# A count in the name of a drive: 百县千镇万村高质量发展工程, 万企进万村行动.
MULTITUDES = re.compile(
    r"(?<![一-鿿])(?:[百千万双十](?!亿|元|吨|人次|余|多|名|个|家|亩|户|千瓦|平方|台|套|辆|米|分|方百计|字|里|年|众|强)[一-鿿]{1,3}){2,4}(?:(?![的等为和与及在是将要把了])[一-鿿]){0,8}?(?:工程|行动|计划|活动)(?!方案|计划)"
    r"|(?:抓好|实施|推进|启动|开展|深化|推动|落实)(?P<name>(?:[百千万双十](?!亿|元|吨|人次|余|多|名|个|家|亩|户|千瓦|平方|台|套|辆|米|分|方百计|字|里|年|众|强)[一-鿿]{1,3}){2,4}(?:(?![的等为和与及在是将要把了])[一-鿿]){0,8}?(?:工程|行动|计划|活动))(?!方案|计划)"
)
