// f-strings.
#include <algorithm>

#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

namespace {

// Is the value a str whatever happens? All parts are in an f-string that was parsed; a program's own tree may hold anything.
bool is_text(const Expr* e) {
  if (auto* literal = try_as<Constant>(e)) return literal->value.kind == ConstantKind::Str;
  auto* joined = try_as<JoinedStr>(e);
  return joined ? joined->values.size() != 1 || is_text(joined->values[0]) : e->kind == Kind::FormattedValue;
}

bool is_conversion(i32 letter) { return letter == 's' || letter == 'r' || letter == 'a'; }

}  // namespace

void Lowering::check_conversion(i32 letter) {
  if (failed_ || letter == -1 || is_conversion(letter)) return;
  rt::raise(t_, rt::kSystemErrorType, "Unrecognized conversion character %d", letter);
  fail_pending();
}

void Lowering::formatted_value(const FormattedValue* e, u16 dest) {
  TempScope temps(regs());
  u16 scratch = is_temp(dest) ? dest : kNoRegister;
  u16 value = operand(e->value, scratch, e->format_spec && rebinds(e->format_spec));
  at(e);
  check_conversion(e->conversion);
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

// What str.join refuses is no str.
void Lowering::join_anything(const JoinedStr* e, u16 dest) {
  TempScope temps(regs());
  u16 window = open_window(dest);
  load_constant(temp(), rt_intern(""));
  display_stepwise(e->values, false, temp());
  at(e);
  emit(Op::CALL_METHOD, dest, window, 1, 0, name_index(table_.intern("join")));
}

void Lowering::joined_str(const JoinedStr* e, u16 dest) {
  at(e);
  if (e->values.empty()) return load_constant(dest, rt_intern(""));
  if (e->values.size() == 1) return expr_to(e->values[0], dest);
  if (!std::all_of(e->values.begin(), e->values.end(), is_text)) return join_anything(e, dest);
  joined_parts(e->values, dest);
}

}  // namespace comp
