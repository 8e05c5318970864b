import _weakref
import weakref


class Thing:
    pass


thing = Thing()
table = {"alive": weakref.ref(thing), "dead": weakref.ref(Thing()), "text": "no reference"}
print(_weakref._remove_dead_weakref(table, "alive"), _weakref._remove_dead_weakref(table, "dead"), sorted(table), _weakref._remove_dead_weakref(table, "absent"))
for source in ("_weakref._remove_dead_weakref(table, 'text')", "_weakref._remove_dead_weakref(5, 'x')", "_weakref._remove_dead_weakref(table, [])", "_weakref._remove_dead_weakref(table)"):
    try:
        print(source, eval(source))
    except TypeError as error:
        print(source, type(error).__name__)
print(sorted(table))
values = weakref.WeakValueDictionary(a=thing)
iterator = values.items()
del thing
print(dict(iterator), len(values))

# expect: None None ['alive', 'text'] None
# expect: _weakref._remove_dead_weakref(table, 'text') TypeError
# expect: _weakref._remove_dead_weakref(5, 'x') TypeError
# expect: _weakref._remove_dead_weakref(table, []) TypeError
# expect: _weakref._remove_dead_weakref(table) TypeError
# expect: ['alive', 'text']
# expect: {} 0
