# A complete escape at the end of a text leaves its string without an end; an encoder below the first level indents as on it.
# min-version: 3.15
import json

for text in '"\\u0041', '"\\ud834', '"\\ud834\\udd1e', '"\\ud834\\uzzzz', '"\\u00', '"\\u', '{"a": "\\u0041':
    try:
        print(json.loads(text))
    except json.JSONDecodeError as error:
        print(text, error)
encode = json.encoder.c_make_encoder(None, str, json.encoder.c_encode_basestring, "\t", ": ", ", ", False, False, False)
for level in 0, 1, -3:
    print(ascii("".join(encode([1, {"a": 2}], level))))

# expect: "\u0041 Unterminated string starting at: line 1 column 1 (char 0)
# expect: "\ud834 Unterminated string starting at: line 1 column 1 (char 0)
# expect: "\ud834\udd1e Unterminated string starting at: line 1 column 1 (char 0)
# expect: "\ud834\uzzzz Invalid \uXXXX escape: line 1 column 9 (char 8)
# expect: "\u00 Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: "\u Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: {"a": "\u0041 Unterminated string starting at: line 1 column 7 (char 6)
# expect: '[\n\t1, \n\t{\n\t\t"a": 2\n\t}\n]'
# expect: '[\n\t\t1, \n\t\t{\n\t\t\t"a": 2\n\t\t}\n\t]'
# expect: '[\n\t1, \n\t{\n\t\t"a": 2\n\t}\n]'
