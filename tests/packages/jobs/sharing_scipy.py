# What threads may do with SciPy.
# suite: unstable
# wheels: numpy scipy
import math
import threading

import numpy as np
from _together import THREADS, together
from scipy import fft, integrate, interpolate, linalg, ndimage, optimize, signal, sparse, spatial, special, stats
from scipy.sparse import csgraph
from scipy.sparse.linalg import spsolve

draw = np.random.default_rng(3)
points, square, line = draw.random((2_000, 3)), draw.random((60, 60)), draw.random(4_096)


def same(work, times=3):
    """All threads get what one gets alone."""
    alone = work(0)
    return all(np.array_equal(part, alone, equal_nan=True) for part in together(work, times=times))


# Functions of arrays: any number of threads, also with the same arrays.
print(same(lambda i: linalg.solve(square, square @ square[0])), same(lambda i: linalg.svdvals(square)), same(lambda i: linalg.expm(square / 60)))
print(same(lambda i: np.abs(fft.fft(line))), same(lambda i: signal.find_peaks(line)[0]), same(lambda i: ndimage.gaussian_filter(square, 2)))
print(same(lambda i: special.gammaln(line + 1)), same(lambda i: stats.rankdata(line)), same(lambda i: stats.norm.fit(line)))

# Objects that are made once and asked by all.
tree, curve = spatial.cKDTree(points), interpolate.CubicSpline(np.arange(4_096), line)
matrix = sparse.random_array((500, 500), density=0.02, rng=1, format="csr") + sparse.eye_array(500, format="csr") * 4
print(same(lambda i: tree.query(points, 4)[1]), same(lambda i: curve(np.linspace(0, 4_095, 999))), same(lambda i: (matrix @ matrix).toarray()))
print(same(lambda i: spsolve(matrix.tocsc(), np.ones(500))), same(lambda i: csgraph.shortest_path(matrix[:80, :80])), same(lambda i: csgraph.connected_components(matrix)[1]))

# Kernels call functions of Python: these run at once, and an error comes out of the thread that it belongs to.
meet = threading.Barrier(THREADS, timeout=300)


def bent(i):
    waited = []

    def f(x):
        if not waited:
            waited.append(meet.wait())
        return math.exp(-x * x / (i + 1))

    return round(integrate.quad(f, 0, 10)[0], 9)


print(together(bent) == [round(math.sqrt(math.pi * (i + 1)) / 2, 9) for i in range(THREADS)])


def least(i):
    found = optimize.minimize(lambda x: float(((x - i) ** 2).sum()), np.zeros(3), method="BFGS").x.round(4)
    root = optimize.brentq(lambda x: x * x - i - 1, 0, 9)
    path = integrate.solve_ivp(lambda t, y: -y * (i + 1), (0, 1), [1.0], method="LSODA", rtol=1e-8).y[0, -1]
    return found.tolist() == [i] * 3 and round(root * root, 6) == i + 1 and bool(abs(path - math.exp(-i - 1)) < 1e-6)


print(together(least, times=3))


def fails(i):
    try:
        integrate.quad(lambda x: 1 / (x - x) if i % 2 else x, 0, 1)
    except ZeroDivisionError:
        return "raised"
    return "done"


print(together(fails, times=5))

# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True
# expect: [True, True, True, True]
# expect: ['done', 'raised', 'done', 'raised']
