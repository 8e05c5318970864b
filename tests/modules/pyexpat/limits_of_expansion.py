# min-version: 3.15
# What entities may make of a document can be limited; numbers that handlers return are checked.
from xml.parsers import expat


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

# expect: 3 None
# expect: 0 None
# expect: True None
# expect: -5 ('ValueError', 'Cannot convert negative int', None, [])
# expect: -1180591620717411303424 ('ValueError', 'Cannot convert negative int', None, [])
# expect: 0.5 ('TypeError', "'float' object cannot be interpreted as an integer", None, [])
# expect: None ('TypeError', "'NoneType' object cannot be interpreted as an integer", None, [])
# expect: x ('TypeError', "'str' object cannot be interpreted as an integer", None, [])
# expect: 3 None
# expect: 1 None
# expect: 1.5 None
# expect: 0 ('ExpatError', "'max_factor' must be at least 1.0", 41, [])
# expect: 0.99 ('ExpatError', "'max_factor' must be at least 1.0", 41, [])
# expect: -5 ('ExpatError', "'max_factor' must be at least 1.0", 41, [])
# expect: None ('TypeError', 'must be real number, not NoneType', None, [])
# expect: x ('TypeError', 'must be real number, not str', None, [])
# expect: nan ('ExpatError', "'max_factor' must be at least 1.0", 41, [])
# expect: inf None
# expect: ('ExpatError', 'parser must be a root parser', 41, [])
# expect: ('ExpatError', 'parser must be a root parser', 41, [])
# expect: 3 limit on input amplification factor (from DTD and entities) breached
# expect: 1000000 1
# expect: text ('TypeError', "'str' object cannot be interpreted as an integer", None, ["invalid 'NotStandalone' event handler return value"]) 1 True
# expect: text ('TypeError', "'str' object cannot be interpreted as an integer", None, ["invalid 'ExternalEntityRef' event handler return value"]) 1 True
# expect: None ('TypeError', "'NoneType' object cannot be interpreted as an integer", None, ["invalid 'NotStandalone' event handler return value"]) 1 True
# expect: None ('TypeError', "'NoneType' object cannot be interpreted as an integer", None, ["invalid 'ExternalEntityRef' event handler return value"]) 1 True
# expect: 1 1 1 True
# expect: 1 1 1 True
# expect: 0 ('ExpatError', 'document is not standalone: line 1, column 19', 22, []) 1 True
# expect: 0 ('ExpatError', 'error in processing external entity reference: line 1, column 21', 21, []) 1 True
# expect: 1.5 ('TypeError', "'float' object cannot be interpreted as an integer", None, ["invalid 'NotStandalone' event handler return value"]) 1 True
# expect: 1.5 ('TypeError', "'float' object cannot be interpreted as an integer", None, ["invalid 'ExternalEntityRef' event handler return value"]) 1 True
