"""The gazetteer: codes, levels, parents, what became of what, spellings, readings."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import VocabularyError
from store.language.fold import plain
from store.regions import table
from store.regions.describe import describe
from store.regions.table import Entry

CASES = Path(__file__).parents[1] / "cases/regions"
READINGS = tomllib.loads((CASES / "pinyin.toml").read_text("utf-8"))["reading"]
FORMS = tomllib.loads((CASES / "traditional.toml").read_text("utf-8"))
CURRENT, FORMER = list(table.current()), list(table.former())
EVERY = st.sampled_from([*CURRENT, *FORMER])


@pytest.mark.parametrize(
    ("name", "year", "codes"),
    [
        ("海门市", 2019, ["320684"]),
        ("海门市", 2020, ["320684"]),
        ("海门市", 2023, ["320614"]),
        ("海门", 2019, ["320684"]),
        ("海门", 2020, ["320614"]),
        ("姜堰市", 2011, ["321284"]),
        ("姜堰", 2013, ["321204"]),
        ("寿县", 2014, ["341521"]),
        ("寿县", 2016, ["340422"]),
        ("渝北区", 2023, ["500112"]),
        ("渝北区", None, ["500157"]),
        ("崇文区", 2023, ["110101"]),
        ("襄樊市", 2008, ["420600"]),
        ("海门县", 1992, ["320625"]),
        ("海门县", None, ["320614"]),
        ("鼓楼", None, ["320106", "320302", "350102", "410204"]),
        ("瀋陽", None, ["210100"]),
        ("濟南市", None, ["370100"]),
        ("恩施州", None, ["422800"]),
        ("乾县", None, ["610424"]),
        ("东乌旗", None, ["152525"]),
        ("全国", None, ["100000"]),
        ("江北新区", None, ["320100-江北新区"]),
        ("元朗", None, ["810000-元朗区"]),
        ("台北", None, ["710000-台北市"]),
        ("更名", None, []),
        ("chang zhou", None, []),
        ("", None, []),
    ],
)
def test_name_means_what_it_meant_in_the_year(name: str, year: int | None, codes: list[str]) -> None:
    assert [region.code for region in table.named(name, year=year)] == codes


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("320118", ["中国", "江苏省", "南京市", "高淳区"]),
        ("110105", ["中国", "北京市", "朝阳区"]),
        ("429021", ["中国", "湖北省", "神农架林区"]),
        ("659001", ["中国", "新疆维吾尔自治区", "石河子市"]),
        ("320684", ["中国", "江苏省", "南通市", "海门市"]),
        ("412921", ["中国", "河南省", "南阳地区", "南召县"]),
        ("810000-北区", ["中国", "香港特别行政区", "北区"]),
        ("320900-盐城经开区", ["中国", "江苏省", "盐城市", "盐城经开区"]),
        ("320118-东坝街道", ["中国", "江苏省", "南京市", "高淳区", "东坝街道"]),
        ("999999", []),
        ("999999-某新区", []),
    ],
)
def test_path(code: str, names: list[str]) -> None:
    assert [region.name for region in table.path(code)] == names


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("100000", "country"),
        ("500000", "province"),
        ("441900", "prefecture"),
        ("710000-台北市", "prefecture"),
        ("810000-北区", "county"),
        ("500101", "county"),
        ("320100-江北新区", "zone"),
        ("320118-东坝街道", "town"),
        ("152525-额吉淖尔镇", "town"),
    ],
)
def test_level(code: str, level: str) -> None:
    region = table.region_of(code)
    assert region is not None
    assert region.level == level


def test_all_provinces_stand_below_the_country() -> None:
    provinces = {region.name for region in table.children(table.COUNTRY)}
    assert len(provinces) == 34
    assert {"香港特别行政区", "澳门特别行政区", "台湾省"} <= provinces


def test_children_are_the_divisions_in_force_and_then_the_zones() -> None:
    below = [region.code for region in table.children("320600")]
    assert "320614" in below
    assert "320684" not in below
    assert below.index("320685") < below.index("320600-南通经开区")


def test_every_parent_exists() -> None:
    orphans = [e.code for e in (*CURRENT, *FORMER) if table.path(e.code)[:1] != table.path(table.COUNTRY)]
    assert orphans == []


def test_what_a_code_lies_in_is_told_without_its_row() -> None:
    unknown = ("100000", "320900-某园区", "999999", "999999-某园区", "", "710000-台北市")
    for code in (*unknown, *table.current().by_code, *table.former().by_code, *table.zones()):
        region = table.region_of(code)
        assert table.lies_in(code) == (region.parent if region else None), code


def test_every_former_division_leads_to_one_in_force() -> None:
    lost = [(e.code, e.name) for e in FORMER if table.became(e, None) not in table.current().by_code]
    assert lost == []


def test_no_former_division_leads_out_of_its_province() -> None:
    became = {(e.code[:2], table.became(e, None)[:2]) for e in FORMER}
    assert {pair for pair in became if pair[0] != pair[1]} == {("51", "50")}  # 重庆 left 四川


@pytest.mark.parametrize(
    ("code", "year", "then"),
    [
        ("320684", 2018, "320684"),
        ("320684", 2023, "320614"),
        ("320684", None, "320614"),
        ("130124", 1990, "130124"),  # 正定县 until 1993, 栾城县 after: the code says which year is meant
        ("130124", 2010, "130124"),
        ("130124", 2020, "130111"),
        ("512223", None, "500233"),
        ("110105", 1995, "110105"),
    ],
)
def test_code_in_force(code: str, year: int | None, then: str) -> None:
    assert table.in_force(code, year) == then


def test_readings_fit_the_names() -> None:
    wrong = [e.name for e in (*CURRENT, *FORMER) if len(e.pinyin.split()) != len(e.name)]
    assert wrong == []
    assert [e.name for e in CURRENT if "".join(s[0] for s in e.pinyin.split()) != e.initials] == []


@pytest.mark.parametrize("name", READINGS)
def test_reading_of_names_with_characters_of_several_readings(name: str) -> None:
    found = {" ".join(e.pinyin.split()[: len(name)]) for e in CURRENT if e.short == name}
    assert found == {READINGS[name]}


def test_traditional_names_agree_with_the_table_made_by_hand() -> None:
    wrong = []
    for entry in CURRENT:
        usual = "".join(FORMS["usual"].get(a, b) for a, b in zip(entry.name, entry.traditional, strict=True))
        if entry.traditional != FORMS["other"].get(entry.name, usual):
            wrong.append((entry.name, entry.traditional))
    assert wrong == []


@given(EVERY)
def test_a_traditional_name_leads_back_to_its_division(entry: Entry) -> None:
    assert plain(entry.traditional) == plain(entry.name)
    assert table.named(entry.traditional) == table.named(entry.name)


@given(EVERY, st.integers(1990, 2026))
def test_what_a_name_means_in_a_year_was_in_force_then_or_took_its_place(entry: Entry, year: int) -> None:
    found = table.named(entry.name, year=year)
    assert found
    for region in found:
        rows = [*table.current().of_code(region.code), *table.former().of_code(region.code)]
        assert "-" in region.code or any(not row.until or year <= row.until for row in rows)


@given(EVERY)
def test_short_name_begins_the_name(entry: Entry) -> None:
    assert 2 <= len(entry.short) <= len(entry.name)
    assert entry.name.startswith(entry.short[:2])


def test_known_zones_lie_in_divisions_in_force() -> None:
    homeless = [z.code for z in table.zones().values() if z.host not in table.current().by_code]
    assert homeless == []


def test_the_national_new_areas_are_known() -> None:
    zones = {z.name for z in table.zones().values()}
    named = "两江 舟山群岛 兰州 南沙 西咸 贵安 西海岸 金普 天府 湘江 江北 福州 滇中 哈尔滨 长春 赣江 雄安".split()
    assert [n for n in named if f"{n}新区" not in zones] == []
    assert [r.code for n in ("浦东新区", "滨海新区") for r in table.named(n)] == ["310115", "120116"]


def test_description_tells_the_history() -> None:
    (told,) = describe("海门")
    assert (told.code, told.name, told.level) == ("320614", "海门区", "county")
    assert told.path == ("江苏省", "南通市", "海门区")
    assert (told.traditional, told.pinyin) == ("海門區", "hai men qu")
    assert (told.since, told.until) == (2020, None)
    assert told.history == (
        "1994 海门县 320625 → 海门市 329026 (撤县设市)",
        "1995 海门市 329026 → 海门市 320684 (同名改码)",
        "2020 海门市 320684 → 海门区 320614 (撤市设区, 国函〔2020〕79号)",
    )


def test_description_of_a_code_and_of_several_of_one_name() -> None:
    assert [d.name for d in describe("320118-东坝街道")] == ["东坝街道"]
    assert len(describe("鼓楼区")) == 4
    assert [d.until for d in describe("海门市", year=2019)] == [2020]
    assert describe("无此地") == []


def test_spellings_of_codes() -> None:
    assert (table.short("320400"), table.pinyin("320400"), table.initials("320400")) == (
        "常州",
        "chang zhou shi",
        "czs",
    )
    assert table.traditional("210113") == "瀋北新區"
    assert table.initials("320100-江北新区") == "jbxq"
    assert table.traditional("999999") == table.short("999999") == table.pinyin("999999") == ""


def test_a_damaged_table_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rows.tsv").write_text("# head\n110000\t北京市\n", "utf-8")
    monkeypatch.setattr(table, "DATA", tmp_path)
    with pytest.raises(VocabularyError, match=r"rows\.tsv:2: too few columns"):
        table.Rows("rows.tsv", 7).of_code("110000")
