class P:
    __slots__ = ("x", "y")


p = P()
p.x = 1
print(p.x, hasattr(p, "y"), hasattr(p, "__dict__"))
for action in ("p.z = 1", "p.y", "del p.y"):
    try:
        exec(action)
    except AttributeError as error:
        print(str(error).split(" and ")[0])
del p.x
print(hasattr(p, "x"), P.__slots__)

# expect: 1 False False
# expect: 'P' object has no attribute 'z'
# expect: 'P' object has no attribute 'y'
# expect: y
# expect: False ('x', 'y')
