# min-version: 3.15
import ast
import warnings

source = "assert (1, 'x')\nx = 1 is 1\n"


def warned(source, **named):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        warnings.filterwarnings("always", module=r"wanted\Z")
        compile(source, "<other>", "exec", **named)
    return len(caught)


print(warned(source), warned(source, module="wanted"), warned(source, module="other"), warned(ast.parse(source), module="wanted"))
try:
    compile(source, "f", "exec", module=5)
except TypeError as e:
    print(e)

# expect: 0 2 0 2
# expect: compile() argument 'module' must be str or None, not int
