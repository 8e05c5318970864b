# min-version: 3.14
print(float.from_number(3), float.from_number(2.5), complex.from_number(1), complex.from_number(2j))
for bad in (lambda: float.from_number("3"), lambda: complex.from_number("3")):
    try:
        bad()
    except TypeError as e:
        print(e)

# expect: 3.0 2.5 (1+0j) 2j
# expect: must be real number, not str
# expect: must be real number, not str
