"""Readings that lost to the best one, and where: what makes a repaired place a guess, with its alternatives.

When two hypotheses of the beam meet in one state only the better goes on; `Rivals` remembers the other if it was close.
`pieces` walks the best chain back and cuts it where no byte is pending; every piece carries the rival texts that differ
within it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from store.source.repair.hypothesis import DOUBT, Hypothesis, Node, Piece

MOST = 4  # alternatives told for a place
FAR = 40  # steps that a rival may go its own way


class Rivals:
    def __init__(self) -> None:
        # By identity: two nodes may be equal in value. The node itself is kept so that its identity stays its own.
        self._met: defaultdict[int, list[tuple[float, Node, Node]]] = defaultdict(list)

    def add(self, winner: Hypothesis, loser: Hypothesis) -> None:
        behind = winner.score - loser.score
        if behind < DOUBT and winner.node is not None and loser.node is not None and winner.node is not loser.node:
            self._met[id(winner.node)].append((behind, winner.node, loser.node))

    def of(self, node: Node) -> list[tuple[float, Node]]:
        return [(behind, loser) for behind, _, loser in self._met.get(id(node), ())]


def pieces(last: Node | None, tokens: int, rivals: Rivals) -> list[Piece]:
    """The best chain in pieces that begin and end where no byte is pending."""
    chain = list(_chain(last))[::-1]
    spans: list[tuple[int, int]] = []  # of nodes
    begin = 0
    for i, node in enumerate(chain):
        if node.clean:
            spans.append((begin, i + 1))
            begin = i + 1
    if begin < len(chain):
        spans.append((begin, len(chain)))
    others = _others(chain, spans, rivals)
    out: list[Piece] = []
    first = 0
    for i, (begin, end) in enumerate(spans):
        nodes = chain[begin:end]
        token = tokens - 1 if i == len(spans) - 1 else nodes[-1].token
        text = "".join(n.text for n in nodes)
        out.append(Piece(first, token, text, any(n.lost for n in nodes), _best(others.get(i, ()), text)))
        first = token + 1
    return out


def _chain(node: Node | None) -> Iterator[Node]:
    while node is not None:
        yield node
        node = node.parent


def _best(others: Sequence[tuple[float, str]], text: str) -> tuple[str, ...]:
    found: dict[str, float] = {}
    for behind, other in others:
        if other != text:
            found[other] = min(behind, found.get(other, behind))
    return tuple(sorted(found, key=lambda t: found[t])[:MOST])


def _others(
    chain: Sequence[Node], spans: Sequence[tuple[int, int]], rivals: Rivals
) -> dict[int, list[tuple[float, str]]]:
    """By piece: (how far behind, text instead) of every rival that differs within it only."""
    place = {id(node): i for i, node in enumerate(chain)}
    piece = [i for i, (begin, end) in enumerate(spans) for _ in range(begin, end)]
    out: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
    for i, node in enumerate(chain):
        for behind, loser in rivals.of(node):
            nodes = [n for n in islice(_chain(loser), FAR) if id(n) not in place]
            fork = nodes[-1].parent if nodes else loser
            if fork is not None and id(fork) not in place:
                continue
            low, high = (0 if fork is None else place[id(fork)] + 1), i + 1
            nodes.reverse()
            while high > low and nodes and nodes[-1].text == chain[high - 1].text:
                nodes.pop()
                high -= 1
            at = piece[min(low, i)]
            if high > low and piece[high - 1] != at:
                continue
            begin, end = spans[at]
            texts = [*(n.text for n in chain[begin:low]), *(n.text for n in nodes), *(n.text for n in chain[high:end])]
            out[at].append((behind, "".join(texts)))
    return out
