"""One HTML page in one file: text, tables and plots, for the tools that show what a program does.

    page = Page("Overhead of fib.py", "tinypy-t against tinypy")
    page.section("Time")
    page.table(["program", "ms"], [["tinypy-t", 12.1], ["tinypy", 11.8]])
    page.figure(bars([Bar("tinypy-t", 12.1), Bar("tinypy", 11.8)], "ms"), "Shorter is better.")
    page.write("out.html")

The page needs nothing but itself: no script, no font, no image, no request. It is light or dark as the reader's system is. Whatever the caller passes as
text is escaped; what the plot functions return, and Raw, is markup. Void elements are closed, so that an XML parser reads the page, too.
"""

import math
from dataclasses import dataclass
from html import escape

BEGINNING = "<!DOCTYPE html>\n<!-- made by tinypy -->\n"  # by which --refstats=FILE.html knows what it may replace (interp/main/studio/refstats.cpp)
WIDTH = 760  # of every plot, in units of its own: the page stretches it
LABELS = 270  # room for the names of rows
ROW = 30
SERIES = 8  # colours there are; a plot with more series repeats them

# Light, then dark: surface, panel, text, quiet text, lines of the grid, and the series. A colour keeps its meaning in a page.
COLOURS = {
    "surface": ("#fcfcfb", "#1a1a19"), "panel": ("#f2f1ec", "#242422"), "ink": ("#0b0b0b", "#ffffff"), "quiet": ("#52514e", "#c3c2b7"),
    "grid": ("#e1e0d9", "#383835"), "heat": ("#e34948", "#e66767"),
    "series0": ("#2a78d6", "#3987e5"), "series1": ("#eb6834", "#d95926"), "series2": ("#1baf7a", "#199e70"), "series3": ("#eda100", "#c98500"),
    "series4": ("#4a3aa7", "#9085e9"), "series5": ("#e87ba4", "#d55181"), "series6": ("#008300", "#008300"), "series7": ("#8a8984", "#8a8984"),
}

STYLE = """
body { margin: 0; background: var(--surface); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 820px; margin: 0 auto; padding: 28px 20px 60px; }
@media (min-width: 1000px) { .listing { margin: 0 max(430px - 50vw, -400px); } main > .wide { margin-right: max(430px - 50vw, -400px); } }
@media (max-width: 600px) { main { padding: 16px 12px 40px; } td:first-child { white-space: normal; } }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; }
h1, h3, p, li { overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 38px 0 8px; padding-top: 14px; border-top: 1px solid var(--grid); }
.lead { color: var(--quiet); margin: 0 0 22px; }
p { margin: 8px 0; max-width: 72ch; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(136px, 1fr)); gap: 12px; margin: 18px 0; }
.tile { background: var(--panel); border-radius: 8px; padding: 12px 14px; }
.tile b { display: block; font-size: 24px; line-height: 1.25; font-weight: 600; }
.tile span { color: var(--quiet); font-size: 13px; }
figure { margin: 16px 0; overflow-x: auto; }
figcaption { color: var(--quiet); font-size: 13px; max-width: 80ch; }
svg { width: 100%; min-width: 560px; height: auto; display: block; font: 12.5px system-ui, sans-serif; }
svg text { fill: var(--ink); }
svg .quiet { fill: var(--quiet); }
svg .grid { stroke: var(--grid); stroke-width: 1; }
svg .axis { stroke: var(--quiet); stroke-width: 1; }
svg .whisker { stroke: var(--ink); stroke-width: 1.5; }
.wide, figure, pre { scrollbar-width: thin; scrollbar-color: var(--quiet) var(--panel); }
.wide { overflow-x: auto; background: linear-gradient(90deg, transparent, var(--surface) 70%) right / 40px 100% no-repeat local,
        linear-gradient(90deg, transparent, var(--grid)) right / 20px 100% no-repeat scroll; } /* a shade, where there is more to the right */
.listing { display: flex; }
.listing .figures { flex: 0 1 auto; max-width: 55%; }
.listing .source { flex: 1 1 0; min-width: 45%; border-left: 1px solid var(--grid); padding-left: 8px; }
.listing tr { height: 28px; }
.listing td, .listing th { padding-top: 0; padding-bottom: 0; }
.listing .source table { min-width: 100%; }
.listing .source code { background: none; white-space: pre; }
.listing tr.gap { height: 10px; }
table { border-collapse: collapse; margin: 12px 0; font-variant-numeric: tabular-nums; font-size: 14px; }
th { text-align: right; color: var(--quiet); font-weight: 500; vertical-align: bottom; }
th, td { padding: 4px 14px 4px 0; border-bottom: 1px solid var(--grid); white-space: nowrap; }
td { text-align: right; }
th:first-child, td:first-child, td.text, th.text { text-align: left; }
td.text { white-space: normal; color: var(--quiet); font-size: 13px; }
tr.total td { font-weight: 600; border-top: 1.5px solid var(--quiet); }
code, pre { font: 13px/1.5 ui-monospace, monospace; background: var(--panel); border-radius: 4px; padding: 1px 4px; }
pre { padding: 10px 12px; overflow-x: auto; }
"""


