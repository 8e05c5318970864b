# min-version: 3.14
inner = t"in {1}"
outer = t"out {inner} {t"direct {2}"}"
print([type(v).__name__ for v in outer.values], outer.values[1].values)

# expect: ['Template', 'Template'] (2,)
