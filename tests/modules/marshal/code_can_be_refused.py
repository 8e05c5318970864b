# min-version: 3.13
import io, marshal
code = compile("1", "<s>", "eval")
for value in (code, [1, (code,)]):
    try:
        marshal.dumps(value, allow_code=False)
    except ValueError as e:
        print(e)
data = marshal.dumps([code])
try:
    marshal.loads(data, allow_code=False)
except ValueError as e:
    print(e)
print(marshal.loads(marshal.dumps([1, "a"], allow_code=False), allow_code=False), eval(marshal.loads(data)[0]))
file = io.BytesIO()
marshal.dump({"k": 2.5}, file, allow_code=False)
file.seek(0)
print(marshal.load(file, allow_code=False))

# expect: marshalling code objects is disallowed
# expect: marshalling code objects is disallowed
# expect: unmarshalling code objects is disallowed
# expect: [1, 'a'] 1
# expect: {'k': 2.5}
