// t-strings (PEP 750): a tuple of the strings between the fields, and a tuple of the fields.
#include "interp/compile/lower.h"
#include "runtime/types/tuple.h"

namespace comp {

using namespace syn;

void Lowering::interpolation(const Interpolation* e, u16 dest) {
  TempScope temps(regs());
  u16 window = temp(3);
  expr_to(e->value, window);
  at(e);
  load_constant(window + 1, literal_value(t_, e->str));
  if (e->format_spec) expr_to(e->format_spec, window + 2);
  else load_constant(window + 2, rt_intern(""));
  at(e);
  emit(Op::BUILD_INTERPOLATION, dest, window, static_cast<u16>(e->conversion > 0 ? e->conversion : 0));
}

void Lowering::template_str(const TemplateStr* e, u16 dest) {
  constexpr u32 kMaxFields = 1000;
  TempScope temps(regs());
  u16 parts = temp(2), window = regs().top();
  std::vector<Ref> strings;
  bool after_string = false;
  u16 count = 0;
  for (const Expr* part : e->values) {
    if (failed_) return;
    if (auto* field = try_as<Interpolation>(part)) {
      if (!after_string) strings.push_back(rt_intern(""));
      after_string = false;
      interpolation(field, temp());
      if (++count > kMaxFields) return fail(e->at, "too many fields in a t-string");
    } else {
      strings.push_back(literal_value(t_, as<Constant>(part)->value));
      after_string = true;
    }
    if (!failed_ && !strings.empty() && !strings.back()) return fail_pending();
  }
  if (!after_string) strings.push_back(rt_intern(""));
  if (failed_) return;
  at(e);
  emit(Op::BUILD_TUPLE, parts + 1, window, count);
  load_constant(parts, rt::make_tuple_stealing(t_, strings.data(), strings.size()));
  emit(Op::BUILD_TEMPLATE, dest, parts);
}

}  // namespace comp
