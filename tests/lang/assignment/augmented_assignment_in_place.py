a = b = [1]
a += [2]
print(a, b, a is b)
a *= 2
print(b)
t = u = (1,)
t += (2,)
print(t, u)
s = "a"
s += "b" * 3
print(s)
n = 7
n //= 2; n **= 3; n %= 20; n <<= 2; n |= 1; n ^= 3; n &= 62; n >>= 1; n -= 4; n /= 2
print(n)

# expect: [1, 2] [1, 2] True
# expect: [1, 2, 1, 2]
# expect: (1, 2) (1,)
# expect: abbb
# expect: 5.5
