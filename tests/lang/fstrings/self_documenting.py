x, y = 3, 4.5
print(f"{x=} {y = } {x + y=} {x=:>5} {y=!s} {'a' + 'b'=}")

# expect: x=3 y = 4.5 x + y=7.5 x=    3 y=4.5 'a' + 'b'='ab'
