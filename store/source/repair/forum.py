"""What forum software leaves in a text that was copied out of it: noise against copying, and its own markup.

In: a text; out: edits that take them out. The noise is hidden on the page and comes along in a copy: at the ends of
lines five or more pairs of a sign or digit, a blank, and a letter or sign (`8 _5 }4 c1 a) W5 J* F`).
"""

from __future__ import annotations

from store.language import patterns as re
from store.source.repair.edit import Edit

NOISE, MARKUP = "forum_noise", "forum_markup"
# Discuz! writes chr(32..59), a blank, chr(63..126), five to fifteen times; two blanks are shown as one.
_NOISE = re.compile(r"(?:[!-;]? [?-~]|(?:^|(?<=\n))[?-~](?=[!-;] )){5,}(?: (?=[^\x00-\x7f]))?")
_SIGNED = re.compile(r"[!-;] [?-~]")
_SURELY = 4  # pairs that begin with a sign or digit: letters apart (`A B C D E`) are the author's
_TAG = re.compile(
    r"\[(?P<whole>img|attach|attachimg|media|flash)(?:=[^\[\]\n]{1,80})?\][^\[\]\n]{0,300}\[/(?P=whole)\]"
    r"|\[/?(?:b|i|u|s|p|hr|td|tr|th|table|tbody|font|size|color|backcolor|align|float|indent|list|url|email|quote|code)"
    r"(?:=[^\[\]\n]{1,80})?\]",
    re.IGNORECASE,
)


def find(text: str) -> list[Edit]:
    out = []
    if _SIGNED.search(text):
        out += [
            Edit(m.start(), m.end(), "", NOISE)
            for m in _NOISE.finditer(text)
            if len(_SIGNED.findall(m.group())) >= _SURELY
        ]
    if "[/" in text:  # an opening tag alone may be the author's own bracket
        out += [Edit(m.start(), m.end(), "", MARKUP) for m in _TAG.finditer(text)]
    return sorted(out, key=lambda e: e.start)
