# A function that names more globals than fit into an operand of 16 bits: names of attributes, imports and functions are still found.
names = ["g%d" % i for i in range(70_000)]
text = "def f(x):\n    total = " + " + ".join(names[:1000]) + "\n"
for start in range(1000, len(names), 1000):
    text += "    total += " + " + ".join(names[start : start + 1000]) + "\n"
text += """
    import os.path as path
    from math import floor as down
    class Point:
        place = 0
    def inner(y):
        return y + 1
    g69999 = Point()
    g69999.place = down(2.5)
    g69999.place += 0.25
    point = g69999
    return total, path.basename("a/b"), inner(1), point.place, (lambda: g5)(), [g6 for _ in (1, 2)], x is None, x == "g12345", -2.5 * total
"""
text = text.replace("g69999 +", "0 +").replace(" + g69999", " + 0")
space = {name: i for i, name in enumerate(names)}
exec(text, space)
f = space["f"]
print(f("g12345"))
print(len(f.__code__.co_names), f.__code__.co_names[:3])

# expect: (2449895001, 'b', 2, 2.25, 5, [6, 6], False, True, -6124737502.5)
# expect: 70005 ('g0', 'g1', 'g2')
