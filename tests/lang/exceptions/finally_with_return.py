def override():
    try:
        return "try"
    finally:
        return "finally"


def keeps():
    x = 1
    try:
        return x
    finally:
        x = 2


def swallows():
    try:
        raise ValueError
    finally:
        return "swallowed"


def nested():
    try:
        try:
            return "inner"
        finally:
            print("inner finally")
    finally:
        print("outer finally")


print(override(), keeps(), swallows(), nested())

# expect: inner finally
# expect: outer finally
# expect: finally 1 swallowed inner
