import _warnings
import types
import warnings


def show(call):
    try:
        print(call())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except Exception as error:
        print(type(error).__name__, error)


def shown(message, category, filename, line, file=None, text=None):
    print("   ", category.__name__, message, filename, line)


warnings.showwarning = shown
warnings.resetwarnings()
registry = {}
for _ in range(2):
    warnings.warn_explicit("the first", UserWarning, "some file", 5, registry=registry)
print(sorted(key for key in registry if key != "version"), "version" in registry)
warnings.warn_explicit("another line", UserWarning, "some file", 6, registry=registry)
warnings.warn_explicit(DeprecationWarning("an instance"), None, "file", 1)
for action in ("once", "module", "always", "ignore"):
    warnings.simplefilter(action)
    print(action)
    registry = {}
    for line in (1, 2, 2):
        warnings.warn_explicit(f"with {action}", UserWarning, "file.py", line, module="the_module", registry=registry)
warnings.simplefilter("error")
show(lambda: warnings.warn_explicit("raised", RuntimeWarning, "file", 1))
warnings.resetwarnings()
warnings.filterwarnings("ignore", "secret", module="quiet$")
print("filtered by module")
warnings.warn_explicit("secret", UserWarning, "x", 1, module="quiet")
warnings.warn_explicit("secret", UserWarning, "x", 1, module="quieter")
warnings.warn_explicit("secret", UserWarning, "quiet.py", 1)

# A registry that is older than the filters is emptied: that is what the two functions are for.
registry = {}
warnings.warn_explicit("again", UserWarning, "file", 1, registry=registry)
warnings.warn_explicit("again", UserWarning, "file", 1, registry=registry)
_warnings._filters_mutated() if hasattr(_warnings, "_filters_mutated") else _warnings._filters_mutated_lock_held()
print("once more")
warnings.warn_explicit("again", UserWarning, "file", 1, registry=registry)
for source in ("warnings.warn_explicit('x', 5, 'file', 1)", "warnings.warn_explicit('x', UserWarning, 5, 1)", "warnings.warn_explicit('x', UserWarning, 'file', 'y')", "warnings.warn_explicit('x', UserWarning)",
               "warnings.warn_explicit('x', UserWarning, 'file', 1, registry=5)", "warnings.warn_explicit('x', UserWarning, 'file', 1, module_globals=5)"):
    print(source, end=": ")
    show(lambda: eval(source))


# The source line comes from the loader of the module, if it has one.
class Loader:
    def get_source(self, name):
        return "line one\nline two of the source\n"


seen = []
warnings.showwarning = lambda *arguments, **options: seen.append(arguments)
warnings.warn_explicit("with a loader", UserWarning, "made up.py", 2, module_globals={"__name__": "made_up", "__loader__": (loader := Loader()), "__spec__": types.SimpleNamespace(loader=loader)})
print(warnings.formatwarning(*seen[0][:4]).splitlines())

# expect:     UserWarning the first some file 5
# expect: [('the first', <class 'UserWarning'>, 5)] True
# expect:     UserWarning another line some file 6
# expect:     DeprecationWarning an instance file 1
# expect: once
# expect:     UserWarning with once file.py 1
# expect: module
# expect:     UserWarning with module file.py 1
# expect: always
# expect:     UserWarning with always file.py 1
# expect:     UserWarning with always file.py 2
# expect:     UserWarning with always file.py 2
# expect: ignore
# expect: RuntimeWarning raised
# expect: filtered by module
# expect:     UserWarning secret x 1
# expect:     UserWarning again file 1
# expect: once more
# expect:     UserWarning again file 1
# expect: warnings.warn_explicit('x', 5, 'file', 1): TypeError
# expect: warnings.warn_explicit('x', UserWarning, 5, 1): TypeError
# expect: warnings.warn_explicit('x', UserWarning, 'file', 'y'): TypeError
# expect: warnings.warn_explicit('x', UserWarning): TypeError
# expect: warnings.warn_explicit('x', UserWarning, 'file', 1, registry=5): TypeError
# expect: warnings.warn_explicit('x', UserWarning, 'file', 1, module_globals=5): TypeError
# expect: ['made up.py:2: UserWarning: with a loader']
