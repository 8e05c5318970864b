g = ExceptionGroup("top", [ValueError(1), ExceptionGroup("in", [TypeError(2), ValueError(3)])])
print(g.subgroup(ValueError), g.split(TypeError)[1], g.derive([KeyError()]), str(g), isinstance(g, Exception))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__)
print(type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for args in (("m",), ("m", []), ("m", [5]), (5, [ValueError()]), ("m", [KeyboardInterrupt()])):
    try:
        ExceptionGroup(*args)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

# expect: top (2 sub-exceptions) top (2 sub-exceptions) top (1 sub-exception) top (2 sub-exceptions) True
# expect: ExceptionGroup
# expect: BaseExceptionGroup
# expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
# expect: ValueError second argument (exceptions) must be a non-empty sequence
# expect: ValueError Item 0 of second argument (exceptions) is not an exception
# expect: TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
# expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup
