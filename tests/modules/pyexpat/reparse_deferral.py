from xml.parsers import expat

parser = expat.ParserCreate()
# Older builds of the library do not put it off, and newer ones do unless they are told otherwise.
supported = parser.GetReparseDeferralEnabled()
print(type(supported).__name__, parser.SetReparseDeferralEnabled(False), parser.GetReparseDeferralEnabled(), parser.SetReparseDeferralEnabled(True), parser.GetReparseDeferralEnabled() == supported)
names = []
parser.SetReparseDeferralEnabled(False)
parser.StartElementHandler = lambda name, attributes: names.append(name)
for piece in ("<a>", "<b", " x='1'", ">", "</b></a>"):
    parser.Parse(piece)
    print(names)
parser.Parse("", True)
for wrong in (lambda: parser.SetReparseDeferralEnabled(), lambda: parser.GetReparseDeferralEnabled(1)):
    try:
        wrong()
    except TypeError:
        print("TypeError")

# expect: bool None False None True
# expect: ['a']
# expect: ['a']
# expect: ['a']
# expect: ['a', 'b']
# expect: ['a', 'b']
# expect: TypeError
# expect: TypeError
