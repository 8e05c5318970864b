// Methods of bytes and bytearray that search: find, count, startswith, replace, partition and their relatives.
#include <optional>

#include "runtime/object/long_loops.h"
#include "runtime/text/builder.h"
#include "runtime/text/search.h"
#include "runtime/types/bytes/bytes_methods.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt::bytes_methods {

namespace {

// The searched part: a bytes-like object or one byte.
class Needle {
 public:
  Needle(Thread& t, Value v) {
    if (is_int(v) || (type_of(v)->slots.index && !type_of(v)->slots.get_buffer)) {
      ok_ = byte_value_py(t, v, &byte_);
      view_ = text::bytes_view(&byte_, 1);
      return;
    }
    if (!type_of(v)->slots.get_buffer) {
      raise_type_error(t, "argument should be integer or bytes-like object, not '%T'", v);
      return;
    }
    bytes_.emplace(t, v);
    ok_ = bool(*bytes_);
    if (ok_) view_ = bytes_->text();
  }
  Needle(const Needle&) = delete;
  Needle& operator=(const Needle&) = delete;
  explicit operator bool() const { return ok_; }
  const text::StrView& text() const { return view_; }

 private:
  bool ok_ = false;
  u8 byte_ = 0;
  text::StrView view_;
  std::optional<ByteView> bytes_;
};

bool bound_py(Thread& t, Value v, i64* out) {
  if (!v || v == kNone) return true;
  if (!is_int(v) && !type_of(v)->slots.index) {
    return raise_type_error(t, "slice indices must be integers or None or have an __index__ method");
  }
  return index_i64_py(t, v, out, nullptr);
}

// The bounds of a search, as those of a slice. They are read first, because __index__ may change the bytearray.
struct Bounds {
  i64 from = 0, to = INT64_MAX;
  bool read_py(Thread& t, Value start, Value end) { return bound_py(t, start, &from) && bound_py(t, end, &to); }
  // If `from` is beyond the length, it stays there: not even the empty part is found then.
  void clip(i64 length) {
    if (to > length) to = length;
    for (i64* bound : {&from, &to}) {
      if (*bound < 0 && (*bound += length) < 0) *bound = 0;
    }
  }
};

enum class Found { kNo, kYes, kError };

template <class Search>
Found search_py(Thread& t, Value self, Value sub, Value start, Value end, i64* position, Search&& search) {
  Bounds bounds;
  if (!bounds.read_py(t, start, end)) return Found::kError;
  // The receiver is lent first: what the needle's class runs cannot resize it.
  ByteView view(t, self);
  if (!view) return Found::kError;
  Needle needle(t, sub);
  if (!needle) return Found::kError;
  bounds.clip(static_cast<i64>(view.size()));
  auto [from, to] = bounds;
  if (from > to) return Found::kNo;
  BesideOthers scope(t, view.size(), {self, sub});
  size_t at = search(view.text().sub(static_cast<size_t>(from), static_cast<size_t>(to - from)), needle.text());
  if (at == text::kNotFound) return Found::kNo;
  *position = from + static_cast<i64>(at);
  return Found::kYes;
}

size_t first(const text::StrView& text, const text::StrView& needle) { return text::find(text, needle); }
size_t last(const text::StrView& text, const text::StrView& needle) { return text::rfind(text, needle); }

template <class Search>
Ref find_with_py(Thread& t, Value self, Value sub, Value start, Value end, bool must_exist, Search&& search) {
  i64 at = -1;
  switch (search_py(t, self, sub, start, end, &at, search)) {
    case Found::kError: return Ref();
    case Found::kYes: return make_int(t, at);
    default: return must_exist ? Ref(raise_value_error(t, "subsection not found")) : make_int(t, -1);
  }
}

}  // namespace

Ref find(Thread& t, Value self, Value sub, Value start, Value end) {
  return find_with_py(t, self, sub, start, end, false, first);
}
Ref rfind(Thread& t, Value self, Value sub, Value start, Value end) {
  return find_with_py(t, self, sub, start, end, false, last);
}
Ref index(Thread& t, Value self, Value sub, Value start, Value end) {
  return find_with_py(t, self, sub, start, end, true, first);
}
Ref rindex(Thread& t, Value self, Value sub, Value start, Value end) {
  return find_with_py(t, self, sub, start, end, true, last);
}

Ref count(Thread& t, Value self, Value sub, Value start, Value end) {
  i64 unused;
  size_t n = 0;
  Found found =
      search_py(t, self, sub, start, end, &unused, [&](const text::StrView& text, const text::StrView& needle) {
        n = text::count(text, needle);
        return size_t{0};
      });
  return found == Found::kError ? Ref() : make_uint(t, n);
}

// ---- prefixes and suffixes

