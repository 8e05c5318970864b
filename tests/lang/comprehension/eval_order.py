def note(x):
    print(x, end=" ")
    return x
[note(("elt", a, b)) for a in note([1, 2]) if note(a) for b in note([3])]
print()
print({note(k): note(v) for k, v in [(1, 2)]})

# expect: [1, 2] 1 [3] ('elt', 1, 3) 2 [3] ('elt', 2, 3) 
# expect: 1 2 {1: 2}
