// The parser of str.format()'s templates and of the names of their fields.
#include "runtime/types/text/format_string.h"

#include "runtime/text/unicode.h"

namespace rt {

// ---- literal text and fields

Step MarkupCursor::next(Thread& t, Markup& out) {
  out = Markup{};
  if (at_ >= end_) return Step::kEnd;
  size_t start = at_;
  char32_t c = 0;
  while (at_ < end_ && (c = take()) != '{' && c != '}') {
  }
  bool brace = c == '{' || c == '}';
  bool at_end = at_ >= end_;
  if (!brace) {
    out.literal = {start, at_};
    return Step::kItem;
  }
  if (!at_end && text_.at(at_) == c) {  // a doubled brace stands for one brace
    out.literal = {start, at_++};
    return Step::kItem;
  }
  if (c == '}') {
    raise_value_error(t, "Single '}' encountered in format string");
    return Step::kError;
  }
  if (at_end) {
    raise_value_error(t, "Single '{' encountered in format string");
    return Step::kError;
  }
  out.literal = {start, at_ - 1};
  out.has_field = true;
  return field(t, out) ? Step::kItem : Step::kError;
}

bool MarkupCursor::field(Thread& t, Markup& out) {
  size_t start = at_;
  char32_t c = 0;
  while (at_ < end_) {
    c = take();
    if (c == '{') return raise_value_error(t, "unexpected '{' in field name");
    if (c == '[') {
      while (at_ < end_ && text_.at(at_) != ']') ++at_;
    } else if (c == '}' || c == ':' || c == '!') {
      break;
    }
  }
  out.field_name = {start, at_ - 1};
  if (c == '}') return true;
  if (c != '!' && c != ':') return raise_value_error(t, "expected '}' before end of string");
  return after_name(t, c, out);
}

// Reads the conversion and the specifier; `c` is the character behind the name.
bool MarkupCursor::after_name(Thread& t, char32_t c, Markup& out) {
  if (c == '!') {
    if (at_ >= end_) return raise_value_error(t, "end of string while looking for conversion specifier");
    out.conversion = take();
    if (at_ < end_) {
      c = take();
      if (c == '}') return true;
      if (c != ':') return raise_value_error(t, "expected ':' after conversion specifier");
    }
  }
  size_t start = at_;
  for (int depth = 1; at_ < end_;) {
    c = take();
    if (c == '{') {
      out.spec_has_fields = true;
      ++depth;
    } else if (c == '}' && --depth == 0) {
      out.spec = {start, at_ - 1};
      return true;
    }
  }
  return raise_value_error(t, "unmatched '{' in format spec");
}

// ---- names

namespace {

// Reads the range as a number; -1 if it is none. False: ValueError, the number is too large.
bool read_index(Thread& t, const text::StrView& text, text::Range range, i64* out) {
  i64 n = range.length() == 0 ? -1 : 0;
  for (size_t i = range.begin; i < range.end; ++i) {
    int digit = text::decimal_value(text.at(i));
    if (digit < 0) {
      n = -1;
      break;
    }
    if (n > (INT64_MAX - digit) / 10) return raise_value_error(t, "Too many decimal digits in format string");
    n = n * 10 + digit;
  }
  *out = n;
  return true;
}

}  // namespace

FieldNameCursor::FieldNameCursor(Thread& t, const text::StrView& text, text::Range name)
    : text_(text), at_(name.begin), end_(name.end) {
  while (at_ < end_ && text.at(at_) != '[' && text.at(at_) != '.') ++at_;
  first_ = {name.begin, at_};
  ok_ = read_index(t, text, first_, &first_index_);
}

Step FieldNameCursor::next(Thread& t, NameStep& out) {
  if (at_ >= end_) return Step::kEnd;
  out = NameStep{};
  char32_t c = text_.at(at_++);
  size_t start = at_;
  if (c == '.') {
    out.is_attribute = true;
    while (at_ < end_ && text_.at(at_) != '[' && text_.at(at_) != '.') ++at_;
    out.name = {start, at_};
  } else if (c == '[') {
    while (at_ < end_ && text_.at(at_) != ']') ++at_;
    if (at_ >= end_) {
      raise_value_error(t, "Missing ']' in format string");
      return Step::kError;
    }
    out.name = {start, at_++};
    if (!read_index(t, text_, out.name, &out.index)) return Step::kError;
  } else {
    raise_value_error(t, "Only '.' or '[' may follow ']' in format field specifier");
    return Step::kError;
  }
  if (out.name.length() == 0) {
    raise_value_error(t, "Empty attribute in format string");
    return Step::kError;
  }
  return Step::kItem;
}

}  // namespace rt
