// Writing values of the built-in types. An object is written once: its second occurrence is a GET of its number in the
// memo. Instances, classes and functions are in pickle_reduce.cpp.
#include "runtime/library/pickle/pickle_save.h"

#include <bit>
#include <string>

#include "runtime/text/utf8.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::pickle {

bool Saver::dump_py(Value v) {
  if (protocol_ >= 2) {
    out_.op(Op::kProto);
    out_.put_byte(static_cast<u64>(protocol_));
    if (protocol_ >= 4) out_.start_frames();
  }
  if (!save_py(v)) return false;
  out_.op(Op::kStop);
  out_.end_frame();
  return !options_.write || out_.flush_py();
}

bool Saver::save_py(Value v, bool is_id) {
  v = v.stripped();
  if (!out_.boundary_py()) return false;
  if (options_.persistent_id && !is_id) {
    Tried tried = save_persistent_py(v);
    if (tried != Tried::kNo) return tried == Tried::kSaved;
  }
  if (v.is_small_int()) return save_int(v.small());
  if (v == kNone) return out_.op(Op::kNone), true;
  if (v == kTrue || v == kFalse) return save_bool(v == kTrue);
  if (is_exact_float(v)) return save_float_py(v);
  if (is_exact(v, TypeId::kInt)) return save_big_int(v);
  i64 number = memo_.find(v);
  if (number >= 0) return put_get(number);
  if (is_exact_str(v)) return save_str_py(v);
  NativeDepth depth(t_, " while pickling an object");
  return depth && save_object_py(v);
}

bool Saver::save_object_py(Value v) {
  if (v.is_pointer()) {
    switch (static_cast<TypeId>(v.object()->shape_id())) {
      case TypeId::kBytes: return save_bytes_py(v);
      case TypeId::kTuple: return save_tuple_py(v);
      case TypeId::kList: return save_list_py(v);
      case TypeId::kDict: return save_dict_py(v);
      case TypeId::kSet: return save_set_py(v);
      case TypeId::kFrozenSet: return save_frozenset_py(v);
      case TypeId::kByteArray: return save_bytearray_py(v);
      default: break;
    }
  }
  return save_other_py(v);
}

Saver::Tried Saver::save_persistent_py(Value v) {
  Ref id = call_py(t_, options_.persistent_id, v);
  if (!id) return Tried::kError;
  if (id.get() == kNone) return Tried::kNo;
  if (binary()) {
    if (!save_py(id, true)) return Tried::kError;
    out_.op(Op::kBinPersId);
    return Tried::kSaved;
  }
  Ref text = str_py(t_, id);
  if (!text) return Tried::kError;
  if (!as_str(text)->ascii) {
    raise_pickling(t_, "persistent IDs in protocol 0 must be ASCII strings");
    return Tried::kError;
  }
  put_line(Op::kPersId, as_str(text)->ascii_view());
  return Tried::kSaved;
}

// ---- the memo

bool Saver::memoize(Value v) {
  if (options_.fast) return true;
  u64 number = memo_.size();
  if (!memo_.add(t_, holder_, v, number)) return false;
  if (protocol_ >= 4) {
    out_.op(Op::kMemoize);
  } else if (!binary()) {
    return put_line(Op::kPut, std::to_string(number));
  } else {
    out_.op(number < 256 ? Op::kBinPut : Op::kLongBinPut);
    out_.put_little(number, number < 256 ? 1 : 4);
  }
  return true;
}

bool Saver::put_get(i64 number) {
  if (!binary()) return put_line(Op::kGet, std::to_string(number));
  out_.op(number < 256 ? Op::kBinGet : Op::kLongBinGet);
  out_.put_little(static_cast<u64>(number), number < 256 ? 1 : 4);
  return true;
}

// ---- numbers

bool Saver::save_bool(bool value) {
  if (protocol_ >= 2) return out_.op(value ? Op::kNewTrue : Op::kNewFalse), true;
  return put_line(Op::kInt, value ? "01" : "00");
}

bool Saver::save_int(i64 n) {
  if (n != static_cast<i32>(n)) return save_big_int(Value::small_int(n));
  if (!binary()) return put_line(Op::kInt, std::to_string(n));
  int bytes = n < 0 || n > 0xffff ? 4 : n > 0xff ? 2 : 1;
  out_.op(bytes == 1 ? Op::kBinInt1 : bytes == 2 ? Op::kBinInt2 : Op::kBinInt);
  out_.put_little(static_cast<u64>(n), bytes);
  return true;
}

