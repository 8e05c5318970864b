# min-version: 3.12
import sys


class Text:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


def attempt(source):
    try:
        exec(source, {"counter": 1, "__builtins__": __builtins__})
    except Exception as error:
        stderr, sys.stderr = sys.stderr, Text()
        sys.__excepthook__(type(error), error, error.__traceback__)
        text, sys.stderr = "".join(sys.stderr.parts), stderr
        print(text.strip().splitlines()[-1])


attempt("conter + 1")
attempt("prnt('x')")
attempt("completely_unknown_name")

# expect: NameError: name 'conter' is not defined. Did you mean: 'counter'?
# expect: NameError: name 'prnt' is not defined. Did you mean: 'print'?
# expect: NameError: name 'completely_unknown_name' is not defined
