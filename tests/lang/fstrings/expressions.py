name, n = "Ann", 3
print(f"{name} has {n + 1} {'cats' if n else 'none'} {[x for x in range(n)]} {dict(a=1)['a']}")
print(f"{{literal}} {n!r} {name!r:>8} {name!s:<6}| {(lambda x: x * 2)(4)}")
print(f"{n}" f"{n}" "{n}" r"\n" rf"\{n}")
print(f"""multi
{name}
line""")

# expect: Ann has 4 cats [0, 1, 2] 1
# expect: {literal} 3    'Ann' Ann   | 8
# expect: 33{n}\n\3
# expect: multi
# expect: Ann
# expect: line
