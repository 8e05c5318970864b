class Gone:
    def __del__(self): print("gone")
class Items:
    def __init__(self): self.mark = Gone()
    def __len__(self): return 2
    def __getitem__(self, i): return i
r = reversed(Items())
print(next(r), next(r))
print(next(r, "end"))
print("after")
print(next(r, "end"), r.__length_hint__())

# expect: 1 0
# expect: gone
# expect: end
# expect: after
# expect: end 0
