def twice(method):
    def wrapper(self, *args):
        return [method(self, *args), method(self, *args)]
    return wrapper


class Dice:
    sides = 6

    def __init__(self):
        self.rolls = 0

    @twice
    def roll(self, step):
        self.rolls += step
        return self.rolls

    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def name(n):
        return f"d{n}"


d = Dice.make()
print(d.roll(2), Dice.name(6), d.name(8))

# expect: [2, 4] d6 d8
