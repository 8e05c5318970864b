// The syntax of str.format()'s templates: literal text, and fields "{name.attribute[item]!conversion:spec}". Shared by
// str.format() and the module _string. The cursors borrow the template and yield ranges of it; they allocate nothing
// and run no Python code.
#pragma once

#include "runtime/object/error.h"
#include "runtime/text/kinds.h"
#include "runtime/text/split.h"

namespace rt {

// One step through a template: literal text, which may be empty, then a field if has_field.
struct Markup {
  text::Range literal;
  bool has_field = false;
  text::Range field_name, spec;
  char32_t conversion = 0;       // 0: none
  bool spec_has_fields = false;  // the specifier is a template itself
};

enum class Step { kItem, kEnd, kError };  // kError: an error is pending

class MarkupCursor {
 public:
  MarkupCursor(const text::StrView& text, text::Range range) : text_(text), at_(range.begin), end_(range.end) {}
  Step next(Thread& t, Markup& out);

 private:
  bool field(Thread& t, Markup& out);
  bool after_name(Thread& t, char32_t c, Markup& out);
  char32_t take() { return text_.at(at_++); }

  text::StrView text_;
  size_t at_, end_;
};

// One step through a field's name, behind its first part: ".attribute" or "[item]".
struct NameStep {
  bool is_attribute = false;
  text::Range name;
  i64 index = -1;  // the index if the item is a number; else -1
};

class FieldNameCursor {
 public:
  // Reads the first part of the name. ok() is false if it is a number that is too large: ValueError is pending.
  FieldNameCursor(Thread& t, const text::StrView& text, text::Range name);
  bool ok() const { return ok_; }
  const text::Range& first() const { return first_; }
  i64 first_index() const { return first_index_; }  // -1: not a number
  Step next(Thread& t, NameStep& out);

 private:
  text::StrView text_;
  size_t at_, end_;
  text::Range first_;
  i64 first_index_ = -1;
  bool ok_;
};

}  // namespace rt
