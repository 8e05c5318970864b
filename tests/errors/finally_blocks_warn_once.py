# min-version: 3.15
# A finally block is compiled for each way into it, but its mistakes are reported once.
import warnings

for source in (
    "try:\n  pass\nfinally:\n  1 is 1\n  try:\n    pass\n  finally:\n    2 is 2\n",
    "try:\n  pass\nexcept *E:\n  pass\nfinally:\n  1 is 1\n",
    "try:\n  pass\nfinally:\n  '\\z'\n",
):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "source", "exec")
    print([(w.lineno, str(w.message)[:30]) for w in caught])

# expect: [(4, '"is" with \'int\' literal. Did y'), (8, '"is" with \'int\' literal. Did y')]
# expect: [(6, '"is" with \'int\' literal. Did y')]
# expect: [(4, '"\\z" is an invalid escape sequ')]
