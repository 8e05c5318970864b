class A:
    x = "A.x"

    @classmethod
    def make(cls):
        return f"A.make({cls.__name__})"

    @property
    def p(self):
        return "A.p"


class B(A):
    x = "B.x"

    @classmethod
    def make(cls):
        return "B+" + super().make()

    @property
    def p(self):
        return super().p + "+B"

    def old(self):
        return super(B, self).x


print(B.make(), B().p, B().old(), super(B, B()).x)
try:
    super(A, 5)
except TypeError as error:
    print(type(error).__name__)

# expect: B+A.make(B) A.p+B A.x A.x
# expect: TypeError
