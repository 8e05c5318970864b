import cmath
import math


def show(call):
    try:
        value = call()
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
        return
    except ValueError as error:
        print(error)
        return
    parts = (value.real, value.imag) if isinstance(value, complex) else value if isinstance(value, tuple) else (value,)
    print(*(format(x, ".12g") for x in parts))


inf, nan = math.inf, math.nan
for z in (0, 1, -1, 1j, -2j, 3 + 4j, -0.0, complex(-0.0, -0.0), complex(-1, -0.0), complex(inf, -inf), complex(nan, inf), complex(1, nan), 1e308 + 1e308j):
    print(z, end=": ")
    show(lambda: cmath.polar(z))
    show(lambda: cmath.phase(z))
for r, phi in ((0, 5), (2, 0), (2, math.pi), (-1, 1.5), (1, -0.0), (inf, 0), (inf, 1), (-inf, 2), (0, inf), (1, inf), (nan, 0), (inf, nan), (0, nan)):
    print((r, phi), end=": ")
    show(lambda: cmath.rect(r, phi))
for source in ("cmath.polar('1')", "cmath.polar()", "cmath.rect(1)", "cmath.rect(1j, 0)", "cmath.rect('1', 0)", "cmath.phase(None)", "cmath.phase(1, 2)",
               "cmath.sinh('x')", "cmath.atan(10 ** 400)"):
    print(source, end=": ")
    show(lambda: eval(source))


class Complex:
    def __complex__(self):
        return 3 - 4j


class Wrong:
    def __complex__(self):
        return "3"


show(lambda: cmath.polar(Complex()))
show(lambda: cmath.tan(Wrong()))
print(cmath.isclose(1, 1 + 1e-10j), cmath.isclose(1, 2, rel_tol=0.5), cmath.isinf(complex(0, -inf)), cmath.isnan(complex(nan, 0)), cmath.isfinite(1j))
print(cmath.infj, cmath.nanj, cmath.pi == math.pi, cmath.e == math.e, cmath.tau == math.tau)

# expect: 0: 0 0
# expect: 0
# expect: 1: 1 0
# expect: 0
# expect: -1: 1 3.14159265359
# expect: 3.14159265359
# expect: 1j: 1 1.57079632679
# expect: 1.57079632679
# expect: (-0-2j): 2 -1.57079632679
# expect: -1.57079632679
# expect: (3+4j): 5 0.927295218002
# expect: 0.927295218002
# expect: -0.0: 0 3.14159265359
# expect: 3.14159265359
# expect: (-0-0j): 0 -3.14159265359
# expect: -3.14159265359
# expect: (-1-0j): 1 -3.14159265359
# expect: -3.14159265359
# expect: (inf-infj): inf -0.785398163397
# expect: -0.785398163397
# expect: (nan+infj): inf nan
# expect: nan
# expect: (1+nanj): nan nan
# expect: nan
# expect: (1e+308+1e+308j): 1.41421356237e+308 0.785398163397
# expect: 0.785398163397
# expect: (0, 5): 0 -0
# expect: (2, 0): 2 0
# expect: (2, 3.141592653589793): -2 2.44929359829e-16
# expect: (-1, 1.5): -0.0707372016677 -0.997494986604
# expect: (1, -0.0): 1 -0
# expect: (inf, 0): inf 0
# expect: (inf, 1): inf inf
# expect: (-inf, 2): inf -inf
# expect: (0, inf): 0 0
# expect: (1, inf): math domain error
# expect: (nan, 0): nan 0
# expect: (inf, nan): inf nan
# expect: (0, nan): 0 0
# expect: cmath.polar('1'): TypeError
# expect: cmath.polar(): TypeError
# expect: cmath.rect(1): TypeError
# expect: cmath.rect(1j, 0): TypeError
# expect: cmath.rect('1', 0): TypeError
# expect: cmath.phase(None): TypeError
# expect: cmath.phase(1, 2): TypeError
# expect: cmath.sinh('x'): TypeError
# expect: cmath.atan(10 ** 400): OverflowError
# expect: 5 -0.927295218002
# expect: TypeError
# expect: True True True True True
# expect: infj nanj True True True
