# min-version: 3.12
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1, 2): "a"}[slice(1, 2)], slice(1, 2) in {slice(1, 2)})
try:
    hash(slice([]))
except TypeError as e:
    print(e)

# expect: True a True
# expect: unhashable type: 'list'
