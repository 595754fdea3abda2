"""How the index is laid out: its tables, the bits of its rows, the codes that stand for no division and all years.

Rows: an article's row is `day << 13 | n`, so that "newest first" is the order of rows; its mentions and facts have
`article row << 12 | n`, and it keeps `more` rows behind its own where that is not room enough. Replaced and removed
records leave the catalogue at once; their full-text rows stay as dead weight, named in `gone`, until the index is built
anew; no row is used twice before that. What changes here raises VERSION. It opens nothing.
"""

from __future__ import annotations

from store.records import FACT_KINDS

VERSION = 10
DAY_BITS, PART_BITS = 13, 12
ROOM = (1 << PART_BITS) - 1  # parts that find room behind one article's row
ALL_YEARS = -1  # the year under which tallies of all years stand
NOWHERE = ""  # the code under which records without a division stand
COUNTRY = "100000"
REMOVED = "removed"  # the table of tombstones

TEXTS = ("body", "head", "told", "named")  # the full-text tables
SORTS = ("article", "meeting", "fact", *FACT_KINDS)  # what is tallied of a division

APPLICATION = 0x6C696368  # "lich"
# How FTS5 gathers and merges. A batch becomes one of its segments (not five, to be merged at once), and sixteen of them one
# of the next size: with four, each text was written twice as often, the more often the larger the store.
MERGING = (("hashsize", 16 << 20), ("automerge", 16), ("crisismerge", 64))
FTS = "content='', columnsize=0, detail=full, tokenize=\"ascii tokenchars '-_%.'\""
TABLES = f"""
CREATE TABLE state(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE segment(
    number INTEGER PRIMARY KEY, size INTEGER NOT NULL, digest TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0,
    damage TEXT);
CREATE TABLE stock(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, documents INTEGER NOT NULL);
CREATE TABLE record(
    doc INTEGER PRIMARY KEY, stock INTEGER NOT NULL, segment INTEGER NOT NULL,
    offset INTEGER NOT NULL, length INTEGER NOT NULL, row INTEGER);
CREATE TABLE article(
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc INTEGER NOT NULL, title TEXT, publisher TEXT, published TEXT,
    region TEXT, day INTEGER NOT NULL, url TEXT, content TEXT, mirror_of TEXT, counted INTEGER NOT NULL,
    more INTEGER NOT NULL, meetings INTEGER NOT NULL, facts INTEGER NOT NULL);
CREATE TABLE gone(row INTEGER PRIMARY KEY);
CREATE TABLE shingle(hash INTEGER, row INTEGER, PRIMARY KEY(hash, row)) WITHOUT ROWID;
CREATE TABLE free(day INTEGER PRIMARY KEY, row INTEGER NOT NULL);
CREATE TABLE place(code TEXT, row INTEGER, own INTEGER NOT NULL, PRIMARY KEY(code, row)) WITHOUT ROWID;
CREATE TABLE mention(
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, doc INTEGER NOT NULL, article INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, name TEXT NOT NULL, region TEXT, date TEXT, first TEXT,
    kind TEXT NOT NULL, aka TEXT NOT NULL, occasion TEXT, theme TEXT, level INTEGER NOT NULL,
    own TEXT NOT NULL, meeting TEXT NOT NULL,
    said TEXT NOT NULL, apart TEXT, together TEXT NOT NULL, corrected TEXT NOT NULL);
CREATE TABLE meeting(
    id TEXT PRIMARY KEY, region TEXT, first TEXT, day INTEGER NOT NULL, year INTEGER NOT NULL, occasion TEXT,
    level INTEGER NOT NULL, sources INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE fact(
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, doc INTEGER NOT NULL, article INTEGER NOT NULL, kind TEXT NOT NULL,
    region TEXT, mention INTEGER, day INTEGER NOT NULL, value, value_max, unit TEXT, indicator TEXT, status TEXT,
    horizon TEXT, stage TEXT, basis TEXT);
CREATE TABLE rejected(row INTEGER PRIMARY KEY, id TEXT NOT NULL, doc INTEGER NOT NULL, article INTEGER NOT NULL);
CREATE TABLE said(key TEXT PRIMARY KEY, entry TEXT NOT NULL, doc INTEGER) WITHOUT ROWID;
CREATE TABLE unsettled(article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE tally(
    year INTEGER, code TEXT, {", ".join(f"{sort} INTEGER NOT NULL, {sort}_below INTEGER NOT NULL" for sort in SORTS)},
    PRIMARY KEY(year, code)) WITHOUT ROWID;
CREATE TABLE person(name TEXT PRIMARY KEY, pinyin TEXT NOT NULL, initials TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pack(content TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE packed(number INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE body USING fts5(text, chars, codes, who, {FTS});
CREATE VIRTUAL TABLE head USING fts5(text, chars, pinyin, initials, {FTS});
CREATE VIRTUAL TABLE told USING fts5(words, who, codes, {FTS});
CREATE VIRTUAL TABLE named USING fts5(id, content='', columnsize=0, detail=none, tokenize="ascii tokenchars _");
PRAGMA application_id = {APPLICATION};
""" + "".join(
    f"INSERT INTO {table}({table}, rank) VALUES ('{name}', {value});\n" for table in TEXTS for name, value in MERGING
)
# Made last when the index is built: sorting once is cheaper than keeping order all along.
ORDERS = """
CREATE INDEX article_url ON article(url) WHERE url IS NOT NULL;
CREATE INDEX article_content ON article(content) WHERE content IS NOT NULL;
CREATE INDEX mention_id ON mention(id);
CREATE INDEX mention_own ON mention(own);
CREATE INDEX mention_said ON mention(said);
CREATE INDEX mention_meeting ON mention(meeting);
CREATE INDEX meeting_day ON meeting(day DESC, id);
CREATE INDEX rejected_id ON rejected(id);
CREATE INDEX said_doc ON said(doc) WHERE doc IS NOT NULL;
CREATE INDEX person_pinyin ON person(pinyin);
CREATE INDEX person_initials ON person(initials);
"""
# Needed while records are added: what is looked up for each.
ORDERS_EARLY = """
CREATE INDEX mention_group ON mention(region, first);
CREATE INDEX meeting_place ON meeting(region, first);
CREATE INDEX article_mirror ON article(mirror_of) WHERE mirror_of IS NOT NULL;
CREATE INDEX place_row ON place(row);
"""
