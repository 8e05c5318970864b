depth = 80
print(eval("(" * depth + "1" + ")" * depth), eval("[" * depth + "]" * depth) != [])
print(eval("-" * 80 + "1"), eval("+".join(["1"] * 2000)))
print(eval("not " * 50 + "True"), eval("1" + " if 1 else 2" * 50))

# expect: 1 True
# expect: 1 2000
# expect: True 1
