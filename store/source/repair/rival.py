"""Readings that lost to the best one, and where: what makes a repaired place a guess, with its alternatives.

When two hypotheses of the beam meet in one state only the better goes on; `Rivals` remembers the other if it was close.
`pieces` walks the best chain back and cuts it where no byte is pending; every piece carries the rival texts that differ
within it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from store.source.repair.hypothesis import DOUBT, Hypothesis, Node, Piece

MOST = 4  # alternatives told for a place


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
    others = _others(chain, rivals)
    out: list[Piece] = []
    first = begin = 0
    for i, node in enumerate(chain):
        if node.clean:
            out.append(_piece(chain, (begin, i + 1), (first, node.token), others))
            begin, first = i + 1, node.token + 1
    if begin < len(chain) or first < tokens:
        out.append(_piece(chain, (begin, len(chain)), (first, tokens - 1), others))
    return out


def _chain(node: Node | None) -> Iterator[Node]:
    while node is not None:
        yield node
        node = node.parent


def _piece(
    chain: Sequence[Node],
    span: tuple[int, int],
    tokens: tuple[int, int],
    others: Sequence[tuple[float, int, int, str]],
) -> Piece:
    begin, end = span
    text = "".join(node.text for node in chain[begin:end])
    found: dict[str, float] = {}
    for behind, low, high, other in others:
        if begin <= low and high <= end:
            whole = "".join(n.text for n in chain[begin:low]) + other + "".join(n.text for n in chain[high:end])
            if whole != text:
                found[whole] = min(behind, found.get(whole, behind))
    best = sorted(found, key=lambda t: found[t])[:MOST]
    return Piece(*tokens, text, any(node.lost for node in chain[begin:end]), tuple(best))


def _others(chain: Sequence[Node], rivals: Rivals) -> list[tuple[float, int, int, str]]:
    """(how far behind, first node, node after the last, text instead) of every rival of the chain."""
    place = {id(node): i for i, node in enumerate(chain)}
    out: list[tuple[float, int, int, str]] = []
    for i, node in enumerate(chain):
        for behind, loser in rivals.of(node):
            nodes: list[Node] = []
            at: Node | None = loser
            while at is not None and id(at) not in place:
                nodes.append(at)
                at = at.parent
            low, high = (0 if at is None else place[id(at)] + 1), i + 1
            nodes.reverse()
            while high > low and nodes and nodes[-1].text == chain[high - 1].text:
                nodes.pop()
                high -= 1
            out.append((behind, low, high, "".join(n.text for n in nodes)))
    return out
