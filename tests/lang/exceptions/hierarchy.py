names = ["ZeroDivisionError", "OverflowError", "KeyError", "IndexError", "UnicodeDecodeError", "ModuleNotFoundError", "FileNotFoundError",
         "ConnectionResetError", "TimeoutError", "NotImplementedError", "RecursionError", "IndentationError", "TabError", "StopIteration",
         "GeneratorExit", "KeyboardInterrupt", "SystemExit", "UnboundLocalError", "DeprecationWarning", "BlockingIOError"]
import builtins
for n in names:
    print(" < ".join(c.__name__ for c in getattr(builtins, n).__mro__[:-1]))
print(IOError is OSError, EnvironmentError is OSError)

# expect: ZeroDivisionError < ArithmeticError < Exception < BaseException
# expect: OverflowError < ArithmeticError < Exception < BaseException
# expect: KeyError < LookupError < Exception < BaseException
# expect: IndexError < LookupError < Exception < BaseException
# expect: UnicodeDecodeError < UnicodeError < ValueError < Exception < BaseException
# expect: ModuleNotFoundError < ImportError < Exception < BaseException
# expect: FileNotFoundError < OSError < Exception < BaseException
# expect: ConnectionResetError < ConnectionError < OSError < Exception < BaseException
# expect: TimeoutError < OSError < Exception < BaseException
# expect: NotImplementedError < RuntimeError < Exception < BaseException
# expect: RecursionError < RuntimeError < Exception < BaseException
# expect: IndentationError < SyntaxError < Exception < BaseException
# expect: TabError < IndentationError < SyntaxError < Exception < BaseException
# expect: StopIteration < Exception < BaseException
# expect: GeneratorExit < BaseException
# expect: KeyboardInterrupt < BaseException
# expect: SystemExit < BaseException
# expect: UnboundLocalError < NameError < Exception < BaseException
# expect: DeprecationWarning < Warning < Exception < BaseException
# expect: BlockingIOError < OSError < Exception < BaseException
# expect: True True
