import traceback


class Custom(Exception):
    pass


class Silent(Exception):
    def __str__(self):
        raise RuntimeError


for e in (ValueError("x"), ValueError(), Custom("c"), KeyError("k"), ValueError("two\nlines"), Silent()):
    print(traceback.format_exception_only(type(e), e))

# expect: ['ValueError: x\n']
# expect: ['ValueError\n']
# expect: ['Custom: c\n']
# expect: ["KeyError: 'k'\n"]
# expect: ['ValueError: two\nlines\n']
# expect: ['Silent: <exception str() failed>\n']
