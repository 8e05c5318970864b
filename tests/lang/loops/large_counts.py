total = 0
for i in range(10**18, 10**18 + 3):
    total += i
print(total)
n = 2**62 - 2
count = 0
while n < 2**62 + 2:
    n += 1
    count += 1
print(n, count)
for i in range(2**63 - 1, 2**63 + 2):
    print(i)

# expect: 3000000000000000003
# expect: 4611686018427387906 4
# expect: 9223372036854775807
# expect: 9223372036854775808
# expect: 9223372036854775809
