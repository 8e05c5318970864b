def sign(n):
    return "negative" if n < 0 else "zero" if n == 0 else "positive"


print(sign(-3), sign(0), sign(8))
print([x if x % 2 else -x for x in range(5)])

# expect: negative zero positive
# expect: [0, 1, -2, 3, -4]
