# An Element is a sequence of its children: indices, slices, insertion and removal.
from xml.etree.ElementTree import Element, SubElement


def tags(element):
    return " ".join(child.tag for child in element)


def refused(action, *arguments):
    try:
        return action(*arguments)
    except Exception as error:
        return type(error).__name__


root = Element("root")
for tag in "abcde":
    SubElement(root, tag)
print(len(root), tags(root), root[0].tag, root[-1].tag, [child.tag for child in root[1:4:2]])
root.append(Element("f"))
root.insert(0, Element("first"))
root.insert(-1, Element("before"))
root.insert(-100, Element("least"))
root.insert(100, Element("last"))
print(tags(root))
root.extend(Element(tag) for tag in "xy")
root.remove(root[0])
print(tags(root), Element("a") in root, root[2] in root)
del root[0], root[-1]
root[0] = Element("new")
root[1:3] = [Element("p"), Element("q"), Element("r")]
print(tags(root))
root[::4] = [Element("s%d" % i) for i in range(len(root[::4]))]
del root[1::2]
print(tags(root), " ".join(child.tag for child in reversed(root)))
same = root[0]
root.append(same)
print(root[0] is root[-1], root[:0], root[99:])
print(refused(root.__getitem__, 99), refused(root.__getitem__, "a"), refused(root.__getitem__, 1 << 80))
print(refused(root.__setitem__, 99, same), refused(root.__setitem__, 0, "text"), refused(root.__setitem__, "a", same))
print(refused(root.__setitem__, slice(0, 1), 5), refused(root.__setitem__, slice(0, 1), [5]))
print(refused(root.__setitem__, slice(None, None, 2), [same] * 9), refused(root.__delitem__, 99), refused(root.__delitem__, None))
print(refused(root.append, "text"), refused(root.extend, [same, "text"]), refused(root.extend, 5), refused(root.insert, 0, None))
print(refused(root.insert, "0", same), refused(root.remove, Element("a")), refused(root.remove, "a"), len(root))
root.clear()
print(len(root), list(root), root.attrib, root.text, root.tail, root.tag)
iterator = iter(root)
SubElement(root, "z")
print(next(iterator).tag, next(iterator, None), hasattr(root, "__iter__"))


class Meddler(Element):
    def __eq__(self, other):
        del root[:]
        return answer

    __hash__ = Element.__hash__


for answer in (False,):
    root[:] = [Meddler("m"), Element("n")]
    print(refused(root.remove, Element("n")), len(root))
match root:
    case [*_]:
        print("a sequence for match")
    case _:
        print("no sequence for match")

# expect: 5 a b c d e a e ['b', 'd']
# expect: least first a b c d e before f last
# expect: first a b c d e before f last x y False True
# expect: new p q r d e before f last x
# expect: s0 q s1 before s2 s2 before s1 q s0
# expect: True [] []
# expect: IndexError TypeError IndexError
# expect: IndexError TypeError TypeError
# expect: TypeError TypeError
# expect: ValueError IndexError TypeError
# expect: TypeError TypeError TypeError TypeError
# expect: TypeError ValueError TypeError 7
# expect: 0 [] {} None None root
# expect: z None False
# expect: ValueError 0
# expect: no sequence for match
