"""Strings that want to act in a terminal or in markup: what an article by a stranger may hold."""

from __future__ import annotations

HOSTILE: tuple[str, ...] = (
    "[/]",
    "[/foo]",
    "[red]红[/red]",
    "[link=javascript:alert(1)]点[/link]",
    "[@click=app.quit]点我[/]",
    "z [b + x",
    "\\[x]",
    "末尾\\",
    "[[双]]",
    "[见表1]",
    "\x1b[31m红\x1b[0m",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1b]0;标题\x07",
    "\x1b]8;;http://evil.example\x1b\\链\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\x00\x07\x08\x7f",
    "倒\u202e序\u202c",
    "零\u200b宽\ufeff\u2060",
    "行\u2028段\u2029",
    "制\t表\r回\v竖",
    "👨\u200d👩\u200d👧❤\ufe0f",
    "\ud800孤",
    "é́́́́́́̂",
    "$name {value} %s %(x)s",
    "\U000e0041\U000e007f",
)
