# The message of `in` for an object that is neither a container nor iterable.
import operator

for call in (lambda x: 1 in x, lambda x: 1 not in x, lambda x: operator.contains(x, 1), lambda x: operator.countOf(x, 1)):
    for x in 5, None, object:
        try:
            call(x)
        except TypeError as e:
            print(e)

# expect-since-3.15: argument of type 'int' is not a container or iterable
# expect-since-3.15: argument of type 'NoneType' is not a container or iterable
# expect-since-3.15: argument of type 'type' is not a container or iterable
# expect-since-3.15: argument of type 'int' is not a container or iterable
# expect-since-3.15: argument of type 'NoneType' is not a container or iterable
# expect-since-3.15: argument of type 'type' is not a container or iterable
# expect-since-3.15: argument of type 'int' is not a container or iterable
# expect-since-3.15: argument of type 'NoneType' is not a container or iterable
# expect-since-3.15: argument of type 'type' is not a container or iterable
# expect: argument of type 'int' is not iterable
# expect: argument of type 'NoneType' is not iterable
# expect: argument of type 'type' is not iterable
# expect-before-3.15: argument of type 'int' is not iterable
# expect-before-3.15: argument of type 'NoneType' is not iterable
# expect-before-3.15: argument of type 'type' is not iterable
# expect-before-3.15: argument of type 'int' is not iterable
# expect-before-3.15: argument of type 'NoneType' is not iterable
# expect-before-3.15: argument of type 'type' is not iterable
# expect-before-3.15: argument of type 'int' is not iterable
# expect-before-3.15: argument of type 'NoneType' is not iterable
# expect-before-3.15: argument of type 'type' is not iterable
