// t-strings (PEP 750): builds a tuple of the strings between the fields and a tuple of the interpolations, and from
// both the Template.
#include "interp/compile/lower.h"
#include "runtime/types/containers/tuple.h"

namespace comp {

using namespace syn;

void Lowering::interpolation(const Interpolation* e, u16 dest) {
  TempScope temps(regs());
  u16 window = temp(3);
  check_conversion(e->conversion);
  expr_to(e->value, window);
  at(e);
  load_constant(window + 1, literal_value(t_, e->str));
  if (e->format_spec) expr_to(e->format_spec, window + 2);
  else load_constant(window + 2, rt_intern(""));
  at(e);
  emit(Op::BUILD_INTERPOLATION, dest, window, static_cast<u16>(e->conversion > 0 ? e->conversion : 0));
}

void Lowering::template_str(const TemplateStr* e, u16 dest) {
  TempScope temps(regs());
  u16 parts = temp(2), window = regs().top();
  std::vector<std::string> texts(1);       // before, between and after the fields
  bool many = e->values.size() > kMaxRun;  // then the fields wait in a list
  if (many) emit(Op::BUILD_LIST, temp());
  for (const Expr* part : e->values) {
    if (failed_) return;
    if (auto* field = try_as<Interpolation>(part)) {
      u16 reg = temp();
      interpolation(field, reg);
      if (many) {
        emit(Op::LIST_APPEND, window, reg | kTempBit);
        regs().release_to(reg);
      }
      texts.emplace_back();
    } else if (auto* literal = try_as<Constant>(part); literal && literal->value.kind == ConstantKind::Str) {
      texts.back() += literal->value.text;
    } else {
      return fail(part->at, "a t-string consists of strings and interpolations");
    }
  }
  std::vector<Ref> strings;
  for (const std::string& text : texts) {
    ConstantValue literal;
    literal.kind = ConstantKind::Str;
    literal.text = text;
    strings.push_back(failed_ ? Ref() : literal_value(t_, literal));
    if (!strings.back()) return fail_pending();
  }
  at(e);
  if (many) emit(Op::LIST_TO_TUPLE, parts + 1, window | kTempBit);
  else emit(Op::BUILD_TUPLE, parts + 1, window, static_cast<u16>(texts.size() - 1));
  load_constant(parts, rt::make_tuple_stealing(t_, strings.data(), strings.size()));
  emit(Op::BUILD_TEMPLATE, dest, parts);
}

}  // namespace comp
