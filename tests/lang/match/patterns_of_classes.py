# Sequence or mapping: the first base class that is one decides. Names of attributes in patterns are not mangled.
import collections
import collections.abc


def kind(x):
    match x:
        case [*_]: return "sequence"
        case {}: return "mapping"
    return None


class Plain: pass
class A(collections.UserDict, collections.abc.Sequence): pass
class B(Plain, collections.UserDict, collections.abc.Sequence): pass
class C(collections.UserDict, Plain, list): pass
class D(dict, collections.abc.Sequence, Plain): pass
class E(collections.abc.Sequence, dict):
    def __getitem__(self, i): raise IndexError
    def __len__(self): return 0
class F(collections.UserList, collections.abc.Mapping): pass
class G(list, collections.abc.Mapping): pass
class H(C): pass
print([kind(cls()) for cls in (A, B, C, D, E, F, G, H)])


class Holder:
    __attr = "mangled"
    _Outer__attr = "of Outer"
class Outer:
    def f(self, x):
        match x:
            case Holder(__attr=y): return y
holder = Holder()
setattr(holder, "__attr", "as it is written")
print(Outer().f(holder))

# expect: ['mapping', 'mapping', 'mapping', 'mapping', 'sequence', 'sequence', 'sequence', 'mapping']
# expect: as it is written
