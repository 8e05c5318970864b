class Seq:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return i * 10


print(list(Seq()), 20 in Seq(), 5 in Seq(), max(Seq()))
a, b, c = Seq()
print(a, b, c)

# expect: [0, 10, 20] True False 20
# expect: 0 10 20
