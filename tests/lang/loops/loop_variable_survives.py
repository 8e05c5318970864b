for i in range(3):
    pass
print(i)
for i in []:
    pass
print(i)
for x in range(3):
    x += 10
    print(x, end=" ")
print()

# expect: 2
# expect: 2
# expect: 10 11 12 
