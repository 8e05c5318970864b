total = 0


def add(n):
    global total, made_here
    total += n
    made_here = n


add(3)
add(4)
print(total, made_here)

# expect: 7 4
