# What threads may do with figures of matplotlib.
# needs: python3-cycler python3-dateutil python3-fonttools python3-packaging python3-pyparsing
# suite: unstable
# wheels: numpy matplotlib contourpy kiwisolver pillow
# installed: libfreetype-dev
import io

import numpy as np
from _together import together
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

x = np.linspace(0, 6, 200)


def plot(i):
    figure = Figure((4, 3))
    axes = figure.subplots(1, 2)
    axes[0].plot(x, np.sin(x), label="sine")
    axes[0].legend()
    axes[0].set_title("a title")
    axes[1].contourf(np.outer(np.sin(x), np.cos(x))[::10, ::10])
    figure.tight_layout()
    FigureCanvasAgg(figure).draw()
    file = io.BytesIO()
    figure.savefig(file, format="svg", metadata={"Date": None}, bbox_inches="tight")
    return bytes(figure.canvas.buffer_rgba())


# Each thread has figures of its own. `pyplot` has one current figure, and `$mathematics$` one parser for all threads: these are for one.
alone = plot(0)
print(all(part == alone for part in together(plot, times=2)))

# expect: True
