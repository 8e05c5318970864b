raise RuntimeError("first\nsecond")

# expect-error: second
# status: 1
