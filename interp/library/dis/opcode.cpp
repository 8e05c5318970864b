// _opcode: the table of instructions (interp/compile/ops.def) and decoded code, for the modules opcode and
// dis (interp/library/frozen). Offsets are those that Python sees everywhere (comp::shown_offset).
//
// Numbers: the instructions, their specialised forms, then two names that are no words of the code. RESUME
// marks where a call has been prepared and the first line of the body begins. CACHE is an inline cache.
#include <algorithm>
#include <cstring>

#include "interp/compile/decode.h"
#include "interp/compile/instruction.h"
#include "interp/library/modules.h"
#include "interp/vm/handler.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

using comp::Operand;
using Kind = comp::Operand::Kind;

namespace {

constexpr u32 kGeneric = static_cast<u32>(Op::kGenericCount), kSpecials = static_cast<u32>(Special::kEnd);
constexpr u32 kResume = kSpecials, kCache = kSpecials + 1, kNumbers = kSpecials + 2;

// ---- the table

const char* name_of(u32 number) {
  if (number == kResume) return "RESUME";
  if (number == kCache) return "CACHE";
  return number < kGeneric ? comp::op_info(static_cast<Op>(number)).shown : comp::form_info(number)->name;
}

// The instruction of a number that a script gives; kGenericCount: it has none.
Op op_of(i32 number) {
  bool known = number >= 0 && number < static_cast<i32>(kSpecials);
  return known ? comp::generic_form(static_cast<u16>(number)) : Op::kGenericCount;
}

bool is_of_closure(Op op) {
  return std::ranges::any_of(comp::op_info(op).operands, [](const comp::OperandInfo& operand) {
    return operand.kind == comp::OperandKind::free_variable ||
           (operand.kind == comp::OperandKind::read_register && operand.type == comp::ValueType::cell);
  });
}

bool is_comparison(Op op) { return op >= Op::LT && op <= Op::GE_K; }
bool has_any(Op op) {
  return std::ranges::any_of(comp::op_info(op).operands,
                             [](auto& operand) { return operand.kind != comp::OperandKind::unused; });
}
template <Kind kKind>
bool has(Op op) {
  return comp::has_operand(op, kKind);
}

template <bool (*kTest)(Op)>
Ref property_of(Thread& t, Value opcode) {
  i32 number;
  if (!rt::to_i32_py(t, opcode, &number)) return Ref();
  Op op = op_of(number);
  return rt::bool_ref(op != Op::kGenericCount && kTest(op));
}

bool has_name(Op op) { return has<Kind::kName>(op); }
bool has_const(Op op) { return has<Kind::kConstant>(op); }
bool has_jump(Op op) { return has<Kind::kTarget>(op); }
bool has_local(Op op) { return has<Kind::kRegister>(op); }
bool has_exc(Op) { return false; }  // handlers are in the exception table alone

Ref is_valid(Thread& t, Value opcode) {
  i32 number;
  if (!rt::to_i32_py(t, opcode, &number)) return Ref();
  return rt::bool_ref(number >= 0 && number < static_cast<i32>(kNumbers));
}

// Instructions read and write registers. There is no stack whose height they could change.
Ref stack_effect(Thread& t, Value opcode, Value oparg, Value jump) {
  i64 number, argument;
  if (!rt::size_argument_py(t, opcode, &number)) return Ref();
  if (oparg != rt::kNone && !rt::size_argument_py(t, oparg, &argument)) return Ref();
  if (jump != rt::kNone && jump != rt::kTrue && jump != rt::kFalse)
    return rt::raise_value_error(t, "stack_effect: jump must be False, True or None");
  if (number < 0 || number >= static_cast<i64>(kNumbers)) return rt::raise_value_error(t, "invalid opcode or oparg");
  return Ref::immediate(Value::small_int(0));
}

// [(name, number, number of the generic form), ...]
Ref names(Thread& t) {
  Ref list = rt::make_list(t, kNumbers);
  for (u32 number = 0; list && number < kNumbers; ++number) {
    u32 generic = number < kSpecials ? static_cast<u32>(comp::generic_form(static_cast<u16>(number))) : number;
    Ref name = rt::make_str_ascii(t, name_of(number));
    Ref row = name ? rt::make_tuple(t, name, Value::small_int(number), Value::small_int(generic)) : Ref();
    if (!row || !rt::list_append(t, rt::as_list(list), std::move(row))) return Ref();
  }
  return list;
}

// ---- decoded code

// Code made of bare bytecode, as co_code has it: there are no names and no constants. It never runs. Empty: an error is
// pending.
Ref code_of_bytes(Thread& t, Value bytes) {
  rt::BufferView view(t, bytes);
  if (!view) return Ref();
  comp::CodeParts parts;
  parts.words.resize(view.size() / sizeof(u64));
  if (view.size() % sizeof(u64)) return rt::raise_value_error(t, "bytecode has words of %d bytes", int{sizeof(u64)});
  std::memcpy(parts.words.data(), view.data(), view.size());
  for (size_t w = 0; w < parts.words.size(); ++w) {
    u16 op = static_cast<u16>(parts.words[w]);
    if (op >= kGeneric) return rt::raise_value_error(t, "%d is no opcode", int{op});
    w += comp::op_info(static_cast<Op>(op)).words;
    if (w >= parts.words.size()) return rt::raise_value_error(t, "bytecode ends within an instruction");
  }
  Ref no_names = rt::make_tuple(t, static_cast<const Value*>(nullptr), 0), no_name = rt::make_str_ascii(t, "");
  if (!no_names || !no_name) return Ref();
  parts.locals = comp::kTempBit;  // each register is printed by its number
  for (Ref* text : {&parts.name, &parts.qualname, &parts.filename}) *text = Ref::share(t, no_name);
  for (Ref* tuple : {&parts.local_names, &parts.cell_names, &parts.free_names, &parts.names})
    *tuple = Ref::share(t, no_names);
  return comp::make_code(t, std::move(parts));
}

// The code object of an argument, awake. Empty: an error is pending.
Ref awake_code(Thread& t, Value x) {
  if (!rt::is_exact(x, rt::TypeId::kCode)) return code_of_bytes(t, x);
  return comp::wake(t, x.as<Code>()) ? Ref::share(t, x) : Ref();
}

const char* kind_name(Kind kind) {
  switch (kind) {
    case Kind::kRegister: return "register";
    case Kind::kConstant: return "const";
    case Kind::kName: return "name";
    case Kind::kTarget: return "jump";
    case Kind::kNumber: return "number";
    case Kind::kWords: return "words";
  }
  return "";
}

class Rows {
 public:
  Rows(Thread& t, Code* code) : t_(t), code_(code), decoder_(t, code) {}

