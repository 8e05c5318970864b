import json

items = [object()] * 10
def crash(_):
    del items[-1]
print(json.dumps(items, default=crash), len(items))
class Items(list): pass
print(json.dumps(Items([1, (2, [])])), json.dumps([]), json.dumps(()))

# expect: [null, null, null, null, null] 5
# expect: [1, [2, []]] [] []
