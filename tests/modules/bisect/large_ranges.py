import bisect, sys

n = sys.maxsize
data = range(n)
print(bisect.bisect_left(data, n - 3) == n - 3, bisect.bisect_right(data, n - 3) == n - 2)
print(bisect.bisect(data, n - 10, n - 99, n) == n - 9)
class Wide:
    def __len__(self): return n
    def __getitem__(self, i): return i
    def insert(self, i, x): print(i == x, i == n - 99)
bisect.insort_left(Wide(), n - 99)

# expect: True True
# expect: True
# expect: True True