  Ref list_py() {
    Ref list = rt::make_list(t_, code_->word_count);
    u32 body = comp::first_word_of_body(code_);
    comp::Instruction insn;
    for (u32 w = 0; list && w < code_->word_count; w = insn.end) {
      if (!decoder_.decode_py(w, &insn)) return Ref();
      if (w == body && !append(list, marker(w))) return Ref();
      if (!append(list, row(insn))) return Ref();
    }
    return list;
  }

 private:
  bool append(Ref& list, Ref row) { return row && rt::list_append(t_, rt::as_list(list), std::move(row)); }

  Ref marker(u32 w) {
    Value number = Value::small_int(kResume), offset = Value::small_int(comp::resume_offset(code_));
    Ref none = rt::make_tuple(t_, static_cast<const Value*>(nullptr), 0);
    Value fields[] = {number, number, offset, Value::small_int(comp::shown_offset(w)), none};
    return none ? rt::make_tuple(t_, fields, 5) : Ref();
  }

  Ref row(const comp::Instruction& insn) {
    std::vector<Value> shown;  // borrowed from `owned`
    std::vector<Ref> owned;
    for (const Operand& operand : insn.operands) {
      owned.push_back(operand_row(operand));
      if (!owned.back()) return Ref();
      shown.push_back(owned.back());
    }
    Ref operands = rt::make_tuple(t_, shown.data(), shown.size());
    u32 running = comp::op_number(comp::word_of(code_, insn.word));
    Value fields[] = {Value::small_int(static_cast<i64>(insn.op)), Value::small_int(running),
                      Value::small_int(comp::shown_offset(insn.word)), Value::small_int(comp::shown_offset(insn.end)),
                      operands};
    return operands ? rt::make_tuple(t_, fields, 5) : Ref();
  }

  // (kind, number, text, value)
  Ref operand_row(const Operand& operand) {
    i64 number = operand.kind == Kind::kTarget ? comp::shown_offset(operand.number) : operand.number;
    Ref kind = rt::make_str_ascii(t_, kind_name(operand.kind)), text = kind ? rt::make_str(t_, operand.text) : Ref();
    if (!text) return Ref();
    Value fields[] = {kind, Value::small_int(number), text, value_of(operand, number, text)};
    return rt::make_tuple(t_, fields, 4);
  }

  Value value_of(const Operand& operand, i64 number, Value text) {
    bool is_constant = operand.kind == Kind::kConstant || operand.kind == Kind::kName;
    if (is_constant && static_cast<u64>(number) < code_->constant_count) return code_->constants[number];
    return operand.kind == Kind::kRegister ? text : Value::small_int(number);
  }

