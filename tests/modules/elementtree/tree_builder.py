# TreeBuilder by itself: its factories, where text goes, comments and processing instructions.
import xml.etree.ElementTree as ET
from xml.etree.ElementTree import TreeBuilder


def refused(action, *arguments, **keywords):
    try:
        return action(*arguments, **keywords)
    except Exception as error:
        return type(error).__name__


b = TreeBuilder()
print(b.close(), b.data("ignored"), refused(b.end, "x"))
root = b.start("r", {"a": "1"})
b.data("te"), b.data("xt")
inner = b.start("i", {})
print(b.end("i") is inner, b.data("tail"), b.data("!"), b.end("r") is root, b.close() is root)
print(ET.tostring(root), refused(b.start, "second", {}), refused(b.end, "x"), b.close() is root)
print(refused(b.start, "a", 5), refused(b.start, "a"), refused(TreeBuilder, 1, 2), refused(TreeBuilder, other=1))

b = TreeBuilder()
b.start("r", {})
comment, pi = b.comment("c"), b.pi("target", "text")
print(comment.tag is ET.Comment, comment.text, pi.tag is ET.PI, pi.text, b.pi("target").text, len(b.close()))
b = TreeBuilder(insert_comments=True, insert_pis=True)
b.start("r", {})
b.comment("c"), b.data("after c"), b.pi("p"), b.data("after p")
print(ET.tostring(b.close()), b.end("r") is b.close(), ET.tostring(b.close()))


class Node(list):
    text = tail = None

    def __init__(self, tag, attributes):
        self.tag, self.attributes = tag, attributes


b = TreeBuilder(Node, comment_factory=lambda text: Node("comment", text), pi_factory=lambda *a: Node("pi", a),
                insert_comments=True, insert_pis=True)
root = b.start("r", {"k": "v"})
b.data("1"), b.data("2"), b.comment("c"), b.data("3"), b.start("i", {}), b.data("4"), b.pi("p", "q"), b.end("i")
b.end("r")
print(root.tag, root.attributes, root.text, [(n.tag, n.attributes, n.text, n.tail) for n in root], root[1][0].tag)
b = TreeBuilder(element_factory=lambda *a: 1 / 0)
print(refused(b.start, "a", {}))
b = TreeBuilder(comment_factory=lambda text: "no element", insert_comments=True)
b.start("r", {})
print(refused(b.comment, "c"))


class Greedy(TreeBuilder):
    def data(self, data):
        super().data(data.upper())

    def end(self, tag):
        print("end", tag)
        return super().end(tag)


print(ET.tostring(ET.fromstring("<r>a<b>c</b>d</r>", ET.XMLParser(target=Greedy()))))


b = TreeBuilder(lambda tag, attributes: nested(tag, attributes))


def nested(tag, attributes):
    if tag == "outer":
        b.start("inner", {})
    return ET.Element(tag, attributes)


print(refused(b.start, "outer", {}).tag, b.close().tag)

# expect: None None IndexError
# expect: True None None True True
# expect: b'<r a="1">text<i />tail!</r>' ParseError IndexError True
# expect: TypeError TypeError TypeError TypeError
# expect: True c True target text target 0
# expect: b'<r><!--c-->after c<?p?></r>' True b'<r><!--c-->after c<?p?>after p</r>'
# expect: r {'k': 'v'} 12 [('comment', 'c', None, '3'), ('i', {}, '4', None)] pi
# expect: ZeroDivisionError
# expect: TypeError
# expect: end b
# expect: end r
# expect: b'<r>A<b>C</b>D</r>'
# expect: outer inner
