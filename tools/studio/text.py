"""Tables and figures for the terminal and the pages."""


def table(head, rows, words=(0,)):
    """Lines of a table: columns in `words` begin at the left, figures end at the right."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    lines = []
    for row in cells:
        padded = [f"{cell:<{width}}" if at in words else f"{cell:>{width}}" for at, (cell, width) in enumerate(zip(row, widths))]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def seconds(value):
    """With a unit in which it has few digits."""
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if abs(value) * factor >= 1 or unit == "µs":
            return f"{value * factor:.3g} {unit}"
    return ""


def count(value):
    """A large number, short."""
    for unit, size in (("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if abs(value) >= size * 10:
            return f"{value / size:,.1f} {unit}"
    return f"{value:,.0f}"


def percent(value):
    return f"{value:+.2f} %"


def between(low, high, shown="{:+.1f}".format):
    return f"{shown(low)} .. {shown(high)}"


def megabytes(value):
    return f"{value / 1e6:.1f} MB"
