def mark(tag):
    print("make", tag)

    def decorate(f):
        print("apply", tag)

        def wrapper(*args):
            return f"<{tag}>{f(*args)}</{tag}>"
        return wrapper
    return decorate


@mark("b")
@mark("i")
def text(s):
    return s.upper()


print(text("hi"))

# expect: make b
# expect: make i
# expect: apply i
# expect: apply b
# expect: <b><i>HI</i></b>
