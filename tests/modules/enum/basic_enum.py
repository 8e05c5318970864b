from enum import Enum, IntEnum, Flag, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    def shout(self):
        return self.name + "!"


print(repr(Color.RED), str(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["GREEN"])
print(list(Color), Color.CRIMSON is Color.RED, Color.RED.shout(), len(Color), Color.RED in Color)
print({Color.RED: 1}[Color.CRIMSON], isinstance(Color.RED, Color), Color.__members__.keys())
for source in ("Color(9)", "Color['BLUE']"):
    try:
        eval(source)
    except (ValueError, KeyError) as error:
        print(repr(error))
try:
    Color.RED = 5
except AttributeError as error:
    print(error)


class N(IntEnum):
    A = 3
    B = auto()


print(N.A + 1, N.B.value, N.A < N.B, N(3).name, sorted([N.B, N.A]), f"{N.A}", [10, 20, 30, 40][N.A])


class P(Flag):
    R = auto()
    W = auto()
    X = auto()


print((P.R | P.W).value, P.R in (P.R | P.X), bool(P.R & P.W), (P.R | P.X) & ~P.R, P(0).value, P.X.value)
try:
    @unique
    class U(Enum):
        a = 1
        b = 1
except ValueError as error:
    print(error)

# expect: <Color.RED: 1> Color.RED RED 1 Color.GREEN Color.GREEN
# expect: [<Color.RED: 1>, <Color.GREEN: 2>] True RED! 2 True
# expect: 1 True dict_keys(['RED', 'GREEN', 'CRIMSON'])
# expect: ValueError('9 is not a valid Color')
# expect: KeyError('BLUE')
# expect: cannot reassign member 'RED'
# expect: 4 4 True A [<N.A: 3>, <N.B: 4>] 3 40
# expect: 3 True False P.X 0 4
# expect: duplicate values found in <enum 'U'>: b -> a
