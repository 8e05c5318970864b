class V:
    def __init__(self, name):
        self.name = name


names = ["add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor"]
for n in names:
    setattr(V, f"__{n}__", lambda self, other, n=n: f"{n}({self.name})")
    setattr(V, f"__r{n}__", lambda self, other, n=n: f"r{n}({self.name})")
a, b = V("a"), V("b")
print(a + b, a - 1, a * b, a @ b, a / 1, a // 1, a % 1, a ** 2, a << 1, a >> 1, a & 1, a | 1, a ^ 1)
print(1 + a, 1 - a, 1 * a, 1 @ a, 1 / a, 1 // a, 1 % a, 2 ** a, 1 << a, 1 >> a, 1 & a, 1 | a, 1 ^ a)
print(divmod.__name__, "x" % () == "x")

# expect: add(a) sub(a) mul(a) matmul(a) truediv(a) floordiv(a) mod(a) pow(a) lshift(a) rshift(a) and(a) or(a) xor(a)
# expect: radd(a) rsub(a) rmul(a) rmatmul(a) rtruediv(a) rfloordiv(a) rmod(a) rpow(a) rlshift(a) rrshift(a) rand(a) ror(a) rxor(a)
# expect: divmod True
