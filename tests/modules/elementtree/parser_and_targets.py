# XMLParser with targets of all kinds, its errors and positions, entities, and encodings.
import io
import xml.etree.ElementTree as ET
from xml.etree.ElementTree import ParseError, TreeBuilder, XMLParser


def refused(action, *arguments, **keywords):
    try:
        return action(*arguments, **keywords)
    except ParseError as error:
        return "ParseError", error.code, error.position, isinstance(error, SyntaxError), str(error)
    except Exception as error:
        return type(error).__name__


DOCUMENT = ('<?xml version="1.0"?><!DOCTYPE r PUBLIC "p" "s"><?pi1 x?><r xmlns="u" xmlns:q="v" q:a="1"><!--c-->t&amp;x'
            '\n<q:b/><?pi2?><![CDATA[<z>]]></r>')


class Target:
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *arguments: seen.append((name, *arguments)) or name


seen = []
parser = XMLParser(target=Target())
print(parser.feed(DOCUMENT), parser.close(), type(parser.target).__name__, parser.entity)
print(*seen, sep="\n")


class Little:
    def start(self, tag, attributes):
        print("start", tag)


parser = XMLParser(target=Little())
print(parser.feed(DOCUMENT), parser.close())
print(refused(parser.feed, "<more/>"), refused(parser.close))

print(ET.tostring(ET.fromstring("<a>1<b>2</b>3<c x='&lt;'/>4</a>")), ET.fromstringlist(["<a>", "te", "xt</a>"]).text)
print(refused(ET.fromstring, "<a><b></a>"), refused(ET.fromstring, ""), refused(ET.fromstring, "<a>\n&x;</a>"))
print(refused(ET.fromstring, "<a>&#x110000;</a>"), refused(ET.fromstring, "<y:b/>"), refused(ET.fromstring, "\udc80"))
print(refused(ET.fromstring, b"<a>\xff</a>"), refused(ET.fromstring, b'<?xml version="1.0" encoding="bogus"?><a/>'),
      refused(ET.fromstring, b'<?xml version="1.0" encoding="shift-jis"?><a/>'))
print(ascii(ET.fromstring(b'<?xml version="1.0" encoding="cp437"?><a>\x80</a>').text),
      ascii(ET.fromstring("<?xml version='1.0' encoding='utf-16'?><\xe9>\u20ac\U0001f600</\xe9>".encode("utf-16")).text),
      ascii(ET.fromstring(b"<a>\xff</a>", XMLParser(encoding="latin-1")).text))
ENTITY = '<!DOCTYPE a [<!ENTITY % x SYSTEM "y">%x;]><a>1&foo;2</a>'
parser = XMLParser()
print(refused(parser.feed, ENTITY))
parser = XMLParser()
parser.entity["foo"] = "bar"
parser.feed(ENTITY)
print(parser.close().text, parser.version.startswith("Expat "))


class File:
    def __init__(self, *pieces):
        self.pieces = list(pieces)

    def read(self, size):
        return self.pieces.pop(0) if self.pieces else b""


print(ET.parse(File("<a>", b"t</a>")).getroot().text, XMLParser()._parse_whole(io.BytesIO(b"<x/>")).tag,
      XMLParser(target=Little())._parse_whole(io.StringIO("<y/>")))
print(refused(XMLParser()._parse_whole, File("<a>", None)), refused(XMLParser()._parse_whole, 5))
print(refused(XMLParser, 5), refused(XMLParser, encoding=5), refused(XMLParser, other=5), refused(XMLParser, encoding="a\0"))
print(refused(XMLParser().feed, 5), refused(setattr, XMLParser(), "entity", 5), refused(setattr, XMLParser(), "version", 5))
blank = XMLParser.__new__(XMLParser)
print(refused(blank.feed, "x"), refused(blank.close), refused(blank._setevents, []), blank.entity, blank.target)


class Failing:
    def start(self, tag, attributes):
        1 / 0


parser = XMLParser(target=Failing())
print(refused(parser.feed, "<a><b/><c/>"), refused(parser.feed, "</a>"), parser.close())


class Reentrant:
    def start(self, tag, attributes):
        parser.feed("<again/>")


parser = XMLParser(target=Reentrant())
print(refused(parser.feed, "<a/>") in ("RuntimeError", "RecursionError"))


class Queue(list):
    pass


