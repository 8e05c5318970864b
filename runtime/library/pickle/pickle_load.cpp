// The pickle machine: the loop over instructions, and the instructions for values and containers. Those that have a
// number as text are in pickle_numbers.cpp, those that make instances, classes and functions in pickle_construct.cpp.
#include "runtime/library/pickle/pickle_load.h"

#include <bit>

#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/utf8.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::pickle {

bool Values::reserve(Thread& t, u64 least) {
  u64 capacity = capacity_ ? capacity_ * 2 : 16;
  if (capacity < least) capacity = least;
  void* moved = capacity > kMaxLength ? nullptr : gc::raw_realloc(data_, capacity * sizeof(Value));
  if (!moved) return raise_memory_error(t);
  data_ = static_cast<Value*>(moved);
  capacity_ = capacity;
  return true;
}

bool Values::set(Thread& t, u64 i, Value v) {
  if (i >= size_) {
    if (i >= capacity_ && !reserve(t, i + 1)) return false;
    while (size_ <= i) data_[size_++] = Value();
  }
  if (holder_) before_store(t, holder_, v);
  Value old = std::exchange(data_[i], Ref::share(t, v).release());
  decref(t, old);
  return true;
}

bool LoadMemo::set(Thread& t, u64 number, Value v) {
  constexpr u64 kLeast = 1024;  // numbers below it are near in any case
  u64 near_end = near_.size() * 2 > kLeast ? near_.size() * 2 : kLeast;
  return number < near_end ? near_.set(t, number, v) : set_far(t, number, v);
}

// lint: name: the keys of the dict are ints
bool LoadMemo::set_far(Thread& t, u64 number, Value v) {
  Ref key = make_uint(t, number), made = far_ ? Ref() : make_dict(t);
  if (!key || (!far_ && !made)) return false;
  if (!far_) {
    if (holder_) before_store(t, holder_, made);
    far_ = made.release();
  }
  return dict_set_py(t, rt::as_dict(far_), key, v);
}

// lint: name: the keys of the dict are ints
Ref LoadMemo::find(Thread& t, u64 number) const {
  Value near = number < near_.size() ? near_[number] : Value();
  if (near || !far_) return Ref::share(t, near);
  Ref key = make_uint(t, number);
  return key ? dict_get_py(t, rt::as_dict(far_), key) : Ref();
}

// lint: name: the keys of the dict are ints
Ref LoadMemo::as_dict(Thread& t) const {
  Ref dict = far_ ? dict_copy(t, rt::as_dict(far_)) : make_dict(t);
  for (u64 i = 0; dict && i < near_.size(); ++i) {
    if (near_[i] && !dict_set_py(t, rt::as_dict(dict), Value::small_int(static_cast<i64>(i)), near_[i])) return Ref();
  }
  return dict;
}

void LoadMemo::clear(Thread& t) {
  near_.truncate(t, 0);
  decref(t, std::exchange(far_, Value()));
}

void LoadMemo::free(Thread& t) {
  near_.free(t);
  decref(t, std::exchange(far_, Value()));
}

void LoadMemo::trace(gc::Visitor& visitor) const {
  near_.trace(visitor);
  trace_value(visitor, far_);
}

Ref Loader::load_py() {
  for (;;) {
    const u8* code = in_.take_py(1);
    if (!code) {
      if (!error_is(t_, g_unpickling_error.as<Type>())) return Ref();
      clear_error(t_);
      return raise(t_, kEOFErrorType, "Ran out of input");
    }
    if (*code == static_cast<u8>(Op::kStop)) break;
    if (!step_py(*code)) return Ref();
  }
  if (!have(1)) return Ref();
  Ref result = stack_.pop();
  return in_.finish_py() ? std::move(result) : Ref();
}

// ---- the stack

bool Loader::mark() {
  if (marks_count_ == marks_capacity_) {
    u64 capacity = marks_capacity_ ? marks_capacity_ * 2 : 16;
    void* moved = gc::raw_realloc(marks_, capacity * sizeof(u64));
    if (!moved) return raise_memory_error(t_);
    marks_ = static_cast<u64*>(moved);
    marks_capacity_ = capacity;
  }
  marks_[marks_count_++] = fence_ = stack_.size();
  return true;
}

bool Loader::unmark(u64* from) {
  if (marks_count_ == 0) return raise_unpickling(t_, "could not find MARK");
  *from = marks_[--marks_count_];
  fence_ = marks_count_ ? marks_[marks_count_ - 1] : 0;
  return true;
}

bool Loader::pop_one() {
  // If a mark is on top of the stack, POP removes the mark and no value.
  if (marks_count_ && marks_[marks_count_ - 1] == stack_.size()) {
    u64 from;
    return unmark(&from);
  }
  if (!have(1)) return false;
  stack_.truncate(t_, stack_.size() - 1);
  return true;
}

