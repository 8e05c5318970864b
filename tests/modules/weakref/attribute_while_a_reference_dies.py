# __weakref__ is asked for while the reference that it would give is being destroyed.
import weakref


class Referent:
    pass


class Reference(weakref.ref):
    pass


kept = []


def main():
    referent = Referent()
    reference = Reference(referent, lambda _: None)
    watch = weakref.ref(reference, lambda _: kept.append(referent.__weakref__))
    del reference


for _ in range(100):
    main()
print(len(kept), {type(found) for found in kept} <= {Reference, type(None)})
more = [Reference(main) for _ in range(1000)]
print(all(found is None or callable(found) for found in kept))

# expect: 100 True
# expect: True
