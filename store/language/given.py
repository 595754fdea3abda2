"""Where a personal name ends: surnames and given names, names written by sound, names with ·.

In: text and the place where a name may begin, with whether an office leads to it. Out: its end, or None. Surname alone
is never enough: what follows must be able to follow a name. Offices are `names`' matter.
"""

from __future__ import annotations

from functools import cache

from store import DATA
from store.language import patterns as re
from store.language.words import common

HANZI = "一-鿿㐀-䶿"

_FOLLOW_2 = (
    "先生|女士|表示|指出|强调|要求|介绍|主持|讲话|出席|参加|致辞|率队|带队|带领|率领|一行|宣布|部署|代表|提醒|抛出|传达|通报|宣读|印发|分别|先后|同志|调研|认为|告诉|担任|总结|现场|专程"
    "|陪同|会见|走访|察看|听取|签署|上台|发言|汇报|透露|坦言|感慨|直言|作为|作了|主动|深入|前往|来到|走进|围绕|就此|对此|解读|回应|回答|补充|提出|提到|谈到|说道|看来|给出|点评|领衔|督导|考察|检查|视察|慰问"
    "|详细|接受|受邀|应邀|亲自|逐一|随机|当场|表态|承诺|希望|呼吁|勉励|祝贺|欢迎|感谢|向大|与会|共同|一同|一起|见证|启动|推介|推荐|发布|动员|明确|安排|接待|座谈|印发|签发|颁布|颁发|颁奖|授牌|揭牌|为获|为大|说起|算起|笑着|激动|高兴|自豪|信心|代为|缺席|列席|主讲|作题|作交|作工|作主|作动|作重|作典|还就|还指|还强|还要|也表|则表|便是|正在|已经|曾在"
    "|乐开|乐呵|竖起|打开|掰着|指着|抹了|擦了|捧着|拿着|握着|扳着|数着|拍着|搓着|扛着|抱着|端着|提着|推开|掏出|拿出|翻开|递上|蹲在|听完|看完|连连|全程|迅速|立即|随即|率先|紧急|冒雨|冒着|带头|牵头|最关|最看|怎么|盯着|望着|看着|喜笑|喜上|兴奋|难掩|不禁|忍不|脱口|边说|一边|站在|坐在|正忙|忙着|接过|脸上|满脸|一脸|心里|回忆|想起|提起|谈起|聊起|开口|快人|道出|算了|合不|粗略|建议|提议|种了|养了|承包|流转|靠着|领到|拿到|收到|尝到|登台|上台|携手|对本|对记|受访|如今|现在|眼下|目前|聚焦|紧扣|端出|话锋|希望|这样|如此|一语|娓娓|深有|由衷|满怀|掷地|铿锵|开门|用一|在会|在讲|在致|在接|在座|在动|在现|在主|在调|从政|坐不|坐得|急得|红了|涨红|语气|神情|神色|感触|声音"
)
_FOLLOW_1 = "却在说称作等率到赴对就为与和及向给的请受将还也则用从把带同来主已曾又是均都一道看讲谈写做于以被由"
_STOP = set("、,。;:!?”’）()（《》〉 　—…·\n")
# Words that look like a surname and a given name behind an office, and never are.
_WORDS = frozenset(
    (
        "和其 和各 和部 和有 和相 班子 代表 成员 干部 党员 党委 党组 常委 常务 高校 方面 全体 全市 全区 全县 全省 全力 全面 任务 管理 管委 相关 有关 国家 "
        "国际 单位 双方 群众 广大 施工 项目 平台 安全 计划 水平 经济 金融 文化 公司 公开 包保 车间 农业 农村 农民 通过 印发 明确 "
        "解决 领办 包联 易地 师生 居民 家属 家长 商会 支部 支持 时间 应急 连线 连续 顾问 依次 能力 户均 占比 后续 里面 几个 几年 "
        "几家 制定 制造 才能 包抓 包干 包案 包村 包组 包片 包户 师傅 常说 满意 包点 家中 家里 家庭 云集 安居 荣誉 席就 齐聚 齐心 齐声 齐唱 齐上 年人 年户 包千 包百 包万 利润 都这 向本 向记 向社 向企 向群 向全 "
    ).split()
)


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Surnames of one and of two characters."""
    lines = [x for x in (DATA / "surnames.txt").read_text("utf-8").splitlines() if x[:1] != "#"]
    return frozenset(lines[0]), frozenset(lines[1][i : i + 2] for i in range(0, len(lines[1]), 2))


@cache
def followers() -> frozenset[str]:
    """Words of two characters that can follow a name: a list of our own, and jieba's verbs and adverbs."""
    verbs = (DATA / "verbs.txt").read_text("utf-8").split()
    return (frozenset(verbs) - _NO_FOLLOWERS) | frozenset(_FOLLOW_2.split("|"))


