def say(x):
    print(x, end=" ")
    return x


def f(*args, **kwargs):
    print("|", args, kwargs)


f(say(1), *[say(2)], say(3), k=say(4), **{"m": say(5)})
{say("k1"): say("v1"), say("k2"): say("v2")}
say("a") + say("b") * say("c")
print()
[0, 1, 2][say(0):say(2):say(1)]
print()

# expect: 1 2 3 4 5 | (1, 2, 3) {'k': 4, 'm': 5}
# expect: k1 v1 k2 v2 a b c 
# expect-error: TypeError: can't multiply sequence by non-int of type 'str'
# status: 1
