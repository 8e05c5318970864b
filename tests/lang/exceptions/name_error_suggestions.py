# min-version: 3.12
import traceback


def attempt(source):
    try:
        exec(source, {"counter": 1, "__builtins__": __builtins__})
    except Exception as error:
        print(traceback.format_exception(error)[-1].strip())


attempt("conter + 1")
attempt("prnt('x')")
attempt("completely_unknown_name")

# expect: NameError: name 'conter' is not defined. Did you mean: 'counter'?
# expect: NameError: name 'prnt' is not defined. Did you mean: 'print'?
# expect: NameError: name 'completely_unknown_name' is not defined
