# JSON written and read.
import json
document = {"list": [1, 2.5, None, True, "é\n\"quoted\""], "nested": {str(n): {"n": n, "s": "x" * n} for n in range(30)}, "empty": [{}, []]}
text = json.dumps(document)
print(len(text), json.loads(text) == document, json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)[:40])
print(json.loads("[1e5, -0.0, 12345678901234567890, \"\\ud83d\\ude00\\u00e9\"]"), json.dumps({1: 2, None: 3}), json.dumps("\u2028\x00"))
for bad in ("{", "[1,]", "\"a", "nul", "{\"a\" 1}", "\"\\x\""):
    try:
        json.loads(bad)
    except json.JSONDecodeError as error:
        print(error)
print(json.loads(text, object_pairs_hook=lambda pairs: len(pairs)), json.loads("1.5", parse_float=str), len(list(json.JSONEncoder().iterencode(document))))
