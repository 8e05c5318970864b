// Making, comparing and joining strs: the operations that all native code uses. The Python methods are in
// str_methods_*.cpp, the type itself in str_type.cpp.
#include "runtime/types/text/str.h"

#include <algorithm>
#include <cstring>

#include "runtime/object/long_loops.h"
#include "runtime/text/codecs.h"
#include "runtime/text/search.h"
#include "runtime/text/short_copy.h"
#include "runtime/text/utf8.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/file_names.h"
#include "runtime/types/text/str_builder.h"
#include "runtime/types/text/str_static.h"

namespace rt {

namespace {

constexpr u64 kMaxLength = (u64{1} << 60) - 1;  // so that no computation of bytes overflows

size_t str_bytes(u64 length, u8 kind) { return Str::kTextOffset + (length + 1) * kind; }

Str* new_str(Thread& t, u64 length, u8 kind, bool ascii) {
  if (length > kMaxLength) [[unlikely]] {
    out_of_memory(t);
    return nullptr;
  }
  Str* s = allocate_exact<Str>(t, TypeId::kStr, str_bytes(length, kind), false);
  if (!s) [[unlikely]]
    return nullptr;
  s->hash.store(0, gc::relaxed);
  s->length = length;
  s->kind = kind;
  s->ascii = ascii;
  s->interned.store(0, gc::relaxed);
  s->text = Str::kTextWord;
  s->spare = 0;
  u8* terminator = s->data() + length * kind;
  if (kind == 1) [[likely]]
    *terminator = 0;
  else if (kind == 2) *reinterpret_cast<u16*>(terminator) = 0;
  else *reinterpret_cast<u32*>(terminator) = 0;
  return s;
}

void copy_text(const Str* from, u8* to, u8 to_kind) {
  if (from->kind == to_kind) text::copy_bytes(to, from->data(), from->length * to_kind);
  else text::copy_units(from->view(), to, to_kind);
}

// A str of a view whose kind is the smallest possible and whose `ascii` is exact.
Ref make_str_exact(Thread& t, const text::StrView& view) {
  if (view.length <= 1 && view.kind == 1) return make_char_or_empty(t, view);
  Str* s = new_str(t, view.length, view.kind, view.ascii);
  if (!s) return Ref();
  text::copy_bytes(s->data(), view.data, view.byte_size());
  return Ref::steal(s);
}

// A str of WTF-8 text, which contains surrogates.
Ref make_str_wtf8(Thread& t, std::string_view utf8) {
  text::UcsBuilder out(utf8.size());
  auto* bytes = reinterpret_cast<const u8*>(utf8.data());
  text::DecodeResult result = text::decode_utf8(bytes, utf8.size(), text::ErrorPolicy::kSurrogatePass, true, out);
  ASSERT(!result.failed());
  if (result.failed())
    text::decode_utf8(bytes + result.error_start, utf8.size() - result.error_start, text::ErrorPolicy::kReplace, true,
                      out);
  return finish_str(t, out);
}

}  // namespace

// ---- making

Ref make_str_uninitialised(Thread& t, u64 length, u8 kind, bool ascii) {
  if (length == 0) return Ref::share(t, empty_str());
  Str* s = new_str(t, length, kind, ascii);
  return s ? Ref::steal(s) : Ref();
}

std::string to_wtf8(Value str) {
  text::StrView view = str_view(str);
  std::string out(text::utf8_size(view), '\0');
  text::utf8_write(view, reinterpret_cast<u8*>(out.data()));
  return out;
}

std::string misspelt_name(Value str) {
  constexpr u64 kLongest = 1000;
  return as_str(str)->length <= kLongest ? to_wtf8(str) : std::string();
}

Ref make_str_ascii(Thread& t, std::string_view ascii) { return make_str_exact(t, text::ascii_view(ascii)); }

Ref make_str(Thread& t, std::string_view utf8) {
  if (text::is_ascii(utf8.data(), utf8.size())) return make_str_ascii(t, utf8);
  auto* bytes = reinterpret_cast<const u8*>(utf8.data());
  text::Utf8Scan scan = text::utf8_scan(bytes, utf8.size());
  if (!scan.valid()) return make_str_wtf8(t, utf8);
  if (scan.length == 1) {
    size_t at = 0;
    return make_char(t, text::utf8_next(bytes, at));
  }
  Str* s = new_str(t, scan.length, scan.kind(), scan.ascii());
  if (!s) return Ref();
  text::utf8_widen(bytes, utf8.size(), s->kind, s->data());
  return Ref::steal(s);
}

Ref make_str(Thread& t, text::StrView view) {
  if (view.empty()) return Ref::share(t, empty_str());
  if (view.ascii && view.kind == 1) return make_str_exact(t, view);
  char32_t mask = text::char_mask(view);
  u8 kind = text::kind_for(mask);
  if (kind == view.kind) return make_str_exact(t, {view.data, view.length, kind, mask < 0x80});
  if (view.length == 1) return make_char(t, view.at(0));
  Str* s = new_str(t, view.length, kind, mask < 0x80);
  if (!s) return Ref();
  text::copy_units(view, s->data(), kind);
  return Ref::steal(s);
}

Ref finish_str(Thread& t, const text::UcsBuilder& out) {
  if (!out.ok()) return raise_memory_error(t);
  return make_str_exact(t, out.view());
}

Ref make_char(Thread& t, u32 code_point) {
  if (code_point < 0x100) [[likely]]
    return share_static(t, static_char(static_cast<u8>(code_point)));
  u8 kind = text::kind_for(code_point);
  Str* s = new_str(t, 1, kind, false);
  if (!s) return Ref();
  if (kind == 2) reinterpret_cast<u16*>(s->data())[0] = static_cast<u16>(code_point);
  else reinterpret_cast<u32*>(s->data())[0] = code_point;
  return Ref::steal(s);
}

Ref exact_str(Thread& t, Value str) {
  if (is_exact_str(str)) return Ref::share(t, str);
  return make_str_exact(t, str_view(str));
}

// lint: name: callers name native error handlers, which decoding does itself
Ref decode_utf8(Thread& t, const char* data, size_t size, const char* errors) {
  return decode_native_py(t, NativeCodec::kUtf8, {data, size}, errors, Value());
}

gc::Atomic<bool> g_file_names_are_ascii{false};

Ref decode_fs(Thread& t, std::string_view bytes) {
  if (text::is_ascii(bytes.data(), bytes.size())) return make_str_ascii(t, bytes);
  text::UcsBuilder out(bytes.size());
  auto* data = reinterpret_cast<const u8*>(bytes.data());
  constexpr auto kPolicy = text::ErrorPolicy::kSurrogateEscape;
  if (g_file_names_are_ascii.load(gc::relaxed)) text::decode_ascii(data, bytes.size(), kPolicy, out);
  else text::decode_utf8(data, bytes.size(), kPolicy, true, out);
  return finish_str(t, out);
}

// ---- UTF-8

Utf8::Utf8(Thread& t, Value str, bool surrogateescape) : data_(nullptr), size_(0) {
  Str* s = as_str(str);
  if (s->ascii) [[likely]] {
    data_ = reinterpret_cast<const char*>(s->data());
    size_ = s->length;
    return;
  }
  text::StrView view = s->view();
  text::ByteBuilder out(text::utf8_size(view) + 1);
  auto policy = surrogateescape ? text::ErrorPolicy::kSurrogateEscape : text::ErrorPolicy::kStrict;
  text::EncodeResult result = text::encode_utf8(view, 0, policy, out);
  if (result.failed()) {
    raise_encode_error(t, "utf-8", str, result.error_start, result.error_end, result.reason);
    return;
  }
  heap_ = out.ok() ? static_cast<char*>(gc::raw_alloc(out.size() + 1)) : nullptr;
  if (!heap_) {
    raise_memory_error(t);
    return;
  }
  std::memcpy(heap_, out.data(), out.size());
  heap_[out.size()] = 0;
  data_ = heap_;
  size_ = out.size();
}

Utf8::~Utf8() { gc::raw_free(heap_); }

// ---- comparison

i64 str_hash(Value str) {
  Str* s = as_str(str);
  i64 hash = s->hash.load(gc::relaxed);
  if (hash != 0) [[likely]]
    return hash;
  hash = num::hash_bytes(s->data(), s->length * s->kind, text_hash_key());
  s->hash.store(hash, gc::relaxed);  // all threads compute the same hash
  return hash;
}

bool str_equal(Value a, Value b) {
  const Str *x = as_str(a), *y = as_str(b);
  if (x == y) return true;
  if (x->length != y->length || x->kind != y->kind) return false;
  if (x->interned.load(gc::relaxed) & y->interned.load(gc::relaxed)) return false;
  return text::equal_bytes(x->data(), y->data(), x->length * x->kind);
}

namespace {

// The first 8 bytes as a number with the order of the texts. For a shorter text this reads bytes behind the text, which
// still are in its block; the caller shifts them out.
u64 head_of(const Str* s) {
  u64 word;
  std::memcpy(&word, s->data(), sizeof word);
  return __builtin_bswap64(word);
}

int compare_bytes(const Str* x, const Str* y) {
  u64 common = std::min(x->length, y->length), head = std::min<u64>(common, 8);
  if (head) {
    u64 a = head_of(x) >> (64 - 8 * head), b = head_of(y) >> (64 - 8 * head);
    if (a != b) return a < b ? -1 : 1;
    int order = common > 8 ? std::memcmp(x->data() + 8, y->data() + 8, common - 8) : 0;
    if (order) return order;
  }
  return x->length < y->length ? -1 : x->length > y->length;
}

}  // namespace

int str_compare(Value a, Value b) {
  const Str *x = as_str(a), *y = as_str(b);
  if (x == y) return 0;
  if (x->kind == 1 && y->kind == 1) return compare_bytes(x, y);
  return text::compare(x->view(), y->view());
}

bool str_equal_ascii(Value str, std::string_view ascii) {
  const Str* s = as_str(str);
  return s->ascii && s->ascii_view() == ascii;
}

// ---- parts and sums

Ref str_substring(Thread& t, Value str, i64 start, i64 stop) {
  Str* s = as_str(str);
  i64 length = static_cast<i64>(s->length);
  start = std::clamp<i64>(start, 0, length);
  stop = std::clamp<i64>(stop, start, length);
  if (start == 0 && stop == length && is_exact_str(str)) return Ref::share(t, str);
  if (stop - start == 1) return make_char(t, s->at(static_cast<u64>(start)));
  text::StrView part = s->view().sub(static_cast<size_t>(start), static_cast<size_t>(stop - start));
  return part.ascii ? make_str_exact(t, part) : make_str(t, part);
}

Ref str_concat(Thread& t, Value a, Value b) {
  Str *x = as_str(a), *y = as_str(b);
  if (x->length == 0) return exact_str(t, b);
  if (y->length == 0) return exact_str(t, a);
  u64 length = x->length + y->length;
  if (length > kMaxLength) return raise_overflow_error(t, "strings are too large to concat");
  u8 kind = std::max(x->kind, y->kind);
  Str* s = new_str(t, length, kind, x->ascii && y->ascii);
  if (!s) return Ref();
  if (kind == 1) [[likely]] {
    text::copy_bytes(s->data(), x->data(), x->length);
    text::copy_bytes(s->data() + x->length, y->data(), y->length);
  } else {
    copy_text(x, s->data(), kind);
    copy_text(y, s->data() + x->length * kind, kind);
  }
  return Ref::steal(s);
}

namespace {

bool can_grow(Thread& t, Value left, const Str* right) {
  Str* s = as_str(left);
  return left.is_counted() && is_exact_str(left) && gc::uniquely_held(t, s) && s != right && right->kind <= s->kind &&
         !s->interned.load(gc::relaxed) && s->length != 0 && s->length + right->length <= kMaxLength;
}

// Makes room for `length` units: from the spare bytes, or by moving to a block that is larger by half, but by no more
// than 4 GiB. Null: out of memory, and `s` is unchanged.
Str* make_room(Thread& t, Str* s, u64 length) {
  size_t used = str_bytes(s->length, s->kind), needed = str_bytes(length, s->kind);
  size_t have = used + s->spare;
  if (needed <= have) {
    s->spare = static_cast<u32>(have - needed);
    return s;
  }
  u32 spare = static_cast<u32>(std::min<size_t>((needed - Str::kTextOffset) / 2, UINT32_MAX));
  auto* moved = static_cast<Str*>(gc::reallocate_untraced(t, s, have, needed + spare));
  if (moved) moved->spare = spare;
  return moved;
}

// The general path of str_append(): for strs of larger kinds, and those without enough spare bytes.
[[gnu::noinline]] Ref append_with_room(Thread& t, Ref left, const Str* r) {
  Str* s = as_str(left.release());
  u64 old_length = s->length, length = old_length + r->length;
  Str* grown = make_room(t, s, length);
  if (!grown) {
    decref(t, Value(s));
    return raise_memory_error(t);
  }
  u8 kind = grown->kind;
  copy_text(r, grown->data() + old_length * kind, kind);
  std::memset(grown->data() + length * kind, 0, kind);
  grown->length = length;
  grown->ascii = grown->ascii && r->ascii;
  grown->hash.store(0, gc::relaxed);
  return Ref::steal(grown);
}

}  // namespace

Ref str_append(Thread& t, Ref left, Value right) {
  Str* r = as_str(right);
  if (!can_grow(t, left, r)) return str_concat(t, left, right);
  if (Str* s = as_str(left); s->kind == 1 && r->length <= s->spare) [[likely]] {
    u8* end = s->data() + s->length;
    if (r->length == 1) *end = *r->data();
    else text::copy_bytes(end, r->data(), r->length);
    end[r->length] = 0;
    s->spare -= static_cast<u32>(r->length);
    s->length += r->length;
    s->ascii &= r->ascii;
    s->hash.store(0, gc::relaxed);
    return left;
  }
  return append_with_room(t, std::move(left), r);
}

// ---- joining

namespace {

// The size of the concatenation of several strs.
struct JoinedSize {
  u64 length = 0;
  u8 kinds = 1;  // the OR of all kinds, each of which is one bit
  bool ascii = true;

