import io
import json

data = {"name": "x", "values": list(range(20)), "nested": [{"k": i, "f": i / 7} for i in range(5)], "text": "".join(map(chr, range(32, 400, 7)))}
print(json.loads(json.dumps(data)) == data, json.loads(json.dumps(data, indent=1, ensure_ascii=False)) == data)
f = io.StringIO()
json.dump([1, {"a": None}], f)
f.seek(0)
print(f.getvalue(), json.load(f))

# expect: True True
# expect: [1, {"a": null}] [1, {'a': None}]
