# A notebook in a browser: a table read by pandas, NumPy in four threads, a picture by matplotlib, `%timeit`, `%debug`.
# needs: python3-jsonschema/bookworm python3-ipykernel/unstable python3-nbconvert/unstable python3-cycler/unstable python3-dateutil/unstable python3-fonttools/unstable python3-packaging/unstable python3-pyparsing/unstable python3-tz/unstable python3-notebook node-jed
# suite: trixie
# wheels: numpy pandas matplotlib contourpy kiwisolver pillow pyzmq psutil
# installed: chromium chromium-driver cmake libzmq3-dev
import base64
import datetime
import io
import re
from pathlib import Path

import matplotlib.font_manager  # writes the list of fonts: a cell would warn that this takes a moment
from _browsing import Page, server_and_browser, wait
from PIL import Image

LOAD = """
import pandas as pd
table = pd.read_csv('table.csv', parse_dates=['day'])
warmth = table.pivot_table('degrees', table.day.dt.month_name(), 'place', sort=False)
warmth
"""
SUM = """
import threading
import numpy as np
numbers = np.arange(1_000_000) % 1000
sums = [None] * 4
def add(n):
    part = numbers[n * 250_000:(n + 1) * 250_000]
    sums[n] = int((part * part).sum())

threads = [threading.Thread(target=add, args=(n,)) for n in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(sums, sum(sums) == int((numbers * numbers).sum()))
"""
PLOT = """
%matplotlib inline
%config InlineBackend.print_figure_kwargs = {'bbox_inches': None}
import matplotlib.pyplot as plt
figure, axes = plt.subplots(figsize=(6, 4), dpi=100)
for place, colour in ('hill', '#ff0000'), ('shore', '#0000ff'):
    one = table[table.place == place]
    axes.plot(one.day, one.degrees, color=colour, linewidth=3, label=place)

axes.set(title='Warmth of a winter', ylabel='degrees')
axes.legend()
figure.autofmt_xdate()
"""
FAIL = """
def divide(n):
    return 7 // n

def halve():
    hidden = ['a', 'local']
    return divide(len(hidden) - 2)

halve()
"""


def write_table():
    lines = ["day,place,degrees"]
    for n in range(90):
        day = datetime.date(2026, 1, 1) + datetime.timedelta(n)
        lines += [f"{day},hill,{n % 10 - 2.5}", f"{day},shore,{n / 8}"]
    Path("table.csv").write_text("\n".join(lines) + "\n")


def look_at(picture):
    """Its size, and whether it is mostly white and has a line of each colour."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    counts = {colour: count for count, colour in image.getcolors(1 << 24)}
    return image.size, counts[255, 255, 255] > 180_000, counts[255, 0, 0] > 1000, counts[0, 0, 255] > 500


def use(server, browser, width):
    page = Page(browser, server, server.new())
    print(*page.run(LOAD))
    print(*page.run(SUM))

    cell = page.start(PLOT)
    print(*page.result(cell, 1))
    wait(lambda: browser.script("return arguments[0].querySelector('.output img')?.complete", cell))
    source, drawn = browser.script("const image = arguments[0].querySelector('.output img'); return [image.src, image.naturalWidth]", cell)
    print(drawn, *look_at(base64.b64decode(source.removeprefix("data:image/png;base64,"))))
    browser.script("arguments[0].scrollIntoView()", cell)
    print(browser.show(width, f"plot-{width}.png"))

    prompt, (text,) = page.run("%timeit -n 10 -r 2 warmth.sum()")
    print(prompt, re.sub(r"\d[\d.]* \S+", "T", text.splitlines()[-1]))
    print(*page.run(FAIL))
    cell = page.start("%debug")
    for command in "p n", "up", "p hidden", "q":
        page.answer(command)
    prompt, (text,) = page.result(cell, 1)
    print(prompt, re.findall(r"^> .*?\(\d+\)(\w+)", text, re.MULTILINE), re.findall(r"p .*\n.*", text))
    browser.script("arguments[0].scrollIntoView()", cell)
    print(browser.show(width, f"debug-{width}.png"))


write_table()
with server_and_browser() as (server, browser):
    for width in 800, 1600:
        use(server, browser, width)
    print(browser.uncaught())
    print(*server.stop())

# expect: In [1]: ['place\thill\tshore\nday\t\t\nJanuary\t1.854839\t1.8750\nFebruary\t2.000000\t5.5625\nMarch\t2.145161\t9.2500']
# expect: In [2]: ['[83208375000, 83208375000, 83208375000, 83208375000] True']
# expect: In [3]: ['']
# expect: 600 (600, 400) True True True
# expect: [800, True]
# expect: In [4]: T ± T per loop (mean ± std. dev. of T T each)
# expect: In [5]: ['ZeroDivisionError: division by zero']
# expect: In [6]: ['divide', 'halve'] ['p n\n0', "p hidden\n['a', 'local']"]
# expect: [800, True]
# expect: In [1]: ['place\thill\tshore\nday\t\t\nJanuary\t1.854839\t1.8750\nFebruary\t2.000000\t5.5625\nMarch\t2.145161\t9.2500']
# expect: In [2]: ['[83208375000, 83208375000, 83208375000, 83208375000] True']
# expect: In [3]: ['']
# expect: 600 (600, 400) True True True
# expect: [1600, True]
# expect: In [4]: T ± T per loop (mean ± std. dev. of T T each)
# expect: In [5]: ['ZeroDivisionError: division by zero']
# expect: In [6]: ['divide', 'halve'] ['p n\n0', "p hidden\n['a', 'local']"]
# expect: [1600, True]
# expect: []
# expect: 0 []