# 万瑞健在仪式上致辞: the first sign is the name's.
_NO_FOLLOWERS = frozenset(("健在", "存在", "实在", "自在", "好在", "志在", "重在", "贵在", "潜在", "同在", "常在"))


@cache
def own_followers() -> frozenset[str]:
    return frozenset(_FOLLOW_2.split("|"))


# Surnames that are far more often words: a name only behind a strong office, where a verb or a stop follows.
_DOUBTFUL = frozenset("保和茶区海占后里几干种才制门户均会师代有原言官来由台字农纳豆酒铁硕昂烈玉豫拜")
# Characters that write names of other peoples in hanzi.
_SOUNDS = frozenset(
    "阿艾安奥巴白包宝贝布波伯才材仓查朝达代丹当道德登迪丁都多尔额恩凡嘎甘冈高戈格贡古果哈海合呼花吉加嘉江金卡开康柯克孔库拉来兰朗勒里丽力林柳卢鲁伦罗洛马玛麦曼毛梅美"
    "孟米敏明莫姆木穆那纳乃娜妮尼努诺欧帕普其奇钦琴青仁日荣茹瑞萨赛桑森沙山斯松苏索塔太坦汤特提帖铁图土吐托娃瓦旺维温乌吾西希夏辛新兴雅亚延扬央依伊益英勇尤玉泽扎哲珍珠卓孜子祖敖敦泰呷娅且色约则妞拖曲次增宗措晋觉堆边顿旦让东周立满赫云其音南杰热买甫石古史伍各火惹苦什智毕顺门楞陶腾贺西乐锡罕浩旭岱鄂绰础必琼赞逊肉俄"
)
_SOUND_HE = re.compile(r"[布孟苏敖宝]和")  # 和 writes a sound in 额尔敦布和, and joins names elsewhere
# Surnames that are verbs of what is done about something: 谈思路, 查问题, 解难题.
_ACTED = frozenset("谈解查包管")
# No given name holds these: 区委常委和区政府副区长 names nobody.
_BODY = re.compile(
    r"新区$|[班组队校会区市县省局厅链河湖林田路片]长|主任|书记|主席|[市县省]$|[委府局县乡省部厅们了着]|镇(?!$)|(?<=.)[区市](?!$)"
)
_FIRM_AFTER = re.compile(rf"(?!有限)[{HANZI}A-Za-z]{{2,12}}?(?:公司|集团)(?!的|在|将|已)")
_DAY = re.compile(r"\d{1,2}[月日时]")  # 关砚秋2月6日在会上表示
# 由副市长任专班组长: 任 is what he does; 任志远任组长 is a name.
_CHARGED = re.compile(
    r"任(?:[^任为兼是和与及当带率\W\d]{0,4}(?:专班|工作组|小组|指挥部|链))?(?:第一|常务|执行|共同|双|总|副)*(?:组长|班长|指挥长?|召集人(?!员)|链长|理事长|负责人?)"
)
_FOREIGN = re.compile(rf"[{HANZI}]{{1,6}}(?:·[{HANZI}]{{1,8}}){{1,3}}")


def follows(text: str, at: int) -> int:
    """How well what stands at `at` can follow a name: 0 no, 1 a function word, 2 a word, 3 one that does, 4 the end."""
    if at >= len(text) or text[at] in _STOP:
        return 4
    if text[at : at + 2].replace("著", "着") in own_followers():  # 指著, as Taiwan writes
        return 3
    if text[at : at + 2] in followers() or _DAY.match(text, at):
        return 2
    if text[at] == "说":
        return 2
    return 1 if text[at] in _FOLLOW_1 else 0


