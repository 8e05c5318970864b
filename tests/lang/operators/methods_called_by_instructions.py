# Operators and attribute stores that run Python methods: operands that die, methods that decline, raise, recurse, yield or change their class.
import sys
import traceback


class V:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        if isinstance(other, V):
            return V(self.n + other.n)
        if isinstance(other, int):
            return V(self.n + other)
        return NotImplemented

    def __mul__(self, factor):
        self, factor = factor, self  # the operands stay what they are
        return V(factor.n * self)

    def __sub__(self, other):
        return self

    def __mod__(self, other):
        yield self.n
        yield other

    def __truediv__(self, other):
        raise ZeroDivisionError(f"{self} / {other}")

    def __pow__(self, n):
        return self if n == 0 else (self ** (n - 1)) + self

    def __matmul__(self, other):
        return NotImplemented

    def __and__(self, other):
        return sys._getframe().f_back.f_lineno, sys._getframe().f_code.co_name

    def __repr__(self):
        return f"V({self.n})"

    def __del__(self):
        dead.append(self.n)


class W(V):
    def __radd__(self, other):
        return "W's own answer"


class Rev:
    def __radd__(self, other):
        return f"{other} reflected"


dead = []


def run():
    a, b = V(1), V(10)
    print(a + b, a + 5, (a + b) + (a + b), a * 3, V(2) * 4 + 1, a - b is a, list(a % "x"))
    a += 100
    print(a, a + W(7), a + Rev(), W(1) + a, a ** 3, a & b)
    for left, right in [(a, "text"), (a, 2.5), (a, V), ("text", a), (a, None)]:
        try:
            print(left + right)
        except TypeError as error:
            print(error)
    try:
        a @= b
    except TypeError as error:
        print(error)
    try:
        a @ b
    except TypeError as error:
        print(error)
    try:
        print((a + 1) / (b + 2))
    except ZeroDivisionError as error:
        print(error, [(f.name, f.line) for f in traceback.extract_tb(error.__traceback__)])
    return a


for _ in range(3):
    run()
print(sorted(dead) == sorted(dead, key=int), len(dead))


def plus(x, y):
    return x + y


print([plus(V(1), i) for i in range(3)])
V.__add__ = lambda self, other: "replaced"
print(plus(V(1), 1), plus(V(1), V(2)))
V.__add__ = len
try:
    plus(V(1), 1)
except TypeError as error:
    print(error)
del V.__add__
try:
    plus(V(1), 1)
except TypeError as error:
    print(error)


class Deep:
    def __add__(self, other):
        return self + other


try:
    Deep() + 1
except RecursionError as error:
    print(str(error)[:32])


class Account:
    def __init__(self):
        self._balance = 0
        self.log = []

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, amount):
        if amount < 0:
            raise ValueError("overdrawn")
        self._balance = amount
        return "ignored", amount

    def _set(self, value):
        self.log.append(value)
        del value

    note = property(None, _set)


def use(account, amount):
    account.balance -= amount
    account.balance = account.balance + 1
    account.note = [amount]
    Account().balance = amount


account = Account()
for amount in (-5, 3, 1, 2, 100):
    try:
        use(account, amount)
    except ValueError as error:
        print(error, error.__traceback__.tb_next.tb_next.tb_frame.f_code.co_name)
print(account.balance, account.log)


class Sub(Account):
    @property
    def balance(self):
        return 7

    def __setattr__(self, name, value):
        print("set", name)
        super().__setattr__(name, value)


def store(o, v):
    o.balance = v


for o in (account, Sub(), account, Account()):
    try:
        store(o, 4)
    except AttributeError as error:
        print(error)
Account.__setattr__ = lambda self, name, value: print("class now sets", name, value)
store(account, 5)

# expect: V(11) V(6) V(22) V(3) V(9) True [1, 'x']
# expect: V(101) W's own answer V(101) reflected V(102) V(404) (64, '__and__')
# expect: unsupported operand type(s) for +: 'V' and 'str'
# expect: unsupported operand type(s) for +: 'V' and 'float'
# expect: unsupported operand type(s) for +: 'V' and 'type'
# expect: can only concatenate str (not "V") to str
# expect: unsupported operand type(s) for +: 'V' and 'NoneType'
# expect: unsupported operand type(s) for @=: 'V' and 'V'
# expect: unsupported operand type(s) for @: 'V' and 'V'
# expect: V(102) / V(12) [('run', 'print((a + 1) / (b + 2))'), ('__truediv__', 'raise ZeroDivisionError(f"{self} / {other}")')]
# expect: V(11) V(6) V(22) V(3) V(9) True [1, 'x']
# expect: V(101) W's own answer V(101) reflected V(102) V(404) (64, '__and__')
# expect: unsupported operand type(s) for +: 'V' and 'str'
# expect: unsupported operand type(s) for +: 'V' and 'float'
# expect: unsupported operand type(s) for +: 'V' and 'type'
# expect: can only concatenate str (not "V") to str
# expect: unsupported operand type(s) for +: 'V' and 'NoneType'
# expect: unsupported operand type(s) for @=: 'V' and 'V'
# expect: unsupported operand type(s) for @: 'V' and 'V'
# expect: V(102) / V(12) [('run', 'print((a + 1) / (b + 2))'), ('__truediv__', 'raise ZeroDivisionError(f"{self} / {other}")')]
# expect: V(11) V(6) V(22) V(3) V(9) True [1, 'x']
# expect: V(101) W's own answer V(101) reflected V(102) V(404) (64, '__and__')
# expect: unsupported operand type(s) for +: 'V' and 'str'
# expect: unsupported operand type(s) for +: 'V' and 'float'
# expect: unsupported operand type(s) for +: 'V' and 'type'
# expect: can only concatenate str (not "V") to str
# expect: unsupported operand type(s) for +: 'V' and 'NoneType'
# expect: unsupported operand type(s) for @=: 'V' and 'V'
# expect: unsupported operand type(s) for @: 'V' and 'V'
# expect: V(102) / V(12) [('run', 'print((a + 1) / (b + 2))'), ('__truediv__', 'raise ZeroDivisionError(f"{self} / {other}")')]
# expect: True 60
# expect: [V(1), V(2), V(3)]
# expect: replaced replaced
# expect: object of type 'int' has no len()
# expect: unsupported operand type(s) for +: 'V' and 'int'
# expect: maximum recursion depth exceeded
# expect: overdrawn balance
# expect: overdrawn balance
# expect: 3 [[-5], [3], [1], [2]]
# expect: set _balance
# expect: set log
# expect: set balance
# expect: property 'balance' of 'Sub' object has no setter
# expect: class now sets balance 5
