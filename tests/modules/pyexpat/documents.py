import io
import plistlib
import xml.sax
import xml.etree.ElementTree as ET
from xml.dom import minidom, pulldom

TEXT = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE a [<!ENTITY e "value"><!ELEMENT a (b*,c?)>]>
<a x="1" y="\xe9">t&e;<b>\xe9</b><!-- c --><?pi x?><c/>tail</a>"""

root = ET.fromstring(TEXT)
print(ET.tostring(root), [element.tag for element in root.iter()], root.find("b").text, root.attrib)
ET.indent(root)
print(ET.tostring(root, encoding="unicode"))
for event, element in ET.iterparse(io.BytesIO(TEXT.encode()), events=("start", "end")):
    print(event, element.tag)
print(ET.canonicalize(TEXT))
document = minidom.parseString(TEXT.encode())
print(ascii(document.toxml()), document.getElementsByTagName("b")[0].firstChild.data == "\xe9")
for event, node in pulldom.parseString(TEXT):
    print(event, node.nodeName)


class Handler(xml.sax.ContentHandler):
    def startElement(self, name, attributes):
        print("start", name, dict(attributes))

    def characters(self, content):
        print("text", ascii(content))


xml.sax.parseString(TEXT.encode(), Handler())
value = {"list": [1, 2.5, "text", b"bytes", True], "nested": {"key": "v\xe4lue"}}
print(plistlib.loads(plistlib.dumps(value)) == value)
for bad in "<a>", "<a></b>", "", "<a>&x;</a>":
    try:
        ET.fromstring(bad)
    except ET.ParseError as e:
        print(e, e.code, e.position)

# expect: b'<a x="1" y="&#233;">tvalue<b>&#233;</b><c />tail</a>' ['a', 'b', 'c'] é {'x': '1', 'y': 'é'}
# expect: <a x="1" y="é">tvalue<b>é</b>
# expect:   <c />tail</a>
# expect: start a
# expect: start b
# expect: end b
# expect: start c
# expect: end c
# expect: end a
# expect: <a x="1" y="é">tvalue<b>é</b><?pi x?><c></c>tail</a>
# expect: '<?xml version="1.0" ?><!DOCTYPE a [<!ENTITY e "value"><!ELEMENT a (b*,c?)>]><a x="1" y="\xe9">tvalue<b>\xe9</b><!-- c --><?pi x?><c/>tail</a>' True
# expect: START_DOCUMENT #document
# expect: START_ELEMENT a
# expect: CHARACTERS #text
# expect: CHARACTERS #text
# expect: START_ELEMENT b
# expect: CHARACTERS #text
# expect: END_ELEMENT b
# expect: PROCESSING_INSTRUCTION pi
# expect: START_ELEMENT c
# expect: END_ELEMENT c
# expect: CHARACTERS #text
# expect: END_ELEMENT a
# expect: start a {'x': '1', 'y': 'é'}
# expect: text 't'
# expect: text 'value'
# expect: start b {}
# expect: text '\xe9'
# expect: start c {}
# expect: text 'tail'
# expect: True
# expect: no element found: line 1, column 3 3 (1, 3)
# expect: mismatched tag: line 1, column 5 7 (1, 5)
# expect: no element found: line 1, column 0 3 (1, 0)
# expect: undefined entity: line 1, column 3 11 (1, 3)