parser, queue = XMLParser(), Queue()
print(parser._setevents(queue, ["start", "end", "start-ns", "end-ns", "comment", "pi"]))
parser.feed(DOCUMENT)
parser.close()
print([(name, getattr(what, "tag", what)) for name, what in queue])
parser, queue = XMLParser(), Queue()
parser._setevents(queue)
parser.feed("<a><b/></a>")
print([(name, what.tag) for name, what in queue], parser.close().tag)
print(refused(parser._setevents, 5), refused(parser._setevents, queue, 5), refused(parser._setevents, queue, ["bogus"]),
      refused(parser._setevents, queue, [5]), refused(XMLParser(target=Little())._setevents, queue))
pull = ET.XMLPullParser(["start", "end", "comment"])
for piece in ("<a>te", "xt<b", "/><!--c--></", "a>"):
    pull.feed(piece)
    print([(event, e.tag if isinstance(e.tag, str) else "comment", e.text) for event, e in pull.read_events() if not isinstance(e, str)])
print([(event, e.tag) for event, e in ET.iterparse(io.StringIO("<a><b/><c/></a>"))])
import _elementtree
old = _elementtree._set_factories(None, None)
print(len(old), _elementtree._set_factories(*old), refused(_elementtree._set_factories, 5, None))
large = "<r>" + "<item key='value'>some text</item>" * 100000 + "</r>"
print(len(ET.fromstring(large)), len(ET.fromstring(large.encode())))

# expect: None close Target {}
# expect: ('doctype', 'r', 'p', 's')
# expect: ('pi', 'pi1', 'x')
# expect: ('start_ns', '', 'u')
# expect: ('start_ns', 'q', 'v')
# expect: ('start', '{u}r', {'{v}a': '1'})
# expect: ('comment', 'c')
# expect: ('data', 't')
# expect: ('data', '&')
# expect: ('data', 'x')
# expect: ('data', '\n')
# expect: ('start', '{v}b', {})
# expect: ('end', '{v}b')
# expect: ('pi', 'pi2', '')
# expect: ('data', '<z>')
# expect: ('end', '{u}r')
# expect: ('end_ns', 'q')
# expect: ('end_ns', '')
# expect: ('close',)
# expect: start {u}r
# expect: start {v}b
# expect: None None
# expect: ('ParseError', 36, (2, 32), True, 'parsing finished: line 2, column 32') ('ParseError', 36, (2, 32), True, 'parsing finished: line 2, column 32')
# expect: b'<a>1<b>2</b>3<c x="&lt;" />4</a>' text
# expect: ('ParseError', 7, (1, 8), True, 'mismatched tag: line 1, column 8') ('ParseError', 3, (1, 0), True, 'no element found: line 1, column 0') ('ParseError', 11, (2, 0), True, 'undefined entity: line 2, column 0')
# expect: ('ParseError', 14, (1, 3), True, 'reference to invalid character number: line 1, column 3') ('ParseError', 27, (1, 0), True, 'unbound prefix: line 1, column 0') UnicodeEncodeError
# expect: ('ParseError', 4, (1, 3), True, 'not well-formed (invalid token): line 1, column 3') LookupError ValueError
# expect: '\xc7' '\u20ac\U0001f600' '\xff'
# expect: ('ParseError', 11, (1, 46), True, 'undefined entity &foo;: line 1, column 46')
# expect: 1bar2 True
# expect: start y
# expect: t x None
# expect: ('ParseError', 3, (1, 3), True, 'no element found: line 1, column 3') AttributeError
# expect: TypeError TypeError TypeError ValueError
# expect: TypeError AttributeError AttributeError
# expect: ValueError ValueError ValueError None None
# expect: ZeroDivisionError None None
# expect: True
# expect: None
# expect: [('pi', ('pi1', 'x')), ('start-ns', ('', 'u')), ('start-ns', ('q', 'v')), ('start', '{u}r'), ('comment', 'c'), ('start', '{v}b'), ('end', '{v}b'), ('pi', ('pi2', '')), ('end', '{u}r'), ('end-ns', None), ('end-ns', None)]
# expect: [('end', 'b'), ('end', 'a')] a
# expect: AttributeError TypeError ValueError ValueError TypeError
# expect: [('start', 'a', None)]
# expect: []
# expect: [('start', 'b', None), ('end', 'b', None), ('comment', 'comment', 'c')]
# expect: [('end', 'a', 'text')]
# expect: [('end', 'b'), ('end', 'c'), ('end', 'a')]
# expect: 2 (None, None) TypeError
# expect: 100000 100000
