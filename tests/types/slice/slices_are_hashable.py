# min-version: 3.12
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1, 2): "a"}[slice(1, 2)], slice(1, 2) in {slice(1, 2)})
print(hash(slice(1, 2, 3)), hash(slice(-1, 0, 1 << 70)))
try:
    hash(slice([]))
except TypeError as e:
    print(e)

# expect: True a True
# expect: -2340833382717974474 7743132879123410389
# expect: unhashable type: 'list'
