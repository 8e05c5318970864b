import json

print(json.loads('{"a": [1, -2.5e3, true, false, null, "\\u00e9\\n\\ud83d\\ude00"], "b": {}}'))
print(json.loads(" [ ] "), json.loads("12345678901234567890123"), json.loads("NaN"))
print(json.loads(b'"bytes"'), json.loads('{"x": 1, "x": 2}'))
print(json.loads("[1.5, 2]", parse_float=str, parse_int=float))
print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)))
print(json.loads('{"a": 1}', object_pairs_hook=list))
for text in ("", "{", "[1,,2]", "{'a': 1}", '{"a" 1}', '"abc', "nul", "[1] x", '"\\q"', '"\t"', "01", '{"a": 1'):
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        print(error)

# expect: {'a': [1, -2500.0, True, False, None, 'é\n😀'], 'b': {}}
# expect: [] 12345678901234567890123 nan
# expect: bytes {'x': 2}
# expect: ['1.5', 2.0]
# expect: ['a']
# expect: [('a', 1)]
# expect: Expecting value: line 1 column 1 (char 0)
# expect: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: Expecting value: line 1 column 4 (char 3)
# expect: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: Expecting ':' delimiter: line 1 column 6 (char 5)
# expect: Unterminated string starting at: line 1 column 1 (char 0)
# expect: Expecting value: line 1 column 1 (char 0)
# expect: Extra data: line 1 column 5 (char 4)
# expect: Invalid \escape: line 1 column 2 (char 1)
# expect: Invalid control character at: line 1 column 2 (char 1)
# expect: Extra data: line 1 column 2 (char 1)
# expect: Expecting ',' delimiter: line 1 column 8 (char 7)