class Raw(str):
    """Markup, not text."""


@dataclass
class Bar:
    """`low` and `high` bound it, where they are known. `colour` is the number of a series. `shown` stands at its end."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    colour: int = 0
    shown: str = ""


@dataclass
class Line:
    """`points`: (x, y, low, high), low and high None where they are unknown."""

    label: str
    points: list
    colour: int = 0
    dashed: bool = False


# ---- the page


def _variables(which):
    return " ".join(f"--{name}: {pair[which]};" for name, pair in COLOURS.items())


def stylesheet():
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(1)} }} }}"
    return f":root {{ color-scheme: light dark; {_variables(0)} }}\n{dark}{STYLE}"


def markup(value):
    return value if isinstance(value, Raw) else escape(str(value))


def heat(share):
    """A style for what is to be coloured by its share, from 0 (nothing) to 1 (the most)."""
    percent = round(75 * min(1, max(0, share)))
    return Raw(f"background: color-mix(in srgb, var(--heat) {percent}%, transparent)")


class Page:
    def __init__(self, title, lead=""):
        self.title = title
        self.parts = [f"<h1>{escape(title)}</h1>"]
        if lead:
            self.parts.append(f'<p class="lead">{markup(lead)}</p>')

    def section(self, heading):
        self.parts.append(f"<h2>{escape(heading)}</h2>")

    def text(self, text):
        self.parts.append(f"<p>{markup(text)}</p>")

    def code(self, text):
        self.parts.append(f"<pre>{escape(text)}</pre>")

    def raw(self, part):
        """Markup of the caller's own."""
        self.parts.append(part)

    def tiles(self, tiles):
        """Large figures: (figure, what it is)."""
        cells = "".join(f'<div class="tile"><b>{markup(figure)}</b><span>{markup(what)}</span></div>' for figure, what in tiles)
        self.parts.append(f'<div class="tiles">{cells}</div>')

    def table(self, head, rows, text=(), total=False):
        """The first column and those in `text` are words, all others figures. `total`: the last row adds up the others."""
        def cell(tag, at, value):
            name = ' class="text"' if at in text else ""
            return f"<{tag}{name}>{markup(value)}</{tag}>"

        lines = ["<tr>" + "".join(cell("th", at, value) for at, value in enumerate(head)) + "</tr>"]
        for number, row in enumerate(rows):
            last = ' class="total"' if total and number == len(rows) - 1 else ""
            lines.append(f"<tr{last}>" + "".join(cell("td", at, value) for at, value in enumerate(row)) + "</tr>")
        self.parts.append('<div class="wide"><table>\n' + "\n".join(lines) + "\n</table></div>")

    def figure(self, plot, caption=""):
        below = f"<figcaption>{markup(caption)}</figcaption>" if caption else ""
        self.parts.append(f"<figure>{plot}{below}</figure>")

    def render(self):
        head = f'<meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>{escape(self.title)}</title>'
        icon = '<link rel="icon" href="data:," />'  # or a browser asks for one
        body = "\n".join(self.parts)
        return f'{BEGINNING}<html lang="en">\n<head>{head}{icon}<style>{stylesheet()}</style></head>\n<body><main>\n{body}\n</main></body>\n</html>\n'

    def write(self, path):
        with open(path, "w", encoding="utf-8") as out:
            out.write(self.render())


# ---- pieces of plots


def _svg(height, parts, title):
    return Raw(f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(title)}">' + "".join(parts) + "</svg>")


def _text(x, y, text, anchor="start", quiet=False):
    name = ' class="quiet"' if quiet else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{name}>{escape(text)}</text>'


def _stroke(x1, y1, x2, y2, name):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{name}" />'


