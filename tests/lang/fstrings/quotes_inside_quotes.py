# min-version: 3.12
names = {"a": "b"}
print(f"{names["a"]} {f"{f"{1 + 1}"}"} {"\n".join(["x", "y"])!r}")
print(f"{
    1 + 2  # a comment
}")

# expect: b 2 'x\ny'
# expect: 3
