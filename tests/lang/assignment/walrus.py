if (n := len("hello")) > 3:
    print(n)
data = iter([3, 2, 1, 0, 7])
while (item := next(data)):
    print(item, end=" ")
print(item)
print([y := 5, y ** 2, y])
print([last := x for x in range(4)], last)

# expect: 5
# expect: 3 2 1 0
# expect: [5, 25, 5]
# expect: [0, 1, 2, 3] 3
