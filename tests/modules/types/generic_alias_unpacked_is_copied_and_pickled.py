import copy, pickle
alias = next(iter(tuple[int, ...]))
print(alias, copy.copy(alias) == alias, copy.deepcopy(alias) == alias)
for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
    print(pickle.loads(pickle.dumps(alias, protocol)), pickle.loads(pickle.dumps(tuple[str, alias], protocol)))
iterator = iter(list[int])
print(next(iterator), list(iterator), iterator.__reduce__()[1], type(iterator).__name__)

# expect: *tuple[int, ...] True True
# expect: *tuple[int, ...] tuple[str, *tuple[int, ...]]
# expect: *tuple[int, ...] tuple[str, *tuple[int, ...]]
# expect: *tuple[int, ...] tuple[str, *tuple[int, ...]]
# expect: *tuple[int, ...] tuple[str, *tuple[int, ...]]
# expect: *list[int] [] ((),) generic_alias_iterator
