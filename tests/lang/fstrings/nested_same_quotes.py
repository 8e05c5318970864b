# min-version: 3.12
d = {"k": "v"}
print(f"{d["k"]}", f'{d['k']}', f"{"a" + "b"}", f"{f"{f"{1 + 1}"}"}")
print(f"{'\n'.join(["a", "b"])}")

# expect: v v ab 2
# expect: a
# expect: b
