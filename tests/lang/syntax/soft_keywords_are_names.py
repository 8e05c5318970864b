match = 1
case = 2
type = 3
_ = 4
print(match, case, type, _)
match = {"case": [1, 2]}
print(match["case"][0], match)


def print_(match, case=1):
    return match + case


print(print_(1), print_(match=2, case=3))

# expect: 1 2 3 4
# expect: 1 {'case': [1, 2]}
# expect: 2 5