  u8 kind() const { return kinds & 4 ? 4 : kinds & 2 ? 2 : 1; }
  bool add(const Str* s) {
    kinds |= s->kind;
    ascii &= s->ascii;
    length += s->length;  // cannot overflow: both are at most kMaxLength
    return length <= kMaxLength;
  }
  bool add_repeated(const Str* s, u64 times) {
    u64 more;
    if (__builtin_mul_overflow(s->length, times, &more) || more > kMaxLength) return false;
    length += more - s->length;
    return add(s);
  }
};

// Writes the characters of several strs one after the other.
class Filler {
 public:
  explicit Filler(Str* s) : at_(s->data()), kind_(s->kind) {}
  void put(const Str* s) {
    if (s->length == 1 && kind_ == 1) {
      *at_++ = *s->data();
      return;
    }
    copy_text(s, at_, kind_);
    at_ += s->length * kind_;
  }

 private:
  u8* at_;
  u8 kind_;
};

// The items of a tuple, or of a private list that is so short that they are joined without a safepoint.
struct Items {
  const Slot* slots;
  u64 count;
  bool may_pause;
  Str* operator[](u64 i) const { return as_str(slots[i].get()); }
};

Items items_of(Value sequence) {
  if (is_tuple(sequence)) return {as_tuple(sequence)->items, as_tuple(sequence)->length, true};
  List* list = as_list(sequence);
  u64 n = list->size();
  return {n ? list->storage.load(gc::relaxed)->items : nullptr, n, false};
}

Ref join_items_py(Thread& t, const Str* separator, Items items) {
  if (items.count == 1 && is_exact_str(items.slots[0].get())) return Ref::share(t, items.slots[0].get());
  JoinedSize size;
  for (u64 i = 0; i < items.count; ++i) {
    Value item = items.slots[i].get();
    if (!is_exact_str(item) && !is_str(item)) [[unlikely]]
      return raise_type_error(t, "sequence item %zu: expected str instance, %T found", static_cast<size_t>(i), item);
    if (!size.add(as_str(item))) return raise_overflow_error(t, "join() result is too long for a Python string");
    if (items.may_pause && !poll_at_py(t, i)) return Ref();
  }
  if (items.count == 0) return Ref::share(t, empty_str());
  if (items.count == 1) return exact_str(t, items.slots[0].get());
  if (!size.add_repeated(separator, items.count - 1))
    return raise_overflow_error(t, "join() result is too long for a Python string");
  Ref result = make_str_uninitialised(t, size.length, size.kind(), size.ascii);
  if (!result || size.length == 0) return result;
  Filler filler(as_str(result));
  filler.put(items[0]);
  for (u64 i = 1; i < items.count; ++i) {
    if (separator->length) filler.put(separator);
    filler.put(items[i]);
    if (items.may_pause && !poll_at_py(t, i)) return Ref();
  }
  return result;
}

}  // namespace

Ref str_join_values(Thread& t, const Value* strs, u64 count) {
  if (count == 1) return exact_str(t, strs[0]);
  JoinedSize size;
  for (u64 i = 0; i < count; ++i) {
    if (!size.add(as_str(strs[i]))) return raise_overflow_error(t, "strings are too large to concat");
  }
  Ref result = make_str_uninitialised(t, size.length, size.kind(), size.ascii);
  if (!result || size.length == 0) return result;
  Filler filler(as_str(result));
  for (u64 i = 0; i < count; ++i) filler.put(as_str(strs[i]));
  return result;
}

Ref str_join_py(Thread& t, Value separator, Value iterable) {
  // Other iterables are copied first: a subclass may have its own __iter__, another thread may change a published list,
  // and a signal handler a long one.
  bool private_list = is_exact(iterable, TypeId::kList) && (!gc::kFreeThreaded || !iterable.object()->published()) &&
                      as_list(iterable)->size() < kLongText;
  bool stable = private_list || is_exact(iterable, TypeId::kTuple);
  if (stable) return join_items_py(t, as_str(separator), items_of(iterable));
  Ref snapshot = to_tuple_or_py(t, iterable, "can only join an iterable");
  return snapshot ? join_items_py(t, as_str(separator), items_of(snapshot)) : Ref();
}

}  // namespace rt
