import bisect

a = [1, 2, 2, 3]
print(bisect.bisect_left(a, 2), bisect.bisect_right(a, 2), bisect.bisect(a, 0), bisect.bisect(a, 9))
print(bisect.bisect_left(a, 2, 2), bisect.bisect(["a", "bb", "ccc"], 2, key=len))
bisect.insort(a, 2)
bisect.insort_left(a, 0)
print(a)

# expect: 1 3 0 4
# expect: 2 2
# expect: [0, 1, 2, 2, 2, 3]
