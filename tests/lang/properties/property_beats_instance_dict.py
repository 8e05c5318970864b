class P:
    @property
    def x(self):
        return "property"

    def y(self):
        return "method"


p = P()
p.__dict__["x"] = "instance"
p.__dict__["y"] = "instance"
print(p.x, p.y)

# expect: property instance
