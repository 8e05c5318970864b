# What entities may make of a document can be limited; numbers that handlers return are checked.
from xml.parsers import expat
import sys

if sys.version_info < (3, 15):
    sys.exit()


def shown(call, *arguments):
    try:
        return call(*arguments)
    except Exception as e:
        return type(e).__name__, str(e), getattr(e, "code", None), getattr(e, "__notes__", [])


root = expat.ParserCreate()
entity = root.ExternalEntityParserCreate(None)
for value in 3, 0, True, -5, -(2**70), 0.5, None, "x":
    print(value, shown(root.SetBillionLaughsAttackProtectionActivationThreshold, value))
for value in 3, 1, 1.5, 0, 0.99, -5, None, "x", float("nan"), float("inf"):
    print(value, shown(root.SetBillionLaughsAttackProtectionMaximumAmplification, value))
print(shown(entity.SetBillionLaughsAttackProtectionActivationThreshold, 5))
print(shown(entity.SetBillionLaughsAttackProtectionMaximumAmplification, 5))

LAUGHS = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>%s]><d>&%s;</d>" % (
    "".join("<!ENTITY %s '%s'>" % (name, "&%s;" % below * 10) for below, name in zip("abc", "bcd")), "d")
for threshold in 3, 10**6:
    parser = expat.ParserCreate()
    parser.SetBillionLaughsAttackProtectionActivationThreshold(threshold)
    parser.SetBillionLaughsAttackProtectionMaximumAmplification(1.0)
    result = shown(parser.Parse, LAUGHS, True)
    print(threshold, result if result == 1 else result[1].partition(":")[0])


class Handler:
    def __init__(self, answer):
        self.answer, self.calls = answer, 0

    def __call__(self, *arguments):
        self.calls += 1
        return self.answer


for answer in "text", None, 1, 0, 1.5:
    parser = expat.ParserCreate()
    handler = parser.NotStandaloneHandler = Handler(answer)
    print(answer, shown(parser.Parse, "<!DOCTYPE d SYSTEM 'd' []><d/>", True), handler.calls, parser.NotStandaloneHandler is handler)
    parser = expat.ParserCreate()
    parser.UseForeignDTD()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
    handler = parser.ExternalEntityRefHandler = Handler(answer)
    print(answer, shown(parser.Parse, "<?xml version='1.0'?><d/>", True), handler.calls, parser.ExternalEntityRefHandler is handler)

# expect-since-3.15: 3 None
# expect-since-3.15: 0 None
# expect-since-3.15: True None
# expect-since-3.15: -5 ('ValueError', 'Cannot convert negative int', None, [])
# expect-since-3.15: -1180591620717411303424 ('ValueError', 'Cannot convert negative int', None, [])
# expect-since-3.15: 0.5 ('TypeError', "'float' object cannot be interpreted as an integer", None, [])
# expect-since-3.15: None ('TypeError', "'NoneType' object cannot be interpreted as an integer", None, [])
# expect-since-3.15: x ('TypeError', "'str' object cannot be interpreted as an integer", None, [])
# expect-since-3.15: 3 None
# expect-since-3.15: 1 None
# expect-since-3.15: 1.5 None
# expect-since-3.15: 0 ('ExpatError', "'max_factor' must be at least 1.0", 41, [])
# expect-since-3.15: 0.99 ('ExpatError', "'max_factor' must be at least 1.0", 41, [])
# expect-since-3.15: -5 ('ExpatError', "'max_factor' must be at least 1.0", 41, [])
# expect-since-3.15: None ('TypeError', 'must be real number, not NoneType', None, [])
# expect-since-3.15: x ('TypeError', 'must be real number, not str', None, [])
# expect-since-3.15: nan ('ExpatError', "'max_factor' must be at least 1.0", 41, [])
# expect-since-3.15: inf None
# expect-since-3.15: ('ExpatError', 'parser must be a root parser', 41, [])
# expect-since-3.15: ('ExpatError', 'parser must be a root parser', 41, [])
# expect-since-3.15: 3 limit on input amplification factor (from DTD and entities) breached
# expect-since-3.15: 1000000 1
# expect-since-3.15: text ('TypeError', "'str' object cannot be interpreted as an integer", None, ["invalid 'NotStandalone' event handler return value"]) 1 True
# expect-since-3.15: text ('TypeError', "'str' object cannot be interpreted as an integer", None, ["invalid 'ExternalEntityRef' event handler return value"]) 1 True
# expect-since-3.15: None ('TypeError', "'NoneType' object cannot be interpreted as an integer", None, ["invalid 'NotStandalone' event handler return value"]) 1 True
# expect-since-3.15: None ('TypeError', "'NoneType' object cannot be interpreted as an integer", None, ["invalid 'ExternalEntityRef' event handler return value"]) 1 True
# expect-since-3.15: 1 1 1 True
# expect-since-3.15: 1 1 1 True
# expect-since-3.15: 0 ('ExpatError', 'document is not standalone: line 1, column 19', 22, []) 1 True
# expect-since-3.15: 0 ('ExpatError', 'error in processing external entity reference: line 1, column 21', 21, []) 1 True
# expect-since-3.15: 1.5 ('TypeError', "'float' object cannot be interpreted as an integer", None, ["invalid 'NotStandalone' event handler return value"]) 1 True
# expect-since-3.15: 1.5 ('TypeError', "'float' object cannot be interpreted as an integer", None, ["invalid 'ExternalEntityRef' event handler return value"]) 1 True
