"""Classes: inheritance, properties, operators, super, class methods and visitors."""


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y


class Account:
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        Account.opened += 1

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, amount):
        if amount < 0:
            raise ValueError("overdrawn")
        self._balance = amount

    @classmethod
    def for_all(cls, owners):
        return [cls(owner, 100) for owner in owners]

    def pay(self, other, amount):
        self.balance -= amount + self.fee(amount)
        other.balance += amount

    def fee(self, amount):
        return 0


class Premium(Account):
    def __init__(self, owner, balance=0):
        super().__init__(owner, balance + 10)
        self.points = 0

    def fee(self, amount):
        self.points += amount
        return super().fee(amount) + 1


class Expression:
    def accept(self, visitor):
        return getattr(visitor, "visit_" + type(self).__name__.lower())(self)


class Number(Expression):
    def __init__(self, value):
        self.value = value


class Sum(Expression):
    def __init__(self, left, right):
        self.left, self.right = left, right


class Product(Sum):
    pass


class Evaluator:
    def visit_number(self, node):
        return node.value

    def visit_sum(self, node):
        return node.left.accept(self) + node.right.accept(self)

    def visit_product(self, node):
        return node.left.accept(self) * node.right.accept(self) % 1009


def tree(depth):
    if depth == 0:
        return Number(depth + 3)
    return (Sum if depth % 2 else Product)(tree(depth - 1), tree(depth - 1))


def main():
    total = Vector(0, 0)
    step = Vector(1, 2)
    for i in range(200_000):
        total = total + step * i
    accounts = Account.for_all("abcde") + Premium.for_all("vwxyz")
    refused = 0
    for i in range(300_000):
        try:
            accounts[i * 7 % 10].pay(accounts[i * 3 % 10], i % 9)
        except ValueError:
            refused += 1
    print(total == Vector(total.x, total.x * 2), total.x, Account.opened, refused, [a.balance for a in accounts])
    root = tree(14)
    print(sum(root.accept(Evaluator()) for _ in range(6)))


if __name__ == "__main__":
    main()
