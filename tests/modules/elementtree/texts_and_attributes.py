# Construction of elements, their texts and attributes, and what they refuse.
import gc
import sys
import weakref
from xml.etree.ElementTree import Element, SubElement


def refused(action, *arguments, **keywords):
    try:
        return action(*arguments, **keywords)
    except Exception as error:
        return type(error).__name__


given = {"a": "1"}
e = Element("tag", given, b="2")
print(e.tag, e.attrib, e.attrib is given, given, e.text, e.tail)
print(Element("t", attrib={"a": "1"}, b="2").attrib, Element("t", given, attrib="x").attrib, Element(None).tag)
print(e.get("a"), e.get("z"), e.get("z", 5), e.set("c", "3"), e.keys(), e.items())
sub = SubElement(e, "sub", {"x": "y"}, z="w")
print(e[0] is sub, sub.attrib, SubElement(e, "s", attrib={"k": "v"}).attrib, type(SubElement(e, "s").attrib))
made = e.makeelement("made", given)
print(made.tag, made.attrib, made.attrib is given, len(e))
e.text, e.tail, e.tag, e.attrib = "text", b"tail", 5, {}
print(e.text, e.tail, e.tag, e.attrib, e.get("a"))
for name in ("tag", "text", "tail", "attrib"):
    print(name, refused(delattr, e, name), getattr(e, name))
print(refused(setattr, e, "attrib", [1]), refused(setattr, e, "other", 1), refused(e.get, []), refused(e.set, [], 1), refused(e.set, 1))
print(refused(Element), refused(Element, "a", {}, 1), refused(Element, tag="a"), refused(Element, "a", 5), refused(Element, "a", attrib=5))
print(refused(SubElement), refused(SubElement, e), refused(SubElement, 5, "a"), refused(SubElement, e, "a", 5), refused(SubElement, e, "a", {}, 1))
print(refused(e.makeelement, "a", 5), refused(e.makeelement, "a"))
print(repr(Element("name")).split(" at ")[0], repr(Element(Element)).split(" at ")[0][:20])
loop = Element("loop")
loop.tag = loop
print(refused(repr, loop))
loop.append(loop)
watch = weakref.ref(loop)
del loop
gc.collect()
print(watch())
print(sys.getsizeof(Element("a")) > 0, sys.getsizeof(e) > 0)


class Sub(Element):
    def __init__(self, tag, more=None):
        super().__init__(tag, {"made": "by Sub"})
        self.more = more


s = Sub("s", more=7)
print(s.tag, s.attrib, s.more, isinstance(s, Element))
s.__init__("again")
print(s.tag, s.more, Element.__new__(Element).tag, len(Element.__new__(Element)))


class Sly:
    def __hash__(self):
        e.attrib = {}
        return 1


e.attrib = {1: 2}
print(e.get(Sly()))


class Dying:
    def __del__(self):
        e.clear()


for name in ("text", "tail", "text", "tail"):
    setattr(e, name, Dying())
e.clear()
print(e.text, e.tail)

# expect: tag {'a': '1', 'b': '2'} False {'a': '1'} None None
# expect: {'a': '1', 'b': '2'} {'a': '1', 'attrib': 'x'} None
# expect: 1 None 5 None ['a', 'b', 'c'] [('a', '1'), ('b', '2'), ('c', '3')]
# expect: True {'x': 'y', 'z': 'w'} {'k': 'v'} <class 'dict'>
# expect: made {'a': '1'} False 3
# expect: text b'tail' 5 {} None
# expect: tag AttributeError 5
# expect: text AttributeError text
# expect: tail AttributeError b'tail'
# expect: attrib AttributeError {}
# expect: TypeError AttributeError TypeError TypeError TypeError
# expect: TypeError TypeError TypeError TypeError TypeError
# expect: TypeError TypeError TypeError TypeError TypeError
# expect: TypeError TypeError
# expect: <Element 'name' <Element <class 'xml
# expect: RuntimeError
# expect: None
# expect: True True
# expect: s {'made': 'by Sub'} 7 True
# expect: again None None 0
# expect: None
# expect: None None
