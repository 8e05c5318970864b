// Methods of str that take it apart: split, splitlines, partition, strip.
#include "runtime/text/split.h"

#include "runtime/text/strip.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str_methods.h"

namespace rt::str {

namespace {

Ref piece(Thread& t, Value self, const text::Range& range) {
  return str_substring(t, self, static_cast<i64>(range.begin), static_cast<i64>(range.end));
}

template <class Cursor>
Ref collect_py(Thread& t, Value self, Cursor cursor) {
  Ref list = make_list(t);
  text::Range range;
  while (list && cursor.next(range)) {
    Ref part = piece(t, self, range);
    if (!part || !list_append(t, as_list(list), std::move(part)) || !poll_py(t)) return Ref();
  }
  return list;
}

// Checks the arguments of split() and rsplit(). False: an error is pending.
bool split_arguments_py(Thread& t, Value sep, Value maxsplit, size_t* limit) {
  i64 n;
  if (!index_i64_py(t, maxsplit, &n, kOverflowErrorType)) return false;
  *limit = n < 0 ? text::kNotFound : static_cast<size_t>(n);
  if (sep == kNone) return true;
  if (!is_str(sep)) return raise_type_error(t, "must be str or None, not %T", sep);
  return as_str(sep)->length != 0 || raise_value_error(t, "empty separator");
}

bool check_separator(Thread& t, Value sep) {
  if (!is_str(sep)) return raise_type_error(t, "must be str, not %T", sep);
  return as_str(sep)->length != 0 || raise_value_error(t, "empty separator");
}

// The tuple (before, sep, after). If there is no separator, the whole str is the first or the last item.
Ref parts_around(Thread& t, Value self, Value sep, size_t at, bool whole_first) {
  if (at == text::kNotFound) {
    Ref whole = exact_str(t, self);
    if (!whole) return whole;
    return whole_first ? make_tuple(t, whole, empty_str(), empty_str())
                       : make_tuple(t, empty_str(), empty_str(), whole);
  }
  i64 start = static_cast<i64>(at);
  Ref parts[] = {str_substring(t, self, 0, start), Ref::share(t, sep),
                 str_substring(t, self, start + static_cast<i64>(as_str(sep)->length), INT64_MAX)};
  if (!parts[0] || !parts[2]) return Ref();
  return make_tuple_stealing(t, parts, 3);
}

Ref strip_sides(Thread& t, const char* method, text::StripSides sides, Value self, Value chars) {
  if (chars == kNone) return piece(t, self, text::strip_space(str_view(self), sides));
  if (!is_str(chars)) return raise_type_error(t, "%s arg must be None or str", method);
  return piece(t, self, text::strip_chars(str_view(self), str_view(chars), sides));
}

}  // namespace

Ref split(Thread& t, Value self, Value sep, Value maxsplit) {
  size_t limit;
  if (!split_arguments_py(t, sep, maxsplit, &limit)) return Ref();
  if (sep == kNone) return collect_py(t, self, text::SpaceSplitCursor(str_view(self), limit));
  return collect_py(t, self, text::SplitCursor(str_view(self), str_view(sep), limit));
}

Ref rsplit(Thread& t, Value self, Value sep, Value maxsplit) {
  size_t limit;
  if (!split_arguments_py(t, sep, maxsplit, &limit)) return Ref();
  Ref list = sep == kNone ? collect_py(t, self, text::RSpaceSplitCursor(str_view(self), limit))
                          : collect_py(t, self, text::RSplitCursor(str_view(self), str_view(sep), limit));
  if (!list || !list_reverse(t, as_list(list))) return Ref();
  return list;
}

Ref splitlines(Thread& t, Value self, Value keepends) {
  int keep = truth_py(t, keepends);
  if (keep < 0) return Ref();
  return collect_py(t, self, text::LineCursor(str_view(self), keep != 0));
}

Ref partition(Thread& t, Value self, Value sep) {
  if (!check_separator(t, sep)) return Ref();
  return parts_around(t, self, sep, text::partition_at(str_view(self), str_view(sep)), true);
}
Ref rpartition(Thread& t, Value self, Value sep) {
  if (!check_separator(t, sep)) return Ref();
  return parts_around(t, self, sep, text::rpartition_at(str_view(self), str_view(sep)), false);
}

Ref strip(Thread& t, Value self, Value chars) { return strip_sides(t, "strip", text::StripSides::kBoth, self, chars); }
Ref lstrip(Thread& t, Value self, Value chars) {
  return strip_sides(t, "lstrip", text::StripSides::kLeft, self, chars);
}
Ref rstrip(Thread& t, Value self, Value chars) {
  return strip_sides(t, "rstrip", text::StripSides::kRight, self, chars);
}

}  // namespace rt::str
