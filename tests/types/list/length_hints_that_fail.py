"""Who takes items from an iterable asks how many there will be first: what goes wrong then is an error, but for a TypeError."""

import array
import collections


class WithLength:
    def __init__(self, error):
        self.error = error

    def __iter__(self):
        return iter(range(10))

    def __len__(self):
        raise self.error


class WithHint:
    def __init__(self, error):
        self.error = error

    def __iter__(self):
        return iter(range(10))

    def __length_hint__(self):
        if isinstance(self.error, Exception):
            raise self.error
        return self.error


def attempt(name, function):
    try:
        function()
        print(name, "fine")
    except Exception as error:
        print(name, repr(error))


sources = [WithLength(RuntimeError("length")), WithLength(TypeError("length")), WithHint(RuntimeError("hint")), WithHint(TypeError("hint")),
           WithHint(NotImplemented), WithHint(-1), WithHint("text")]
for source in sources:
    print(type(source).__name__, repr(source.error))
    for make in (list, tuple, bytes, bytearray, set, sorted, sum, collections.deque):
        attempt("  " + make.__name__, lambda: make(source))
    for target in ([], bytearray(), collections.deque(), array.array("b")):
        attempt("  extend " + type(target).__name__, lambda: target.extend(source))
    attempt("  join", lambda: "".join(source))
    attempt("  display", lambda: [*source])
    attempt("  display", lambda: (*source,))

# expect: WithLength RuntimeError('length')
# expect:   list RuntimeError('length')
# expect-before-3.15:   tuple RuntimeError('length')
# expect-since-3.15:   tuple fine
# expect:   bytes RuntimeError('length')
# expect:   bytearray fine
# expect:   set fine
# expect:   sorted RuntimeError('length')
# expect:   sum fine
# expect:   deque fine
# expect:   extend list RuntimeError('length')
# expect:   extend bytearray RuntimeError('length')
# expect:   extend deque fine
# expect:   extend array fine
# expect:   join TypeError('sequence item 0: expected str instance, int found')
# expect:   display RuntimeError('length')
# expect:   display RuntimeError('length')
# expect: WithLength TypeError('length')
# expect:   list fine
# expect:   tuple fine
# expect:   bytes fine
# expect:   bytearray fine
# expect:   set fine
# expect:   sorted fine
# expect:   sum fine
# expect:   deque fine
# expect:   extend list fine
# expect:   extend bytearray fine
# expect:   extend deque fine
# expect:   extend array fine
# expect:   join TypeError('sequence item 0: expected str instance, int found')
# expect:   display fine
# expect:   display fine
# expect: WithHint RuntimeError('hint')
# expect:   list RuntimeError('hint')
# expect-before-3.15:   tuple RuntimeError('hint')
# expect-since-3.15:   tuple fine
# expect:   bytes RuntimeError('hint')
# expect:   bytearray fine
# expect:   set fine
# expect:   sorted RuntimeError('hint')
# expect:   sum fine
# expect:   deque fine
# expect:   extend list RuntimeError('hint')
# expect:   extend bytearray RuntimeError('hint')
# expect:   extend deque fine
# expect:   extend array fine
# expect:   join TypeError('sequence item 0: expected str instance, int found')
# expect:   display RuntimeError('hint')
# expect:   display RuntimeError('hint')
# expect: WithHint TypeError('hint')
# expect:   list fine
# expect:   tuple fine
# expect:   bytes fine
# expect:   bytearray fine
# expect:   set fine
# expect:   sorted fine
# expect:   sum fine
# expect:   deque fine
# expect:   extend list fine
# expect:   extend bytearray fine
# expect:   extend deque fine
# expect:   extend array fine
# expect:   join TypeError('sequence item 0: expected str instance, int found')
# expect:   display fine
# expect:   display fine
# expect: WithHint NotImplemented
# expect:   list fine
# expect:   tuple fine
# expect:   bytes fine
# expect:   bytearray fine
# expect:   set fine
# expect:   sorted fine
# expect:   sum fine
# expect:   deque fine
# expect:   extend list fine
# expect:   extend bytearray fine
# expect:   extend deque fine
# expect:   extend array fine
# expect:   join TypeError('sequence item 0: expected str instance, int found')
# expect:   display fine
# expect:   display fine
# expect: WithHint -1
# expect-before-3.15:   list ValueError('__length_hint__() should return >= 0')
# expect-before-3.15:   tuple ValueError('__length_hint__() should return >= 0')
# expect-before-3.15:   bytes ValueError('__length_hint__() should return >= 0')
# expect-since-3.15:   list ValueError('WithHint.__length_hint__() must return a non-negative int')
# expect-since-3.15:   tuple fine
# expect-since-3.15:   bytes ValueError('WithHint.__length_hint__() must return a non-negative int')
# expect:   bytearray fine
# expect:   set fine
# expect-before-3.15:   sorted ValueError('__length_hint__() should return >= 0')
# expect-since-3.15:   sorted ValueError('WithHint.__length_hint__() must return a non-negative int')
# expect:   sum fine
# expect:   deque fine
# expect-before-3.15:   extend list ValueError('__length_hint__() should return >= 0')
# expect-before-3.15:   extend bytearray ValueError('__length_hint__() should return >= 0')
# expect-since-3.15:   extend list ValueError('WithHint.__length_hint__() must return a non-negative int')
# expect-since-3.15:   extend bytearray ValueError('WithHint.__length_hint__() must return a non-negative int')
# expect:   extend deque fine
# expect:   extend array fine
# expect:   join TypeError('sequence item 0: expected str instance, int found')
# expect-before-3.15:   display ValueError('__length_hint__() should return >= 0')
# expect-before-3.15:   display ValueError('__length_hint__() should return >= 0')
# expect-since-3.15:   display ValueError('WithHint.__length_hint__() must return a non-negative int')
# expect-since-3.15:   display ValueError('WithHint.__length_hint__() must return a non-negative int')
# expect: WithHint 'text'
# expect-before-3.15:   list TypeError('__length_hint__ must be an integer, not str')
# expect-before-3.15:   tuple TypeError('__length_hint__ must be an integer, not str')
# expect-before-3.15:   bytes TypeError('__length_hint__ must be an integer, not str')
# expect-since-3.15:   list TypeError('WithHint.__length_hint__() must return an int, not str')
# expect-since-3.15:   tuple fine
# expect-since-3.15:   bytes TypeError('WithHint.__length_hint__() must return an int, not str')
# expect:   bytearray fine
# expect:   set fine
# expect-before-3.15:   sorted TypeError('__length_hint__ must be an integer, not str')
# expect-since-3.15:   sorted TypeError('WithHint.__length_hint__() must return an int, not str')
# expect:   sum fine
# expect:   deque fine
# expect-before-3.15:   extend list TypeError('__length_hint__ must be an integer, not str')
# expect-before-3.15:   extend bytearray TypeError('__length_hint__ must be an integer, not str')
# expect-since-3.15:   extend list TypeError('WithHint.__length_hint__() must return an int, not str')
# expect-since-3.15:   extend bytearray TypeError('WithHint.__length_hint__() must return an int, not str')
# expect:   extend deque fine
# expect:   extend array fine
# expect:   join TypeError('sequence item 0: expected str instance, int found')
# expect-before-3.15:   display TypeError('__length_hint__ must be an integer, not str')
# expect-before-3.15:   display TypeError('__length_hint__ must be an integer, not str')
# expect-since-3.15:   display TypeError('WithHint.__length_hint__() must return an int, not str')
# expect-since-3.15:   display TypeError('WithHint.__length_hint__() must return an int, not str')