  Thread& t_;
  Code* code_;
  comp::Decoder decoder_;
};

// [(opcode, opcode as it runs, offset, end offset, operands), ...]; an operand is (kind, number, text, value).
Ref instructions_py(Thread& t, Value x) {
  Ref code = awake_code(t, x);
  return code ? Rows(t, code.as<Code>()).list_py() : Ref();
}

// [(start, end, target, number of temporaries that are kept, register of the exception), ...]
Ref handlers(Thread& t, Value x) {
  Ref code = awake_code(t, x), list = code ? rt::make_list(t) : Ref();
  if (!list) return Ref();
  auto* c = code.as<Code>();
  comp::Decoder decoder(t, c);
  for (u32 i = 0; i < c->handler_count; ++i) {
    const comp::Handler& h = c->handlers[i];
    Ref text = rt::make_str(t, decoder.register_text(h.exception));
    Value fields[] = {Value::small_int(comp::shown_offset(h.start)), Value::small_int(comp::shown_offset(h.end)),
                      Value::small_int(comp::shown_offset(h.target)), Value::small_int(i64{h.limit} - i64{c->locals}),
                      text};
    Ref row = text ? rt::make_tuple(t, fields, 5) : Ref();
    if (!row || !rt::list_append(t, rt::as_list(list), std::move(row))) return Ref();
  }
  return list;
}

// The word at an offset as it is now: what an inline cache holds.
Ref word_at(Thread& t, Value x, Value offset) {
  i64 shown;
  Ref code = awake_code(t, x);
  if (!code || !rt::size_argument_py(t, offset, &shown)) return Ref();
  i64 word = comp::word_at_offset(shown);
  if (word < 0 || word >= i64{code.as<Code>()->word_count})
    return rt::raise(t, rt::kIndexErrorType, "offset out of range");
  return rt::make_uint(t, comp::word_of(code.as<Code>(), static_cast<u32>(word)));
}

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
  Ref list = rt::make_list(t);
  for (const Operation& op : kOperations) {
    Ref name = list ? rt::make_str_ascii(t, op.name) : Ref();
    Ref symbol = name ? rt::make_str_ascii(t, op.symbol) : Ref();
    Ref pair = symbol ? rt::make_tuple(t, name, symbol) : Ref();
    if (!pair || !rt::list_append(t, rt::as_list(list), std::move(pair))) return Ref();
  }
  return list;
}

Ref specialization_stats(Thread&) { return rt::none(); }
Ref no_names(Thread& t) { return rt::make_list(t); }

Ref get_executor(Thread& t, Value code, Value) {
  if (!rt::is_exact(code, rt::TypeId::kCode)) return rt::raise_type_error(t, "expected a code object, not '%T'", code);
  return rt::raise(t, rt::kRuntimeErrorType, "Executors are not available in this build");
}

constexpr rt::MethodDef kFunctions[] = {
    {"get_executor", get_executor, "(code, offset)", "Return the executor object at an offset of code: there is none."},
    {"stack_effect", stack_effect, "(opcode, oparg=None, /, *, jump=None)",
     "Return 0: instructions read and write registers, and there is no stack."},
    {"is_valid", is_valid, "(opcode)", "Return True if the opcode is valid."},
    {"has_arg", property_of<has_any>, "(opcode)", "Return True if the opcode has operands."},
    {"has_const", property_of<has_const>, "(opcode)", "Return True if the opcode accesses a constant."},
    {"has_name", property_of<has_name>, "(opcode)", "Return True if the opcode accesses something by name."},
    {"has_jump", property_of<has_jump>, "(opcode)", "Return True if the opcode has a jump target."},
    {"has_free", property_of<is_of_closure>, "(opcode)", "Return True if the opcode accesses a variable of a closure."},
    {"has_local", property_of<has_local>, "(opcode)", "Return True if the opcode accesses a register."},
    {"has_exc", property_of<has_exc>, "(opcode)", "Return False: no opcode sets an exception handler."},
    {"_is_comparison", property_of<is_comparison>, "(opcode, /)", "Return True if the opcode compares two values."},
    {"get_intrinsic1_descs", no_names, "()", "Return a list of names of the unary intrinsics."},
    {"get_intrinsic2_descs", no_names, "()", "Return a list of names of the binary intrinsics."},
    {"get_special_method_names", no_names, "()", "Return a list of special method names."},
    {"get_nb_ops", operations, "()", "Return a list of the names and symbols of the binary operators."},
    {"get_specialization_stats", specialization_stats, "()", "Return None: there are no such statistics."},
    {"_names", names, "()", "Return a list of (name, opcode, opcode of the generic form)."},
    {"_instructions", instructions_py, "(code, /)",
     "Return a list of (opcode, opcode as it runs, offset, end offset, operands)."},
    {"_handlers", handlers, "(code, /)",
     "Return the exception table as a list of (start, end, target, depth, register of the exception)."},
    {"_word", word_at, "(code, offset, /)", "Return the word at an offset as it is now."},
    {},
};

}  // namespace

// Instructions specialise themselves.
static bool init(Thread& t, Value module) {
  return rt::module_add(t, module, "ENABLE_SPECIALIZATION", rt::bool_ref(true));
}

extern const rt::ModuleDef kUnderOpcodeModule;
const rt::ModuleDef kUnderOpcodeModule = {"_opcode", "The table of instructions, and decoded code.", kFunctions, init};

}  // namespace vm