// ---- the memo

bool Loader::put_memo(u64 number) { return have(1) && memo_.set(t_, number, stack_[stack_.size() - 1]); }

bool Loader::get_memo(u64 number) {
  Ref v = memo_.find(t_, number);
  if (!v && !error_pending(t_))
    return raise_unpickling(t_, "Memo value not found at index %lld", static_cast<long long>(number));
  return v && push(std::move(v));
}

// ---- numbers

bool Loader::take_little_py(int bytes, u64* out) {
  const u8* p = in_.take_py(static_cast<u64>(bytes));
  if (!p) return false;
  *out = 0;
  std::memcpy(out, p, static_cast<size_t>(bytes));
  return true;
}

bool Loader::load_long_py(int length_bytes) {
  u64 n;
  if (!take_little_py(length_bytes, &n)) return false;
  if (n > INT32_MAX) return raise_unpickling(t_, "LONG pickle has negative byte count");
  const u8* p = in_.take_py(n);
  return p && push(n ? make_int(t_, num::from_bytes(p, n, num::ByteOrder::kLittle, true)) : make_int(t_, 0));
}

// ---- text and bytes

namespace {

Ref decode_py(Thread& t, Value bytes, Value encoding, Value errors) {
  Ref method = getattr_py(t, bytes, "decode");
  return method ? call_py(t, method, encoding, errors) : Ref();
}

}  // namespace

// Since 3.15 a length that no pickle has is no error of its own: the data are truncated.
static u64 longest() { return library_minor() < 15 ? kMaxLength : INT64_MAX; }

bool Loader::load_str_py(int length_bytes) {
  u64 n;
  if (!take_little_py(length_bytes, &n)) return false;
  if (n > longest()) return raise_overflow_error(t_, "BINUNICODE exceeds system's maximum size");
  const u8* p = in_.take_py(n);
  if (!p) return false;
  std::string_view data(reinterpret_cast<const char*>(p), n);
  if (text::is_ascii(data.data(), n)) return push(make_str_ascii(t_, data));
  return push(decode_utf8(t_, data.data(), n, "surrogatepass"));
}

bool Loader::load_bytes_py(int length_bytes) {
  u64 n;
  if (!take_little_py(length_bytes, &n)) return false;
  if (n > longest()) return raise_overflow_error(t_, "BINBYTES exceeds system's maximum size");
  const u8* p = in_.take_py(n);
  return p && push(make_bytes(t_, {reinterpret_cast<const char*>(p), n}));
}

bool Loader::load_bytearray_py() {
  u64 n;
  if (!take_little_py(8, &n)) return false;
  if (n > longest()) return raise_overflow_error(t_, "BYTEARRAY8 exceeds system's maximum size");
  const u8* p = in_.take_py(n);
  return p && push(make_bytearray(t_, {reinterpret_cast<const char*>(p), n}));
}

bool Loader::load_unicode_line_py() {
  std::string_view line;
  if (!in_.line_py(&line)) return false;
  Ref bytes = make_bytes(t_, line), encoding = bytes ? make_str_ascii(t_, "raw-unicode-escape") : Ref();
  Ref errors = encoding ? make_str_ascii(t_, "strict") : Ref();
  return errors && push(decode_py(t_, bytes, encoding, errors));
}

// A str of Python 2 is decoded with the encoding that the caller gave; with encoding "bytes" it stays bytes.
bool Loader::push_old_string_py(Ref bytes) {
  if (!bytes) return false;
  if (str_equal_ascii(options_.encoding, "bytes")) return push(std::move(bytes));
  return push(decode_py(t_, bytes, options_.encoding, options_.errors));
}

bool Loader::load_string_line_py() {
  std::string_view line;
  if (!in_.line_py(&line)) return false;
  bool quoted = line.size() >= 2 && line.front() == line.back() && (line.front() == '\'' || line.front() == '"');
  if (!quoted) return raise_unpickling(t_, "the STRING opcode argument must be quoted");
  Ref literal = make_bytes(t_, line.substr(1, line.size() - 2));
  Ref unescape = literal ? library_object_py(t_, "_codecs", "escape_decode") : Ref();
  Ref both = unescape ? call_py(t_, unescape, literal) : Ref();
  return both && push_old_string_py(getitem_py(t_, both, Value::small_int(0)));
}

bool Loader::load_old_string_py(int length_bytes) {
  u64 n;
  if (!take_little_py(length_bytes, &n)) return false;
  if (n > INT32_MAX) return raise_unpickling(t_, "BINSTRING pickle has negative byte count");
  const u8* p = in_.take_py(n);
  return p && push_old_string_py(make_bytes(t_, {reinterpret_cast<const char*>(p), n}));
}

