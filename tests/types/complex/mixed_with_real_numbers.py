# A real operand has no imaginary part: no zero of another sign comes from it. Infinite numbers recover from NaNs.
inf = float("inf")

print(-0j + 0.0, 0.0 - 0j, 2 * complex(0.0, -0.0), complex(inf, 1) * 2.0, complex(-0.0, inf) / -2.5, 1 - complex(3, 0.0))
print(0.0 / 1j, 3 / complex(inf, -inf), -3 / complex(-inf, 2.0), 1.0 / complex(2, float("nan")), 5 / complex(1, 2))
print(complex(inf, inf) * 1j, complex(inf, 2) * complex(inf, -1), complex(1e300, 1e300) * complex(1e300, -1e300))
print(complex(inf, inf) / 1j, 1j / complex(-inf, inf), complex(inf, 1) ** -1, complex(2, 3) / complex(inf, 0.0))
for divisor in 0, 0.0, 0j:
    try:
        print(1j / divisor)
    except ZeroDivisionError as error:
        print(type(error).__name__)

# expect-before-3.14: 0j 0j 0j (inf+nanj) (nan-infj) (-2+0j)
# expect-before-3.14: 0j (nan+nanj) -0j (nan+nanj) (1-2j)
# expect-before-3.14: (nan+nanj) (inf+nanj) (inf+nanj)
# expect-before-3.14: (nan+nanj) (nan+nanj) (nan+nanj) 0j
# expect-since-3.14: -0j -0j -0j (inf+2j) -infj (-2-0j)
# expect-since-3.14: -0j 0j 0j (nan+nanj) (1-2j)
# expect-since-3.14: (-inf+infj) (inf+nanj) (inf+nanj)
# expect-since-3.14: (inf-infj) -0j 0j 0j
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
