type = 3
print(type)
type += 1
print(type)
def type(x): return x
print(type (5))
type[0] if False else print("kept")

# expect: 3
# expect: 4
# expect: 5
# expect: kept
