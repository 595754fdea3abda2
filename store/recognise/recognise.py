"""From a clean article to its meetings and facts: `recognise` is `explain` with the losers left out.

One path: cut the article into sentences, bring divisions and days into force, find meetings, then facts of each kind;
judge, fill, link each fact to the meeting in force, give ids. Pure: reads nothing but the data tables.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.language import patterns as re
from store.language.fold import fold, lowered, plain
from store.language.searching import searching
from store.recognise.about import governing, last_office
from store.recognise.context import walk, walk_homes
from store.recognise.document import Document
from store.recognise.facts.figure.of_project import with_projects
from store.recognise.facts.figure.restated import restates
from store.recognise.facts.figure.subject import ranked_place
from store.recognise.form import over_a_form
from store.recognise.held import told_at, walk_meetings
from store.recognise.meetings.joining import Found, join
from store.recognise.page_kind import page_kind
from store.recognise.register import fillers_of, vetoes
from store.recognise.rules import Candidate, Kind, Verdict, candidates, fill, judge
from store.recognise.sentence import Sentence
from store.records import FACT_KINDS, FACTS, Article, Fact, FactKind, Figure, Mention, Person, Project, Quote, Repair

RULES_VERSION = "7"  # raised with every change that alters records; `lichun refresh` re-reads articles of older ones


_BLANK = re.compile("[XxＸ×某〇○_]")
_BLANKS = searching(r"[XxＸ×]{2,4}(?=[一-鿿%])|某某|[〇○]{2,3}(?=[县市区镇])|_{3,}")


_ASKED = re.compile(r"[一-鿿]{0,10}(?:记者|问):")  # a question that heads an answer tells of things too
_PUBLIC = re.compile(r"[我全本][省市县区州盟旗镇乡](?![委府长])|[省市县区州盟旗](?:委书记|政府|领导|发改委|统计局)")


@dataclass(frozen=True, slots=True)
class Recognised:
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One candidate of an article with its fate; offsets in the article's text."""

    kind: str
    rule: str
    start: int
    end: int
    text: str
    lost_to: str | None


@dataclass(frozen=True, slots=True)
class Explained:
    recognised: Recognised
    judged: tuple[Judged, ...]


def recognise(article: Article) -> Recognised:
    """Meetings and facts of the article, each with its evidence and the rule of every field."""
    return explain(article).recognised


def explain(article: Article) -> Explained:
    """The same with every candidate, kept and lost. An exception in a rule is a bug and is let through."""
    document = Document(article)
    judged: list[Judged] = []
    if template(document.plain):
        return Explained(Recognised((), ()), ())
    if marks := page_kind(plain(article.title or ""), document.plain, signed=article.author is not None):
        told = [Judged("page", m.kind, m.start, m.end, document.text[m.start : m.end], None) for m in marks]
        return Explained(Recognised((), ()), tuple(told))
    walk(document)
    calling = _calling(document)
    mentions = _mentions(document, calling, judged)
    facts = _facts(document, calling, mentions, judged)
    document.let_go()
    return Explained(
        Recognised(tuple(mentions), tuple(facts)), tuple(sorted(judged, key=lambda j: (j.start, j.end, j.rule)))
    )


def template(text: str) -> bool:
    """Whether the text is a speech to be filled in (XX县, 某某同志, ××年): it tells of nothing that took place."""
    return _BLANK.search(text) is not None and len(_BLANKS.findall(text)) >= 4


def _run(
    kind: Kind, sentence: Sentence, judged: list[Judged]
) -> list[tuple[Candidate, dict[str, Any], dict[str, str], list[str]]]:
    """What is kept of one kind in one sentence, with fields, trace and inferred fields; vetoes make nothing."""
    kept = []
    for verdict in judge(candidates(sentence.called[kind], sentence)):
        judged.append(_told(kind, sentence, verdict))
        if verdict.lost_to is None and verdict.candidate.rule not in vetoes():
            kept.append((verdict.candidate, *fill(verdict.candidate, fillers_of(kind), sentence)))
    return kept


