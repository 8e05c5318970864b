# sentinel of Python 3.15 (PEP 661), for older ones.
import builtins
import sys


class Model:
    def __init__(self, name, /, *, repr=None):
        if not isinstance(name, str):
            raise TypeError("sentinel() argument 1 must be str")
        if repr is not None and not isinstance(repr, str):
            raise TypeError("sentinel() argument 'repr' must be str or None")
        vars(self).update(__name__=name, _repr=repr, __module__=sys._getframe(1).f_globals["__name__"])

    def __setattr__(self, name, value):
        if name != "__module__":
            raise AttributeError(name)
        vars(self)[name] = value

    def __repr__(self): return self._repr or self.__name__
    def __reduce__(self): return self.__name__
    def __init_subclass__(cls): raise TypeError("type 'sentinel' is not an acceptable base type")


sentinel = getattr(builtins, "sentinel", Model)
