// f-strings.
#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

namespace {

// True if the value is certainly a str. Every part of a parsed f-string is; a tree that a program has built may hold
// any expression.
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
  for (u32 i = 0; i < parts.size(); ++count) {
    u16 reg = temp();
    if (parts.size() <= kMaxParts) {
      expr_to(parts[i++], reg);
      continue;
    }
    // Too many parts for one run of registers: groups of them are joined first.
    u32 group = static_cast<u32>(std::min<size_t>(kMaxParts, parts.size() - i));
    joined_parts(Span<Expr*>(parts.begin() + i, group), reg);
    i += group;
  }
  emit(Op::BUILD_STRING, dest, window, static_cast<u16>(count));
}

// Joins parts of any type by str.join, which raises TypeError if a part is no str.
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

// ---- '%s: %r' % (a, b)
//
// Such an expression is compiled like an f-string. As in CPython, each value is converted to text before the next value
// is evaluated.

namespace {

// A part of a format: text, or a value with its conversion and its format specification.
struct FormatPart {
  std::string text;
  char conversion = 0;
};

// Reads the field behind a %, such as "-12.3s". False: str.__mod__ must format it (other letters, widths of many
// digits).
class PercentField {
 public:
  bool read(std::string_view* format, FormatPart* part) {
    bool left = false;
    for (; next(format) && std::strchr("-+ #0", letter_);) left |= letter_ == '-';
    std::string width;
    if (!digits(format, &width)) return false;
    if (!width.empty()) part->text = (left ? "" : ">") + width;
    if (letter_ == '.') {
      std::string precision;
      if (!next(format) || !digits(format, &precision)) return false;
      part->text += '.' + (precision.empty() ? "0" : precision);
    }
    part->conversion = letter_;
    return is_conversion(letter_);
  }

 private:
  bool next(std::string_view* format) {
    letter_ = format->empty() ? 0 : (*format)[0];
    if (letter_) format->remove_prefix(1);
    return letter_ != 0;
  }
  bool digits(std::string_view* format, std::string* out) {
    constexpr size_t kMost = 2;
    for (; letter_ >= '0' && letter_ <= '9'; next(format)) *out += letter_;
    return out->size() <= kMost;
  }
  char letter_ = 0;
};

// The parts of a format for `values` values. Empty: str.__mod__ must format it.
std::vector<FormatPart> percent_parts(std::string_view format, size_t values) {
  std::vector<FormatPart> parts;
  std::string text;
  while (!format.empty()) {
    size_t percent = format.find('%');
    text += format.substr(0, percent);
    if (percent == std::string_view::npos) break;
    format.remove_prefix(percent + 1);
    if (format.starts_with('%')) {
      text += '%';
      format.remove_prefix(1);
      continue;
    }
    if (!text.empty()) parts.push_back({std::exchange(text, {}), 0});
    FormatPart& part = parts.emplace_back();
    if (!PercentField().read(&format, &part) || values-- == 0) return {};
  }
  if (!text.empty()) parts.push_back({text, 0});
  constexpr size_t kMaxParts = 64;
  return values == 0 && parts.size() <= kMaxParts ? parts : std::vector<FormatPart>();
}

}  // namespace

bool Lowering::percent_format(const BinOp* e, u16 dest) {
  auto* format = try_as<Constant>(e->left);
  auto* values = try_as<Tuple>(e->right);
  if (e->op != Operator::Mod || !format || format->value.kind != ConstantKind::Str || !values) return false;
  if (std::any_of(values->elts.begin(), values->elts.end(), [](const Expr* v) { return v->kind == Kind::Starred; }))
    return false;
  std::vector<FormatPart> parts = percent_parts(format->value.text, values->elts.size());
  if (parts.empty()) return false;
  TempScope temps(regs());
  u16 window = regs().top();
  auto value = values->elts.begin();
  for (const FormatPart& part : parts) {
    u16 reg = temp();
    if (!part.conversion) {
      load_constant(reg, rt_intern(part.text));
      continue;
    }
    TempScope spec_temp(regs());
    u16 given = operand(*value++, reg);
    at(e);
    emit(Op::CONVERT, reg, given, static_cast<u16>(part.conversion));
    if (part.text.empty()) {
      emit(Op::FORMAT, reg, reg | kTempBit);
      continue;
    }
    u16 spec = temp();
    load_constant(spec, rt_intern(part.text));
    emit(Op::FORMAT_SPEC, reg, reg | kTempBit, spec | kTempBit);
  }
  at(e);
  if (parts.size() == 1) emit(Op::MOVE, dest, window | kTempBit);
  else emit(Op::BUILD_STRING, dest, window, static_cast<u16>(parts.size()));
  return true;
}

}  // namespace comp
