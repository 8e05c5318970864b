# find() and its relatives, iter() and itertext(), also of trees that change meanwhile.
import xml.etree.ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

root = ET.fromstring(
    "<r>zero<a x='1'>one</a>t1<b><a x='2'>two</a><c/>t2</b>t3<a/><n:a xmlns:n='uri'>ns</n:a></r>")


def show(elements):
    return [(e.tag, e.text) for e in elements]


print(root.find("a").text, root.find("z"), root.findtext("a"), root.findtext("b"), root.findtext("z"), root.findtext("z", 5))
print(show(root.findall("a")), show(root.findall("b/a")), show(root.findall(".//a")), show(root.iterfind("a[@x]")))
print(root.find("{uri}a").text, root.find("n:a", {"n": "uri"}).text, root.findtext("n:a", None, {"n": "uri"}),
      show(root.findall("{*}a")), show(root.findall("{}a")), show(root.findall("n:a", namespaces={"n": "uri"})))
print(root.find(path=".").tag, root.find("./b/c").tag, root.findtext(path="b/c", default="d"), show(root.findall("*"))[:2])
print([e.tag for e in root.iter()], [e.text for e in root.iter("a")], len(list(root.iter("*"))), len(list(root.iter(tag=None))))
print(list(root.itertext()), list(root[1].itertext()))
for bad in (5, None, "[", "a[", "//a"):
    try:
        print(root.find(bad))
    except Exception as error:
        print(type(error).__name__)

comment = ET.Comment("c")
comment.tail = "tail"
mixed = Element("m")
mixed.append(comment)
empty = SubElement(mixed, "e")
empty.text, empty.tail = "", "end"
print(list(mixed.itertext()), [e.tag is ET.Comment for e in mixed.iter(ET.Comment)])

growing = Element("g")
for tag in "abc":
    SubElement(growing, tag)
walk = growing.iter()
print(next(walk).tag, next(walk).tag)
growing[0].append(Element("late"))
del growing[1]
print([e.tag for e in walk], next(walk, "end"), next(walk, "end"))


class Tag(str):
    def __eq__(self, other):
        del growing[:]
        return True

    __hash__ = str.__hash__


SubElement(growing, "x"), SubElement(growing, "y")
print([e.tag for e in growing.iter(Tag("x"))], len(growing))
deep = top = Element("d")
for _ in range(50000):
    deep = SubElement(deep, "d")
print(sum(1 for _ in top.iter("d")), iter(walk) is walk)
del deep, top
try:
    type(walk)()
except TypeError as error:
    print(error)

# expect: one None one  None 5
# expect: [('a', 'one'), ('a', None)] [('a', 'two')] [('a', 'one'), ('a', 'two'), ('a', None)] [('a', 'one')]
# expect: ns ns ns [('a', 'one'), ('a', None), ('{uri}a', 'ns')] [('a', 'one'), ('a', None)] [('{uri}a', 'ns')]
# expect: r c  [('a', 'one'), ('b', None)]
# expect: ['r', 'a', 'b', 'a', 'c', 'a', '{uri}a'] ['one', 'two', None] 7 7
# expect: ['zero', 'one', 't1', 'two', 't2', 't3', 'ns'] ['two', 't2']
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: SyntaxError
# expect-before-3.14: ['c', 'tail', 'end'] [True]
# expect-since-3.14: ['tail', 'end'] [True]
# expect: g a
# expect: ['late', 'c'] end end
# expect: ['g'] 0
# expect: 50001 True
# expect: cannot create '_elementtree._element_iterator' instances
