# min-version: 3.15
class Text(ExceptionGroup):
    def split(self, *args): return "no tuple"
class Short(ExceptionGroup):
    def split(self, *args): return None,
class Numbers(ExceptionGroup):
    def split(self, *args): return super().split(*args) + (1, 2)
for kind in Text, Short, Numbers:
    try:
        try:
            raise kind("group", [OSError(1), ValueError(2)])
        except* ValueError as e:
            print("first", repr(e))
        except* OSError as e:
            print("second", repr(e))
    except TypeError as e:
        print(kind.__name__, e, repr(e.__context__))

# expect: Text Text.split must return a tuple, not str Text('group', [OSError(1), ValueError(2)])
# expect: Short Short.split must return a 2-tuple, got tuple of size 1 Short('group', [OSError(1), ValueError(2)])
# expect: first ExceptionGroup('group', [ValueError(2)])
# expect: second ExceptionGroup('group', [OSError(1)])
