def inner():
    try:
        yield 1
    finally:
        print("inner closed")


def outer():
    try:
        yield from inner()
    finally:
        print("outer closed")


g = outer()
next(g)
print(g.gi_running, g.gi_yieldfrom.__name__, g.__name__, g.gi_frame is not None, g.gi_code.co_name)
g.close()
print(g.gi_frame, g.gi_yieldfrom)

# expect: False inner outer True outer
# expect: inner closed
# expect: outer closed
# expect: None None
