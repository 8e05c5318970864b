# min-version: 3.12
import sys


class Shape:
    def __init__(self):
        self.colour = "red"

    def area(self):
        return 0


class Text:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


for source in ("Shape().color", "Shape().aera", "[].apend", "Shape().xyzzy"):
    try:
        eval(source)
    except AttributeError as error:
        stderr, sys.stderr = sys.stderr, Text()
        sys.__excepthook__(type(error), error, error.__traceback__)
        text, sys.stderr = "".join(sys.stderr.parts), stderr
        print(text.strip().splitlines()[-1])

# expect: AttributeError: 'Shape' object has no attribute 'color'. Did you mean: 'colour'?
# expect: AttributeError: 'Shape' object has no attribute 'aera'
# expect: AttributeError: 'list' object has no attribute 'apend'. Did you mean: 'append'?
# expect: AttributeError: 'Shape' object has no attribute 'xyzzy'
