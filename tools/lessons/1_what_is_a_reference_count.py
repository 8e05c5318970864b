"""What is a reference count?"""

import sys
import weakref

from lesson import begin, code, end, fact, part, refscope, say, show

begin("Lesson 1: what is a reference count?")
say("""An object lives as long as somebody can reach it. The simplest way to know that is to count: each object has a number
that says how many references to it exist. A new reference adds 1 (incref), a reference that ends subtracts 1 (decref).
When the number becomes 0, nobody can reach the object any more, and it ends at that very moment.""")


class Thing:
    pass


def count(x):
    """The sum of both counts. `x` itself is not among them: an argument that is a local of the caller is not counted (lesson 6)."""
    seen = refscope.of(x)
    return seen.local + seen.shared


part("Names and containers count")
say("The module refscope shows the header of an object. A function makes a Thing and gives it more names:")
code("""
    thing = Thing()
    second = thing
    box = [thing, thing]
    del second
""")


def names():
    thing = Thing()
    counts = [count(thing)]
    show("thing = Thing()", refscope.of(thing))
    second = thing
    counts.append(count(thing))
    show("second = thing", refscope.of(thing))
    box = [thing, thing]
    counts.append(count(thing))
    show("box = [thing, thing]", refscope.of(thing))
    del second
    counts.append(count(thing))
    show("del second", refscope.of(thing))
    box.clear()
    counts.append(count(thing))
    show("box.clear()", refscope.of(thing))
    return counts


counts = names()
fact("one name is one reference", counts[0] == 1)
fact("a second name is one more", counts[1] == 2)
fact("a list counts each of its items, twice if it is there twice", counts[2] == 4)
fact("each reference that ends is one less", counts[3:] == [3, 1])

part("Zero is the end, at once")
say("A weak reference is not counted. It tells when the object has gone:")


def last_one():
    thing = Thing()
    watch = weakref.ref(thing)
    alive = watch() is not None
    del thing
    return alive, watch() is None


alive, gone = last_one()
fact("with one reference left the object is there", alive)
fact("the line behind `del` finds it gone: no collector had to come", gone)

part("Most values have no count at all")
say("Small ints, most floats, None, True and False are no objects in tinypy: the value is in the word that would else hold the\
 address (runtime/object/value.h). Others are never freed, so counting them would be idle work.")
for value in (7, 1.5, None, "a"):
    print("    %-8r %s" % (value, "is never counted" if refscope.of(value).immortal else "is counted"))
fact("an int, a float and None have no count", all(refscope.of(v).immortal for v in (7, 1.5, None)))
say("sys.getrefcount(x) is Python's own question for the sum of the counts; it adds the reference of its own argument.")
thing = Thing()
print("    sys.getrefcount(thing) = %d" % sys.getrefcount(thing))

end([("gc/heap/header.h", "struct alignas(16) Object", "the header that every object begins with"),
     ("gc/refcount/refcount.h", "TINYPY_INLINE void incref", "adding one reference"),
     ("runtime/object/value.h", "class Value", "values that need no object")],
    """Predict the count of `thing` in `pair = (thing, {"a": thing}); other = pair`, then look with refscope.of(thing). Why does
    the second name of the tuple change nothing?""")
