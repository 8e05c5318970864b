# min-version: 3.13
# Interpreters have instructions of their own: what is asked here is no number of an instruction anywhere.
import _opcode


def function():
    pass


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


for name in ("is_valid", "has_arg", "has_const", "has_name", "has_jump", "has_free", "has_local", "has_exc"):
    print(name, *(getattr(_opcode, name)(number) for number in (-1, 1000, 2**31 - 1)), getattr(_opcode, name)(opcode=1000))
    for arguments in ("'x'", "1.5", "", "1, 2", "number=1", "2 ** 40"):
        show(f"_opcode.{name}({arguments})")
for source in ("_opcode.stack_effect(-1)", "_opcode.stack_effect(5000)", "_opcode.stack_effect(5000, 1, jump=True)", "_opcode.stack_effect('x')", "_opcode.stack_effect(5000, jump=5)",
               "_opcode.stack_effect()", "_opcode.get_executor(code=function.__code__, offset=0)", "_opcode.get_executor(function.__code__, 0)", "_opcode.get_executor(code=5, offset=0)",
               "_opcode.get_executor()", "_opcode.get_specialization_stats()", "_opcode.get_nb_ops(1)"):
    show(source)
print(_opcode.get_nb_ops()[:26])
for name in ("get_intrinsic1_descs", "get_intrinsic2_descs", "get_special_method_names"):
    names = getattr(_opcode, name, list)()
    print(name, type(names).__name__, all(type(each) is str for each in names))

# expect: is_valid False False False False
# expect: _opcode.is_valid('x') -> TypeError
# expect: _opcode.is_valid(1.5) -> TypeError
# expect: _opcode.is_valid() -> TypeError
# expect: _opcode.is_valid(1, 2) -> TypeError
# expect: _opcode.is_valid(number=1) -> TypeError
# expect: _opcode.is_valid(2 ** 40) -> OverflowError
# expect: has_arg False False False False
# expect: _opcode.has_arg('x') -> TypeError
# expect: _opcode.has_arg(1.5) -> TypeError
# expect: _opcode.has_arg() -> TypeError
# expect: _opcode.has_arg(1, 2) -> TypeError
# expect: _opcode.has_arg(number=1) -> TypeError
# expect: _opcode.has_arg(2 ** 40) -> OverflowError
# expect: has_const False False False False
# expect: _opcode.has_const('x') -> TypeError
# expect: _opcode.has_const(1.5) -> TypeError
# expect: _opcode.has_const() -> TypeError
# expect: _opcode.has_const(1, 2) -> TypeError
# expect: _opcode.has_const(number=1) -> TypeError
# expect: _opcode.has_const(2 ** 40) -> OverflowError
# expect: has_name False False False False
# expect: _opcode.has_name('x') -> TypeError
# expect: _opcode.has_name(1.5) -> TypeError
# expect: _opcode.has_name() -> TypeError
# expect: _opcode.has_name(1, 2) -> TypeError
# expect: _opcode.has_name(number=1) -> TypeError
# expect: _opcode.has_name(2 ** 40) -> OverflowError
# expect: has_jump False False False False
# expect: _opcode.has_jump('x') -> TypeError
# expect: _opcode.has_jump(1.5) -> TypeError
# expect: _opcode.has_jump() -> TypeError
# expect: _opcode.has_jump(1, 2) -> TypeError
# expect: _opcode.has_jump(number=1) -> TypeError
# expect: _opcode.has_jump(2 ** 40) -> OverflowError
# expect: has_free False False False False
# expect: _opcode.has_free('x') -> TypeError
# expect: _opcode.has_free(1.5) -> TypeError
# expect: _opcode.has_free() -> TypeError
# expect: _opcode.has_free(1, 2) -> TypeError
# expect: _opcode.has_free(number=1) -> TypeError
# expect: _opcode.has_free(2 ** 40) -> OverflowError
# expect: has_local False False False False
# expect: _opcode.has_local('x') -> TypeError
# expect: _opcode.has_local(1.5) -> TypeError
# expect: _opcode.has_local() -> TypeError
# expect: _opcode.has_local(1, 2) -> TypeError
# expect: _opcode.has_local(number=1) -> TypeError
# expect: _opcode.has_local(2 ** 40) -> OverflowError
# expect: has_exc False False False False
# expect: _opcode.has_exc('x') -> TypeError
# expect: _opcode.has_exc(1.5) -> TypeError
# expect: _opcode.has_exc() -> TypeError
# expect: _opcode.has_exc(1, 2) -> TypeError
# expect: _opcode.has_exc(number=1) -> TypeError
# expect: _opcode.has_exc(2 ** 40) -> OverflowError
# expect: _opcode.stack_effect(-1) -> ValueError invalid opcode or oparg
# expect: _opcode.stack_effect(5000) -> ValueError invalid opcode or oparg
# expect: _opcode.stack_effect(5000, 1, jump=True) -> ValueError invalid opcode or oparg
# expect: _opcode.stack_effect('x') -> TypeError
# expect: _opcode.stack_effect(5000, jump=5) -> ValueError stack_effect: jump must be False, True or None
# expect: _opcode.stack_effect() -> TypeError
# expect: _opcode.get_executor(code=function.__code__, offset=0) -> RuntimeError Executors are not available in this build
# expect: _opcode.get_executor(function.__code__, 0) -> RuntimeError Executors are not available in this build
# expect: _opcode.get_executor(code=5, offset=0) -> TypeError
# expect: _opcode.get_executor() -> TypeError
# expect: _opcode.get_specialization_stats() -> None
# expect: _opcode.get_nb_ops(1) -> TypeError
# expect: [('NB_ADD', '+'), ('NB_AND', '&'), ('NB_FLOOR_DIVIDE', '//'), ('NB_LSHIFT', '<<'), ('NB_MATRIX_MULTIPLY', '@'), ('NB_MULTIPLY', '*'), ('NB_REMAINDER', '%'), ('NB_OR', '|'), ('NB_POWER', '**'), ('NB_RSHIFT', '>>'), ('NB_SUBTRACT', '-'), ('NB_TRUE_DIVIDE', '/'), ('NB_XOR', '^'), ('NB_INPLACE_ADD', '+='), ('NB_INPLACE_AND', '&='), ('NB_INPLACE_FLOOR_DIVIDE', '//='), ('NB_INPLACE_LSHIFT', '<<='), ('NB_INPLACE_MATRIX_MULTIPLY', '@='), ('NB_INPLACE_MULTIPLY', '*='), ('NB_INPLACE_REMAINDER', '%='), ('NB_INPLACE_OR', '|='), ('NB_INPLACE_POWER', '**='), ('NB_INPLACE_RSHIFT', '>>='), ('NB_INPLACE_SUBTRACT', '-='), ('NB_INPLACE_TRUE_DIVIDE', '/='), ('NB_INPLACE_XOR', '^=')]
# expect: get_intrinsic1_descs list True
# expect: get_intrinsic2_descs list True
# expect: get_special_method_names list True