bool Loader::load_buffer_py() {
  if (!options_.buffers) {
    return raise_unpickling(t_, "pickle stream refers to out-of-band data but no *buffers* argument was given");
  }
  Ref buffer = next_py(t_, options_.buffers);
  if (buffer && buffer.get() == kStop) return raise_unpickling(t_, "not enough out-of-band buffers");
  return push(std::move(buffer));
}

bool Loader::make_readonly_py() {
  if (!have(1)) return false;
  Ref view = make_memoryview_py(t_, stack_[stack_.size() - 1]);
  Ref readonly = view ? getattr_py(t_, view, "readonly") : Ref();
  if (!readonly) return false;
  if (readonly.get() == kTrue) return true;
  Ref method = getattr_py(t_, view, "toreadonly"), guarded = method ? call_py(t_, method) : Ref();
  if (!guarded) return false;
  stack_.replace_top(t_, std::move(guarded));
  return true;
}

// ---- containers

bool Loader::build_tuple(u64 from) {
  Ref tuple = make_tuple(t_, stack_.from(from), stack_.size() - from);
  stack_.truncate(t_, from);
  return push(std::move(tuple));
}

bool Loader::build_list(u64 from) {
  Ref list = make_list(t_, stack_.from(from), stack_.size() - from);
  stack_.truncate(t_, from);
  return push(std::move(list));
}

bool Loader::build_dict_py(u64 from) {
  if ((stack_.size() - from) % 2) return raise_unpickling(t_, "odd number of items for DICT");
  Ref dict = make_dict(t_, (stack_.size() - from) / 2);
  for (u64 i = from; dict && i < stack_.size(); i += 2) {
    if (!dict_set_py(t_, as_dict(dict), stack_[i], stack_[i + 1])) return false;
  }
  stack_.truncate(t_, from);
  return push(std::move(dict));
}

// Appends the values from `from` on to the object below them, and removes them from the stack.
bool Loader::append_py(u64 from) {
  if (from == 0 || from <= fence_) return underflow();
  Value target = stack_[from - 1];
  if (from == stack_.size()) {  // nothing to append; since 3.15 the object must be one that could be appended to
    if (library_minor() < 15 || is_list(target)) return true;
    Ref name = intern(t_, "extend"), method = name ? getattr_optional_py(t_, target, name) : Ref();
    if (!method && !error_pending(t_)) method = getattr_py(t_, target, "append");
    return bool(method);
  }
  if (is_exact_list(target)) {
    for (u64 i = from; i < stack_.size(); ++i) {
      if (!list_append(t_, as_list(target), stack_[i])) return false;
    }
    stack_.truncate(t_, from);
    return true;
  }
  Ref name = intern(t_, "extend"), extend = name ? getattr_optional_py(t_, target, name) : Ref();
  if (error_pending(t_)) return false;
  if (extend) {
    Ref items = make_list(t_, stack_.from(from), stack_.size() - from);
    stack_.truncate(t_, from);
    return items && call_py(t_, extend, items);
  }
  Ref append = getattr_py(t_, target, "append");
  for (u64 i = from; append && i < stack_.size(); ++i) {
    if (!call_py(t_, append, stack_[i])) return false;
  }
  stack_.truncate(t_, from);
  return bool(append);
}

bool Loader::set_items_py(u64 from) {
  if (from == 0 || from <= fence_) return underflow();
  if ((stack_.size() - from) % 2) return raise_unpickling(t_, "odd number of items for SETITEMS");
  Value target = stack_[from - 1];
  for (u64 i = from; i < stack_.size(); i += 2) {
    bool ok = is_exact_dict(target) ? dict_set_py(t_, as_dict(target), stack_[i], stack_[i + 1])
                                    : setitem_py(t_, target, stack_[i], stack_[i + 1]);
    if (!ok) return false;
  }
  stack_.truncate(t_, from);
  return true;
}

bool Loader::add_items_py(u64 from) {
  if (from == 0 || from <= fence_) return underflow();
  Value target = stack_[from - 1];
  Ref add = is_set(target) ? Ref() : getattr_py(t_, target, "add");
  if (!add && !is_set(target)) return false;
  for (u64 i = from; i < stack_.size(); ++i) {
    bool ok = add ? bool(call_py(t_, add, stack_[i])) : set_add_py(t_, as_set(target), stack_[i]);
    if (!ok) return false;
  }
  stack_.truncate(t_, from);
  return true;
}

bool Loader::build_frozenset_py() {
  u64 from;
  if (!unmark(&from)) return false;
  Ref items = make_tuple(t_, stack_.from(from), stack_.size() - from);
  stack_.truncate(t_, from);
  return items && push(make_frozenset_py(t_, items));
}

// ---- instructions

