# Native classes outlive all threads. What refers to them weakly before the first thread starts is reached by the
# threads through them: getweakrefs(), dictionaries with weak keys, dispatch by class.
import functools
import threading
import weakref


class Note:
    def __init__(self, text):
        self.text = text


class NamedRef(weakref.ref):
    def __init__(self, referent, callback=None):
        super().__init__(referent, callback)
        self.note = Note(referent.__name__)


def gone(reference):
    raise AssertionError("a native class has died")


named = [NamedRef(cls, gone) for cls in (int, str, list)]
plain = weakref.ref(bytes)
by_class = weakref.WeakKeyDictionary()
for cls in (int, str, list, dict):
    by_class[cls] = [Note(cls.__name__)]
values = weakref.WeakValueDictionary()
values["float"] = float


@functools.singledispatch
def describe(value):
    return "object"


@describe.register
def _(value: int):
    return "int " + by_class[int][0].text


@describe.register
def _(value: list):
    return "list of " + ", ".join(describe(item) for item in value)


print(describe(1), "|", describe([True, "a"]), "|", describe(2.5))

results = {}
start = threading.Barrier(4)


def look(index):
    start.wait()
    found = []
    for turn in range(200):
        notes = sorted(ref.note.text for cls in (int, str, list) for ref in weakref.getweakrefs(cls)
                       if any(ref is other for other in named))
        texts = [by_class[cls][0].text for cls in (int, str, list, dict)]
        own = NamedRef(bool, gone)
        by_class[(bytes, tuple, set, frozenset)[index]] = [Note(str(turn))]
        found.append((notes, texts, plain() is bytes, values["float"] is float, describe([turn, turn, "x"]), own() is bool))
    results[index] = [found[0]] if all(item == found[0] for item in found) else found


threads = [threading.Thread(target=look, args=(i,)) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for index in sorted(results):
    print(index, results[index])
print(sorted((cls.__name__, notes[0].text) for cls, notes in by_class.items()))

# expect: int int | list of int int, object | object
# expect: 0 [(['int', 'list', 'str'], ['int', 'str', 'list', 'dict'], True, True, 'list of int int, int int, object', True)]
# expect: 1 [(['int', 'list', 'str'], ['int', 'str', 'list', 'dict'], True, True, 'list of int int, int int, object', True)]
# expect: 2 [(['int', 'list', 'str'], ['int', 'str', 'list', 'dict'], True, True, 'list of int int, int int, object', True)]
# expect: 3 [(['int', 'list', 'str'], ['int', 'str', 'list', 'dict'], True, True, 'list of int int, int int, object', True)]
# expect: [('bytes', '199'), ('dict', 'dict'), ('frozenset', '199'), ('int', 'int'), ('list', 'list'), ('set', '199'), ('str', 'str'), ('tuple', '199')]
