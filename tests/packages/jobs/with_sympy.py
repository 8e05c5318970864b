# Calculus, equations, matrices, printing; two threads with their own problems.
# needs: python3-sympy
from _together import in_two_threads
from sympy import (Eq, Function, Matrix, Rational, Symbol, cos, diff, dsolve, exp, factor, factorint, integrate, latex, limit, nsolve, oo, pi, pretty,
                   series, simplify, sin, solve, sqrt, summation, symbols)


def work(i):
    x, y, n = symbols("x y n")
    f = Function("f")
    return [str(v) for v in (
        integrate(exp(-x**2), (x, -oo, oo)), integrate(x * sin(x), x), diff(sin(x) ** 2 / x, x), limit(sin(x) / x, x, 0),
        solve(x**3 - 6 * x**2 + 11 * x - 6, x), solve([x + y - 3, x - y - 1], [x, y]), factor(x**4 - 1), series(cos(x), x, 0, 8),
        dsolve(Eq(f(x).diff(x, 2) + f(x), 0), f(x)), simplify(sin(x) ** 2 + cos(x) ** 2), summation(1 / n**2, (n, 1, oo)),
        Matrix([[2, 1], [1, 2]]).eigenvals(), Matrix(3, 3, range(9)).rref(), Matrix([[1, x], [y, 2]]).det(), factorint(2**67 - 1),
        nsolve(cos(x) - x, x, 1), pi.evalf(50), sqrt(Rational(8, 9)), latex(integrate(1 / (x**2 + 1), x)),
        pretty(Symbol("alpha") ** 2 / 3, use_unicode=True))]


one, two = in_two_threads(work)
print("\n".join(one), one == two, sep="\n")

# expect: sqrt(pi)
# expect: -x*cos(x) + sin(x)
# expect: 2*sin(x)*cos(x)/x - sin(x)**2/x**2
# expect: 1
# expect: [1, 2, 3]
# expect: {x: 2, y: 1}
# expect: (x - 1)*(x + 1)*(x**2 + 1)
# expect: 1 - x**2/2 + x**4/24 - x**6/720 + O(x**8)
# expect: Eq(f(x), C1*sin(x) + C2*cos(x))
# expect: 1
# expect: pi**2/6
# expect: {3: 1, 1: 1}
# expect: (Matrix([
# expect: [1, 0, -1],
# expect: [0, 1,  2],
# expect: [0, 0,  0]]), (0, 1))
# expect: -x*y + 2
# expect: {193707721: 1, 761838257287: 1}
# expect: 0.739085133215161
# expect: 3.1415926535897932384626433832795028841971693993751
# expect: 2*sqrt(2)/3
# expect: \operatorname{atan}{\left(x \right)}
# expect:  2
# expect: α 
# expect: ──
# expect: 3 
# expect: True
