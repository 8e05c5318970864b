// bytes: making, comparing, indexing, concatenating, and the constructor. The methods are in bytes_methods.cpp,
// bytes_search.cpp and bytes_split.cpp.
#include "runtime/types/bytes/bytes.h"

#include <cstring>

#include "gc/heap/heap.h"
#include "runtime/num/hash.h"
#include "runtime/object/long_loops.h"
#include "runtime/object/names.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/object/special_result.h"
#include "runtime/text/escape.h"
#include "runtime/text/search.h"
#include "runtime/types/all.h"
#include "runtime/types/bytes/buffer_loan.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/bytes/bytes_warning.h"
#include "runtime/types/bytes/memoryview_parts.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/iterators/indexed_iterator.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

// ---- making

constexpr u64 kMaxBytes = static_cast<u64>(INT64_MAX) - sizeof(Bytes) - 1;

Ref make_bytes_uninitialised(Thread& t, u64 length) {
  if (length > kMaxBytes) return raise_overflow_error(t, "byte string is too large");
  Bytes* b = allocate_exact<Bytes>(t, TypeId::kBytes, sizeof(Bytes) + length + 1, false);
  if (!b) return Ref();
  b->hash.store(0, gc::relaxed);
  b->length = length;
  b->data()[length] = 0;
  return Ref::steal(b);
}

Ref make_bytes(Thread& t, std::string_view data) {
  Ref b = make_bytes_uninitialised(t, data.size());
  if (b && !data.empty()) std::memcpy(b.as<Bytes>()->data(), data.data(), data.size());
  return b;
}

Ref make_bytes_of_shared(Thread& t, std::string_view data) {
  Ref b = make_bytes_uninitialised(t, data.size());
  if (b) read_shared(b.as<Bytes>()->data(), reinterpret_cast<const u8*>(data.data()), data.size());
  return b;
}

// Views and loans show the memory of an exporter below them.
static Value exporter_of(const Buffer& buffer) {
  Value owner = buffer.owner;
  for (;;) {
    if (is_memoryview(owner)) owner = owner.as<MemoryView>()->base.owner;
    else if (Value below = lender_below(owner)) owner = below;
    else return owner;
  }
}

bool may_change_meanwhile(const Buffer& buffer) {
  if (!gc::kFreeThreaded) return false;
  Value exporter = exporter_of(buffer);
  return !is_bytes(exporter) && exporter.object()->published();
}

// What is copied stays exported, too: a decoder may call Python code, which cannot resize a bytearray meanwhile.
SteadyBytes::SteadyBytes(Thread& t, Value v) : t_(t) {
  if (!is_bytes(v)) {
    if (!get_buffer_py(t, v, &lent_, BufferUse::kBytes)) return;
    view_ = {static_cast<const char*>(lent_.data), static_cast<size_t>(lent_.bytes)};
    ok_ = is_memoryview(v) && is_bytes(v.as<MemoryView>()->base.owner);
    if (ok_) return;
    copy_ = make_bytes_of_shared(t, view_);
    if (!copy_) return;
    v = copy_;
  }
  ok_ = true;
  object_ = v;
  view_ = v.as<Bytes>()->view();
}

Ref make_like_uninitialised(Thread& t, Value like, u64 length, u8** data) {
  if (!is_bytearray(like)) {
    Ref b = make_bytes_uninitialised(t, length);
    if (b) *data = b.as<Bytes>()->data();
    return b;
  }
  Ref b = make_bytearray(t, {});
  if (!b || !bytearray_splice(t, b.as<ByteArray>(), 0, 0, nullptr, length)) return Ref();
  static u8 nowhere;  // an empty bytearray has no block, but memset and memcpy need a valid address even for 0 bytes
  *data = length ? b.as<ByteArray>()->data() : &nowhere;
  return b;
}

// ---- items

bool byte_value_py(Thread& t, Value v, u8* out, const char* message) {
  i64 n;
  if (!index_i64_py(t, v, &n, nullptr)) return false;
  if (n < 0 || n > 255) return raise_value_error(t, "%s", message);
  *out = static_cast<u8>(n);
  return true;
}

int bytes_contains(Thread& t, Value self, Value item) {
  ByteView view(t, self);
  if (!view) return -1;
  if (is_int(item) || type_of(item)->slots.index) {
    u8 byte;
    if (!byte_value_py(t, item, &byte)) return -1;
    return view.size() && std::memchr(view.data(), byte, view.size());
  }
  ByteView needle(t, item);
  return needle ? text::contains(view.text(), needle.text()) : -1;
}

// ---- comparison

