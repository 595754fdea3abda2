"""The words that tell an aim, a plan, a deed: what the status of a figure is read by.

Patterns and their last place in a text, nothing more: which of them wins is decided in `status`.
"""

from __future__ import annotations

import re

AIM = re.compile(
    r"力争|争取|推动$|确保|保证|(?<!既定)目标(?!责任|考核|(?:任务)?的?(?:近|超|约)?[\d一二三四五六七八九十]|(?:任务)?的$)|预期|奋力|冲刺|努力(?=实现|完成|引进|新|达|使|让|打造|突破|推动)|力促|有望|必须|务必|不低于全|明年|来年"
    r"|新的?一年(?!度)|未来[一两二三四五六七八九十\d]{1,2}年|今后[一两二三四五六七八九十\d]{1,2}年|下一步|接下来|任务(?:是|为|:)|锁定|锚定|咬定|(?<![稳固])定在|设定|(?<!已)(?<!已经)下达|挑战|朝着|瞄准|誓要|誓夺|计划到|规划到|到(?:今年)?年底|年底前"
    r"|(?:^|[,;:。“、])(?:要|还要|再|加快)(?=[一-鿿]{2})|(?<![需主重只首])要(?:增长|提高|达到|达|突破|超过|完成|实现|力争|压缩|压减|下降|再|确保|保持)(?!的)|今年(?:将|要|计划|拟|安排|再|力争|确保|重点)|(?:力争|(?<!复)(?<!比)到)[“]?20\d\d年"
)
PLAN = re.compile(
    r"(?<!即)将(?=[一-鿿“])(?![^,。]{0,12}(?:作为|纳入考核|列为|确定为))|预计|计划(?!总?投资|完成|的|数|单列|投|任务)|(?<!模)拟(?=[一-鿿])|需(?=新招|招|引进|投资)|可(?=为|新增|实现|形成|年|带动|提供|创造|解决|达|满足|年产)|拟定|再(?:压缩|压减|精简|新增|引进|培育|建设)(?!了)|(?:20\d\d年|今年|明年|即日)起|安排$|安排(?=[^,。]{0,6}(?:重点|重大|项目|资金|实施))|排出|列出|谋划实施"
)
DONE = re.compile(
    r"已(?!定)|累计|完成了|实现了|达到了|突破了|新增了|去年|上年|过去一年|过去的一年|截至|目前|今年以来|一年来|[三五]年来|以来|荣获|获得|此前|上半年(?=[,]?全)|同比(?=增长|下降|上升|回落)"
    r"|(?:签约|开工|竣工|投产|落户|落地)了|创(?:历史)?新高|位居|排名|当天|当日|现场(?=签约|集中|发放)|本次|此次|(?<!将)集中(?=签约|开工|竣工)|(?<!拟)总结|回顾|交出"
)
HAPPENS = re.compile(r"(?:集中)?(?:开工|签约|竣工|投产|落户|动工|奠基|开业|揭牌|投用|通车|投运|亮相|启动|落地)")
GOALS = re.compile(
    r"(?:预期|发展|工作|主要|奋斗|总体)目标|目标任务|任务(?:书|清单)|(?:重点)?(?:工作|项目)?计划(?:安排)?(?:如下|为)?[:。]?$"
)
_ISSUE = re.compile(r"发布|公布|出台|推出|印发|表彰|揭晓|授牌|公开|通报")


def last_issue(front: str) -> int:
    """Where something was last issued, unless it only will be: 将陆续出台."""
    at = -1
    for match in _ISSUE.finditer(front):
        if not re.search(r"将|拟|要|再|力争|计划|准备|研究|还", front[max(0, match.start() - 6) : match.start()]):
            at = match.start()
    return at


def last(pattern: re.Pattern[str], text: str) -> int:
    """Where the pattern last begins in the text, -1 where it does not."""
    at = -1
    for match in pattern.finditer(text):
        at = match.start()
    return at
