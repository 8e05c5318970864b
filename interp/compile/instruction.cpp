// The table of instructions, made from the rows of ops.def.
#include "interp/compile/instruction.h"

#include <array>

#include "interp/compile/code_object.h"

namespace comp {

namespace {

using enum Read;
using enum Write;
using enum Run;
using enum Effect;
using enum CacheWord;
using enum ValueType;

// ---- the words of a row. Names are for people: the text of the row keeps them.

constexpr OperandInfo unused;
constexpr OperandInfo in(const char*, Read read, ValueType type = any) {
  return {.kind = OperandKind::read_register, .type = type, .read = read};
}
constexpr OperandInfo out(const char*, Write write, ValueType type = any) {
  return {.kind = OperandKind::destination, .type = type, .write = write};
}
constexpr OperandInfo run(const char*, Run run, ValueType type = any) {
  return {.kind = OperandKind::run, .type = type, .run = run};
}
constexpr OperandInfo constant(const char*) { return {OperandKind::constant}; }
constexpr OperandInfo name(const char*) { return {OperandKind::name}; }
constexpr OperandInfo names(const char*) { return {OperandKind::names}; }
constexpr OperandInfo names_or_none(const char*) { return {OperandKind::names_or_none}; }
constexpr OperandInfo code(const char*) { return {OperandKind::code}; }
constexpr OperandInfo free_variable(const char*) { return {OperandKind::free_variable}; }
constexpr OperandInfo number(const char*) { return {OperandKind::number}; }
constexpr OperandInfo jump(const char*) { return {OperandKind::jump}; }
constexpr OperandInfo level(const char*) { return {OperandKind::level}; }
constexpr OperandInfo positional(const char*) { return {OperandKind::positional}; }
constexpr OperandInfo parts(const char*) { return {OperandKind::parts}; }
// The operands b and c are one number.
constexpr OperandInfo wide(OperandInfo operand) {
  operand.wide = true;
  return operand;
}

// Extra words: an inline cache; an operand, and perhaps a cache or an operand in the high half.
constexpr ExtraWord cache(CacheWord word) { return {.cache = word}; }
constexpr ExtraWord extra(OperandInfo low, CacheWord high = {}) { return {.low = low, .cache = high}; }
constexpr ExtraWord extra(OperandInfo low, OperandInfo high) { return {.low = low, .high = high}; }

struct Covers {
  u8 instructions;
};
constexpr Covers covers(u8 instructions) { return {instructions}; }
struct Shown {
  const char* name;
};
constexpr Shown shown_as(const char* name) { return {name}; }

// ---- rows

constexpr void add(OpInfo& info, u32& operands, OperandInfo operand) { info.operands[operands++] = operand; }
constexpr void add(OpInfo& info, u32&, ExtraWord word) { info.extra[info.words++] = word; }
constexpr void add(OpInfo& info, u32&, Effect effect) { info.effects |= static_cast<u8>(effect); }
constexpr void add(OpInfo& info, u32&, Covers covers) { info.covers = covers.instructions; }
constexpr void add(OpInfo& info, u32&, Shown shown) { info.shown = shown.name; }
template <class... Parts>
constexpr OpInfo op_row(const char* name, const char* row, Parts... parts) {
  OpInfo info{name, row};
  [[maybe_unused]] u32 operands = 0;
  (add(info, operands, parts), ...);
  return info;
}

constexpr void add(FormInfo& info, u32& words, ExtraWord word) { info.cache[words++] = word.cache; }
constexpr void add(FormInfo& info, u32&, Covers covers) { info.covers = covers.instructions; }
template <class... Parts>
constexpr FormInfo form_row(const char* name, const char* row, const char* guard, Parts... parts) {
  FormInfo info{name, row, guard};
  [[maybe_unused]] u32 words = 0;
  (add(info, words, parts), ...);
  return info;
}

constexpr OpInfo kOps[] = {
#define OP(name, ...) op_row(#name, #__VA_ARGS__ __VA_OPT__(, ) __VA_ARGS__),
#include "interp/compile/ops.def"
};

constexpr bool kIsForm[] = {
#define OP(...) false,
#define FORM(...) true,
#include "interp/compile/ops.def"
};

constexpr auto make_forms() {
  std::array forms{
#define FORM(name, ...) form_row(#name, #__VA_ARGS__, __VA_ARGS__),
#include "interp/compile/ops.def"
  };
  u32 ops = 0, at = 0;
  for (bool is_form : kIsForm) {
    if (is_form) forms[at++].generic = static_cast<Op>(ops - 1);  // of the family that stands above
    else ++ops;
  }
  return forms;
}
constexpr auto kForms = make_forms();

constexpr u32 kGenericCount = static_cast<u32>(Op::kGenericCount);

}  // namespace

const OpInfo& op_info(Op op) { return kOps[static_cast<u32>(op)]; }

const FormInfo* form_info(u32 opcode) {
  return opcode >= kGenericCount && opcode - kGenericCount < kForms.size() ? &kForms[opcode - kGenericCount] : nullptr;
}

Op generic_form(u16 opcode) {
  if (opcode < kGenericCount) return static_cast<Op>(opcode);
  const FormInfo* form = form_info(opcode);
  return form ? form->generic : Op::kGenericCount;
}

u32 covered_by(u32 opcode) {
  const FormInfo* form = form_info(opcode);
  return form ? form->covers : kOps[opcode].covers;
}

bool jump_distance(u64 insn, i64* distance) {
  const OpInfo& info = op_info(generic_op(&insn));
  if (info.operands[0].kind == OperandKind::jump) *distance = static_cast<i16>(insn >> 16);
  else if (info.operands[1].kind == OperandKind::jump) *distance = static_cast<i32>(insn >> 32);
  else return false;
  return true;
}

}  // namespace comp
