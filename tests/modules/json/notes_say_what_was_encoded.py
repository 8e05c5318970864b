# min-version: 3.14
# Older libraries add no notes; 3.15 writes no lines into a dict without members, and knows frozendict.
import builtins
import json
import sys


def notes(value, **named):
    try:
        return json.dumps(value, **named)
    except (TypeError, ValueError) as e:
        return getattr(e, "__notes__", [])


def check(found, wanted, minor=14):
    return sys.version_info < (3, minor) or found == wanted or found


S = "when serializing "
print(check(notes([1, [2, 3, sys]]), [S + "list item 2", S + "list item 1"]), check(notes((1, (2, sys))), [S + "tuple item 1", S + "tuple item 1"]))
print(check(notes({"a": {"b": sys}}), [S + "dict item 'b'", S + "dict item 'a'"]), check(notes(sys), []))
loop = []
loop.append({"k": loop})
print(check(notes(loop), [S + "dict item 'k'", S + "list item 0"]))
print(check(notes(type, default=lambda o: ["x"] if o is Ellipsis else [...] if o is type else o), '[["x"]]'))
print(check(notes(type, default=lambda o: [sys] if o is type else len(5)), [S + "list item 0", S + "type object"]))
print(check(json.dumps({b"skipped": 1}, skipkeys=True, indent=1), "{}", 15), json.dumps({"a": {}, "b": {"c": 1}}, indent=1) == '{\n "a": {},\n "b": {\n  "c": 1\n }\n}')
if hasattr(builtins, "frozendict"):
    print(json.dumps(frozendict(a=[frozendict()])))
else:
    print('{"a": [{}]}')
print(sys.version_info < (3, 15) or json.loads("[1, [], {\"a\": [2]}]", array_hook=tuple) == (1, (), {"a": (2,)}))

# expect: True True
# expect: True True
# expect: True
# expect: True
# expect: True
# expect: True True
# expect: {"a": [{}]}
# expect: True