def _calling(document: Document) -> Mapping[Kind, Sequence[Sentence]]:
    """For each kind the sentences that hold a word which its rules look at."""
    found: dict[Kind, list[Sentence]] = {}
    for sentence in document.sentences:
        for kind in sentence.called:
            if (
                not sentence.heading
                or (kind == "figure" and ranked_place(sentence.text))
                or (kind == "project" and over_a_form(sentence))
                or (kind in ("campaign", "goal") and _ASKED.match(sentence.text))
            ):
                found.setdefault(kind, []).append(sentence)
    return found


def _told(kind: str, sentence: Sentence, verdict: Verdict) -> Judged:
    start, end = verdict.candidate.span
    start, end = start + sentence.start, end + sentence.start
    return Judged(kind, verdict.candidate.rule, start, end, sentence.document.text[start:end], verdict.lost_to)


def _mentions(document: Document, calling: Mapping[Kind, Sequence[Sentence]], judged: list[Judged]) -> list[Mention]:
    found: list[Found] = []
    for sentence in calling.get("meeting", ()):
        for candidate, values, trace, _ in _run("meeting", sentence, judged):
            found.append(Found(sentence, candidate, values, trace))
    article = document.article
    mentions: list[Mention] = []
    for group in join(found):
        first = group[0]
        name = str(first.values["name"])
        day, region = first.values.get("date"), first.values.get("region")
        key = _key("meeting", region or "", day or "", fold(name))
        mention = Mention(
            id=_key(article.id, key),
            article=article.id,
            start=first.sentence.start + first.candidate.start,
            end=first.sentence.start + first.candidate.end,
            name=name,
            region=region,
            date=day,
            kind=first.values["kind"],
            aka=tuple(dict.fromkeys(a for f in group for a in f.aka if a != name)),
            occasion=next((f.values["occasion"] for f in group if f.values.get("occasion")), None),
            theme=next((f.values["theme"] for f in group if f.values.get("theme")), None),
            trace=first.trace,
        )
        for f in group:
            document.mention_of[(f.sentence.index, f.candidate.span)] = len(mentions)
        mentions.append(mention)
    document.mentions = mentions
    walk_meetings(document, mentions)
    walk_homes(document, mentions)
    return mentions


def _facts(
    document: Document,
    calling: Mapping[Kind, Sequence[Sentence]],
    mentions: Sequence[Mention],
    judged: list[Judged],
) -> list[Fact]:
    made: list[Fact] = []
    seen: Counter[str] = Counter()
    for kind in FACT_KINDS:
        if kind == "figure" and _nowhere(document):
            continue  # a sum of money in a novel
        known: dict[tuple[Any, ...], int] = {}
        counted: dict[object, list[Figure]] = {}
        for sentence in calling.get(kind, ()):
            for candidate, values, trace, inferred in _run(kind, sentence, judged):
                fact = _fact(document, kind, sentence, candidate, (values, trace, inferred), mentions, seen)
                same = _sameness(fact)
                if isinstance(fact, Person) and fact.title is None:
                    # A bare name is the person whom the article has named with an office, wherever it speaks of him.
                    same = next((k for k in known if k[1] == same[1]), same)
                elif isinstance(fact, Person) and "region" in fact.inferred and same not in known:
                    # 市长某 in a sentence about another place: the one whose office the article has told before.
                    office = last_office(fact.title or "")
                    same = next((k for k in known if k[1] == same[1] and _bears(made[known[k]], office)), same)
                if same in known:
                    at = known[same]
                    made[at] = _merged(made[at], fact)
                    continue
                if isinstance(fact, Figure):
                    told = counted.setdefault((fact.value, fact.unit), [])
                    if any(restates(first, fact) for first in told[:8]):
                        continue
                    told.append(fact)
                known[same] = len(made)
                made.append(fact)
    return with_projects(sorted(made, key=lambda f: (f.start, f.end, f.kind, f.id)), document.text, document.forms)


def _nowhere(document: Document) -> bool:
    """Whether neither page nor sentence names a division, and nothing in it is a public matter: no report at all.

    我县, 县委 and a meeting speak of a place that the page does not name: its figures stand, their region is unknown.
    """
    if document.article.region is not None or document.mentions or _PUBLIC.search(document.plain):
        return False
    return not any(place.code for sentence in document.sentences for place in sentence.places)


