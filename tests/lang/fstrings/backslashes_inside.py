# min-version: 3.12
print(f"{'a\tb'!r}", f"{chr(10)!r}", f"{'\x41'}", f"{"\N{BULLET}"}")

# expect: 'a\tb' '\n' A •
