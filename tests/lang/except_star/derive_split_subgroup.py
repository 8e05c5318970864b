class G(ExceptionGroup):
    def derive(self, excs):
        return G(self.message, excs)
g = G("m", [ValueError(1), G("n", [TypeError(2), ValueError(3)])])
g.add_note("note")
m, r = g.split(ValueError)
print(repr(m), repr(r), m.__notes__, type(m).__name__)
print(repr(g.subgroup(lambda e: isinstance(e, TypeError))), g.subgroup(OSError))

# expect: G('m', [ValueError(1), G('n', [ValueError(3)])]) G('m', [G('n', [TypeError(2)])]) ['note'] G
# expect: G('m', [G('n', [TypeError(2)])]) None
