table = {"a": 1}
table["it's"]

# expect-error: KeyError: "it's"
# status: 1
