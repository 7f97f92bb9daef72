"""Random letters set as HTML in layouts of many offices."""

from __future__ import annotations

import random
from html import escape

from tests.papers.reading.random_letters import URGENCIES, RandomLetter

_STYLE = """
@page {{ size: A4; margin: 15mm 20mm 18mm 30mm }}
html {{ font-family: "{font}"; font-size: {size}pt; line-height: {line}; }}
body {{ margin: 0; width: 160mm; position: relative; }}
p {{ margin: 0 0 2mm; text-indent: 25mm; text-align: {align}; }}
.row {{ display: flex; margin-bottom: 1.5mm; }}
.row > b, .row > span.label {{ flex: none; font-weight: {label_weight}; margin-right: 3mm; }}
.flat {{ margin-bottom: 1.5mm; }}
.right {{ width: 80mm; margin-left: auto; }}
.top {{ display: flex; }} .top > div {{ width: 50%; }}
.middle {{ text-align: center; }}
.garuda {{ width: 26mm; height: 22mm; margin: 0 auto 2mm; border: 1px solid #999; border-radius: 50%; }}
.small {{ width: 15mm; height: 13mm; border: 1px solid #999; }}
.urgency {{ color: #c00; font-weight: bold; font-size: 1.7em; }}
.sign {{ margin: 6mm 0 0 60mm; text-align: center; width: 90mm; }}
.foot {{ margin-top: 8mm; }}
.stamp {{ position: absolute; top: 0; right: 0; width: 50mm; height: 25mm; border: 1px solid #33c; font-size: 0.8em; color: #33c; padding: 1mm; box-sizing: border-box; line-height: 1.35; }}
table {{ border-collapse: collapse; }} td {{ vertical-align: top; padding: 0 2mm 0 0; }}
"""


def page(
    letter: RandomLetter, fonts: tuple[str, ...], sizes: dict[str, float] | None = None
) -> str:
    """``letter`` as HTML; layout and font are of its own chance."""
    chance = letter.chance
    font = chance.choice(fonts)
    style = _STYLE.format(
        font=font,
        size=(sizes or {}).get(font, 10.65),
        line=chance.choice((1.5, 1.6, 1.75)),
        align=chance.choice(("left", "left", "justify")),
        label_weight=chance.choice(("normal", "bold")),
    )
    body = {
        "external": _external, "memo": _memo, "sealed": _sealed, "order": _order, "announcement": _order,
    }[letter.kind](letter)  # fmt: skip
    return f'<!DOCTYPE html><html lang="th"><meta charset="utf-8"><style>{style}</style><body>{body}</body></html>'


def _line(chance: random.Random, label: str, text: str) -> str:
    """A labelled line: hanging, run in, or as a table."""
    shape = chance.choice(("row", "flat", "table"))
    if shape == "row":
        return (
            f'<div class="row"><span class="label">{label}</span><span>{escape(text)}</span></div>'
        )
    if shape == "flat":
        return f'<div class="flat">{label}&nbsp;&nbsp;{escape(text)}</div>'
    return f"<table><tr><td>{label}</td><td>{escape(text)}</td></tr></table>"


def _list(letter: RandomLetter, label: str, items: list[tuple[str, str]]) -> str:
    chance = letter.chance
    if not items:
        return ""
    mark = chance.choice(("{}. ", "({}) ")) if len(items) > 1 else ""
    lines = [letter.digits(mark.format(n)) + text for n, (text, _count) in enumerate(items, 1)]
    counts = [count for _text, count in items]
    if chance.random() < 0.5:
        rows = "".join(
            f'<div style="display:flex"><span style="flex:1">{escape(line)}</span>'
            f'<span style="flex:none;margin-left:4mm">{escape(count)}</span></div>'
            for line, count in zip(lines, counts, strict=True)
        )
        return f'<div class="row"><span class="label">{label}</span><div style="flex:1">{rows}</div></div>'
    whole = "<br>".join(
        escape(f"{line} {count}".strip()) for line, count in zip(lines, counts, strict=True)
    )
    return f'<div class="row"><span class="label">{label}</span><span>{whole}</span></div>'


def _urgency(letter: RandomLetter) -> str:
    word = URGENCIES.get(letter.fields["urgency"] or "")
    return f'<div class="urgency">{word}</div>' if word else ""


def _paragraphs(letter: RandomLetter) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in letter.paragraphs)


