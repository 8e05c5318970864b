import gc


class Thing:
    pass


class Mortal:
    def __del__(self):
        pass


inner, key = ["inner"], ("key",)
thing = Thing()
thing.attribute = inner
table = {key: inner, "text": 1}
print(gc.get_referents(table) != [], inner in gc.get_referents(table), key in gc.get_referents(table), gc.get_referents(inner), gc.get_referents(), gc.get_referents(1, "text", None))
print(any(each is inner or each is getattr(thing, "__dict__", None) for each in gc.get_referents(thing)))
print(gc.get_referents([1, inner], (inner, 2)).count(inner))
referrers = gc.get_referrers(inner)
print(any(each is table for each in referrers), any(each is thing or each is thing.__dict__ for each in referrers), gc.get_referrers() == [])
alone = ["referred to by", "a frame or a module only"]
holder = (alone,)
print(any(each is holder for each in gc.get_referrers(alone)), any(each is holder for each in gc.get_referrers(key)))
objects = gc.get_objects()
print(any(each is thing for each in objects), any(each is inner for each in objects), any(each is objects for each in objects), any(type(each) is int for each in objects))
print(any(each is thing for generation in (0, 1, 2) for each in gc.get_objects(generation=generation)), type(gc.get_objects(0)).__name__)
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("text"), gc.is_tracked(1.5), gc.is_tracked(None), gc.is_tracked(thing))

mortal = Mortal()
print(gc.is_finalized(mortal), gc.is_finalized(1), gc.is_finalized([]))


class Phoenix:
    def __del__(self):
        ashes.append(self)


ashes = []
Phoenix()
print(gc.is_finalized(ashes[0]))

gc.collect()
print(gc.get_freeze_count(), gc.freeze(), gc.get_freeze_count() > 100)
frozen = gc.get_freeze_count()
kept = [Thing() for _ in range(10)]
print(gc.get_freeze_count() <= frozen, gc.unfreeze(), gc.get_freeze_count())

# expect: True True True ['inner'] [] []
# expect: True
# expect: 2
# expect: True True True
# expect: True False
# expect: True True False False
# expect: True list
# expect: True False False False False True
# expect: False False False
# expect: True
# expect: 0 None True
# expect: True None 0
