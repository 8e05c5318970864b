import json

print(json.dumps({"a": [1, 2.5, None, True, "x"], "b": {}, "c": (), 1: "int key", None: 0, True: 1}))
print(json.dumps("é\n\"\\\u2028😀/"), json.dumps("é", ensure_ascii=False))
print(json.dumps([float("inf"), float("nan"), -0.0, 1e100]))
print(json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([1, 2], separators=(",", ":")))
print(json.dumps({"k": [1, {"z": []}], "e": {}}, indent=2))
print(json.dumps({"s"}, default=sorted), json.dumps(10**25))
loop = []
loop.append(loop)
for action in (
    lambda: json.dumps(object), lambda: json.dumps(loop), lambda: json.dumps({(1,): 2}),
    lambda: json.dumps(float("nan"), allow_nan=False),
):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error).split(":")[0])

# expect: {"a": [1, 2.5, null, true, "x"], "b": {}, "c": [], "1": 1, "null": 0}
# expect: "\u00e9\n\"\\\u2028\ud83d\ude00/" "é"
# expect: [Infinity, NaN, -0.0, 1e+100]
# expect: {"a": 2, "b": 1} [1,2]
# expect: {
# expect:   "k": [
# expect:     1,
# expect:     {
# expect:       "z": []
# expect:     }
# expect:   ],
# expect:   "e": {}
# expect: }
# expect: ["s"] 10000000000000000000000000
# expect: TypeError Object of type type is not JSON serializable
# expect: ValueError Circular reference detected
# expect: TypeError keys must be str, int, float, bool or None, not tuple
# expect: ValueError Out of range float values are not JSON compliant