bool Saver::save_big_int(Value v) {
  if (protocol_ < 2) {
    Ref digits = int_to_str(t_, v);
    if (!digits) return false;
    out_.op(Op::kLong);
    out_.put_text(as_str(digits)->ascii_view());
    out_.put_text("L\n");
    return true;
  }
  u64 scratch;
  num::BigView view = big_view(v, &scratch);
  // One more bit is the sign's. The negative of a power of two needs none: -128 fits in one byte.
  u64 bits = num::bit_length(view), n = bits / 8 + 1;
  text::ByteBuilder bytes;
  u8* to = bytes.extend(n);
  if (!to) return raise_memory_error(t_);
  num::to_bytes(view, to, n, num::ByteOrder::kLittle, true);
  if (n > 1 && to[n - 1] == 0xff && (to[n - 2] & 0x80)) --n;
  out_.op(n < 256 ? Op::kLong1 : Op::kLong4);
  out_.put_little(n, n < 256 ? 1 : 4);
  out_.put(to, n);
  return true;
}

bool Saver::save_float_py(Value v) {
  double d = float_value(v);
  if (!binary()) {
    Ref text = float_repr(t_, d);
    return text && put_line(Op::kFloat, as_str(text)->ascii_view());
  }
  out_.op(Op::kBinFloat);
  out_.put_little(__builtin_bswap64(std::bit_cast<u64>(d)), 8);
  return true;
}

// ---- text and bytes

namespace {

// The text of a str in protocol 0: raw-unicode-escape, and escapes also for the characters that would end the line or
// begin an escape.
Ref escaped_line_py(Thread& t, Value str) {
  text::UcsBuilder out;
  const Str* s = as_str(str);
  for (u64 i = 0; i < s->length; ++i) {
    u32 c = s->at(i);
    if (c == '\\') out.append_ascii("\\u005c");
    else if (c == 0) out.append_ascii("\\u0000");
    else if (c == '\n') out.append_ascii("\\u000a");
    else if (c == '\r') out.append_ascii("\\u000d");
    else if (c == 0x1a) out.append_ascii("\\u001a");
    else out.append(c);
  }
  Ref text = finish_text(t, out), encoding = text ? make_str_ascii(t, "raw-unicode-escape") : Ref();
  Ref method = encoding ? getattr_py(t, text, "encode") : Ref();
  return method ? call_py(t, method, encoding) : Ref();
}

}  // namespace

bool Saver::save_str_py(Value v) {
  if (!binary()) {
    Ref line = escaped_line_py(t_, v);
    return line && put_line(Op::kUnicode, line.as<Bytes>()->view()) && memoize(v);
  }
  const Str* s = as_str(v);
  const void* data = s->data();
  u64 n = s->length;
  text::ByteBuilder utf8;
  if (!s->ascii) {
    n = text::utf8_size(s->view());  // a lone surrogate becomes three bytes (surrogatepass)
    u8* to = utf8.extend(n);
    if (!to) return raise_memory_error(t_);
    text::utf8_write(s->view(), to);
    data = to;
  }
  if (n < 256 && protocol_ >= 4) {
    out_.op(Op::kShortBinUnicode);
    out_.put_byte(n);
    out_.put(data, n);
  } else if (n <= UINT32_MAX) {
    if (!out_.put_payload_py(Op::kBinUnicode, n, 4, data)) return false;
  } else if (protocol_ >= 4) {
    if (!out_.put_payload_py(Op::kBinUnicode8, n, 8, data)) return false;
  } else {
    return raise_overflow_error(t_, "serializing a string larger than 4 GiB requires pickle protocol 4 or higher");
  }
  return memoize(v);
}

bool Saver::save_call_py(Value v, Value callable, Value argument) {
  Ref args = argument ? make_tuple(t_, argument) : Ref::share(t_, empty_tuple());
  Ref reduced = args ? make_tuple(t_, callable, args) : Ref();
  return reduced && save_reduced_py(v, reduced);
}

bool Saver::save_bytes_py(Value v) {
  const Bytes* b = v.as<Bytes>();
  u64 n = b->length;
  if (protocol_ < 3) {  // protocols before 3 know no bytes: write text and the call that encodes it
    if (n == 0) return save_call_py(v, kBytesType, Value());
    Ref encode = library_object_py(t_, "codecs", "encode");
    Ref text = encode ? make_str(t_, text::StrView{b->data(), n, 1, false}) : Ref();
    Ref args = text ? make_tuple(t_, text, name(N::latin1)) : Ref();
    Ref reduced = args ? make_tuple(t_, encode, args) : Ref();
    return reduced && save_reduced_py(v, reduced);
  }
  return put_bytes_py(v) && memoize(v);
}

