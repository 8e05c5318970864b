# min-version: 3.12
import traceback


class Shape:
    def __init__(self):
        self.colour = "red"

    def area(self):
        return 0


for source in ("Shape().color", "Shape().aera", "[].apend", "Shape().xyzzy"):
    try:
        eval(source)
    except AttributeError as error:
        print("".join(traceback.format_exception_only(type(error), error)).strip())

# expect: AttributeError: 'Shape' object has no attribute 'color'. Did you mean: 'colour'?
# expect: AttributeError: 'Shape' object has no attribute 'aera'
# expect: AttributeError: 'list' object has no attribute 'apend'. Did you mean: 'append'?
# expect: AttributeError: 'Shape' object has no attribute 'xyzzy'
