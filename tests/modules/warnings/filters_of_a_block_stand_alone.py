# Inside of catch_warnings() only its own filters count, also where they are kept in a context.
import threading
import types
import warnings

module = types.ModuleType("elsewhere")
exec('import warnings\ndef f(): warnings.warn("old", DeprecationWarning)', module.__dict__)


def seen(prepare):
    with warnings.catch_warnings(record=True) as caught:
        prepare()
        module.f()
    return [str(warning.message) for warning in caught]


def nested():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return seen(warnings.resetwarnings)


print(seen(lambda: None))
print(seen(warnings.resetwarnings))
print(seen(lambda: warnings.simplefilter("ignore")))
print(seen(lambda: warnings.simplefilter("always")))
print(nested())
results = []
thread = threading.Thread(target=lambda: results.append((seen(lambda: None), nested())))
thread.start()
thread.join()
print(results)

# expect: []
# expect: ['old']
# expect: []
# expect: ['old']
# expect: ['old']
# expect: [([], ['old'])]