int compare_bytes(std::string_view a, std::string_view b) {
  size_t n = a.size() < b.size() ? a.size() : b.size();
  int order = n ? std::memcmp(a.data(), b.data(), n) : 0;
  return order ? order : a.size() < b.size() ? -1 : a.size() > b.size();
}

bool compare_result(int order, CompareOp op) {
  switch (op) {
    case CompareOp::kLt: return order < 0;
    case CompareOp::kLe: return order <= 0;
    case CompareOp::kEq: return order == 0;
    case CompareOp::kNe: return order != 0;
    case CompareOp::kGt: return order > 0;
    default: return order >= 0;
  }
}

namespace {

Ref bytes_compare_py(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_bytes(b)) {
    bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
    if (equality && is_str(b) && !warn_of_bytes_py(t, "Comparison between bytes and string")) return Ref();
    if (equality && is_int(b) && !warn_of_bytes_py(t, "Comparison between bytes and int")) return Ref();
    return Ref::immediate(kNotImplemented);
  }
  return bool_ref(compare_result(compare_bytes(a.as<Bytes>()->view(), b.as<Bytes>()->view()), op));
}

bool bytes_hash(Thread&, Value self, i64* out) {
  Bytes* b = self.as<Bytes>();
  i64 hash = b->hash.load(gc::relaxed);
  if (hash == 0 || hash == -1) {  // -1: C code has filled the bytes, as CPython marks a hash to compute
    hash = num::hash_bytes(b->data(), b->length, text_hash_key());
    b->hash.store(hash, gc::relaxed);  // all threads compute the same hash
  }
  *out = hash;
  return true;
}

}  // namespace

// ---- + and *

// As in CPython, this error replaces what getting the buffer of `b` has raised.
Error raise_cannot_concat(Thread& t, Value a, Value b) {
  return forget_error(t) ? raise_type_error(t, "can't concat %T to %T", b, a) : Error();
}

Ref bytes_concat(Thread& t, Value a, Value b) {
  if (is_exact(a, TypeId::kBytes) && a.as<Bytes>()->length == 0 && is_exact(b, TypeId::kBytes)) return Ref::share(t, b);
  if (is_exact(b, TypeId::kBytes) && b.as<Bytes>()->length == 0 && is_exact(a, TypeId::kBytes)) return Ref::share(t, a);
  ByteView left(t, a);
  if (!left) return Ref();
  ByteView right(t, b);
  if (!right) return raise_cannot_concat(t, a, b);
  u8* out;
  Ref result = make_like_uninitialised(t, a, left.size() + right.size(), &out);
  if (!result) return Ref();
  std::memcpy(out, left.data(), left.size());
  std::memcpy(out + left.size(), right.data(), right.size());
  return result;
}

Ref bytes_repeat(Thread& t, Value self, i64 count) {
  if (count == 1 && is_exact(self, TypeId::kBytes)) return Ref::share(t, self);
  ByteView view(t, self);
  if (!view) return Ref();
  u64 n = count < 0 ? 0 : static_cast<u64>(count), total;
  bool overflows = __builtin_mul_overflow(n, view.size(), &total) || total > static_cast<u64>(INT64_MAX);
  if (overflows && is_bytes(self)) return raise_overflow_error(t, "repeated bytes are too long");
  if (overflows || total > kMaxBytes) return raise_memory_error(t);
  u8* out;
  Ref result = make_like_uninitialised(t, self, total, &out);
  if (!result || total == 0) return result;
  if (view.size() == 1) {
    std::memset(out, view.data()[0], total);
    return result;
  }
  // Each step doubles the part that is filled.
  std::memcpy(out, view.data(), view.size());
  for (u64 done = view.size(); done < total;) {
    u64 more = done < total - done ? done : total - done;
    std::memcpy(out + done, out, more);
    done += more;
  }
  return result;
}

// ---- construction

