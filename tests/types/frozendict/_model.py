# frozendict of Python 3.15, for older ones: what it does, built from a dict.
import builtins


class Model:
    __slots__ = ("_items",)

    def __new__(cls, *args, **keywords):
        if cls is Model and not keywords and len(args) == 1 and type(args[0]) is Model:
            return args[0]
        if len(args) > 1:
            raise TypeError(f"frozendict expected at most 1 argument, got {len(args)}")
        self = super().__new__(cls)
        if args and isinstance(args[0], Model):
            args = (args[0]._items,)
        object.__setattr__(self, "_items", dict(*args, **keywords))
        return self

    def __setattr__(self, name, value):
        raise AttributeError(name)

    def __repr__(self):
        name = "frozendict" if type(self) is Model else type(self).__name__
        return f"{name}({self._items})" if self._items else f"{name}()"

    def __hash__(self):
        return hash(frozenset(self._items.items()))

    def __eq__(self, other):
        if isinstance(other, Model):
            other = other._items
        return self._items == other if isinstance(other, dict) else NotImplemented

    def __or__(self, other):
        if isinstance(other, Model):
            other = other._items
        elif not isinstance(other, dict):
            return NotImplemented
        if type(self) is Model and not other:
            return self
        return Model(self._items | other)

    def __ror__(self, other):
        return other | self._items if isinstance(other, dict) else NotImplemented

    def __getitem__(self, key):
        try:
            return self._items[key]
        except KeyError:
            missing = getattr(type(self), "__missing__", None)
            if missing:
                return missing(self, key)
            raise

    def __len__(self): return len(self._items)
    def __iter__(self): return iter(self._items)
    def __reversed__(self): return reversed(self._items)
    def __contains__(self, key): return key in self._items
    def get(self, key, default=None): return self._items.get(key, default)
    def keys(self): return self._items.keys()
    def values(self): return self._items.values()
    def items(self): return self._items.items()
    def copy(self): return self if type(self) is Model else Model(self._items)
    def __reduce__(self): return type(self), (dict(self._items),)

    @classmethod
    def fromkeys(cls, keys, value=None):
        made = cls()
        return cls(Model(dict(made._items, **dict.fromkeys(keys, value))))


frozendict = getattr(builtins, "frozendict", Model)
