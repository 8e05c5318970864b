// Methods of bytes and bytearray that split, join and strip.
#include <cstring>

#include "runtime/object/long_loops.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/object/value_buffer.h"
#include "runtime/text/split.h"
#include "runtime/text/strip.h"
#include "runtime/types/bytes/bytes_methods.h"
#include "runtime/types/containers/list.h"

namespace rt::bytes_methods {

namespace {

template <class Cursor>
Ref collect_py(Thread& t, Value self, const ByteView& view, Cursor&& cursor) {
  Ref list = make_list(t);
  text::Range r;
  for (u64 n = 0; list && cursor.next(r); ++n) {
    Ref piece = make_like(t, self, view.view().substr(r.begin, r.length()));
    if (!piece || !list_append(t, as_list(list), std::move(piece)) || !view.poll_py(t, n)) return Ref();
  }
  return list;
}

bool limit_py(Thread& t, Value maxsplit, size_t* out) {
  i64 n;
  if (!index_i64_py(t, maxsplit, &n, kOverflowErrorType)) return false;
  *out = n < 0 ? text::kNotFound : static_cast<size_t>(n);
  return true;
}

// A split from the right yields its pieces in reverse order: this reverses the list.
Ref reversed(Thread& t, Ref list) { return list && list_reverse(t, as_list(list)) ? std::move(list) : Ref(); }

template <class BySeparator, class BySpace>
Ref split_with_py(Thread& t, Value self, Value sep, Value maxsplit) {
  size_t limit;
  if (!limit_py(t, maxsplit, &limit)) return Ref();
  ByteView view(t, self);
  if (!view) return Ref();
  if (!sep || sep == kNone) return collect_py(t, self, view, BySpace(view.text(), limit, text::Space::kAscii));
  ByteView separator(t, sep);
  if (!separator) return Ref();
  if (!separator.size()) return raise_value_error(t, "empty separator");
  return collect_py(t, self, view, BySeparator(view.text(), separator.text(), limit));
}

}  // namespace

Ref split(Thread& t, Value self, Value sep, Value maxsplit) {
  return split_with_py<text::SplitCursor, text::SpaceSplitCursor>(t, self, sep, maxsplit);
}
Ref rsplit(Thread& t, Value self, Value sep, Value maxsplit) {
  return reversed(t, split_with_py<text::RSplitCursor, text::RSpaceSplitCursor>(t, self, sep, maxsplit));
}

Ref splitlines(Thread& t, Value self, Value keepends) {
  int keep = truth_py(t, keepends);
  if (keep < 0) return Ref();
  ByteView view(t, self);
  return view ? collect_py(t, self, view, text::LineCursor(view.text(), keep, text::Space::kAscii)) : Ref();
}

// ---- join

namespace {

// The buffers of the items of join(), which are held until the result is complete.
class Pieces {
 public:
  explicit Pieces(Thread& t, u64 count)
      : t_(t), buffers_(static_cast<Buffer*>(gc::raw_calloc((count + 1) * sizeof(Buffer)))) {
    if (!buffers_) raise_memory_error(t);
  }
  ~Pieces() {
    for (u64 i = 0; i < count_; ++i) release_buffer(t_, &buffers_[i]);
    gc::raw_free(buffers_);
  }
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;
  explicit operator bool() const { return buffers_ != nullptr; }

  bool add_py(Value item) {
    if (!get_buffer_py(t_, item, &buffers_[count_], BufferUse::kBytes))
      return forget_error(t_) && raise_type_error(t_, "sequence item %lld: expected a bytes-like object, %T found",
                                                  static_cast<long long>(count_), item);
    total_ += static_cast<u64>(buffers_[count_++].bytes);
    return true;
  }
  u64 total(size_t separator) const { return total_ + (count_ ? (count_ - 1) * separator : 0); }
  void write(u8* out, const ByteView& separator) const {
    for (u64 i = 0; i < count_; ++i) {
      if (i && separator.size()) {
        std::memcpy(out, separator.data(), separator.size());
        out += separator.size();
      }
      if (!buffers_[i].bytes) continue;
      auto bytes = static_cast<size_t>(buffers_[i].bytes);
      if (may_change_meanwhile(buffers_[i])) read_shared(out, static_cast<const u8*>(buffers_[i].data), bytes);
      else std::memcpy(out, buffers_[i].data, bytes);
      out += buffers_[i].bytes;
    }
  }

 private:
  Thread& t_;
  Buffer* buffers_;
  u64 count_ = 0, total_ = 0;
};

// Adds an item. A __buffer__ in Python must not change the length of the list that is joined.
bool add_piece_py(Thread& t, Pieces& pieces, Value item, Value iterable) {
  if (!runs_python(item) || !is_list(iterable)) return pieces.add_py(item);
  u64 length = as_list(iterable)->size();
  if (!pieces.add_py(item)) return false;
  return as_list(iterable)->size() == length || raise(t, kRuntimeErrorType, "sequence changed size during iteration");
}

}  // namespace

Ref join(Thread& t, Value self, Value iterable) {
  ByteView separator(t, self);
  Ref items = separator ? to_tuple_or_py(t, iterable, "can only join an iterable") : Ref();
  if (!items) return Ref();
  const Tuple& given = *as_tuple(items);
  u64 n = given.length;
  if (n == 1 && is_exact(self, TypeId::kBytes) && is_exact(given[0], TypeId::kBytes)) return Ref::share(t, given[0]);
  Pieces pieces(t, n);
  for (u64 i = 0; pieces && i < n; ++i) {
    if (!add_piece_py(t, pieces, given[i], iterable) || !poll_at_py(t, i)) return Ref();
  }
  u8* out;
  Ref result = pieces ? make_like_uninitialised(t, self, pieces.total(separator.size()), &out) : Ref();
  BesideOthers scope(t, result ? pieces.total(separator.size()) : 0, {self, result});
  if (result) pieces.write(out, separator);
  return result;
}

// ---- strip

namespace {

Ref strip_py(Thread& t, Value self, Value chars, text::StripSides sides) {
  ByteView view(t, self);
  if (!view) return Ref();
  text::Range r;
  if (!chars || chars == kNone) {
    r = text::strip_space(view.text(), sides, text::Space::kAscii);
  } else {
    ByteView set(t, chars);
    if (!set) return Ref();
    r = text::strip_chars(view.text(), set.text(), sides);
  }
  if (r.length() == view.size() && is_exact(self, TypeId::kBytes)) return Ref::share(t, self);
  return make_like(t, self, view.view().substr(r.begin, r.length()));
}

}  // namespace

Ref strip(Thread& t, Value self, Value chars) { return strip_py(t, self, chars, text::StripSides::kBoth); }
Ref lstrip(Thread& t, Value self, Value chars) { return strip_py(t, self, chars, text::StripSides::kLeft); }
Ref rstrip(Thread& t, Value self, Value chars) { return strip_py(t, self, chars, text::StripSides::kRight); }

}  // namespace rt::bytes_methods
