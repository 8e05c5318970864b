# An empty bytearray is pickled without arguments for its class, so that copies of a subclass call __new__ with none.
import copy
import pickle


class Noisy(bytearray):
    def __new__(cls, *args):
        print('new', args)
        return super().__new__(cls)


for protocol in range(6):
    print(protocol, bytearray().__reduce_ex__(protocol), bytearray(b'ab\xff').__reduce_ex__(protocol))
    print(pickle.loads(pickle.dumps(bytearray(), protocol)), pickle.loads(pickle.dumps(bytearray(b'ab\xff'), protocol)))
print(bytearray().__reduce__())
empty = Noisy()
empty.x = 1
print(empty.__reduce_ex__(4)[1:], copy.copy(empty).x)
Noisy.__init__ = lambda self, *args: None
full = Noisy()
full.extend(b'xyz')
print(full.__reduce_ex__(2)[1:], full.__reduce_ex__(3)[1:], copy.copy(full))

# expect: 0 (<class 'bytearray'>, (), None) (<class 'bytearray'>, ('abÿ', 'latin-1'), None)
# expect: bytearray(b'') bytearray(b'ab\xff')
# expect: 1 (<class 'bytearray'>, (), None) (<class 'bytearray'>, ('abÿ', 'latin-1'), None)
# expect: bytearray(b'') bytearray(b'ab\xff')
# expect: 2 (<class 'bytearray'>, (), None) (<class 'bytearray'>, ('abÿ', 'latin-1'), None)
# expect: bytearray(b'') bytearray(b'ab\xff')
# expect: 3 (<class 'bytearray'>, (), None) (<class 'bytearray'>, (b'ab\xff',), None)
# expect: bytearray(b'') bytearray(b'ab\xff')
# expect: 4 (<class 'bytearray'>, (), None) (<class 'bytearray'>, (b'ab\xff',), None)
# expect: bytearray(b'') bytearray(b'ab\xff')
# expect: 5 (<class 'bytearray'>, (), None) (<class 'bytearray'>, (b'ab\xff',), None)
# expect: bytearray(b'') bytearray(b'ab\xff')
# expect: (<class 'bytearray'>, (), None)
# expect: new ()
# expect: new ()
# expect: ((), {'x': 1}) 1
# expect: new ()
# expect: new (b'xyz',)
# expect: (('xyz', 'latin-1'), None) ((b'xyz',), None) Noisy(b'')
