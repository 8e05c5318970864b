values = [1]
it = iter(values)
print(list(it))
values.append(2)
print(list(it))
for make in (
    lambda: iter((1,)), lambda: iter("a"), lambda: iter({1: 2}), lambda: iter(range(1)), lambda: zip([1]),
    lambda: map(abs, [1]),
):
    it = make()
    next(it)
    print(next(it, "end"), next(it, "end"), end="; ")
print()

# expect: [1]
# expect: []
# expect: end end; end end; end end; end end; end end; end end; 