def _fact(
    document: Document,
    kind: FactKind,
    sentence: Sentence,
    candidate: Candidate,
    filled: tuple[dict[str, Any], dict[str, str], list[str]],
    mentions: Sequence[Mention],
    seen: Counter[str],
) -> Fact:
    values, trace, inferred = filled
    start, end = sentence.start + candidate.start, sentence.start + candidate.end
    if "region" not in values:
        code, rule, stated = governing(sentence, candidate.span[0])
        if code is not None:
            values["region"], trace["region"] = code, rule or "region.article"
            if not stated:
                inferred.append("region")
    at = values.pop("meeting", told_at(sentence, candidate.span[0]))
    if at is not None and 0 <= at < len(mentions):
        values["meeting"] = mentions[at].id
        trace.setdefault("meeting", "meeting.in_force")
    if "literal" not in values:
        values["literal"] = document.simple(sentence.start + candidate.span[0], sentence.start + candidate.span[1])
        trace["literal"] = candidate.rule
    values.pop("at", None)
    values["damage"] = _damage(document.article.repaired, start, end)
    evidence = lowered(document.plain[start:end])
    key = _key(
        document.article.id, kind, evidence, str(values.get("value", values.get("name", values.get("text", ""))))
    )
    ordinal = seen[key]
    seen[key] += 1
    fields = {k: v for k, v in values.items() if v is not None}
    return FACTS[kind](
        id=key if not ordinal else _key(key, str(ordinal)),
        article=document.article.id,
        start=start,
        end=end,
        inferred=tuple(dict.fromkeys(inferred)),
        trace=trace,
        **fields,
    )


def _damage(repairs: Sequence[Repair], start: int, end: int) -> str | None:
    touched = [r for r in repairs if r.start < end and start < r.end]
    if not touched:
        return None
    return "certain" if all(r.certain for r in touched) else "guessed"


def _sameness(fact: Fact) -> tuple[Any, ...]:
    """Two statements that are the same one within an article: the first stands (RECORDS.md, Evidence)."""
    if isinstance(fact, Figure):
        stated = (fact.value, fact.value_max, fact.unit, fact.comparator, fact.status, fact.horizon)
        return (fact.region, fact.measure, *stated)
    if isinstance(fact, Quote):
        return (fact.text,)
    name = fold(str(getattr(fact, "name", "")))  # every other kind has one
    # A project stands in one place, wherever it is spoken of; one campaign in two divisions is two.
    return ("", name.removesuffix("项目")) if isinstance(fact, Project) else (fact.region, name)


def _bears(fact: Fact, office: str) -> bool:
    return isinstance(fact, Person) and fact.title is not None and fact.title.endswith(office)


def _merged(first: Fact, again: Fact) -> Fact:
    """The first record, with the stronger role where the same person is named again."""
    if first.kind != "person":
        return first
    one, two = first.to_json(), again.to_json()
    rank = {role: n for n, role in enumerate(PERSON_ROLES)}
    if two["role"] is not None and rank.get(two["role"], 99) < rank.get(one["role"], 99):
        one["role"] = two["role"]
        one["trace"] = {**one["trace"], "role": two["trace"].get("role", "")}
        one["meeting"] = one["meeting"] or two["meeting"]
    # 县领导甲、乙 is as good as nothing where the article calls 甲 县委书记 elsewhere.
    if two["title"] is not None and (
        one["title"] is None or one["title"].endswith("领导") > two["title"].endswith("领导")
    ):
        one["title"] = two["title"]
        one["trace"] = {**one["trace"], "title": two["trace"].get("title", "")}
    return type(first).from_json(one)


# 宣布, 发布 and 部署 win over 讲话; 讲话 over 主持; 主持 over 表示; 出席 gives way to all (RECORDS.md, Persons).
PERSON_ROLES = ("宣布", "发布", "部署", "讲话", "主持", "表示", "出席")


def _key(*parts: str) -> str:
    """A stable id: 16 hex digits of what makes the record itself, never of offsets or names of rules."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
