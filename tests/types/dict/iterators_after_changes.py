# Steps over deleted entries, and what an iterator says when its dict has changed.
d = {i: i * i for i in range(20)}
for i in range(0, 20, 3):
    del d[i]
kept = [i for i in range(20) if i % 3]
print(list(d) == kept, list(d.values()) == [i * i for i in kept], [(k, v) for k, v in d.items()] == list(d.items()), [k for k in d] == kept)
for make in iter, lambda x: iter(x.items()), lambda x: iter(x.values()):
    it = make(d)
    next(it)
    d["new"] = 1
    try:
        next(it)
        print("no error")
    except RuntimeError as e:
        print(e)
    del d["new"]
    it = make(d)
    next(it)
    key = next(iter(d))
    value = d.pop(key)
    d["z"] = 1
    try:
        for _ in it:
            pass
        print("ended")
    except RuntimeError as e:
        print(e)
    del d["z"]
    d[key] = value
it = iter({})
print(list(it), list(it))
it = iter({1: 2}.items())
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it))
for k, v in {1: 2, 3: 4}.items():
    k = v = None
print(k, v)

# expect: True True True True
# expect: dictionary changed size during iteration
# expect: ended
# expect: dictionary changed size during iteration
# expect: dictionary keys changed during iteration
# expect: dictionary changed size during iteration
# expect: dictionary keys changed during iteration
# expect: [] []
# expect: 1 (1, 2) 0 []
# expect: None None
