# fails: 0
# says: ^1 different schedule in 13 runs, none has failed\.$
total = sum(n for n in range(100))
assert total == 4950
