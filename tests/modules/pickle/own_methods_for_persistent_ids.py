# min-version: 3.15
# Pickler and Unpickler have the methods that subclasses override; instances may override them, too, and take that back.
import io
import _pickle as pickle


class Named(pickle.Pickler):
    def persistent_id(self, obj):
        return obj if super().persistent_id(obj) is None and isinstance(obj, int) else None


class Known(pickle.Unpickler):
    def persistent_load(self, pid):
        try:
            super().persistent_load(pid)
        except pickle.UnpicklingError as e:
            print(e)
        return ("known", pid)


def pickled(pickler_class, value, hook=None):
    file = io.BytesIO()
    pickler = pickler_class(file, 2)
    if hook:
        pickler.persistent_id = hook
    pickler.dump(value)
    if hook:
        del pickler.persistent_id
        print(pickler.persistent_id(value))
    return io.BytesIO(file.getvalue())


print(Known(pickled(Named, [1, "a"])).load())
print(Known(pickled(pickle.Pickler, "a", lambda obj: obj)).load())
print(pickle.Unpickler(pickled(pickle.Pickler, [1, "a"])).load(), pickle.Pickler(io.BytesIO()).persistent_id(5))
unpickler = pickle.Unpickler(pickled(Named, 5))
unpickler.persistent_load = lambda pid: -pid
print(unpickler.load())
for unpickler in pickle.Unpickler(pickled(Named, 5)), Known(io.BytesIO(b"\x80\x02K\x01.")):
    try:
        print(unpickler.load())
    except pickle.UnpicklingError as e:
        print(e)

# expect: A load persistent id instruction was encountered, but no persistent_load function was specified.
# expect: [('known', 1), 'a']
# expect: None
# expect: A load persistent id instruction was encountered, but no persistent_load function was specified.
# expect: ('known', 'a')
# expect: [1, 'a'] None
# expect: -5
# expect: A load persistent id instruction was encountered, but no persistent_load function was specified.
# expect: 1
