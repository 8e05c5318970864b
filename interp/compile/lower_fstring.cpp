// f-strings.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

void Lowering::formatted_value(const FormattedValue* e, u16 dest) {
  TempScope temps(regs());
  u16 scratch = is_temp(dest) ? dest : kNoRegister;
  u16 value = operand(e->value, scratch, e->format_spec && rebinds(e->format_spec));
  at(e);
  if (e->conversion > 0) {
    u16 converted = value & kTempBit ? plain(value) : scratch != kNoRegister ? scratch : temp();
    emit(Op::CONVERT, converted, value, static_cast<u16>(e->conversion));
    value = converted | kTempBit;
  }
  if (!e->format_spec) return emit(Op::FORMAT, dest, value);
  u16 spec = temp();
  expr_to(e->format_spec, spec);
  at(e);
  emit(Op::FORMAT_SPEC, dest, value, spec | kTempBit);
}

void Lowering::joined_parts(Span<Expr*> parts, u16 dest) {
  constexpr u32 kMaxParts = 64;
  TempScope temps(regs());
  u16 window = regs().top();
  u32 count = 0;
  for (u32 i = 0; i < parts.size(); count++) {
    u16 reg = temp();
    if (parts.size() <= kMaxParts) {
      expr_to(parts[i++], reg);
      continue;
    }
    // Too many for one run: join them in groups first.
    u32 group = static_cast<u32>(std::min<size_t>(kMaxParts, parts.size() - i));
    joined_parts(Span<Expr*>(parts.begin() + i, group), reg);
    i += group;
  }
  emit(Op::BUILD_STRING, dest, window, static_cast<u16>(count));
}

void Lowering::joined_str(const JoinedStr* e, u16 dest) {
  at(e);
  if (e->values.empty()) return load_constant(dest, rt_intern(""));
  if (e->values.size() == 1) return expr_to(e->values[0], dest);
  joined_parts(e->values, dest);
}

}  // namespace comp
