for i in range(4):
    if i == 1:
        continue
    for j in range(4):
        if j == i:
            break
        print(i, j, end="; ")
print()
n = 10
while n:
    n -= 1
    if n % 3:
        continue
    print(n, end=" ")
print()

# expect: 2 0; 2 1; 3 0; 3 1; 3 2; 
# expect: 9 6 3 0 
