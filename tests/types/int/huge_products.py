def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


f = fibonacci(3000)
print(len(str(f)), f % 10**20)
x = 7**5000
y = 11**4000
print((x * y) % 1000000007, (x * y) // y == x, (x * y + 5) % y, x // 3**1000 % 10**15)

# expect: 627 68043243656709796000
# expect: 580829367 True 5 921433740256402
