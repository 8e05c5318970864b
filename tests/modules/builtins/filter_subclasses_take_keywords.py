for base, args in ((filter, (None, [0, 1])), (reversed, ((1, 2),))):
    class Sub(base):
        def __init__(self, *args, tag=None): self.tag = tag
    s = Sub(*args, tag=3)
    print(base.__name__, s.tag, list(s))
    class Plain(base): pass
    try:
        Plain(*args, tag=3)
    except TypeError:
        print("TypeError")

# expect: filter 3 [1]
# expect: TypeError
# expect: reversed 3 [2, 1]
# expect: TypeError
