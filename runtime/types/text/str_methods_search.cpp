// Methods of str that search: find and its relatives, count, startswith, replace.
#include <cstring>

#include "runtime/object/long_loops.h"
#include "runtime/text/search.h"
#include "runtime/text/short_copy.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str_builder.h"
#include "runtime/types/text/str_methods.h"

namespace rt::str {

bool search_bound_py(Thread& t, Value v, i64 fallback, i64* out) {
  if (!v || v == kNone) {
    *out = fallback;
    return true;
  }
  if (v.is_small_int()) {
    *out = v.small();
    return true;
  }
  if (!is_int(v) && !type_of(v)->slots.index) {
    return raise_type_error(t, "slice indices must be integers or None or have an __index__ method");
  }
  return index_i64_py(t, v, out, nullptr);
}

bool check_str_argument(Thread& t, Value v, const char* method, int position) {
  return is_str(v) || raise_type_error(t, "%s() argument %d must be str, not %A", method, position, v);
}

namespace {

// The part of a str that start and end select, as in a slice. start > end: not even the empty str is found there.
struct Window {
  i64 start = 0, end = 0;
  bool empty_even_for_nothing() const { return start > end; }
  text::StrView of(const text::StrView& text) const {
    return text.sub(static_cast<size_t>(start), static_cast<size_t>(end - start));
  }
};

bool read_window_py(Thread& t, Value self, Value start, Value end, Window* out) {
  i64 length = static_cast<i64>(as_str(self)->length);
  if (!search_bound_py(t, start, 0, &out->start) || !search_bound_py(t, end, INT64_MAX, &out->end)) return false;
  if (out->end > length) out->end = length;
  else if (out->end < 0) out->end = out->end + length < 0 ? 0 : out->end + length;
  if (out->start < 0) out->start = out->start + length < 0 ? 0 : out->start + length;
  return true;
}

using SearchFn = size_t (*)(const text::StrView&, const text::StrView&);
size_t search_forward(const text::StrView& text, const text::StrView& needle) { return text::find(text, needle); }

// The index in the whole str. -1: not found, -2: an error is pending.
i64 search_py(Thread& t, const char* method, SearchFn f, Value self, Value sub, Value start, Value end) {
  if (!check_str_argument(t, sub, method, 1)) return -2;
  Window window;
  if (!read_window_py(t, self, start, end, &window)) return -2;
  if (window.empty_even_for_nothing()) return -1;
  BesideOthers scope(t, as_str(self)->length, {self, sub});
  size_t at = f(window.of(str_view(self)), str_view(sub));
  return at == text::kNotFound ? -1 : static_cast<i64>(at) + window.start;
}

Ref find_result(Thread& t, i64 at) { return at == -2 ? Ref() : make_int(t, at); }
Ref index_result(Thread& t, i64 at) {
  if (at == -1) return raise_value_error(t, "substring not found");
  return find_result(t, at);
}

bool has_affix(const Window& window, Value self, Value affix, bool at_end) {
  if (window.empty_even_for_nothing()) return false;
  text::StrView text = window.of(str_view(self));
  return at_end ? text::ends_with(text, str_view(affix)) : text::starts_with(text, str_view(affix));
}

Ref affix_py(Thread& t, const char* method, bool at_end, Value self, Value affix, Value start, Value end) {
  if (!is_str(affix) && !is_tuple(affix)) {
    return raise_type_error(t, "%s first arg must be str or a tuple of str, not %T", method, affix);
  }
  Window window;
  if (!read_window_py(t, self, start, end, &window)) return Ref();
  if (is_str(affix)) return bool_ref(has_affix(window, self, affix, at_end));
  Tuple& choices = *as_tuple(affix);
  for (u64 i = 0; i < choices.length; ++i) {
    if (!is_str(choices[i]))
      return raise_type_error(t, "tuple for %s must only contain str, not %T", method, choices[i]);
    if (has_affix(window, self, choices[i], at_end)) return bool_ref(true);
  }
  return bool_ref(false);
}

}  // namespace

bool contains(Thread& t, Value self, Value sub) {
  const Str *text = as_str(self), *part = as_str(sub);
  if (part->length != 1 || part->kind != 1 || text->kind != 1) {
    BesideOthers scope(t, text->length, {self, sub});
    return text::contains(text->view(), part->view());
  }
  constexpr u64 kFew = 16;  // so few characters are compared here, without a call
  u8 wanted = part->data()[0];
  if (text->length > kFew) return std::memchr(text->data(), wanted, text->length) != nullptr;
  for (u64 i = 0; i < text->length; ++i) {
    if (text->data()[i] == wanted) return true;
  }
  return false;
}

Ref find(Thread& t, Value self, Value sub, Value start, Value end) {
  return find_result(t, search_py(t, "find", search_forward, self, sub, start, end));
}
Ref rfind(Thread& t, Value self, Value sub, Value start, Value end) {
  return find_result(t, search_py(t, "rfind", text::rfind, self, sub, start, end));
}
Ref index(Thread& t, Value self, Value sub, Value start, Value end) {
  return index_result(t, search_py(t, "index", search_forward, self, sub, start, end));
}
Ref rindex(Thread& t, Value self, Value sub, Value start, Value end) {
  return index_result(t, search_py(t, "rindex", text::rfind, self, sub, start, end));
}

Ref count(Thread& t, Value self, Value sub, Value start, Value end) {
  if (!check_str_argument(t, sub, "count", 1)) return Ref();
  Window window;
  if (!read_window_py(t, self, start, end, &window)) return Ref();
  if (window.empty_even_for_nothing()) return make_int(t, 0);
  size_t n;
  {
    BesideOthers scope(t, as_str(self)->length, {self, sub});
    n = text::count(window.of(str_view(self)), str_view(sub));
  }
  return make_int(t, static_cast<i64>(n));
}

Ref startswith(Thread& t, Value self, Value prefix, Value start, Value end) {
  return affix_py(t, "startswith", false, self, prefix, start, end);
}
Ref endswith(Thread& t, Value self, Value suffix, Value start, Value end) {
  return affix_py(t, "endswith", true, self, suffix, start, end);
}

namespace {

// Replaces in ASCII text. The result is allocated with its final size: the positions of the first matches are stored;
// later matches are counted first and searched again when the result is written.
Ref replace_ascii(Thread& t, Value self, const Str* old, const Str* with, size_t limit) {
  constexpr size_t kRemembered = 32;
  const Str* s = as_str(self);
  size_t places[kRemembered], n = 0, done = 0;
  text::Finder finder(old->view());
  for (; n < limit && n < kRemembered; ++n) {
    size_t at = finder.find(s->view(), done);
    if (at == text::kNotFound) break;
    places[n] = at;
    done = at + old->length;
  }
  if (n == 0) return exact_str(t, self);
  size_t total = n < kRemembered ? n : n + text::count(s->view().from(done), old->view(), limit - n);
  u64 length = s->length - total * old->length, more;
  if (__builtin_mul_overflow(total, with->length, &more) || __builtin_add_overflow(length, more, &length))
    return raise_memory_error(t);
  Ref result = make_str_uninitialised(t, length, 1, true);
  if (!result || length == 0) return result;
  u8* to = as_str(result)->data();
  done = 0;
  for (size_t i = 0; i < total; ++i) {
    size_t at = i < n ? places[i] : finder.find(s->view(), done);
    text::copy_bytes(to, s->data() + done, at - done);
    to += at - done;
    text::copy_bytes(to, with->data(), with->length);
    to += with->length;
    done = at + old->length;
  }
  text::copy_bytes(to, s->data() + done, s->length - done);
  return result;
}

}  // namespace

Ref replace(Thread& t, Value self, Value old, Value replacement, Value count) {
  if (!check_str_argument(t, old, "replace", 1) || !check_str_argument(t, replacement, "replace", 2)) return Ref();
  i64 limit;
  if (!index_i64_py(t, count, &limit, kOverflowErrorType)) return Ref();
  size_t at_most = limit < 0 ? text::kNotFound : static_cast<size_t>(limit);
  const Str *from = as_str(old), *to = as_str(replacement);
  if (as_str(self)->ascii && from->ascii && to->ascii && from->length != 0 && as_str(self)->length <= kLongText)
    return replace_ascii(t, self, from, to, at_most);
  text::UcsBuilder out;
  size_t replaced;
  {
    BesideOthers scope(t, as_str(self)->length, {self, old, replacement});
    replaced = text::replace(str_view(self), str_view(old), str_view(replacement), at_most, out);
  }
  if (replaced == 0) return exact_str(t, self);
  return finish_str(t, out);
}

Ref removeprefix(Thread& t, Value self, Value prefix) {
  if (!is_str(prefix)) return raise_type_error(t, "removeprefix() argument must be str, not %A", prefix);
  if (!text::starts_with(str_view(self), str_view(prefix))) return exact_str(t, self);
  return str_substring(t, self, static_cast<i64>(as_str(prefix)->length), INT64_MAX);
}

Ref removesuffix(Thread& t, Value self, Value suffix) {
  if (!is_str(suffix)) return raise_type_error(t, "removesuffix() argument must be str, not %A", suffix);
  u64 length = as_str(suffix)->length;
  if (!text::ends_with(str_view(self), str_view(suffix))) return exact_str(t, self);
  return str_substring(t, self, 0, static_cast<i64>(as_str(self)->length - length));
}

}  // namespace rt::str
