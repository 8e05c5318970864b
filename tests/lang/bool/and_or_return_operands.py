print(0 or "x", 1 and [], None or 0, "" and 1, 1 or 1 / 0, not [], not "a")
print((1 and 2) or 3, 1 and (0 or 3))

# expect: x [] 0  1 True False
# expect: 2 3