def _signed(letter: RandomLetter, *, closing: str) -> str:
    chance = letter.chance
    lines = [closing, "&nbsp;"] if closing else ["&nbsp;"]
    lines += [letter.rank] if letter.rank else []
    lines += ["&nbsp;" * chance.choice((1, 2)), f"({letter.name})", *letter.positions]
    return f'<div class="sign">{"<br>".join(lines)}</div>'


def _top(letter: RandomLetter) -> str:
    """Number at the left, agency and address at the right, on one line or two."""
    chance, fields = letter.chance, letter.fields
    number = f"ที่{'&nbsp;' * chance.choice((1, 2, 4))}{escape(fields['number'])}"
    agency = f"{escape(fields['issuer'])}<br>{escape(letter.address)}"
    if chance.random() < 0.8:
        return f'<div class="top"><div>{number}</div><div>{agency}</div></div>'
    return f'<div>{number}</div><div class="right">{agency}</div>'


def _date(letter: RandomLetter) -> str:
    side = letter.chance.choice(("middle", "middle", "right"))
    return f'<div class="{side}" style="margin:2mm 0">{escape(letter.date)}</div>'


def _external(letter: RandomLetter) -> str:
    chance, fields = letter.chance, letter.fields
    stamp = ""
    if letter.stamp:
        number, on, at = letter.stamp
        dots = chance.choice(("", " ............"))
        stamp = (
            f'<div class="stamp"><div style="text-align:center">{chance.choice(("สถจ.บึงกาฬ", "จังหวัดบึงกาฬ"))}</div>'
            f"{chance.choice(('เลขรับ', 'เลขที่รับ', 'รับที่'))}{dots} {number}<br>วันที่{dots} {on}<br>เวลา {at}</div>"
        )
    parts = [
        stamp, '<div class="garuda"></div>' if letter.stamp or chance.random() < 0.8 else "<br><br>",
        _urgency(letter), _top(letter), _date(letter), _line(chance, "เรื่อง", fields["subject"]),
        _line(chance, letter.salutation, fields["addressee"]),
        _list(letter, "อ้างถึง", [(one, "") for one in letter.references]),
        _list(letter, "สิ่งที่ส่งมาด้วย", letter.enclosures), _paragraphs(letter),
        _signed(letter, closing="ขอแสดงความนับถือ"),
        f'<div class="foot">{"<br>".join(letter.unit_lines)}</div>',
    ]  # fmt: skip
    return "".join(parts)


def _memo(letter: RandomLetter) -> str:
    chance, fields = letter.chance, letter.fields
    phone = f" โทร. {letter.memo_phone}" if letter.memo_phone else ""
    number, day = f"ที่&nbsp; {escape(fields['number'])}", f"วันที่&nbsp; {letter.date}"
    head = chance.choice(
        (
            f'<div class="top"><div>{number}</div><div>{day}</div></div>',
            f"<div>{number}{'&nbsp;' * 12}{day}</div>",
        )
    )
    return "".join((
        '<div style="display:flex"><div class="small"></div>',
        f'<div style="flex:1;text-align:center">{_urgency(letter)}<b style="font-size:1.8em">บันทึกข้อความ</b></div></div>',
        f"<div><b>ส่วนราชการ</b>&nbsp; {escape(fields['issuer'])}{phone}</div>", head,
        _line(chance, "เรื่อง", fields["subject"]), _line(chance, "เรียน", fields["addressee"]),
        _paragraphs(letter), _signed(letter, closing=""),
    ))  # fmt: skip


def _sealed(letter: RandomLetter) -> str:
    fields = letter.fields
    return "".join((
        '<div class="garuda"></div>', _urgency(letter), f"<div>ที่&nbsp; {escape(fields['number'])}</div>",
        _line(letter.chance, "ถึง", fields["addressee"]), _paragraphs(letter),
        f'<div class="sign">{letter.agency}<br>{letter.date}</div>',
        f'<div class="foot">{"<br>".join(letter.unit_lines)}</div>',
    ))  # fmt: skip


def _order(letter: RandomLetter) -> str:
    fields = letter.fields
    order = letter.kind == "order"
    title = f"{'คำสั่ง' if order else 'ประกาศ'}{letter.agency}"
    number = f"<br>ที่ {fields['number']}" if order else ""
    given = f"{'สั่ง' if order else 'ประกาศ'} ณ วันที่ {letter.date}"
    return "".join((
        '<div class="garuda"></div>',
        f'<div class="middle"><b>{title}</b>{number}<br>เรื่อง {escape(fields["subject"])}<br>----------------------</div>',
        _paragraphs(letter), f'<p>{given}</p>', _signed(letter, closing=""),
    ))  # fmt: skip