namespace {

using Matches = bool (*)(const text::StrView&, const text::StrView&);

Ref match_one_py(Thread& t, const text::StrView& range, Value affix, Matches matches) {
  ByteView view(t, affix);
  return view ? bool_ref(matches(range, view.text())) : Ref();
}

Ref match_py(Thread& t, const char* function, Value self, Value affix, Value start, Value end, Matches matches) {
  Bounds bounds;
  if (!bounds.read_py(t, start, end)) return Ref();
  ByteView view(t, self);
  if (!view) return Ref();
  bounds.clip(static_cast<i64>(view.size()));
  auto [from, to] = bounds;
  bool outside = from > to;
  text::StrView range =
      outside ? text::StrView{} : view.text().sub(static_cast<size_t>(from), static_cast<size_t>(to - from));
  if (is_tuple(affix)) {
    Tuple* affixes = as_tuple(affix);
    for (u64 i = 0; i < affixes->length; ++i) {
      Ref matched = match_one_py(t, range, (*affixes)[i], matches);
      if (!matched) return matched;
      if (matched.get() == kTrue && !outside) return matched;
    }
    return bool_ref(false);
  }
  if (!type_of(affix)->slots.get_buffer) {
    return raise_type_error(t, "%s first arg must be bytes or a tuple of bytes, not %T", function, affix);
  }
  Ref matched = match_one_py(t, range, affix, matches);
  return matched && outside ? bool_ref(false) : std::move(matched);
}

}  // namespace

Ref startswith(Thread& t, Value self, Value prefix, Value start, Value end) {
  return match_py(t, "startswith", self, prefix, start, end, text::starts_with);
}
Ref endswith(Thread& t, Value self, Value suffix, Value start, Value end) {
  return match_py(t, "endswith", self, suffix, start, end, text::ends_with);
}

namespace {

Ref unchanged(Thread& t, Value self, const ByteView& view) {
  return is_exact(self, TypeId::kBytes) ? Ref::share(t, self) : make_like(t, self, view.view());
}

}  // namespace

Ref removeprefix(Thread& t, Value self, Value prefix) {
  ByteView affix(t, prefix);
  if (!affix) return Ref();
  ByteView view(t, self);
  if (!view) return Ref();
  if (!affix.size() || !text::starts_with(view.text(), affix.text())) return unchanged(t, self, view);
  return make_like(t, self, view.view().substr(affix.size()));
}

Ref removesuffix(Thread& t, Value self, Value suffix) {
  ByteView affix(t, suffix);
  if (!affix) return Ref();
  ByteView view(t, self);
  if (!view) return Ref();
  if (!affix.size() || !text::ends_with(view.text(), affix.text())) return unchanged(t, self, view);
  return make_like(t, self, view.view().substr(0, view.size() - affix.size()));
}

// ---- replace and partition

Ref replace(Thread& t, Value self, Value from, Value to, Value count_value) {
  SteadyBytes old(t, from);
  if (!old) return Ref();
  SteadyBytes fresh(t, to);
  i64 limit;
  if (!fresh || !index_i64_py(t, count_value, &limit, kOverflowErrorType)) return Ref();
  ByteView view(t, self);
  if (!view) return Ref();
  text::ByteBuilder out;
  size_t n = 0;
  if (limit != 0) {
    BesideOthers scope(t, view.size(), {self, from, to});
    n = text::replace_bytes(view.text(), old.text(), fresh.text(),
                            limit < 0 ? text::kNotFound : static_cast<size_t>(limit), out);
  }
  if (!out.ok()) return raise_memory_error(t);
  return n ? make_like(t, self, out.text()) : unchanged(t, self, view);
}

namespace {

Ref three_parts(Thread& t, Value self, std::string_view a, Ref middle, std::string_view c) {
  Ref x = make_like(t, self, a), z = make_like(t, self, c);
  return x && middle && z ? make_tuple(t, x, middle, z) : Ref();
}

// The separator in the result: bytes give the object that was given, whatever its class; a bytearray gives a copy.
Ref middle_part(Thread& t, Value self, Value sep, const ByteView& bytes) {
  return is_bytearray(self) ? make_like(t, self, bytes.view()) : Ref::share(t, sep);
}

}  // namespace

Ref partition(Thread& t, Value self, Value sep) {
  ByteView separator(t, sep);
  if (!separator) return Ref();
  ByteView view(t, self);
  if (!view) return Ref();
  if (!separator.size()) return raise_value_error(t, "empty separator");
  size_t at = text::find(view.text(), separator.text());
  if (at == text::kNotFound) return three_parts(t, self, view.view(), make_like(t, self, {}), {});
  return three_parts(t, self, view.view().substr(0, at), middle_part(t, self, sep, separator),
                     view.view().substr(at + separator.size()));
}

Ref rpartition(Thread& t, Value self, Value sep) {
  ByteView separator(t, sep);
  if (!separator) return Ref();
  ByteView view(t, self);
  if (!view) return Ref();
  if (!separator.size()) return raise_value_error(t, "empty separator");
  size_t at = text::rfind(view.text(), separator.text());
  if (at == text::kNotFound) return three_parts(t, self, {}, make_like(t, self, {}), view.view());
  return three_parts(t, self, view.view().substr(0, at), middle_part(t, self, sep, separator),
                     view.view().substr(at + separator.size()));
}

}  // namespace rt::bytes_methods
