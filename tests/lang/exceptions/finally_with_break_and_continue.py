for i in range(3):
    try:
        if i == 0:
            continue
        if i == 2:
            break
        print("body", i)
    finally:
        print("finally", i)
while True:
    try:
        raise KeyError
    finally:
        break
print("key error dropped")


def f():
    for i in range(5):
        try:
            return i
        finally:
            if i < 3:
                continue
    return "end"


print(f())

# expect: finally 0
# expect: body 1
# expect: finally 1
# expect: finally 2
# expect: key error dropped
# expect: 3
