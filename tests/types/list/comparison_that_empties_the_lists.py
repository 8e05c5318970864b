class Clears:
    def __init__(self, victim): self.victim = victim
    def __eq__(self, other):
        self.victim().clear()
        return NotImplemented

left = [Clears(lambda: right)]
right = [Clears(lambda: left)]
print(left == right, left, right)
left = [Clears(lambda: left)]
print(left == [1], left)

# expect: True [] []
# expect: False []
