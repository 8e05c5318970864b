import abc, io
class A(abc.ABC): pass
class B: pass
class C(B): pass
class D: pass
class E(A): pass
A.register(B)
print([issubclass(c, A) for c in (C, D, E, int)])
registry, cache, negative, version = abc._get_dump(A)
def names(references): return sorted(r().__name__ for r in references)
print(type(registry), type(cache), type(negative), type(version))
print(names(registry), names(cache), names(negative))
abc._reset_caches(A)
print(names(abc._get_dump(A)[1]), names(abc._get_dump(A)[2]), names(abc._get_dump(A)[0]))
file = io.StringIO()
A._dump_registry(file)
print([line.split(":")[0] for line in file.getvalue().splitlines()])

# expect: [True, False, True, False]
# expect: <class 'set'> <class 'set'> <class 'set'> <class 'int'>
# expect: ['B'] ['C', 'E'] ['D', 'int']
# expect: [] [] ['B']
# expect: ['Class', 'Inv. counter', '_abc_registry', '_abc_cache', '_abc_negative_cache', '_abc_negative_cache_version']
