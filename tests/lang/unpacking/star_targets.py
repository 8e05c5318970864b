first, *rest = "abcd"
print(first, rest)
*start, last = range(4)
print(start, last)
a, *middle, z = [1, 2]
print(a, middle, z)
(p, (q, *r)), s = (1, (2, 3, 4)), 5
print(p, q, r, s)
[u, v] = {"k1": 1, "k2": 2}
print(u, v)

# expect: a ['b', 'c', 'd']
# expect: [0, 1, 2] 3
# expect: 1 [] 2
# expect: 1 2 [3, 4] 5
# expect: k1 k2