bool Saver::put_bytes_py(Value v) {
  const Bytes* b = v.as<Bytes>();
  u64 n = b->length;
  if (n < 256) {
    out_.op(Op::kShortBinBytes);
    out_.put_byte(n);
    out_.put(b->data(), n);
  } else if (n <= UINT32_MAX) {
    if (!out_.put_payload_py(Op::kBinBytes, n, 4, b->data(), v)) return false;
  } else if (protocol_ >= 4) {
    if (!out_.put_payload_py(Op::kBinBytes8, n, 8, b->data(), v)) return false;
  } else {
    return raise_overflow_error(t_,
                                "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher");
  }
  return true;
}

bool Saver::save_bytearray_py(Value v) {
  BufferView view(t_, v);
  if (!view) return false;
  if (protocol_ < 5) {
    Ref bytes = view.size() ? make_bytes(t_, {reinterpret_cast<const char*>(view.data()), view.size()}) : Ref();
    if (view.size() && !bytes) return false;
    return save_call_py(v, kByteArrayType, bytes);
  }
  return put_bytearray_py(view.data(), view.size()) && memoize(v);
}

bool Saver::put_bytearray_py(const u8* data, u64 size) { return out_.put_payload_py(Op::kByteArray8, size, 8, data); }

// ---- tuples

bool Saver::save_small_tuple_py(Value v) {
  u64 n = as_tuple(v)->length;
  for (u64 i = 0; i < n; ++i) {
    if (!save_item_py(v, i, (*as_tuple(v))[i])) return false;
  }
  i64 number = memo_.find(v);
  if (number >= 0) {  // the tuple contains itself: writing its items has written it
    for (u64 i = 0; i < n; ++i) out_.op(Op::kPop);
    return put_get(number);
  }
  out_.op(n == 1 ? Op::kTuple1 : n == 2 ? Op::kTuple2 : Op::kTuple3);
  return memoize(v);
}

bool Saver::save_tuple_py(Value v) {
  u64 n = as_tuple(v)->length;
  if (n == 0) {
    if (binary()) return out_.op(Op::kEmptyTuple), true;
    out_.op(Op::kMark);
    out_.op(Op::kTuple);
    return true;
  }
  if (n <= 3 && protocol_ >= 2) return save_small_tuple_py(v);
  out_.op(Op::kMark);
  for (u64 i = 0; i < n; ++i) {
    if (!save_item_py(v, i, (*as_tuple(v))[i]) || !poll_py(t_)) return false;
  }
  i64 number = memo_.find(v);
  if (number < 0) {
    out_.op(Op::kTuple);
    return memoize(v);
  }
  if (binary()) {
    out_.op(Op::kPopMark);
  } else {
    for (u64 i = 0; i <= n; ++i) out_.op(Op::kPop);
  }
  return put_get(number);
}

// ---- lists and dicts

bool Saver::save_item_py(Value object, u64 index, Value item) {
  return save_py(item) || note_item_py(t_, object, Value::small_int(static_cast<i64>(index)));
}
bool Saver::save_value_py(Value object, Value key, Value value) {
  return save_py(value) || note_item_py(t_, object, key);
}
bool Saver::save_pair_py(Value object, Value pair) {
  if (!is_tuple(pair) || as_tuple(pair)->length != 2)
    return raise_type_error(t_, "dict items iterator must return 2-tuples");
  Value key = (*as_tuple(pair))[0];
  return save_py(key) && save_value_py(object, key, (*as_tuple(pair))[1]);
}

// Writes an iterator's items in batches. A batch of one item needs no mark.
bool Saver::save_items_py(Value object, Value iterator, bool pairs) {
  u64 index = 0;
  auto save_one = [&](Value item) { return pairs ? save_pair_py(object, item) : save_item_py(object, index++, item); };
  Op one = pairs ? Op::kSetItem : Op::kAppend, many = pairs ? Op::kSetItems : Op::kAppends;
  for (;;) {
    if (!poll_py(t_)) return false;
    Ref item = next_py(t_, iterator);
    if (!item) return false;
    if (item.get() == kStop) return true;
    Ref following = protocol_ >= 1 ? next_py(t_, iterator) : Ref::immediate(kStop);
    if (!following) return false;
    if (following.get() == kStop) {
      if (!save_one(item)) return false;
      out_.op(one);
      if (protocol_ >= 1) return true;
      continue;
    }
    out_.op(Op::kMark);
    if (!save_one(item)) return false;
    u64 n = 1;
    for (; following && following.get() != kStop;
         following = n < kBatch ? next_py(t_, iterator) : Ref::immediate(kStop)) {
      if (!save_one(following)) return false;
      ++n;
    }
    if (!following) return false;
    out_.op(many);
    if (n < kBatch) return true;
  }
}

