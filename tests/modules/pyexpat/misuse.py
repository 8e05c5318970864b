import gc
import weakref
from xml.parsers import expat


def attempt(action):
    try:
        print(action())
    except BaseException as e:
        print(type(e).__name__, e)


parser = expat.ParserCreate()
for document in "<a>", "<a></b>", "", "<a>&x;</a>", "<a b='1' b='2'/>", "<a>\x01</a>", "<\xe9\n><b", "<?xml version='1.0' encoding='shift_jis_x'?><a/>":
    parser = expat.ParserCreate()
    try:
        parser.Parse(document, True)
    except expat.ExpatError as e:
        print(e, e.code, e.lineno, e.offset, expat.errors.messages[e.code], expat.errors.codes[str(e).split(":")[0]] == e.code == parser.ErrorCode)
    except Exception as e:
        print(type(e).__name__, e)
print(expat.ErrorString(3), expat.errors.XML_ERROR_NO_ELEMENTS, expat.ErrorString(4444), expat.error is expat.ExpatError, expat.ExpatError.__module__)
attempt(lambda: expat.ParserCreate(encoding=3))
attempt(lambda: expat.ParserCreate(namespace_separator=3))
attempt(lambda: expat.ParserCreate(namespace_separator="too long"))
attempt(lambda: expat.ParserCreate(namespace_separator="\0"))
attempt(lambda: expat.ParserCreate(intern=[]))
attempt(lambda: expat.XMLParserType())
attempt(lambda: expat.ParserCreate().Parse(12))
attempt(lambda: expat.ParserCreate().ParseFile(12))
attempt(lambda: expat.ParserCreate().SetBase(12))
attempt(lambda: expat.ParserCreate().ExternalEntityParserCreate(12))
attempt(lambda: expat.ParserCreate().ExternalEntityParserCreate("a", 12))
attempt(lambda: expat.ParserCreate("utf-16").Parse("<a/>", True))
attempt(lambda: expat.ParserCreate().Parse("<?xml version='1.0' encoding='koi8-r'?><a/>".encode(), True))
attempt(lambda: expat.ParserCreate().Parse("<?xml version='1.0' encoding='euc-jp'?><a/>".encode(), True))


class File:
    def __init__(self, answer):
        self.answer = answer

    def read(self, size):
        return self.answer


attempt(lambda: expat.ParserCreate().ParseFile(File("text")))
attempt(lambda: expat.ParserCreate().ParseFile(File(b"x" * 5000)))

parser = expat.ParserCreate()
print(parser.buffer_size, parser.buffer_text, parser.buffer_used, parser.ordered_attributes, parser.namespace_prefixes, parser.StartElementHandler)
for name, value in ("buffer_size", 0), ("buffer_size", "x"), ("buffer_size", 1 << 40), ("intern", {}), ("CurrentLineNumber", 1):
    attempt(lambda: setattr(parser, name, value))
for name in "buffer_size", "buffer_text", "StartElementHandler", "ordered_attributes":
    attempt(lambda: delattr(parser, name))
parser.SetBase("base")
print(parser.GetBase(), parser.UseForeignDTD(), parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS))


# An error in a handler ends the parsing, and handlers are gone.
def fail(*args):
    1 / 0


parser.StartElementHandler = fail
parser.EndElementHandler = print
attempt(lambda: parser.Parse("<a><b/></a>", True))
print(parser.StartElementHandler, parser.EndElementHandler)
attempt(lambda: parser.Parse("<a/>", True))
parser = expat.ParserCreate()
parser.NotStandaloneHandler = lambda: 0
attempt(lambda: parser.Parse("<?xml version='1.0' standalone='no'?><!DOCTYPE a SYSTEM 'x'><a/>", True))
parser = expat.ParserCreate()
parser.NotStandaloneHandler = lambda: "no number"
attempt(lambda: parser.Parse("<?xml version='1.0' standalone='no'?><!DOCTYPE a SYSTEM 'x'><a/>", True))

# Text that waits, while the buffer is changed by the handler.
log = []
parser = expat.ParserCreate()
parser.buffer_text = True
parser.buffer_size = 10
parser.CharacterDataHandler = log.append
parser.Parse("<a>12345&amp;6789&lt;abc", False)
print(log, parser.buffer_used)
parser.CharacterDataHandler = None
print(log, parser.buffer_used)
parser.CharacterDataHandler = log.append
parser.buffer_text = False
parser.Parse("more&amp;than one</a>", True)
print(log)


# A parser and its owner are a cycle.
class Owner:
    def __init__(self):
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start

    def start(self, name, attributes):
        pass


owner = Owner()
owner.parser.Parse("<a>")
reference = weakref.ref(owner)
del owner
gc.collect()
print(reference())

# expect: no element found: line 1, column 3 3 1 3 no element found True
# expect: mismatched tag: line 1, column 5 7 1 5 mismatched tag True
# expect: no element found: line 1, column 0 3 1 0 no element found True
# expect: undefined entity: line 1, column 3 11 1 3 undefined entity True
# expect: duplicate attribute: line 1, column 9 8 1 9 duplicate attribute True
# expect: not well-formed (invalid token): line 1, column 3 4 1 3 not well-formed (invalid token) True
# expect: unclosed token: line 2, column 1 5 2 1 unclosed token True
# expect: no element found no element found None True xml.parsers.expat
# expect: TypeError ParserCreate() argument 'encoding' must be str or None, not int
# expect: TypeError ParserCreate() argument 'namespace_separator' must be str or None, not int
# expect: ValueError namespace_separator must be at most one character, omitted, or None
# expect: ValueError embedded null character
# expect: TypeError intern must be a dictionary
# expect: TypeError cannot create 'pyexpat.xmlparser' instances
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError argument must have 'read' attribute
# expect: TypeError SetBase() argument must be str, not int
# expect: TypeError ExternalEntityParserCreate() argument 1 must be str or None, not int
# expect: TypeError ExternalEntityParserCreate() argument 2 must be str, not int
# expect: 1
# expect: 1
# expect: ValueError multi-byte encodings are not supported
# expect: TypeError read() did not return a bytes object (type=str)
# expect: ValueError read() returned too much data: 2048 bytes requested, 5000 returned
# expect: 8192 False 0 False False None
# expect: ValueError buffer_size must be greater than zero
# expect: TypeError buffer_size must be an integer
# expect: ValueError buffer_size must not be greater than 2147483647
# expect: AttributeError readonly attribute
# expect: AttributeError attribute 'CurrentLineNumber' of 'pyexpat.xmlparser' objects is not writable
# expect: RuntimeError Cannot delete attribute
# expect: RuntimeError Cannot delete attribute
# expect: RuntimeError Cannot delete attribute
# expect: RuntimeError Cannot delete attribute
# expect: base None 1
# expect: ZeroDivisionError division by zero
# expect: None None
# expect: ExpatError parsing finished: line 1, column 3
# expect: ExpatError document is not standalone: line 1, column 56
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ['12345&6789', '<abc'] 0
# expect: ['12345&6789', '<abc'] 0
# expect: ['12345&6789', '<abc', 'more', '&', 'than one']
# expect: None