def name_at(text: str, start: int, *, strong: bool = True) -> int | None:
    """The end of the personal name that begins at `start`, or None; `strong`: an office leads to it."""
    if foreign := _FOREIGN.match(text, start):
        return _closed(text, start, foreign)
    if _CHARGED.match(text, start):
        return None
    if text[start : start + 1] == text[start + 2 : start + 3] == "边":
        return None  # 负责人边走边介绍
    ones, twos = surnames()
    if text[start : start + 2] in twos:
        lengths = (4, 3)
    elif text[start : start + 1] in ones:
        lengths = (3, 2)
    else:
        return (_sounded(text, start) or _unheard(text, start)) if strong else None
    # A two-character name set in type with a space (龙 翔).
    if (
        text[start + 1 : start + 2] == " "
        and follows(text, start + 3)
        and re.match(rf"[{HANZI}]", text[start + 2 : start + 3])
    ):
        return start + 3
    best: tuple[int, int] | None = None
    for length in lengths:
        end = start + length
        piece = text[start:end]
        if (
            not re.fullmatch(rf"[{HANZI}]{{{length}}}", piece)
            or piece[:2] in _WORDS
            or (
                length == 2
                and piece in followers()
                and not (text[start - 1 : start] == "、" and text[end : end + 1] in tuple("、,。"))
            )  # 主要负责人强调
            or _BODY.search(piece)
            or piece[-1] in "的了着"
            or (piece[-1] == "镇" and follows(text, end) < 3)
            or text[end - 1 : end + 1] in ("先生", "女士")  # 主任郝志先生
            or (piece[0] in _ACTED and piece[1:] in common()[0])
            or (piece[-1] == "作" and text[end : end + 1] == "《")  # 市长龚正作《政府工作报告》
            or _words(text, piece, end, length == lengths[0])
        ):
            continue
        rank = follows(text, end)
        if rank < 3 and text[end : end + 1] not in _FOLLOW_1 and _FIRM_AFTER.match(text, end):
            continue  # 某虹控股集团, 某地开关制造有限公司
        if (piece[0] in _DOUBTFUL or not strong) and rank < 2 and not (strong and _stands(text, piece, end)):
            continue
        if rank and (best is None or rank > best[0]):
            best = (rank, end)
    if not strong:
        return best[1] if best else _plain(text, start)
    sounded = _sounded(text, start)
    if best is not None:
        # 孟和图布新: 孟 is a surname too, but 孟和图 would leave 布新 behind.
        return max(best[1], sounded or 0) if best[0] == 1 else best[1]
    return sounded or _unclosed(text, start)


_NEXT_OFFICE = re.compile(
    r"[、,](?:[省市区县州旗][一-鿿]{0,6})?(?:主任|主席|书记|检察长|[省市区县州旗部局厅院]长)(?=[一-鿿]{2,4})"
)


def alone(piece: str) -> bool:
    """Whether the characters can be a name with no office in front: a surname, and no word in them nor a body."""
    words = (piece, piece[:2], piece[1:])
    known = any(word in listed for listed in common() for word in words if len(word) > 1)
    return piece[0] in surnames()[0] and not known and piece[:2] not in _WORDS and not _BODY.search(piece)


def _unheard(text: str, start: int) -> int | None:
    """A name of no known surname: three characters that are no word before what only a person does: 市长摆向阳率队.

    Or before the next one's office: 县人大主任摆向阳、县政协主席….
    """
    end = start + 3
    piece = text[start:end]
    known = any(word in words for words in common() for word in (piece, piece[:2], piece[1:]))
    closed = follows(text, end) == 3 or _NEXT_OFFICE.match(text, end)
    if known or not closed or not re.fullmatch(rf"[{HANZI}]{{3}}", piece) or _BODY.search(piece):
        return None
    odd = piece[:2] in _WORDS or piece[0] in _NO_END or piece[-1] in _NO_END or text[end - 1 : end + 1] in followers()
    return None if odd else end


def _stands(text: str, piece: str, end: int) -> bool:
    """Whether three characters before 在 are no word, nor any two of them: 市长门希圣在现场."""
    words = {piece, piece[:2], piece[1:]}
    return (
        len(piece) == 3
        and text[end : end + 1] == "在"
        and not any(word in known for known in common() for word in words)
    )