bool Saver::save_exact_list_items_py(Value v) {
  List* list = as_list(v);
  for (i64 i = 0;;) {
    i64 left = static_cast<i64>(list->length.load(gc::acquire)) - i;
    if (left <= 0) return true;
    if (!poll_py(t_)) return false;
    if (left == 1 && i == 0) {
      Ref item = list_get(t_, list, 0);
      if (!item) return true;  // another thread has emptied the list
      if (!save_item_py(v, 0, item)) return false;
      out_.op(Op::kAppend);
      return true;
    }
    out_.op(Op::kMark);
    for (i64 end = i + static_cast<i64>(kBatch); i < end; ++i) {
      Ref item = list_get(t_, list, i);
      if (!item) break;
      if (!save_item_py(v, static_cast<u64>(i), item)) return false;
    }
    out_.op(Op::kAppends);
  }
}

bool Saver::save_list_py(Value v) {
  if (binary()) {
    out_.op(Op::kEmptyList);
  } else {
    out_.op(Op::kMark);
    out_.op(Op::kList);
  }
  if (!memoize(v)) return false;
  if (protocol_ >= 1) return save_exact_list_items_py(v);
  Ref iterator = iter_py(t_, v);
  return iterator && save_items_py(v, iterator, false);
}

bool Saver::save_exact_dict_items_py(Value v) {
  Dict* dict = as_dict(v);
  u64 size = dict->size(), position = 0;
  Ref key, value;
  if (size == 1) {
    if (!dict_next(t_, dict, &position, &key, &value)) return true;
    if (!save_py(key) || !save_value_py(v, key, value)) return false;
    out_.op(Op::kSetItem);
    return true;
  }
  for (u64 left = size; left > 0;) {
    if (!poll_py(t_)) return false;
    out_.op(Op::kMark);
    u64 n = 0;
    for (; n < kBatch && dict_next(t_, dict, &position, &key, &value); ++n) {
      if (!save_py(key) || !save_value_py(v, key, value)) return false;
      if (dict->size() != size) return raise(t_, kRuntimeErrorType, "dictionary changed size during iteration");
    }
    out_.op(Op::kSetItems);
    left = n < kBatch || n > left ? 0 : left - n;
  }
  return true;
}

bool Saver::save_dict_py(Value v) {
  if (binary()) {
    out_.op(Op::kEmptyDict);
  } else {
    out_.op(Op::kMark);
    out_.op(Op::kDict);
  }
  if (!memoize(v)) return false;
  if (protocol_ >= 1) return save_exact_dict_items_py(v);
  Ref items = dict_items_list(t_, as_dict(v));
  Ref iterator = items ? iter_py(t_, items) : Ref();
  return iterator && save_items_py(v, iterator, true);
}

// ---- sets

bool Saver::save_set_py(Value v) {
  Ref items = set_items_list(t_, as_set(v));
  if (!items) return false;
  if (protocol_ < 4) return save_call_py(v, kSetType, items);
  out_.op(Op::kEmptySet);
  if (!memoize(v)) return false;
  u64 size = as_list(items)->size();
  for (u64 i = 0; i < size;) {
    if (!poll_py(t_)) return false;
    out_.op(Op::kMark);
    for (u64 end = i + kBatch; i < size && i < end; ++i) {
      if (!save_part_py((*as_list(items))[i], v, "element")) return false;
      if (as_set(v)->used.load(gc::acquire) != size)
        return raise(t_, kRuntimeErrorType, "set changed size during iteration");
    }
    out_.op(Op::kAddItems);
  }
  return true;
}

bool Saver::save_frozenset_py(Value v) {
  Ref items = set_items_list(t_, as_set(v));
  if (!items) return false;
  if (protocol_ < 4) return save_call_py(v, kFrozenSetType, items);
  out_.op(Op::kMark);
  for (u64 i = 0; i < as_list(items)->size(); ++i) {
    if (i % kBatch == 0 && !poll_py(t_)) return false;
    if (!save_part_py((*as_list(items))[i], v, "element")) return false;
  }
  i64 number = memo_.find(v);
  if (number >= 0) {
    out_.op(Op::kPopMark);
    return put_get(number);
  }
  out_.op(Op::kFrozenSet);
  return memoize(v);
}

}  // namespace rt::pickle
