"""Numbers in Chinese text, found once and used by every rule: digits, hanzi, mixed, ranges and fractions.

`numbers(text)` reads plain text (half width, simplified) and gives each number with its place and its exact value in
`Decimal`; scales (万, 亿) are part of the number, units are not, `%` and its kin are (`百分之五`, `七成`, `5%—6.5%`).
A bare scale (`超万亿元`, `百亿级`) is a number with `bare` set. Whether a number says anything is for others to decide:
dates, ordinals and numbers inside names are all found here too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from store.language import patterns as re
from store.language.searching import searching

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the text writes it; `end` is exclusive. Percentages count in per cent: `七成` is 70."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None  # upper end of a range
    text: str
    percent: bool = False  # the text holds the unit: `%`, `百分之`, `成`, `分之`
    more: bool = False  # `余`, `多` stands inside: 20余, 3000多万
    bare: bool = False  # a scale without a figure before it: 百亿, 万亿, 亿
    hanzi: bool = False  # written in hanzi alone
    about: bool = False  # 十来个, 三百来斤


# The quantifiers are possessive, so a run is read once: the time is linear in the text.
_ARABIC = r"\d{1,3}+(?:,\d{3}(?!\d))++(?:\.\d{1,8}+)?+|\d{1,16}+(?:\.\d{1,8}+|·\d{1,4}+(?=\s?[%万亿]))?+"  # 1·8%
_HANZI = "零〇○一二两三四五六七八九十百千万亿"
_SCALE = r"(?!千[瓦米克伏赫帕卡升])[十百千万亿]"  # 50万千瓦: 千 belongs to the unit
_GE = r"个(?=[多余]?(?:万亿|[万亿])(?!元|级|以上))"  # 3.1个亿, but 183个亿元以上项目 counts projects
# 1兆4237億, 1.02兆元: a million millions as papers of Taiwan and Hong Kong write it; 兆瓦 is a unit.
_TRILLION = r"兆(?=元|人民币|[美日欧港韩]元|新?台币|[余多\d])"
_AFTER = rf"(?:{_TRILLION}|\s?[余多]?(?:{_GE})?[多余]?(?!百分点)(?:{_SCALE}){{1,3}}+)?+"
_AMOUNT = re.compile(
    rf"(?P<arabic>(?:{_ARABIC}){_AFTER})|(?P<hanzi>(?:(?!千[瓦米克伏赫帕卡升])[{_HANZI}]){{1,20}}+(?:[余多](?:万亿|[万亿])|{_GE}[余多]?(?:万亿|[万亿]))?+)(?!几)"
)
_FRACTION = re.compile(
    rf"百分之(?P<hundred>[{_HANZI}点]{{1,9}}+|{_ARABIC})|(?P<below>[{_HANZI}]{{1,3}}|\d{{1,2}})分之(?P<above>[{_HANZI}]{{1,3}}+|{_ARABIC})"
)
_TENTHS = re.compile(
    r"成(?!为|立|效|果|功|长|员|本|品|绩|就|熟|交|都|年|型|片|链|群|套|份|分|色|人|家|千|百|形|势|了|本|批)(?P<half>[一二三四五六七八九半])?"
)
_HANZI_POINT = re.compile(
    r"点(?P<digits>[零〇一二三四五六七八九]{1,4})(?P<scale>[百千]?[万亿]?)(?=元|倍|个百分点|百分点|吨|亩|公里|平方|公顷|美元|千瓦|成)"
)
_PERCENT = re.compile(r"\s{0,2}%")  # 6.3 %
_BELOW_ZERO = re.compile(r"(?<=[为是率速幅长比均、,至到值和的])[-−]$|负$")  # 增速分别为-9.4%、23.0%
_ABOUT = re.compile(r"来(?=[个家人亩斤吨元块名户项米岁天台头只])")
_RANGE = re.compile(r"(?P<unit>[元个家项人亩吨件名])?\s?(?:—{1,2}|–|-{1,2}|~{1,2}|～|至|到)\s?")
_TAIL = re.compile(
    r"(?:\d{1,3},\d{3}|\d{1,4}+(?:\.\d{1,4}+(?=[亿万]))?+)(?P<scale>[千百]?[亿万]|[千百])(?!分之|[瓦米克伏])|(?<=万)\d{4}(?![\d年.,/-])"
)
_SIGN = re.compile(rf"[\d{_HANZI}]")
_STARTS = searching(
    # 数10家 tells no number, 总数10家 does.
    rf"(?<![几\d.])(?:(?:(?<!数)|(?<=[总天户人件家指次笔辆量]数))\d|(?<!数)(?<!多少)(?!百分点)[{_HANZI}]{{1,20}}+|半数(?=以上|左右))"
)


def numbers(text: str) -> tuple[Number, ...]:
    """Every number of the plain text, left to right, without overlaps; both ends of a range are one number."""
    if not _SIGN.search(text):
        return ()
    found: list[Number] = []
    at = 0
    while start := _STARTS.search(text, at):
        number = _fraction(text, start.start()) or _one(text, start.start())
        if number is None:  # 五一, 三五: no numeral, nor is a part of it
            at = start.end()
            continue
        number = _signed(text, _ranged(text, number))
        found.append(number)
        at = number.end
    return tuple(found)


def _signed(text: str, number: Number) -> Number:
    """A rate behind a minus sign is below zero: 增速为-9.4%."""
    start = number.start - 1
    if not number.percent or number.value_max is not None or not _BELOW_ZERO.search(text, max(0, start - 1), start + 1):
        return number
    return replace(number, start=start, value=-number.value, text=text[start : number.end])


def value_of(text: str) -> Decimal | None:
    """The value of a text that is one number and nothing else, None where it is not."""
    one = _one(text, 0)
    return one.value if one and one.end == len(text) and one.value_max is None else None


def _one(text: str, at: int) -> Number | None:
    """The amount that starts there, with `%` or `成`."""
    match = _AMOUNT.match(text, at)
    if match is None:
        return None
    written = match.group()
    end = match.end()
    arabic = match.group("arabic") is not None
    more = "余" in written or "多" in written
    if arabic:
        low, high, bare = _arabic(written), None, False
        while (tail := _TAIL.match(text, end)) and _scale(tail["scale"] or "") < _scale(
            written[-1:]
        ):  # 1万5千, 6亿2千万
            low, end, written = low + _arabic(tail.group()), tail.end(), written + tail.group()
    else:
        read = _hanzi(written.replace("余", "").replace("多", "").replace("个", ""))
        if read is None:
            return None
        low, high = read
        if high is None and (point := _HANZI_POINT.match(text, end)):  # 一点五亿元, 五点七个百分点
            low = Decimal(f"{low:f}.{''.join(str(DIGITS[c]) for c in point['digits'])}") * _scale(point["scale"])
            written, end = text[at : point.end()], point.end()
        bare = all(c in SCALES for c in written) and written not in ("十", "十万", "十亿")
    follows = text[end : end + 1]
    if (follows == "%" or follows.isspace()) and (percent := _PERCENT.match(text, end)):
        return Number(at, percent.end(), low, None, text[at : percent.end()], percent=True, more=more)
    if follows == "‰":
        return Number(at, end + 1, low / 10, None, text[at : end + 1], percent=True, more=more)
    if follows == "成" and low <= 10 and (high is None or high <= 10) and (tenths := _TENTHS.match(text, end)):
        half = tenths.group("half")
        extra = 5 if half == "半" else DIGITS.get(half or "零", 0)
        top, end = None if high is None else high * 10, tenths.end()
        if text[end : end + 1] in ("多", "余") and not _word_of_more(text, end):  # 三成多
            more, end = True, end + 1
        return Number(at, end, low * 10 + extra, top, text[at:end], percent=True, more=more, hanzi=True)
    gap = 1 if follows == " " and text[end + 1 : end + 2] in ("余", "多") else 0  # 430 余家
    follows = text[end + gap : end + gap + 1]
    if written[-1] not in "余多" and follows and follows in "余多" and not _word_of_more(text, end + gap):
        more, end = True, end + gap + 1
        if scale := re.compile(r"个?(?:万亿|[百千万亿])").match(text, end):  # 20余万, 3000多个亿
            factor = _scale(scale.group().removeprefix("个"))
            low, end = low * factor, scale.end()
    about = written[-1] in SCALES and _ABOUT.match(text, end) is not None
    end += about
    return Number(at, end, low, high, text[at:end], more=more, bare=bare and not more, hanzi=not arabic, about=about)


def _word_of_more(text: str, at: int) -> bool:
    """多 opens a word of its own: 10多元化, 三多个… are not `more`; 五万多元 is."""
    return _OWN_WORD.match(text, at) is not None


_OWN_WORD = re.compile(
    r"多(?:元(?:化|主体|投入|共|发展|融|产业|支付|经营|结构|化解)|样|种|维|层|功|点|式|能)|余(?:杭|姚|江)"
)


def _arabic(written: str) -> Decimal:
    digits = re.match(r"[\d,.·]+", written)
    assert digits is not None
    value = Decimal(digits.group().replace(",", "").replace("·", "."))
    return value * _scale("".join(c for c in written[digits.end() :] if c in SCALES))


def _scale(letters: str) -> Decimal:
    product = 1
    for c in letters:
        product *= SCALES.get(c, 1)
    return Decimal(product)


def _hanzi(written: str) -> tuple[Decimal, Decimal | None] | None:
    """Value (and upper end for `三四十`) of a numeral in hanzi; None where it is no numeral (`五一`, `三三`)."""
    if all(c in DIGITS for c in written):
        return _spoken(written)
    total = section = 0
    pending: int | None = None
    spread = 0  # 三四百: the step between the two readings
    last = 10**12
    for i, c in enumerate(written):
        if c in DIGITS:
            if pending is not None and pending != 0:
                if spread or DIGITS[c] != pending + 1:
                    return None
                spread = 1
                continue
            pending = DIGITS[c]
            continue
        scale = SCALES[c]
        if scale >= 10**4:
            whole = section + (pending or 0)
            if whole == 0:
                whole = 1 if total == 0 else 0
            total = (total + whole) * scale if scale > last or (total and not whole) else total + whole * scale
            section, pending, spread = 0, None, spread * scale
            last = scale
            continue
        if pending is None and i and written[i - 1] in "十百千" and SCALES[written[i - 1]] < scale:
            return None  # 十百: no numeral
        section += (pending or 1) * scale  # 一万零十二: 零 only fills the gap
        spread *= scale
        pending = None
    if pending is not None:
        previous = written[-2] if len(written) > 1 else ""
        # 三万五 is 35000, but 一百零五 is 105.
        tail = SCALES[previous] // 10 if previous in SCALES and previous != "十" else 1
        section += pending * tail
        if spread and previous in DIGITS:
            return Decimal(total + section), Decimal(total + section + 1)
    value = Decimal(total + section)
    return value, value + spread if spread else None


def _spoken(written: str) -> tuple[Decimal, Decimal | None] | None:
    """Digits only: one digit, two neighbours (三四家: 3 to 4), or the digits of a year read out."""
    if len(written) == 1:
        return (Decimal(DIGITS[written]), None) if written != "俩" else None
    if len(written) == 2 and DIGITS[written[1]] == DIGITS[written[0]] + 1 and written[0] not in "零〇○":
        return Decimal(DIGITS[written[0]]), Decimal(DIGITS[written[1]])
    if len(written) >= 4 and "两" not in written:
        return Decimal("".join(str(DIGITS[c]) for c in written)), None
    return None


_HALF = re.compile(r"(?:一半|半数)(?=[,。;、以的左]|$)")
_SHARE = re.compile(r"占(?!地|用|据|领)[^,。;]{0,16}$|占比(?:超过?|近|约|达到?)?$")


def _fraction(text: str, at: int) -> Number | None:
    if (half := _HALF.match(text, at)) and _SHARE.search(text, max(0, at - 20), at):
        return Number(at, half.end(), Decimal(50), None, half.group(), percent=True, hanzi=True)
    match = _FRACTION.match(text, at) if "分之" in text else None
    if match is None:
        return None
    if hundred := match.group("hundred"):
        value = _pointed(hundred)
    else:
        under, said = match.group("below"), match.group("above")
        below = (_arabic(under), None) if under[0].isdigit() else _hanzi(under)
        above = (_arabic(said), None) if said[0].isdigit() else _hanzi(said)
        value = None
        if below and above and below[0] and below[1] is None and above[1] is None:
            value = (above[0] * 100 / below[0]).quantize(Decimal("0.01")).normalize()
    if value is None:
        return None
    return Number(at, match.end(), value, None, match.group(), percent=True, hanzi=True)


def _pointed(written: str) -> Decimal | None:
    """`六点五`, `12.5`, `十`."""
    if written[0].isdigit():
        return _arabic(written)
    whole, _, rest = written.partition("点")
    read = _hanzi(whole) if whole else None
    if read is None or read[1] is not None or any(c not in DIGITS for c in rest):
        return None
    return Decimal(f"{read[0]}.{''.join(str(DIGITS[c]) for c in rest)}") if rest else read[0]


def _ranged(text: str, low: Number) -> Number:
    """`low` itself, or with the number behind a dash: `5%—6.5%`, `3至5`, `100亿—200亿`, `3-5万`."""
    if low.value_max is not None or low.bare:
        return low
    gap = _RANGE.match(text, low.end)
    if gap is None:
        return low
    high = _fraction(text, gap.end()) or _one(text, gap.end())
    if high is None or high.value_max is not None or high.bare:
        return low
    if text[low.start - 1 : low.start] in ("从", "由", "自") and low.start:
        return low  # 从5家到12家: a change, no range
    if (unit := gap.group("unit")) and not text.startswith(unit, high.end):
        return low
    bottom = low.value
    if high.percent and not low.percent:
        percent = True
    elif low.percent != high.percent:
        return low
    else:
        percent = low.percent
    if not low.percent and low.text[-1].isdigit() and high.text[-1:] in SCALES and bottom < high.value:
        # 3-5万: the scale belongs to both, unless the first number is already the bigger one's size.
        factor = _scale("".join(c for c in high.text if c in SCALES))
        bottom = bottom * factor if bottom * factor < high.value else bottom
    if high.value <= bottom:
        return low
    return Number(
        low.start,
        high.end,
        bottom,
        high.value,
        text[low.start : high.end],
        percent=percent,
        more=high.more,
        hanzi=low.hanzi,
    )