bool Loader::load_proto_py() {
  u64 n;
  if (!take_little_py(1, &n)) return false;
  if (n > static_cast<u64>(kHighestProtocol))
    return raise_value_error(t_, "unsupported pickle protocol: %d", static_cast<int>(n));
  protocol_ = static_cast<int>(n);
  if (options_.protocol) options_.protocol->store(protocol_, gc::relaxed);
  return true;
}

bool Loader::load_frame_py() {
  u64 n;
  if (!take_little_py(8, &n)) return false;
  if (n > INT64_MAX)
    return raise_overflow_error(t_, "FRAME length exceeds system's maximum of 9223372036854775807 bytes");
  return in_.frame_py(n);
}

bool Loader::step_value_py(Op op) {
  u64 n;
  switch (op) {
    case Op::kNone: return push(none());
    case Op::kNewTrue: return push(bool_ref(true));
    case Op::kNewFalse: return push(bool_ref(false));
    case Op::kBinInt: return take_little_py(4, &n) && push(make_int(t_, static_cast<i32>(static_cast<u32>(n))));
    case Op::kBinInt1: return take_little_py(1, &n) && push(make_int(t_, static_cast<i64>(n)));
    case Op::kBinInt2: return take_little_py(2, &n) && push(make_int(t_, static_cast<i64>(n)));
    case Op::kInt: return load_int_line_py();
    case Op::kLong: return load_long_line_py();
    case Op::kLong1: return load_long_py(1);
    case Op::kLong4: return load_long_py(4);
    case Op::kFloat: return load_float_line_py();
    case Op::kBinFloat:
      return take_little_py(8, &n) && push(make_float(t_, std::bit_cast<double>(__builtin_bswap64(n))));
    case Op::kShortBinUnicode: return load_str_py(1);
    case Op::kBinUnicode: return load_str_py(4);
    case Op::kBinUnicode8: return load_str_py(8);
    case Op::kUnicode: return load_unicode_line_py();
    case Op::kShortBinBytes: return load_bytes_py(1);
    case Op::kBinBytes: return load_bytes_py(4);
    case Op::kBinBytes8: return load_bytes_py(8);
    case Op::kByteArray8: return load_bytearray_py();
    case Op::kString: return load_string_line_py();
    case Op::kShortBinString: return load_old_string_py(1);
    case Op::kBinString: return load_old_string_py(4);
    case Op::kNextBuffer: return load_buffer_py();
    case Op::kReadonlyBuffer: return make_readonly_py();
    default: return step_container_py(op);
  }
}

bool Loader::step_container_py(Op op) {
  u64 n;
  switch (op) {
    case Op::kMark: return mark();
    case Op::kPop: return pop_one();
    case Op::kPopMark: return unmark(&n) && (stack_.truncate(t_, n), true);
    case Op::kDup: return have(1) && push(Ref::share(t_, stack_[stack_.size() - 1]));
    case Op::kEmptyTuple: return push(Ref::share(t_, empty_tuple()));
    case Op::kTuple: return unmark(&n) && build_tuple(n);
    case Op::kTuple1: return have(1) && build_tuple(stack_.size() - 1);
    case Op::kTuple2: return have(2) && build_tuple(stack_.size() - 2);
    case Op::kTuple3: return have(3) && build_tuple(stack_.size() - 3);
    case Op::kEmptyList: return push(make_list(t_));
    case Op::kList: return unmark(&n) && build_list(n);
    case Op::kAppend: return have(2) && append_py(stack_.size() - 1);
    case Op::kAppends: return unmark(&n) && append_py(n);
    case Op::kEmptyDict: return push(make_dict(t_));
    case Op::kDict: return unmark(&n) && build_dict_py(n);
    case Op::kSetItem: return have(3) && set_items_py(stack_.size() - 2);
    case Op::kSetItems: return unmark(&n) && set_items_py(n);
    case Op::kEmptySet: return push(make_set(t_));
    case Op::kAddItems: return unmark(&n) && add_items_py(n);
    case Op::kFrozenSet: return build_frozenset_py();
    case Op::kGet: return load_get_line_py();
    case Op::kBinGet: return take_little_py(1, &n) && get_memo(n);
    case Op::kLongBinGet: return take_little_py(4, &n) && get_memo(n);
    case Op::kPut: return load_put_line_py();
    case Op::kBinPut: return take_little_py(1, &n) && put_memo(n);
    case Op::kLongBinPut: return take_little_py(4, &n) && put_memo(n);
    case Op::kMemoize: return put_memo(memo_.size());
    default: return step_object_py(op);
  }
}

bool Loader::step_py(u8 code) {
  Op op = static_cast<Op>(code);
  if (op == Op::kProto) return load_proto_py();
  if (op == Op::kFrame) return load_frame_py();
  return step_value_py(op) && poll_py(t_);
}

}  // namespace rt::pickle
