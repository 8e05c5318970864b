// _opcode: answers for the library's opcode.py and dis.py about CPython's instructions. This interpreter has other
// instructions (its own listing shows them), so no number is an instruction here, and the library's tables are empty.
#include "runtime/modules/parts/module_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

extern const ModuleDef kUnderOpcodeModule;

namespace {

Ref stack_effect(Thread& t, Value opcode, Value, Value jump) {
  i64 number;
  if (!size_argument_py(t, opcode, &number)) return Ref();
  if (jump != kNone && jump != kTrue && jump != kFalse)
    return raise_value_error(t, "stack_effect: jump must be False, True or None");
  return raise_value_error(t, "invalid opcode or oparg");
}

Ref has_property(Thread& t, Value opcode) {
  i32 number;
  return to_i32_py(t, opcode, &number) ? bool_ref(false) : Ref();
}

Ref no_names(Thread& t) { return make_list(t); }

// (name in `operator`, symbol), in the order of CPython's BINARY_OP.
struct Operation {
  const char *name, *symbol;
};
constexpr Operation kOperations[] = {
    {"NB_ADD", "+"},
    {"NB_AND", "&"},
    {"NB_FLOOR_DIVIDE", "//"},
    {"NB_LSHIFT", "<<"},
    {"NB_MATRIX_MULTIPLY", "@"},
    {"NB_MULTIPLY", "*"},
    {"NB_REMAINDER", "%"},
    {"NB_OR", "|"},
    {"NB_POWER", "**"},
    {"NB_RSHIFT", ">>"},
    {"NB_SUBTRACT", "-"},
    {"NB_TRUE_DIVIDE", "/"},
    {"NB_XOR", "^"},
    {"NB_INPLACE_ADD", "+="},
    {"NB_INPLACE_AND", "&="},
    {"NB_INPLACE_FLOOR_DIVIDE", "//="},
    {"NB_INPLACE_LSHIFT", "<<="},
    {"NB_INPLACE_MATRIX_MULTIPLY", "@="},
    {"NB_INPLACE_MULTIPLY", "*="},
    {"NB_INPLACE_REMAINDER", "%="},
    {"NB_INPLACE_OR", "|="},
    {"NB_INPLACE_POWER", "**="},
    {"NB_INPLACE_RSHIFT", ">>="},
    {"NB_INPLACE_SUBTRACT", "-="},
    {"NB_INPLACE_TRUE_DIVIDE", "/="},
    {"NB_INPLACE_XOR", "^="},
    {"NB_SUBSCR", "[]"},
};

Ref operations(Thread& t) {
  Ref list = make_list(t);
  for (const Operation& op : kOperations) {
    Ref name = list ? make_str_ascii(t, op.name) : Ref();
    Ref symbol = name ? make_str_ascii(t, op.symbol) : Ref();
    Ref pair = symbol ? make_tuple(t, name, symbol) : Ref();
    if (!pair || !list_append(t, as_list(list), std::move(pair))) return Ref();
  }
  return list;
}

Ref specialization_stats(Thread&) { return none(); }

Ref get_executor(Thread& t, Value code, Value) {
  if (!is_exact(code, TypeId::kCode)) return raise_type_error(t, "expected a code object, not '%T'", code);
  return raise(t, kRuntimeErrorType, "Executors are not available in this build");
}

constexpr MethodDef kFunctions[] = {
    {"get_executor", get_executor, "(code, offset)", "Return the executor object at an offset of code: there is none."},
    {"stack_effect", stack_effect, "(opcode, oparg=None, /, *, jump=None)", "Compute the stack effect of an opcode."},
    {"is_valid", has_property, "(opcode)", "Return True if the opcode is valid."},
    {"has_arg", has_property, "(opcode)", "Return True if the opcode uses its oparg."},
    {"has_const", has_property, "(opcode)", "Return True if the opcode accesses a constant."},
    {"has_name", has_property, "(opcode)", "Return True if the opcode accesses an attribute by name."},
    {"has_jump", has_property, "(opcode)", "Return True if the opcode has a jump target."},
    {"has_free", has_property, "(opcode)", "Return True if the opcode accesses a free variable."},
    {"has_local", has_property, "(opcode)", "Return True if the opcode accesses a local variable."},
    {"has_exc", has_property, "(opcode)", "Return True if the opcode sets an exception handler."},
    {"get_intrinsic1_descs", no_names, "()", "Return a list of names of the unary intrinsics."},
    {"get_intrinsic2_descs", no_names, "()", "Return a list of names of the binary intrinsics."},
    {"get_special_method_names", no_names, "()", "Return a list of special method names."},
    {"get_nb_ops", operations, "()", "Return a list of the names and symbols of the binary operators."},
    {"get_specialization_stats", specialization_stats, "()", "Return None: there are no such statistics."},
    {},
};

}  // namespace

// Instructions specialise themselves, but dis() does not show how.
static bool init(Thread& t, Value module) { return module_add(t, module, "ENABLE_SPECIALIZATION", bool_ref(false)); }

const ModuleDef kUnderOpcodeModule = {"_opcode", "Opcode support for the library.", kFunctions, init};

}  // namespace rt
