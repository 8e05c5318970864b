raise ValueError

# expect-error: ValueError
# status: 1
