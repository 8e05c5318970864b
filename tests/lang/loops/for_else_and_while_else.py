for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, end=" ")
print()
i = 0
while i < 3:
    i += 1
else:
    print("while done", i)
while True:
    break
else:
    print("never")
for _ in []:
    pass
else:
    print("empty")

# expect: 2 3 5 7 11 
# expect: while done 3
# expect: empty
