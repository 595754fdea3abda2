"""What a sum that is given measures: a policy's grant, a cap for each, a fund that is set up, a gift to a receiver.

`granted` tries the three ways in turn and gives the measure, its route and the end of its words; None where nothing is
given. Sums that only measure something are `measure`'s, whether a grant is a promise is `status_of_kind`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity

if TYPE_CHECKING:
    from store.recognise.facts.figure.item import Item
    from store.recognise.sentence import Sentence

MEASURED = re.compile(
    r"(?:投资|额|值|收入|税收|面积|用地|占地|产能|规模|资金|利润|市值|贷款|余额|内资|外资|增长|率|比|量|费|总产|出口|进口|消费|补贴|奖励|销售|营收|资本)$"
)
_EACH_ONE = re.compile(r"(?:单[个户家台]|每[家个户]|同一|单一)[^,。;]{0,8}")
_GIFT = re.compile(r"(?:补助|补贴|奖励|奖补|资助|支持|贴息)$")
_GIVES = re.compile(r"补助|补贴|奖|资助|支持|贴息")
_GIFT_ALONE = re.compile(r"(?:一次性|最高|再|各|分别)*(?:给予)?(?:奖励|补助|补贴|资助|奖补)")
_RAISED = re.compile(
    r"(?:以上|左右)?(?:,|,?在[^,。;\d]{2,14}?)?(?:(?<!,)建设|上马|兴建|新建|打造|实施|扩建|新上|建起|完善|改造|购置)(?:了)?(?P<what>(?!的)[一-鿿A-Za-z“”·]{3,20}?)(?=[,。;、]|$)"
)
_GRANTED = re.compile(
    r"(?:(?:、|和|,)?(?:最高)?[\d.]{1,8}(?:%|[万亿]?元))?(?:以内|以下)?的?(?:比例|标准)?(?:给予|予以|进行)?(?:一次性)?(?P<of>[一-鿿]{0,6}?(?:补助|补贴|奖励|奖补|贴息|资助|减免|返还|支持))(?!企业|项目|对|的)"
)
_OF_WHAT = re.compile(r"按(?:照)?(?P<base>[一-鿿]{2,10}(?=的$)|[一-鿿]{1,8}[额价费金款资])的?$")
_TAX = re.compile(r"的税率(?:征收|缴纳)(?P<of>[一-鿿]{2,8}税)")
_GIVEN = re.compile(
    r"(?:(?:、|和)[\d.]{1,8}[万亿]?元){0,4}(?:以上|以内|左右|以下)?(?:的|设立|组建|建立)?(?P<of>(?:[^,。;:、!?的\d]{0,8}|[^,。;:、!?的\d]{9,14}?)(?:资金|基金|贷款|补贴|奖励|补助|奖补|消费券|债券|专项债|授信|资助|支持|贴息|津贴|慰问金|周转金|启动金|红包))"
)
_WHOM = re.compile(r"(?:^|[,。;:\s])对(?P<whom>[^,。;:]{2,24}?)(?:的)?,?(?:按|分别|一次性|最高|给予|$)")


# 企业新购置工业机器人的,按…; 首次获评单项冠军的企业,奖励…
_CASE = re.compile(
    r"(?:^|,)([^,。;:]{3,26}?的(?:[一-鿿]{0,4}(?:企业|单位|个人|项目|平台|机构|人才|团队|主体|农户))?),(?=按|给予|最高|一次性|再|分别|各|奖励|补|资助|由)"
)
_NAMED_GIFT = re.compile(
    r"(?:^|[,;:])(?P<whom>(?!对|每|按)[^,。;:、\d]{3,20}?)(?:最高|一次性|分别|再|各)*(?:给予|予以)$"
)


def granted(sentence: Sentence, q: Quantity, core: str, done: list[Item]) -> tuple[str, str, int] | None:
    """What is put into something or given for it, the words before the quantity being `core`."""
    text = sentence.text
    if q.kind == "money" and (gift := _of_gift(text, q, core, done)):
        return gift
    if q.kind in ("money", "percent") and (grant := _granted(text, q, core)):
        return grant
    return _given(sentence, q, core) if q.kind == "money" else None


def _receiver(text: str, q: Quantity) -> str:
    """Whom the words before the sum name: 对引进项目的中介机构; 购置机器人的; empty where they name nobody."""
    front = re.split(r"[。;:]", text[max(0, q.start - 70) : q.start])[-1]
    front = re.sub(r"(?<=\d),(?=\d{3})", "", front)
    named = _WHOM.findall(front) or [m.strip() for m in _CASE.findall(front)]
    return re.sub(r"^(?:并|再)?(?:对|其中|或)", "", named[-1]) if named else ""


def _of_gift(text: str, q: Quantity, core: str, done: list[Item]) -> tuple[str, str, int] | None:
    """What is put into something, a cap for each, a gift with no receiver beside it."""
    if (
        (raised := _RAISED.match(text, q.reach))
        and not text.startswith("、", raised.end())
        and re.search(
            r"(?:斥|(?<!资产)(?<!民间)(?<!工业)(?<!产业)(?<!技改)(?<!项目)(?<!社会)投|出)资$|拿出$|投入$", core
        )
    ):
        return (
            f"{raised['what']}{'投入' if core.endswith('投入') else '投资'}",
            "of",
            raised.end(),
        )  # 投资1.2亿元上马智能化改造项目
    if (
        _EACH_ONE.fullmatch(core)
        and not _GIVES.search(core)
        and (gift := next((g[0] for i in reversed(done[-3:]) if (g := _GIFT.search(i.noun))), ""))
    ):
        return re.sub(r"最高补?$", "", core) + gift, "clause", 0  # 按10%给予补助,单个项目最高1500万元
    if _GIFT_ALONE.fullmatch(core):
        whom = _receiver(text, q).strip("的")
        return whom + re.sub(r"^(?:分别|各|再)", "", core), "clause", 0  # 对引进项目的中介机构,最高奖励200万元
    return None


def _granted(text: str, q: Quantity, core: str) -> tuple[str, str, int] | None:
    """对设备购置按10%给予补助, 租金按30%减免, 减按15%的税率征收企业所得税: what is granted, and for what."""
    if tax := _TAX.match(text, q.reach):
        return f"{tax['of']}税率", "of", tax.end()
    found = _GRANTED.match(text, q.reach)
    if found is None or not re.search(r"按[^,。;]{0,10}$|最高$", text[max(0, q.start - 14) : q.start]):
        return None
    if base := _OF_WHAT.search(text, max(0, q.start - 14), q.start):
        # 对购置设备的企业,按设备投资额的15%给予补助
        return _receiver(text, q).strip("的") + base["base"] + found["of"], "of", found.end()
    said = _receiver(text, q) or re.sub(r"按[^按]*$", "", core)
    return (said.strip("的") + found["of"], "of", found.end()) if len(said) >= 2 else None


def _given(sentence: Sentence, q: Quantity, core: str) -> tuple[str, str, int] | None:
    """安排20亿元专项资金, 给予最高20万元奖励: the noun stands right behind the sum."""
    text = sentence.text
    given = _GIVEN.match(text, q.end)
    if given is None or MEASURED.search(core):
        return None
    name = given["of"]
    if name == "支持" and (what := re.match(r"[一-鿿]{2,10}?(?=[,。;、])", text[given.end() : given.end() + 12])):
        return name + what.group(), "of", given.end() + what.end()
    name = re.sub(r"\([^()]*\)", "", name)  # (人民币,下同)的启动金
    if name in ("奖励", "补助", "补贴", "资助", "奖补"):
        named = _NAMED_GIFT.search(text, max(0, q.start - 40), q.start)
        whom = _receiver(text, q) or (named["whom"] if named else "")
        name = re.sub(r"^\d{1,6}[家个名]", "", whom) + name
    return name.strip("的"), "of", given.end()
