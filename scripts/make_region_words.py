"""Generates store/data/region_words.tsv: which bare place names are ordinary words, and what tells a name from a chance match.

    python -m scripts.make_region_words

From jieba's dictionary (MIT) and hand-made lists below. Rows: `word` bare names that are ordinary words, `verb` those
of them that are verbs, adjectives or numbers, `common` those that are frequent nouns, `free` names that mean their
place anywhere, `inside` longer words that hold a name further on, `starting` such that begin with one, `ends` and
`begins`: a character, then the characters that make a common word before or after it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from store.regions import table

TARGET = table.DATA / "region_words.tsv"
COMMON = 150  # frequency in jieba's dictionary from which a word of two counts as common
OFTEN = 600  # from which a noun is met more often than the place of its name
NAMES = {"ns", "nr", "nrt", "nrfg", "nz", "nt"}
VERBS = {"v", "vn", "a", "ad", "d", "m", "mq", "c", "r", "f", "p", "vd", "an", "z", "i", "l"}

# Names that jieba knows as places or persons and that are ordinary words, or parts of many other names, all the same.
WORDS = """
平原 江南 中原 东湖 古城 南湖 河口 江北 江山 商城 沙市 太平 甘泉 新建 新城 兴国 龙门 泰山 朝阳 路桥 天山 西城 天河 新河 东城 西湖 狮子山
天桥 安宁 太湖 西山 河西 城南 沿河 牡丹 滨海 东坡 海港 和县 城西 沙河 江东 吉利 东海 南山 江城 花山 沙湾 北湖 江海 东至 长寿 通城 北城 兴山
城东 南郊 银海 北郊 上街 西沙 德化 兴隆 玉山 松山 龙山 满城 江州 上城 南城 青山 大关 卧龙 清河 青龙 锦江 盐湖 三山 山城 大港 三江 新区 东山
南关 半山 灵山 湖滨 阳城 金川 黑山 湖口 江口 福田 连城 白河 万山 下城 横山 无极 三河 平城 西区 新安 城关 东川 榆树 北江 平山 龙潭 山阳 龙城
红河 山阴 龙江 长顺 东区 西乡 马山 北关 盘山 千山 河曲 海州 北区 西市 红山 清水河 台东 西和 新平 云台 亚东 长岛 同安 南区 北站 云龙 连山 新市
滨江 石城 南和 天城 东河 大东 大宁 东港 望江 西岗 南市 平桥 上林 合江 东陵 南江 通江 连江 福海 江源 长海 明山 双江 北林 溪湖 东兴 龙湖 南岗
南川 江川 龙港 龙海 江华 新宁 平南 南丰 长丰 兰山 桃山 金阳 金湖 营山 珠山 双河 东洲 东市 新浦 海兴 海阳 通山 武功 友谊 凤凰 太康 红旗 高明
温泉 向阳 石狮 黄龙 石林 石柱 白云 古田 金山 凤山 石龙 小河 宝塔 元宝 木兰 博爱 方正 龙凤 蓬莱 钟楼 白杨 安康 安顺 白银 玉树 玉林 和平 共和
太和 新华 威信 龙泉 永和 七星 红星 大通 新星 和顺 金牛 金安 裕华 天全 海丰 新田 民丰 大田 丰林 新丰 兴文 福泉 和田 阿里 海北 海西 海东 黄南
三明 大庆 六安 山南 大同 日照 来宾 天水 长治 通化 明光 灵宝 阳春 延寿 仁寿 仁和 惠民 武侯 石屏 官渡 金沙 白沙 白水 白塔 红塔 宝山 高平 高安
寿光 平果 连平 嘉禾 富平 康乐 安福 安达 安义 安平 安远 安仁 安化 来凤 双峰 永胜 柳林 静安 东丽 万全 丹凤 禁城 石泉 金塔 金堂 金溪 山亭 红桥
陵县 云霄 元阳 新和 新源 新民 新化 化德 内黄 成安 定安 分宜 城固 城口 和静 和政 和硕 上思 同江 同心 同德 合水 合浦 东平 东明 东光 兴和 兴宁
兴业 兴安 兴海 兴平 兴城 长兴 长安 长乐 平定 平安 平和 文安 文县 礼县 成县 宁县 开县 随县 景县 易县 中卫 固镇 固始 高要 大埔 江油 江都 江门
海口 海南区 南海 南明 南充 河池 河源 三水 三台 五台 天台 天心 天门 天宁 天元 永年 永新 永定 永兴 建安 建华 建新 保德 保康 保安 承安 化州 通州
通海 通河 通道 顺平 清新 清流 清水 清丰 富民 富裕 富源 光明 光泽 城中 城北 城区 城厢 五华 五河 五原 海陵 海珠 海曙 科尔沁 云安 云和 云阳 云梦
大安 大英 大化 大悟 大观 大名 万年 万安 万载 全南 全州 全椒 和龙 当阳 四方 四会 二道 二七 惠农 农安 九原 九里 九龙 三原 三元 三门 景泰
汉中 巴中 商都 资中 资兴 资源 洛南 渭南 陇南 湘南 淮南 淮北
""".split()
# Names that say or judge something: rarer in jieba's dictionary, words all the same.
SAYING = """
平安 平和 富裕 复兴 清新 宏伟 平定 丰满 友好 解放 前进 延长 振兴 互助 安居 安定 合作 比如 中方 南部 大方 四方 会同 新兴 无为 露天 万年 共和
光明 和顺 长寿 太平 太和 惠民 同心 同仁 博爱 方正 威信 公安 资源 动力 富民 爱民 便民 兴业 乐业 民主 民权 新建 新生 开化 宣化 建始 始兴 通道
""".split()
# Those of the list above that mean the prefecture wherever they do not cross another word.
CITIES = "淮南 淮北 渭南 陇南 南充 河池 河源 海口 大庆 六安 江门 汉中 巴中 中卫 大同 通化 玉林 固原 三明".split()
# County-level names that everybody knows, beyond what jieba knows as places.
KNOWN = """
义乌 昆山 常熟 张家港 江阴 慈溪 余姚 诸暨 晋江 浏阳 即墨 胶州 太仓 宜兴 溧阳 靖江 泰兴 海门 启东 如皋 海安 东台 丹阳 扬中 句容 高邮 仪征
邳州 新沂 瑞安 乐清 温岭 桐乡 海宁 嵊州 上虞 福清 敦煌 曲阜 景洪 神农架 北戴河 都江堰 武夷山 井冈山 张家界 雄安 浦东 萧山 余杭 石河子 阿拉尔
图木舒克 五家渠 铁门关 可克达拉 满洲里 二连浩特 霍尔果斯 阿拉山口 香格里拉 九寨沟 格尔木 德令哈 库尔勒
""".split()
# Names that jieba takes for ordinary words and that are none.
PLACES = """
古交 德保 大渡口 萝北 赞皇 呈贡 弥渡 普格 习水 乡宁 乳源 井研 册亨 刚察 博野 壤塘 屏边 措美 柞水 水磨沟 浪卡子 瓦房店 电白 砚山 社旗 禅城
美姑 边坝 邻水 零陵 鹰手营子 尖扎 昭觉 沾化 牟定 疏附 射洪 巧家 平舆 措勤 景谷 盐边 碌曲 贡觉 贵定 资溪 鸡泽 昔阳 沾益 垦利 清涧 盐亭 舞钢
迭部 怀集 申扎 澄迈 冠县 古丈 盐源 策勒 肇源 屯留 木垒 灌云 隆回 巩留 抚松 平陆 牙克石 礼泉 阳曲 会泽 信宜 右玉 法库 门源 元谋 公主岭 涟源
稻城 铜梁 南靖 繁峙 辛集 共青城 浮梁 乳山 沙坡头 曲沃 北票 门头沟 浑源 独山子 理塘 荔波 图们 太谷 陵水 府谷 枣强 民勤 仙居 织金 循化 南皮
巨野 武穴 义马 平谷 轮台 历城 茶陵 兴义 凭祥 思茅 介休 建瓯 舞阳 武义 金坛 丰润 且末 扶余 泊头 怀来 磐石 奉化 项城 遵化 馆陶 顺义 奉节 莎车
登封 房山 神木 米脂 孝义 宝应 临清 融水 大冶 恩施
""".split()
# Longer words with a name at their start that mean no place.
STARTING = """
大同小异 大同世界 大同社会 长治久安 三明治 三明确 大理石 大理岩 普洱茶 哈密瓜 中山装 中山陵 中山路 中山大学 中山公园 北海道 四平八稳 白银价 日照时 日照充足 文山会海
杭州湾 胶州湾 莱州湾 泉州湾 钦州湾 大连湾 锦州湾 海州湾 崖州湾 雷州湾 天水一色 海口咽 安康杯 来宾致 来宾们 阿里巴巴 阿里云 阿里健康 阿里集团 和田玉 德化瓷 朝阳产业 朝阳行业 玉林英 宁德时代 东方红 东方航空 江山如 平安中国 新建成 新建设
长春藤 长春花 开封菜 保定期 自贡献 吉安全 大连接 大连片 大连续 通化解 包头巾 黄石公园 金华火腿 广安全 定西部 东营业 玉树临风 山南水北 海南岛 河南梆子
""".split()
# Longer words that hold a name further on.
HOLDING = """
真金白银 真金白银化 孙中山 出海口 入海口 创新乡 高新乡 最新乡 经济源 美丽水 秀丽水 世界大同 天下大同 求同存异 重大理论 强大理 远大理想 最大理 其中卫 集中卫 长白山 太平洋 大西洋
平安康 健康安 保安康 社会稳定安 固定西 肯定西 一定西 确定西 国内江 境内江 省内江 推广安 确保定 保定量 长江门 浦江门 珠江门 公益阳 效益阳 平衡阳 投资阳 向南阳 诚信阳 通信阳
海南部 近海南 沿海南 出海南 东海南 河南岸 河南侧 江西岸 湖南岸 山西侧 山东侧 山东麓 山西麓 山南麓 湖北岸 河北岸 江北岸 最大连 强大连 扩大连 壮大连 更大连 重大同 最大同 扩大同 更大同
武汉中 汉中部 在建中卫 建设大庆 重大庆 盛大庆 隆重大庆 庆祝大庆 第六安 十六安 从中山 集中山 其中山 外来宾 远来宾 本来宾 未来宾 人民生 有所不同安 不同安
""".split()


def dictionary() -> dict[str, tuple[int, str]]:
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    return {word: (int(count), kind) for word, count, kind in (line.split() for line in lines)}


Edges = defaultdict[str, set[str]]


def edges(bare: set[str], known: dict[str, tuple[int, str]]) -> tuple[Edges, Edges]:
    """What makes a common word before a name's first character, and what after its last or its suffix."""
    ends: Edges = defaultdict(set)
    begins: Edges = defaultdict(set)
    first, last = {n[0] for n in bare}, {n[-1] for n in bare} | set("省市区县旗州盟")
    for pair, (count, kind) in known.items():
        if len(pair) == 2 and count >= COMMON and kind not in NAMES:
            if pair[1] in first:
                ends[pair[1]].add(pair[0])
            if pair[0] in last:
                begins[pair[0]].add(pair[1])
    return ends, begins


