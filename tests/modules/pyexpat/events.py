from xml.parsers import expat

DOCUMENT = b"""<?xml version="1.0" encoding="iso-8859-1" standalone="no"?>
<?target some data?>
<!-- a comment -->
<!DOCTYPE quotations SYSTEM "quotations.dtd" [
<!ELEMENT root ((a|b)*, c?, (d+))>
<!ELEMENT mixed (#PCDATA|x)*>
<!ATTLIST root attr CDATA #REQUIRED kind (one|two) "one">
<!NOTATION notation SYSTEM "notation.jpeg">
<!ENTITY internal "text">
<!ENTITY external SYSTEM "entity.file">
<!ENTITY unparsed SYSTEM "file" NDATA notation>
<!ENTITY % parameter "value">
%unknown;
]>
<root attr="value" xmlns:my="uri:my">
<my:sub attr2="\xb5 &internal;">Contents \xe9 &internal;</my:sub>&external;
<![CDATA[stuff & nonsense]]>&skipped;</root>
"""

EVENTS = """StartElementHandler EndElementHandler ProcessingInstructionHandler CharacterDataHandler UnparsedEntityDeclHandler
    NotationDeclHandler StartNamespaceDeclHandler EndNamespaceDeclHandler CommentHandler StartCdataSectionHandler EndCdataSectionHandler
    NotStandaloneHandler ExternalEntityRefHandler StartDoctypeDeclHandler EndDoctypeDeclHandler EntityDeclHandler XmlDeclHandler
    ElementDeclHandler AttlistDeclHandler SkippedEntityHandler""".split()


def make(separator, log, **settings):
    parser = expat.ParserCreate(namespace_separator=separator)
    for name in EVENTS:
        def handler(*args, name=name):
            log.append((name.removesuffix("Handler"), *(sorted(arg.split("\f")) if name == "ExternalEntityRefHandler" and arg else arg for arg in args)))
            if name == "ExternalEntityRefHandler":
                sub = parser.ExternalEntityParserCreate(args[0], "utf-8")
                sub.Parse("<inner>of \u20ac</inner>".encode(), True)
            return 1
        setattr(parser, name, handler)
    for name, value in settings.items():
        setattr(parser, name, value)
    return parser


for separator, settings in (None, {}), ("!", dict(namespace_prefixes=True, ordered_attributes=True, specified_attributes=True, buffer_text=True)):
    log = []
    parser = make(separator, log, **settings)
    print(parser.Parse(DOCUMENT, True))
    for event in log:
        print(*event)

# Names are the same objects, in the parser's dict or in a given one.
names = []
parser = expat.ParserCreate(intern={"tag": "tag"})
parser.StartElementHandler = lambda name, attributes: names.append((name, *attributes))
parser.Parse("<tag><tag a='1'/><tag a='2'/></tag>", True)
print(names, sorted(parser.intern), names[1][1] is names[2][1])
print(expat.ParserCreate(intern=None).intern, expat.ParserCreate().intern)

# The text of an event, and where it is.
parser = expat.ParserCreate()
parser.StartElementHandler = lambda name, attributes: print(name, parser.GetInputContext(), parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex)
parser.Parse("<a>\n <b>", False)
parser.Parse("</b>\n</a>", True)
print(parser.GetInputContext(), parser.ErrorCode)

# What no handler is for; bytes in pieces; a file.
import io
parser = expat.ParserCreate()
parts = []
parser.DefaultHandler = parts.append
for i in range(len(DOCUMENT)):
    parser.Parse(DOCUMENT[i:i + 1])
parser.Parse(b"", 1)
print("".join(parts) == DOCUMENT.decode("latin-1"))
parser = expat.ParserCreate()
texts = []
parser.CharacterDataHandler = texts.append
print(parser.ParseFile(io.BytesIO(b"<t>" + b"text " * 2000 + b"</t>")), "".join(texts) == "text " * 2000)

