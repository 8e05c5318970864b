# copy, deepcopy and pickle of elements.
import copy
import pickle
import xml.etree.ElementTree as ET
from xml.etree.ElementTree import Element, SubElement


def refused(action, *arguments):
    try:
        return action(*arguments)
    except Exception as error:
        return type(error).__name__


root = ET.fromstring("<r a='1'>text<b x='y'>in</b>tail<c/></r>")
root[0].tail = ["a", "list"]  # deep copies make another list
flat = copy.copy(root)
print(flat is root, flat[0] is root[0], flat.attrib == root.attrib, flat.text, len(flat))
flat.append(Element("more"))
print(len(flat), len(root))
deep = copy.deepcopy(root)
print(deep[0] is root[0], deep[0].attrib, deep[0].attrib is root[0].attrib, deep[0].tail, deep[0].tail is root[0].tail)
shared = SubElement(root, "shared")
root.append(shared)
root[1].attrib = shared.attrib
shared.set("k", "v")
deep = copy.deepcopy(root)
print(deep[-1] is deep[-2], deep[1].attrib is deep[-1].attrib, deep[-1].attrib, ET.tostring(deep[-1]))
deep.attrib["list"] = [1]
again = copy.deepcopy(deep)
print(again.attrib, again.attrib["list"] is deep.attrib["list"])
memo = {}
print(root.__deepcopy__(memo) is memo[id(root)], refused(root.__deepcopy__, 5), root.__copy__().tag)
print(root.__getstate__().keys(), [child.tag for child in root.__getstate__()["_children"]])
root[0].tail = "tail"
for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
    back = pickle.loads(pickle.dumps(root, protocol))
    print(protocol, back.tag, back.attrib, back.text, [child.tag for child in back], back[0].tail, back[2] is back[3])


class Sub(Element):
    pass


print(type(copy.copy(Sub("s"))).__name__, type(copy.deepcopy(Sub("s"))).__name__, type(pickle.loads(pickle.dumps(Sub("s")))).__name__)
e = Element("e", {"a": "1"})
SubElement(e, "gone")
e.__setstate__({"tag": "new", "text": 5})
print(e.tag, e.text, e.tail, e.attrib, len(e))
e.__setstate__({"tag": "t", "_children": [Element("c")], "attrib": {"k": "v"}, "tail": "x"})
print(e.tag, e.text, e.tail, e.attrib, e[0].tag)
for state in (5, {}, {"tag": 1, "_children": 5}, {"tag": 1, "_children": [5]}):
    print(refused(e.__setstate__, state))
loop = Element("loop")
loop.append(loop)
print(refused(copy.deepcopy, loop), refused(copy.copy, e.iter()))
bad = Element("bad")


class Copies(Element):
    def __deepcopy__(self, memo):
        return "text"


bad.append(Copies("c"))
print(refused(copy.deepcopy, bad))

# expect: False True True text 2
# expect: 3 2
# expect: False {'x': 'y'} False ['a', 'list'] False
# expect: True True {'k': 'v'} b'<shared k="v" />'
# expect: {'a': '1', 'list': [1]} False
# expect: True TypeError r
# expect: dict_keys(['tag', '_children', 'attrib', 'text', 'tail']) ['b', 'c', 'shared', 'shared']
# expect: 2 r {'a': '1'} text ['b', 'c', 'shared', 'shared'] tail True
# expect: 3 r {'a': '1'} text ['b', 'c', 'shared', 'shared'] tail True
# expect: 4 r {'a': '1'} text ['b', 'c', 'shared', 'shared'] tail True
# expect: 5 r {'a': '1'} text ['b', 'c', 'shared', 'shared'] tail True
# expect: Element Element Sub
# expect: new 5 None {'a': '1'} 1
# expect: t None x {'k': 'v'} c
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: RecursionError TypeError
# expect: TypeError