def main() -> None:
    known = dictionary()
    level = {e.short: table.level_of(e.code) for e in [*table.former(), *table.current()] if "-" not in e.code}
    bare = set(level)
    word = {n for n in bare if level[n] == "county" and known.get(n, (0, "ns"))[1] not in NAMES} | (set(WORDS) & bare)
    word -= set(KNOWN) | set(CITIES) | set(PLACES)
    verb = {n for n in word if known.get(n, (0, ""))[1] in VERBS and known[n][0] >= 300} | (set(SAYING) & word)
    common = {n for n in word - verb if known.get(n, (0, ""))[0] >= OFTEN}
    free = {n for n in bare - word if level[n] in {"province", "prefecture"}}
    free |= {n for n in bare - word if known.get(n, (0, ""))[1] == "ns" and known[n][0] >= 60 and len(n) > 1} | set(
        KNOWN
    )
    short = {n for n in bare - word if len(n) == 2}
    inside, starting = set(HOLDING), set(STARTING)
    for longer, (_, kind) in known.items():
        if len(longer) > 2 and kind not in NAMES and not longer.endswith("人"):
            at = [i for i in range(len(longer) - 1) if longer[i : i + 2] in short]
            if any(i > 0 for i in at):
                inside.add(longer)
            if 0 in at and kind in {"i", "l"} and len(longer) == 4:
                starting.add(longer)
    ends, begins = edges(bare, known)
    rows = [
        ("word", word),
        ("verb", verb),
        ("common", common),
        ("free", free),
        ("inside", inside),
        ("starting", starting),
    ]
    lines = [f"{kind}\t{' '.join(sorted(names))}\n" for kind, names in rows]
    lines += [f"ends\t{c}\t{''.join(sorted(s))}\n" for c, s in sorted(ends.items())]
    lines += [f"begins\t{c}\t{''.join(sorted(s))}\n" for c, s in sorted(begins.items())]
    TARGET.write_text(
        f"# Made by scripts/make_region_words.py from jieba's dictionary (MIT) and by hand.\n{''.join(lines)}", "utf-8"
    )
    sizes = ", ".join(f"{len(names)} {kind}" for kind, names in rows)
    print(f"{TARGET.name}: {sizes}, {TARGET.stat().st_size // 1024} KB", file=sys.stderr)


if __name__ == "__main__":
    main()