namespace {

// Gathers the ints of an iterable, which may run any Python code.
Ref from_iterable_py(Thread& t, Value v, const char* refusal, const char* out_of_range) {
  text::ByteBuilder out;
  auto add = [&](Thread&, Value item) {
    u8 byte;
    if (!byte_value_py(t, item, &byte, out_of_range)) return false;
    out.append(byte);
    return true;
  };
  bool in_place = is_exact_list(v) || is_exact_tuple(v);
  Ref iterator;
  if (!in_place) iterator = iter_or_py(t, v, refusal);  // lint: error: where it is asked, what comes next looks at it
  bool ok = in_place ? for_each_py(t, v, std::move(add)) : iterator && for_each_next_py(t, iterator, std::move(add));
  if (!ok) return Ref();
  if (!out.ok()) return raise_memory_error(t);
  return make_bytes(t, out.text());
}

Ref encoded_py(Thread& t, const char* function, Value text, Value encoding, Value errors) {
  CodecArgument encoding_name(t, function, "encoding", encoding);
  if (!encoding_name.ok()) return Ref();
  CodecArgument handler(t, function, "errors", errors);
  if (!handler.ok()) return Ref();
  if (!is_str(text)) {
    return raise_type_error(t, encoding ? "encoding without a string argument" : "errors without a string argument");
  }
  if (!encoding) return raise_type_error(t, "string argument without an encoding");
  return str_encode_py(t, text, encoding_name.c_str(), handler.c_str());
}

// bytes(n), bytearray(n): n zeros. Empty without error: `v` is no int.
Ref zeros_py(Thread& t, Value v, bool for_bytes) {
  i64 n;
  if (!index_i64_py(t, v, &n, kOverflowErrorType)) {
    if (error_is(t, kTypeErrorType)) clear_error(t);
    return Ref();
  }
  if (n < 0) return raise_value_error(t, "negative count");
  if (!for_bytes && static_cast<u64>(n) > kMaxBytes) return raise_memory_error(t);
  Ref b = make_bytes_uninitialised(t, static_cast<u64>(n));
  if (b) std::memset(b.as<Bytes>()->data(), 0, static_cast<u64>(n));
  return b;
}

}  // namespace

Ref call_dunder_bytes_py(Thread& t, Value v) {
  bool self_first;
  Ref method = special_method_py(t, v, name(N::__bytes__), &self_first);
  if (!method) return Ref();
  Ref b = self_first ? call_py(t, method, v) : call_py(t, method);
  if (b && !is_bytes(b)) return refuse_result(t, v, b, kBytesResult);
  return b;
}

Ref bytes_from_value_py(Thread& t, Value v, const char* wanted) {
  if (is_exact(v, TypeId::kBytes)) return Ref::share(t, v);
  if (is_bytes(v) || is_bytearray(v)) {
    ByteView view(t, v);
    return view ? make_bytes_of_shared(t, view.view()) : Ref();
  }
  if (type_of(v)->slots.get_buffer) {  // items that lie apart are copied in order
    Ref view = is_memoryview(v) ? Ref::share(t, v) : make_memoryview_py(t, v);
    if (!view) return Ref();
    ViewAccess access(t, view);
    return access ? view_to_bytes(t, access.get()) : Ref();
  }
  bool for_bytes = std::string_view(wanted) == "bytes";
  const char* refusal = for_bytes ? "cannot convert '%T' object to bytes" : "cannot convert '%T' object to bytearray";
  if (is_str(v)) return raise_type_error(t, refusal, v);
  return from_iterable_py(t, v, refusal,
                          for_bytes ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)");
}

bool bind_bytes_arguments(Thread& t, const char* function, const CallArgs& args, BytesArguments* out) {
  static constexpr Signature kSignature = parse_signature("(source=<none>, encoding=<none>, errors=<none>)");
  Value bound[3];
  if (!bind_arguments(t, function, kSignature, args, bound)) return false;
  *out = {bound[0], bound[1], bound[2]};
  return true;
}

Ref bytes_from_arguments_py(Thread& t, const char* function, const BytesArguments& args) {
  auto [source, encoding, errors] = args;
  if (!source) {
    if (encoding || errors)
      return raise_type_error(t, encoding ? "encoding without a string argument" : "errors without a string argument");
    return make_bytes(t, {});
  }
  if (encoding || errors) return encoded_py(t, function, source, encoding, errors);
  bool for_bytes = std::string_view(function) == "bytes";
  if (for_bytes && !is_exact(source, TypeId::kBytes)) {
    Ref b = call_dunder_bytes_py(t, source);
    if (b || error_pending(t)) return b;
    bool is_buffer = type_of(source)->slots.get_buffer;
    if (!is_str(source) && !is_buffer && !type_of(source)->slots.index && !ask_length_hint_py(t, source)) return Ref();
  }
  if (is_str(source)) return encoded_py(t, function, source, encoding, errors);
  if (is_int(source) || type_of(source)->slots.index) {
    Ref zeros = zeros_py(t, source, for_bytes);
    if (zeros || error_pending(t)) return zeros;
  }
  return bytes_from_value_py(t, source, function);
}

