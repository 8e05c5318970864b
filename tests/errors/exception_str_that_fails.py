class Odd(Exception):
    def __str__(self):
        raise RuntimeError("no text")


raise Odd

# expect-error: Odd: <exception str() failed>
# status: 1
