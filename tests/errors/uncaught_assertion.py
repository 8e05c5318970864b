values = []
assert values, "no values"

# expect-error: AssertionError: no values
# status: 1
