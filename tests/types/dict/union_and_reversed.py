print({1: 2} | {3: 4}, list(reversed({1: 2, 3: 4})), list(reversed({1: 2}.items())), {"a": 1} | [("b", 2)] if False else "")
d = {1: 1}
d |= [(2, 2)]
print(d)

# expect: {1: 2, 3: 4} [3, 1] [(1, 2)] 
# expect: {1: 1, 2: 2}