def _rect(x, y, width, height, colour, hint):
    width = max(width, 1)
    return (f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="3" fill="var(--series{colour % SERIES})">'
            f"<title>{escape(hint)}</title></rect>")


def ticks(low, high, count=5):
    """Round numbers between two figures, at most about `count`."""
    if high <= low:
        return [low]
    rough = (high - low) / count
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(s * scale for s in (1, 2, 5, 10) if s * scale >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [n * step for n in range(first, math.floor(high / step + 1e-9) + 1)]


def number(value):
    """A figure as short as it can be read: at most three digits that matter behind the point."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) < 100 else f"{value:,.0f}"


class _Scale:
    """Figures to places on a horizontal axis."""

    def __init__(self, low, high, left, right):
        self.low, self.left = low, left
        self.factor = (right - left) / ((high - low) or 1)

    def __call__(self, value):
        return self.left + (value - self.low) * self.factor


def _frame(scale, low, high, height, unit):
    """The grid of a plot with rows, and its axis below."""
    parts = []
    for at in ticks(low, high):
        parts.append(_stroke(scale(at), 4, scale(at), height, "axis" if at == 0 else "grid"))
        parts.append(_text(scale(at), height + 16, number(at), "middle", quiet=True))
    parts.append(_text((scale(low) + scale(high)) / 2, height + 32, unit, "middle", quiet=True))
    return parts


def _shown(bar, unit):
    return bar.shown or f"{number(bar.value)} {unit}"


# ---- plots


def bars(rows, unit):
    """A horizontal bar for each row, from 0, with a whisker from low to high."""
    high = max([max(r.value, r.high or 0) for r in rows] + [1e-9])
    low = min([min(r.value, r.low if r.low is not None else 0) for r in rows] + [0])
    scale, height = _Scale(low, high, LABELS, WIDTH - 110), ROW * len(rows) + 6
    parts = _frame(scale, low, high, height, unit)
    for place, row in enumerate(rows):
        y = 8 + place * ROW
        left, right = sorted((scale(0), scale(row.value)))
        parts.append(_text(LABELS - 10, y + 14, row.label, "end"))
        parts.append(_rect(left, y, right - left, ROW - 10, row.colour, f"{row.label}: {_shown(row, unit)}"))
        if row.low is not None and row.high is not None:
            parts.append(_stroke(scale(row.low), y + 10, scale(row.high), y + 10, "whisker"))
        end = max(right, scale(row.high) if row.high is not None else right)
        parts.append(_text(end + 7, y + 14, _shown(row, unit)))
    return _svg(height + 36, parts, "Bars: " + ", ".join(r.label for r in rows))


def waterfall(rows, unit, total="together", start=0.0):
    """Each bar begins where the one before ends; the last one is their sum, from `start`. What is taken off has another colour than what is added. A whisker
    shows where a bar might end."""
    steps, at = [], start
    for row in rows:
        steps.append((at, at + row.value))
        at += row.value
    whiskers = [(begin + row.low, begin + row.high) if row.low is not None and row.high is not None else None for row, (begin, _) in zip(rows, steps)]
    ends = [e for pair in (*steps, *filter(None, whiskers)) for e in pair] + [start, at]
    low, high = min(ends), max(ends)
    scale, height = _Scale(low, high, LABELS, WIDTH - 110), ROW * (len(rows) + 1) + 6
    parts = _frame(scale, low, high, height, unit)
    for place, (row, (begin, end)) in enumerate(zip(rows, steps)):
        y = 8 + place * ROW
        left, right = sorted((scale(begin), scale(end)))
        parts.append(_text(LABELS - 10, y + 14, row.label, "end"))
        parts.append(_rect(left, y, right - left, ROW - 10, row.colour or (1 if row.value >= 0 else 2), f"{row.label}: {_shown(row, unit)}"))
        parts.append(_stroke(scale(end), y + ROW - 10, scale(end), y + ROW, "axis"))
        if whiskers[place]:
            parts.append(_stroke(scale(whiskers[place][0]), y + 10, scale(whiskers[place][1]), y + 10, "whisker"))
            right = max(right, scale(whiskers[place][1]))
        parts.append(_text(right + 7, y + 14, _shown(row, unit)))
    y = 8 + len(rows) * ROW
    left, right = sorted((scale(max(low, min(start, high))), scale(at)))
    parts += [_text(LABELS - 10, y + 14, total, "end"), _rect(left, y, right - left, ROW - 10, 0, f"{total}: {number(at)} {unit}"),
              _text(right + 7, y + 14, f"{number(at)} {unit}")]
    return _svg(height + 36, parts, "Adds up to " + total)


def dots(rows, unit, mark=None):
    """rows: (label, figures, middle, low, high): each figure is a dot, the interval a band with a stroke in its middle. `mark`: a figure to compare with."""
    figures = [f for _, values, *_ in rows for f in values] + ([mark] if mark is not None else [])
    pad = ((max(figures) - min(figures)) or 1) * 0.05
    low, high = min(figures) - pad, max(figures) + pad
    scale, height = _Scale(low, high, LABELS, WIDTH - 24), 44 * len(rows) + 6
    parts = _frame(scale, low, high, height, unit)
    if mark is not None:
        parts.append(_stroke(scale(mark), 4, scale(mark), height, "axis"))
    for place, (label, values, middle, bottom, top) in enumerate(rows):
        y = 28 + place * 44
        parts.append(_text(LABELS - 10, y + 4, label, "end"))
        parts.append(f'<rect x="{scale(bottom):.1f}" y="{y - 14}" width="{max(scale(top) - scale(bottom), 1):.1f}" height="28" rx="3" '
                     f'fill="var(--series{place % SERIES})" fill-opacity="0.2"><title>{escape(f"{label}: {number(bottom)} to {number(top)} {unit}")}</title></rect>')
        for at, value in enumerate(values):
            parts.append(f'<circle cx="{scale(value):.1f}" cy="{y + (at % 5 - 2) * 4}" r="3" fill="var(--series{place % SERIES})" fill-opacity="0.75">'
                         f"<title>{escape(f'pair {at + 1}: {number(value)} {unit}')}</title></circle>")
        parts.append(_stroke(scale(middle), y - 14, scale(middle), y + 14, "whisker"))
    return _svg(height + 36, parts, "Dots: " + ", ".join(row[0] for row in rows))


def curves(lines, across, up, edge=None):
    """Lines through points. `across`, `up`: what the axes are. `edge`: an x with a stroke of its own, (x, what it means)."""
    left, right, top, bottom = 56, WIDTH - 150, 26, 300
    xs = [p[0] for line in lines for p in line.points]
    ys = [y for line in lines for p in line.points for y in p[1:] if y is not None]
    across_scale = _Scale(min(xs), max(xs), left, right)
    up_scale = _Scale(0, max(ys) or 1, bottom, top)
    parts = []
    for at in ticks(0, max(ys)):
        parts += [_stroke(left, up_scale(at), right, up_scale(at), "grid"), _text(left - 8, up_scale(at) + 4, number(at), "end", quiet=True)]
    for at in sorted(set(xs)):
        parts.append(_text(across_scale(at), bottom + 18, number(at), "middle", quiet=True))
    parts += [_stroke(left, bottom, right, bottom, "axis"), _text((left + right) / 2, bottom + 38, across, "middle", quiet=True),
              _text(8, top - 14, up, quiet=True)]
    if edge:
        parts += [_stroke(across_scale(edge[0]), top, across_scale(edge[0]), bottom, "grid"), _text(across_scale(edge[0]) + 5, bottom - 8, edge[1], quiet=True)]
    taken = []
    for line in sorted(lines, key=lambda line: -line.points[-1][1]):
        parts += _curve(line, across_scale, up_scale)
        y = up_scale(line.points[-1][1]) + 4
        while any(abs(y - other) < 15 for other in taken):  # names at the ends of lines that meet keep off each other
            y += 15
        taken.append(y)
        parts.append(f'<rect x="{right + 12}" y="{y - 9:.1f}" width="10" height="10" rx="2" fill="var(--series{line.colour % SERIES})" />')
        parts.append(_text(right + 28, y, line.label))
    return _svg(bottom + 46, parts, "Lines: " + ", ".join(line.label for line in lines))


def _curve(line, across, up):
    colour = f"var(--series{line.colour % SERIES})"
    places = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y, *_ in line.points)
    dash = ' stroke-dasharray="5 5"' if line.dashed else ""
    parts = [f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"{dash} />']
    for x, y, low, high in line.points:
        if low is not None and high is not None:
            parts.append(_stroke(across(x), up(low), across(x), up(high), "whisker"))
        if not line.dashed:
            parts.append(f'<circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="4" fill="{colour}">'
                         f"<title>{escape(f'{line.label}, {number(x)}: {number(y)}')}</title></circle>")
    return parts
