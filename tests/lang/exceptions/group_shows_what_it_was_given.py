# min-version: 3.15
# The repr of a group shows the exceptions that it was made with, even if the sequence or args change later.
from collections import deque


class Group(ExceptionGroup):
    pass


exceptions = [ValueError(1), TypeError(2)]
group = Group("text", exceptions)
exceptions.clear()
print(repr(group), group.args)
exceptions = deque([ValueError(1)])
group = ExceptionGroup("text", exceptions)
exceptions.clear()
print(repr(group))
print(repr(BaseExceptionGroup("text", (ValueError(1), KeyboardInterrupt()))))
group = ExceptionGroup("msg", [ValueError()])
for args in (), (1,), (1, 2, 3):
    group.args = args
    print(repr(group))


class Sequence(list):
    def __init__(self, result):
        super().__init__([ValueError()])
        self.result = result

    def __repr__(self):
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


print(repr(ExceptionGroup("text", Sequence("mine"))))
for result in None, OSError("no"):
    try:
        ExceptionGroup("text", Sequence(result))
    except (TypeError, OSError) as e:
        print(type(e).__name__)

# expect: Group('text', [ValueError(1), TypeError(2)]) ('text', [])
# expect: ExceptionGroup('text', deque([ValueError(1)]))
# expect: BaseExceptionGroup('text', (ValueError(1), KeyboardInterrupt()))
# expect: ExceptionGroup('msg', (ValueError(),))
# expect: ExceptionGroup('msg', (ValueError(),))
# expect: ExceptionGroup('msg', (ValueError(),))
# expect: ExceptionGroup('text', mine)
# expect: TypeError
# expect: OSError