namespace {

Ref bytes_create(Thread& t, Type* type, const CallArgs& args) {
  BytesArguments bound;
  if (!bind_bytes_arguments(t, "bytes", args, &bound)) return Ref();
  Ref value = bytes_from_arguments_py(t, "bytes", bound);
  if (!value || (type == kBytesType)) return value;
  Bytes* from = value.as<Bytes>();
  Ref instance = allocate_instance(t, type, from->length + 1);
  if (!instance) return Ref();
  Bytes* b = instance.as<Bytes>();
  b->length = from->length;
  std::memcpy(b->data(), from->data(), from->length + 1);
  return instance;
}

Ref slice_of_py(Thread& t, Value self, Value slice) {
  Bytes* b = self.as<Bytes>();
  i64 start, stop, step;
  i64 n = slice_indices_py(t, slice, static_cast<i64>(b->length), &start, &stop, &step);
  if (n < 0) return Ref();
  if (step == 1 && n == static_cast<i64>(b->length) && is_exact(self, TypeId::kBytes)) return Ref::share(t, self);
  if (step == 1) return make_bytes(t, as_chars(b->data() + start, static_cast<u64>(n)));
  Ref result = make_bytes_uninitialised(t, static_cast<u64>(n));
  for (i64 i = 0; result && i < n; ++i) result.as<Bytes>()->data()[i] = b->data()[start + i * step];
  return result;
}

Ref bytes_getitem(Thread& t, Value self, Value key) {
  if (is_exact(key, TypeId::kSlice)) return slice_of_py(t, self, key);
  if (!is_int(key) && !type_of(key)->slots.index)
    return raise_type_error(t, "byte indices must be integers or slices, not %T", key);
  i64 index;
  if (!index_i64_py(t, key, &index, kIndexErrorType)) return Ref();
  Bytes* b = self.as<Bytes>();
  if (index < 0) index += static_cast<i64>(b->length);
  if (index < 0 || index >= static_cast<i64>(b->length)) return raise_index_error(t, "index out of range");
  return Ref::immediate(Value::small_int(b->data()[index]));
}

i64 bytes_len(Thread&, Value self) { return static_cast<i64>(self.as<Bytes>()->length); }
Ref bytes_iter(Thread& t, Value self) { return make_indexed_iterator(t, TypeId::kBytesIterator, self); }

Ref bytes_mod(Thread& t, Value a, Value b) {
  return is_bytes(a) ? bytes_percent_py(t, a, b) : Ref::immediate(kNotImplemented);
}

bool bytes_get_buffer(Thread& t, Value self, Buffer* out, BufferUse use) {
  if (writes(use)) return raise(t, kBufferErrorType, "Object is not writable.");
  Bytes* b = self.as<Bytes>();
  out->data = b->data();
  out->bytes = static_cast<i64>(b->length);
  return true;
}

}  // namespace

Ref bytes_repr_of(Thread& t, Value owner, const u8* data, u64 length, bool escapes_single) {
  text::UcsBuilder out(length + 3);
  {
    BesideOthers scope(t, length, {owner});
    text::append_bytes_repr(data, length, out, escapes_single);
  }
  if (!out.ok()) return raise_memory_error(t);
  return make_str(t, out.view());
}

namespace {

Ref bytes_repr(Thread& t, Value self) {
  return bytes_repr_of(t, self, self.as<Bytes>()->data(), self.as<Bytes>()->length);
}

Ref bytes_str_py(Thread& t, Value self) {
  return warn_of_bytes_py(t, "str() on a bytes instance") ? bytes_repr(t, self) : Ref();
}

constexpr Slots kBytesSlots = [] {
  Slots s{};
  s.repr = bytes_repr;
  s.str = bytes_str_py;
  s.hash = bytes_hash;
  s.compare = bytes_compare_py;
  s.len = bytes_len;
  s.getitem = bytes_getitem;
  s.contains = bytes_contains;
  s.iter = bytes_iter;
  s.concat = bytes_concat;
  s.repeat = bytes_repeat;
  s.binary[static_cast<int>(BinaryOp::kMod)] = bytes_mod;
  s.get_buffer = bytes_get_buffer;
  s.create = bytes_create;
  return s;
}();

}  // namespace

const TypeSpec kBytesSpec = {
    .id = TypeId::kBytes,
    .name = "bytes",
    .size = sizeof(Bytes),
    .item_size = 1,
    .flags = kTypeSubclassable | kTypeVarSized,
    .doc =
        "bytes(ints) holds the numbers, each from 0 to 255.\nbytes(text, encoding[, errors]) holds the encoded "
        "text.\nbytes(bytes_like) holds a copy.\nbytes(n) holds n zero bytes; without an argument, none.\n\nBytes that "
        "never change.",
    .slots = kBytesSlots,
    .methods = kBytesMethods};

}  // namespace rt
