for thing in ("text", 5, None, object, int, object()):
    try:
        raise thing
    except TypeError as error:
        print(error)


class Odd(Exception):
    def __new__(cls):
        return 5


try:
    raise Odd
except TypeError as error:
    print(str(error)[:55])

# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: calling <class '__main__.Odd'> should have returned an 