def _plain(text: str, start: int) -> int | None:
    """Behind an office that anybody may bear three characters that are no word: 果农卢碎虎就接到了电话."""
    end = start + 3
    piece = text[start:end]
    if (
        not re.fullmatch(rf"[{HANZI}]{{3}}", piece)
        or piece[-1] in _NO_END
        or piece[:2] in _WORDS
        or _BODY.search(piece)
    ):
        return None
    nouns, verbs = common()
    if any(
        word in known for word in (piece, piece[:2], piece[1:], text[end - 1 : end + 1]) for known in (nouns, verbs)
    ):
        return None
    return end if text[end : end + 1] in _FOLLOW_PLAIN else None


_FOLLOW_PLAIN = frozenset("却在说称就为与和及向给的将还也则用从把带同已又是有一道看更正最没不去今早前后家种养两三")
_NO_END = frozenset("在说称就为与和及向给的将还也则用从把已又是有更正最没不去今前后种养年月日个只的了着过")


def _unclosed(text: str, start: int) -> int | None:
    """Behind a strong office three characters, though what follows is no verb of ours (许清焰捧着奖牌)."""
    end = start + 3
    piece = text[start:end]
    if _words(text, piece, end, True) and piece[0] not in _DOUBTFUL and not _BODY.search(piece):
        return start + 2  # 邵平站了起来
    if (
        piece[0] in _DOUBTFUL
        or piece[:2] in _WORDS
        or piece[:2] in followers()
        or _BODY.search(piece)
        or not re.fullmatch(rf"[{HANZI}]{{3}}", piece)
        or _FIRM_AFTER.match(text, end)  # 金彩云服装有限公司
    ):
        return None
    if text[end : end + 1] in ("了", "着", "过"):
        return start + 2  # 岑望记了三本账
    # 蒋澜还带 is 蒋澜, 还带: the third character already belongs to a word.
    if piece[1:] in followers() or text[end - 1 : end + 1] in followers() or piece[-1] in _FOLLOW_1:
        return None
    return end if re.match(rf"[{HANZI}]", text[end : end + 1]) else None


def _words(text: str, piece: str, end: int, longest: bool) -> bool:
    """Whether the last character belongs to what follows: 赵鹏说。 is 赵鹏, 说; 陈楚在会上 is 陈楚, 在."""
    if not longest:
        return False
    if piece[-1] == "说" or (piece[-1] in "称道" and text[end : end + 1] in tuple(",:“")):
        return True
    if _CHARGED.match(text, end - 1):
        return True  # 任远任组长
    behind = text[end : end + 1]
    if piece[-1] in "就对向以" and behind in ("《", "“"):
        return True  # 乐正帆就《若干措施》进行解读
    if piece[-1] == "当" and behind in tuple("起上选场即众天面"):
        return True  # 刘远当起了“考官”
    if piece[-1] == "致" and behind in tuple("欢辞词开闭贺感答"):
        return True  # 王琛致欢迎辞
    return piece[-1] in "在对向就等还也将与边站作即率" and behind not in _STOP and behind != ""


def _closed(text: str, start: int, found: re.Match[str]) -> int:
    """The end of a name with ·: its last part goes on to where something can follow."""
    last = text.rfind("·", start, found.end()) + 1
    weak = None
    for end in range(last + 2, found.end() + 1):
        rank = follows(text, end)
        if (
            rank >= 2
            or text[end : end + 1] in tuple("说称道")
            or (end - last > 1 and text[end : end + 1] in tuple("在对向用把散作也还将则就与及率"))
        ):
            return end
        weak = weak or (end if rank else None)
    return weak or found.end()


def _stands_by_sound(text: str, start: int, end: int) -> bool:
    """朝鲁门就抛出了话题: three characters that write sounds and hold no word, before what only goes on with a person."""
    pieces = (text[start:end], text[start : start + 2], text[start + 1 : end])
    return text[end : end + 1] in tuple("就在将也还") and not any(p in words for words in common() for p in pieces)


def _sounded(text: str, start: int) -> int | None:
    """A name of three to six characters that are all used to write sounds (孟和图布新), closed by a verb or a stop."""
    end = start
    while end < min(len(text), start + 7) and (text[end] in _SOUNDS or _SOUND_HE.match(text, max(start, end - 1))):
        end += 1
    for at in range(min(end, start + 6), start + 2, -1):
        if follows(text, at) >= (2 if at - start < 4 and not _stands_by_sound(text, start, at) else 1):
            return at
    return None