# expect: 1
# expect: XmlDecl 1.0 iso-8859-1 0
# expect: ProcessingInstruction target some data
# expect: Comment  a comment 
# expect: NotStandalone
# expect: StartDoctypeDecl quotations quotations.dtd None 1
# expect: ElementDecl root (6, 0, None, ((5, 2, None, ((4, 0, 'a', ()), (4, 0, 'b', ()))), (4, 1, 'c', ()), (6, 0, None, ((4, 3, 'd', ()),))))
# expect: ElementDecl mixed (3, 2, None, ((4, 0, 'x', ()),))
# expect: AttlistDecl root attr CDATA None 1
# expect: AttlistDecl root kind (one|two) one 0
# expect: NotationDecl notation None notation.jpeg None
# expect: EntityDecl internal 0 text None None None None
# expect: EntityDecl external 0 None None entity.file None None
# expect: UnparsedEntityDecl unparsed None file None notation
# expect: EntityDecl parameter 1 value None None None None
# expect: NotStandalone
# expect: EndDoctypeDecl
# expect: StartElement root {'attr': 'value', 'xmlns:my': 'uri:my', 'kind': 'one'}
# expect: CharacterData 
# expect:
# expect: StartElement my:sub {'attr2': 'µ text'}
# expect: CharacterData Contents é 
# expect: CharacterData text
# expect: EndElement my:sub
# expect: ExternalEntityRef ['external'] None ['entity.file'] None
# expect: StartElement inner {}
# expect: CharacterData of €
# expect: EndElement inner
# expect: CharacterData 
# expect:
# expect: StartCdataSection
# expect: CharacterData stuff & nonsense
# expect: EndCdataSection
# expect: SkippedEntity skipped 0
# expect: EndElement root
# expect: 1
# expect: XmlDecl 1.0 iso-8859-1 0
# expect: ProcessingInstruction target some data
# expect: Comment  a comment 
# expect: NotStandalone
# expect: StartDoctypeDecl quotations quotations.dtd None 1
# expect: ElementDecl root (6, 0, None, ((5, 2, None, ((4, 0, 'a', ()), (4, 0, 'b', ()))), (4, 1, 'c', ()), (6, 0, None, ((4, 3, 'd', ()),))))
# expect: ElementDecl mixed (3, 2, None, ((4, 0, 'x', ()),))
# expect: AttlistDecl root attr CDATA None 1
# expect: AttlistDecl root kind (one|two) one 0
# expect: NotationDecl notation None notation.jpeg None
# expect: EntityDecl internal 0 text None None None None
# expect: EntityDecl external 0 None None entity.file None None
# expect: UnparsedEntityDecl unparsed None file None notation
# expect: EntityDecl parameter 1 value None None None None
# expect: NotStandalone
# expect: EndDoctypeDecl
# expect: StartNamespaceDecl my uri:my
# expect: StartElement root ['attr', 'value']
# expect: CharacterData 
# expect:
# expect: StartElement uri:my!sub!my ['attr2', 'µ text']
# expect: CharacterData Contents é text
# expect: EndElement uri:my!sub!my
# expect: ExternalEntityRef ['external', 'my=uri:my', 'xml=http://www.w3.org/XML/1998/namespace'] None ['entity.file'] None
# expect: StartElement inner []
# expect: CharacterData of €
# expect: EndElement inner
# expect: CharacterData 
# expect:
# expect: StartCdataSection
# expect: CharacterData stuff & nonsense
# expect: EndCdataSection
# expect: SkippedEntity skipped 0
# expect: EndElement root
# expect: EndNamespaceDecl my
# expect: [('tag',), ('tag', 'a'), ('tag', 'a')] ['a', 'tag'] True
# expect: None {}
# expect: a b'<a>\n <b>' 1 0 0
# expect: b b'<b>' 2 1 5
# expect: None 0
# expect: True
# expect: 1 True
