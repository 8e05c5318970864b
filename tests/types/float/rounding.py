print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e20)])
print(round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(0.125, 2), round(-2.5, 0))
print(round(1e300, 5), round(5e-324, 400), type(round(2.0)), type(round(2.0, 0)))

# expect: [0, 2, 2, 0, -2, 2, 100000000000000000000]
# expect: 2.67 1.0 1200.0 0.12 -2.0
# expect: 1e+300 5e-324 <class 'int'> <class 'float'>
