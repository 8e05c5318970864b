# refscope.explain() says in words who owns an object, how it is counted, and what its flags mean.
import gc
import threading
import weakref

from _programs import KIND, check, check_phrases, in_thread, phrases, refscope


class Thing:
    pass


class Lazarus:
    def __del__(self):
        risen.append(self)


PRIVATE = "private: no other thread can reach it"
PUBLISHED = "published: other threads can reach it"
risen = []


def born():
    x = Thing()  # the variable is the only reference
    check("born", phrases(x), {
        "free": ["owned by thread 1 (this one)", "counted once by it, 0 times by others", PRIVATE],
        "atomic": ["owned by nobody, as every count is atomic", "counted once by all threads together", PRIVATE],
        "gil": ["made by thread 1 (this one)", "counted once by all threads together, which take turns under the GIL"]})
    more = [x, x]  # two references more
    check("held by a list", phrases(x)[1:2], {
        "free": ["counted 3 times by it, 0 times by others"], "atomic": ["counted 3 times by all threads together"],
        "gil": ["counted 3 times by all threads together, which take turns under the GIL"]})
    del more


def no_objects():
    for name, x, kind in ("int", 5, "an int of 63 bits"), ("float", 1.5, "a float"), ("zero", 0.0, "a float"), ("None", None, "a constant"):
        check(name, phrases(x), [f"no object: {kind} that lies in the 64-bit word itself, without header and counts"])


def published():
    x = Thing()
    check("share returns", refscope and refscope.share(x) is x, True)
    check_phrases("shared", x, free=["owned by thread 1 (this one)", PUBLISHED], atomic=[PUBLISHED], gil=[])
    answers = []
    in_thread(lambda: answers.append(phrases(x)[0] if KIND == "free" else ""))
    check("seen by another thread", answers[0], {"free": "owned by thread 1", "atomic": "", "gil": ""})


def merged():
    # The list has two references that the owner has counted. Another thread drops one of them, the owner waits meanwhile.
    # So that thread adds the counts in the owner's stead: the variable and the list are left.
    x = Thing()
    box.extend([x, x])
    in_thread(box.pop)
    check_phrases("merged", x, free=["owned by nobody", "merged: its last owner has added both counts", PUBLISHED], atomic=["owned by nobody, as every count is atomic"])
    box.clear()


def lent():
    # A thread that reads another thread's object often lends it: see interp/vm/frame/borrow.cpp.
    def read():
        for _ in range(1000):
            box[0]

    box.append(Thing())
    in_thread(read)
    if KIND != "free" or refscope.accelerators()["lending"]:
        check_phrases("lent", box[0], free=["lent: registers may hold it without a count, so it ends after a grace period"])
    else:
        print("lent", True)
    box.clear()


def owner_has_ended():
    # The thread leaves an object in a list, which holds its only reference: nobody but the thread has counted it.
    in_thread(lambda: box.append(Thing()))
    owner = phrases(box[0])[:1]
    check("made by a thread that has ended", "".join(owner).endswith("(which has ended)"), {"free": True, "gil": True, "atomic": False})
    box.clear()


def flags():
    check_phrases("function", born, free=["deferred: registers do not count it, and only a collection reclaims it"], gil=["deferred: registers do not count it, and only a collection reclaims it"])
    x = Thing()
    ref = weakref.ref(x)
    check_phrases("weak reference", x, free=["weak references to it have been made"], atomic=["weak references to it have been made"], gil=["weak references to it have been made"])
    del ref
    large = tuple(range(1000))  # 8,000 bytes: blocks of pages have 1,024 at most
    check_phrases("large", large, free=["large: it has a block of its own"], atomic=["large: it has a block of its own"], gil=["large: it has a block of its own"])
    thing = [x]
    gc.freeze()
    check_phrases("frozen", thing, free=["frozen by gc.freeze(): collections treat it as alive"], gil=["frozen by gc.freeze(): collections treat it as alive"])
    gc.unfreeze()
    Lazarus()
    gc.collect()
    check_phrases("finalized", risen[0], free=["finalized: its finalizer has run, and will not run again"], gil=["finalized: its finalizer has run, and will not run again"])


def immortal():
    x = Thing()
    check("make_immortal returns", refscope and refscope.make_immortal(x) is x, True)
    more = [x] * 10
    check_phrases("immortal", x, free=["immortal: never counted, never freed", PRIVATE], atomic=["immortal: never counted, never freed"], gil=["immortal: never counted, never freed"])
    check("interned", phrases("interned")[:1], ["immortal: never counted, never freed"])
    ref = weakref.ref(x)
    del x, more
    gc.collect()
    check("outlives its references", ref() is not None, True)
    check("a number", refscope and refscope.make_immortal(7), 7)
    y = refscope and refscope.share(Thing())
    try:
        refscope and refscope.make_immortal(y)
        refused = ""
    except ValueError as e:
        refused = str(e)
    check("a published one is refused", refused, {"free": "only a private object can be made immortal: other threads count this Thing already",
                                                  "atomic": "only a private object can be made immortal: other threads count this Thing already", "gil": ""})


box = []
born()
no_objects()
immortal()
in_thread(int)  # publishes the roots, among them `box`
published()
merged()
lent()
owner_has_ended()
flags()

# expect: born True
# expect: held by a list True
# expect: int True
# expect: float True
# expect: zero True
# expect: None True
# expect: make_immortal returns True
# expect: immortal True
# expect: interned True
# expect: outlives its references True
# expect: a number True
# expect: a published one is refused True
# expect: share returns True
# expect: shared True
# expect: seen by another thread True
# expect: merged True
# expect: lent True
# expect: made by a thread that has ended True
# expect: function True
# expect: weak reference True
# expect: large True
# expect: frozen True
# expect: finalized True
