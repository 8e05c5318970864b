// The methods and attributes of memoryview.
#include <cstring>

#include "gc/refcount/object_lock.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/bytes/memoryview_parts.h"
#include "runtime/types/bytes/native_item.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/c_text.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// ---- contents

bool order_py(Thread& t, Value v, char* out) {
  *out = 'C';
  if (!v || v == kNone) return true;
  if (!is_str(v)) return raise_type_error(t, "tobytes() argument 'order' must be str or None, not %A", v);
  if (str_equal_ascii(v, "C")) return true;
  *out = 'F';
  if (str_equal_ascii(v, "F")) return true;
  *out = 'A';
  return str_equal_ascii(v, "A") || raise_value_error(t, "order must be 'C', 'F' or 'A'");
}

Ref view_tobytes(Thread& t, Value self, Value order_value) {
  char order;
  if (!order_py(t, order_value, &order)) return Ref();
  ViewAccess view(t, self);
  return view ? view_to_bytes(t, view.get(), order) : Ref();
}

Ref view_hex(Thread& t, Value self, Value sep, Value bytes_per_sep) {
  ViewAccess view(t, self);
  Ref contents = view ? view_to_bytes(t, view.get()) : Ref();
  return contents ? bytes_hex_py(t, contents.as<Bytes>()->data(), contents.as<Bytes>()->length, sep, bytes_per_sep)
                  : Ref();
}

Ref list_dimension(Thread& t, MemoryView* v, int dimension, const u8* from) {
  if (dimension == v->ndim) return unpack_native_item(t, v->code(), from);
  Ref list = make_list(t, static_cast<u64>(v->shape()[dimension]));
  for (i64 i = 0; list && i < v->shape()[dimension]; ++i) {
    Ref item = list_dimension(t, v, dimension + 1, from + i * v->strides()[dimension]);
    if (!item || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return list;
}

Ref view_tolist(Thread& t, Value self) {
  ViewAccess view(t, self);
  return view && check_known_format(t, view.get()) ? list_dimension(t, view.get(), 0, view->data) : Ref();
}

Ref view_count(Thread& t, Value self, Value value) {
  i64 length = len_py(t, self), count = 0;
  for (i64 i = 0; i < length; ++i) {
    Ref item = view_getitem(t, self, Value::small_int(i));
    int equal = item ? equal_py(t, item, value) : -1;
    if (equal < 0 || !poll_py(t)) return Ref();
    count += equal;
  }
  return length < 0 ? Ref() : make_int(t, count);
}

Ref view_index(Thread& t, Value self, Value value, Value start_value, Value stop_value) {
  i64 start = 0, stop = INT64_MAX, length = len_py(t, self);
  if (length < 0) return Ref();
  if (!index_i64_py(t, start_value, &start, nullptr)) return Ref();
  if (stop_value && !index_i64_py(t, stop_value, &stop, nullptr)) return Ref();
  for (i64* bound : {&start, &stop}) {
    if (*bound < 0 && (*bound += length) < 0) *bound = 0;
  }
  for (i64 i = start; i < stop && i < length; ++i) {
    Ref item = view_getitem(t, self, Value::small_int(i));
    int equal = item ? equal_py(t, item, value) : -1;
    if (equal < 0 || !poll_py(t)) return Ref();
    if (equal) return make_int(t, i);
  }
  return raise_value_error(t, "memoryview.index(x): x not found");
}

Ref view_toreadonly(Thread& t, Value self) {
  ViewAccess view(t, self);
  if (!view) return Ref();
  ViewLayout layout = layout_of(view.get());
  layout.readonly = true;
  return derive_view_py(t, view.get(), layout);
}

// ---- release

Ref view_release(Thread& t, Value self) {
  MemoryView* v = self.as<MemoryView>();
  Buffer base;
  u32 exports;
  {
    gc::ObjectLock lock(v);
    exports = v->exports.load(gc::acquire);
    if (exports == 0) std::swap(base, v->base);
  }
  if (exports)
    return raise(t, kBufferErrorType, "memoryview has %u exported buffer%s", exports, exports == 1 ? "" : "s");
  release_buffer(t, &base);
  return none();
}

Ref view_enter(Thread& t, Value self) { return ViewAccess(t, self) ? Ref::share(t, self) : Ref(); }
Ref view_exit(Thread& t, Value self, Value) { return view_release(t, self); }

Ref view_from_flags_py(Thread& t, Value, Value object, Value flags) {
  i64 n;
  if (!to_i64_py(t, flags, &n)) return Ref();
  if (n > INT32_MAX || n < INT32_MIN) return raise_overflow_error(t, "Python int too large to convert to C int");
  return make_memoryview_for_py(t, object, static_cast<BufferUse>(n));
}

// ---- cast

bool is_byte_code(char code) { return code == 'B' || code == 'b' || code == 'c'; }

// The code of the format of cast(): "@i" or "i". 0: an error is pending.
char cast_code(Thread& t, MemoryView* v, Value format) {
  if (!is_str(format)) {
    raise_type_error(t, "memoryview: format argument must be a string");
    return 0;
  }
  Utf8 text(t, format);
  std::string_view s = text.ok() ? text.view() : std::string_view();
  char code = native_code_of(s);
  if (!code) {
    const char* form = library_minor() >= 15 ? "" : " single character";
    raise_value_error(t, "memoryview: destination format must be a native%s format prefixed with an optional '@'",
                      form);
    return 0;
  }
  if (!is_byte_code(code) && !is_byte_code(v->code())) {
    raise_type_error(t, "memoryview: cannot cast between two non-byte formats");
    return 0;
  }
  return code;
}

// Reads the shape of cast() and computes its C strides. False: an error is pending.
bool cast_shape_py(Thread& t, Value shape, i64 item_size, i64 bytes, i64* dimensions, i64* strides, int* ndim) {
  if (!is_tuple(shape) && !is_list(shape)) return raise_type_error(t, "shape must be a list or a tuple");
  Ref items = to_tuple_py(t, shape);
  if (!items) return false;
  Tuple* tuple = as_tuple(items);
  if (tuple->length > kMaxDimensions)
    return raise_value_error(t, "memoryview: number of dimensions must not exceed %d", kMaxDimensions);
  *ndim = static_cast<int>(tuple->length);
  i64 product = item_size;
  for (int i = 0; i < *ndim; ++i) {
    Value v = (*tuple)[static_cast<u64>(i)];
    if (!is_int(v)) return raise_type_error(t, "memoryview.cast(): elements of shape must be integers");
    if (!index_i64_py(t, v, &dimensions[i], kOverflowErrorType)) return false;
    if (dimensions[i] <= 0) return raise_value_error(t, "memoryview.cast(): elements of shape must be integers > 0");
    if (__builtin_mul_overflow(product, dimensions[i], &product))
      return raise_value_error(t, "memoryview.cast(): product(shape) > SSIZE_MAX");
  }
  if (product != bytes) return raise_type_error(t, "memoryview: product(shape) * itemsize != buffer size");
  i64 stride = item_size;
  for (int i = *ndim; i-- > 0; stride *= dimensions[i]) strides[i] = stride;
  return true;
}

Ref view_cast(Thread& t, Value self, Value format, Value shape) {
  ViewAccess view(t, self);
  if (!view) return Ref();
  MemoryView* v = view.get();
  bool has_shape = shape && shape != kNone;
  if (!is_c_contiguous(v)) return raise_type_error(t, "memoryview: casts are restricted to C-contiguous views");
  if ((has_shape || v->ndim != 1) && v->items() == 0)
    return raise_type_error(t, "memoryview: cannot cast view with zeros in shape or strides");
  if (has_shape && v->ndim != 1 && len_py(t, shape) != 1)
    return raise_type_error(t, "memoryview: cast must be 1D -> ND or ND -> 1D");
  char code = cast_code(t, v, format);
  if (!code) return Ref();
  i64 item_size = native_item_size(code), bytes = v->bytes();
  if (bytes % item_size) return raise_type_error(t, "memoryview: length is not a multiple of itemsize");
  i64 dimensions[kMaxDimensions] = {bytes / item_size}, strides[kMaxDimensions] = {item_size};
  int ndim = 1;
  if (has_shape && !cast_shape_py(t, shape, item_size, bytes, dimensions, strides, &ndim)) return Ref();
  CText text(t, format);
  if (!text.ok()) return Ref();
  return derive_view_py(t, v, {v->data, item_size, ndim, dimensions, strides, text.c_str(), v->readonly});
}

// ---- attributes

Ref int_tuple(Thread& t, const i64* numbers, int count) {
  Ref tuple = make_tuple_uninitialised(t, static_cast<u64>(count));
  for (int i = 0; tuple && i < count; ++i) {
    Ref n = make_int(t, numbers[i]);
    if (!n) return Ref();
    init_field(as_tuple(tuple)->items[i], std::move(n));
  }
  return tuple;
}

template <class F>
Ref attribute(Thread& t, Value self, F&& f) {
  ViewAccess view(t, self);
  return view ? f(view.get()) : Ref();
}

// The exporter. If a Python class's __buffer__ has returned the view, the class's object is not known, only that view.
Ref get_obj(Thread& t, Value self) {
  return attribute(t, self, [&](MemoryView* v) { return Ref::share(t, v->base.owner); });
}
Ref get_nbytes(Thread& t, Value self) {
  return attribute(t, self, [&](MemoryView* v) { return make_int(t, v->bytes()); });
}
Ref get_itemsize(Thread& t, Value self) {
  return attribute(t, self, [&](MemoryView* v) { return make_int(t, v->item_size); });
}
Ref get_format(Thread& t, Value self) {
  return attribute(t, self, [&](MemoryView* v) { return make_str(t, v->format()); });
}
Ref get_ndim(Thread& t, Value self) {
  return attribute(t, self, [&](MemoryView* v) { return make_int(t, v->ndim); });
}
Ref get_shape(Thread& t, Value self) {
  return attribute(t, self, [&](MemoryView* v) { return int_tuple(t, v->shape(), v->ndim); });
}
Ref get_strides(Thread& t, Value self) {
  return attribute(t, self, [&](MemoryView* v) { return int_tuple(t, v->strides(), v->ndim); });
}
Ref get_suboffsets(Thread& t, Value self) {
  return attribute(t, self, [&](MemoryView*) { return Ref::share(t, empty_tuple()); });
}
Ref get_readonly(Thread& t, Value self) {
  return attribute(t, self, [](MemoryView* v) { return bool_ref(v->readonly); });
}
Ref get_c_contiguous(Thread& t, Value self) {
  return attribute(t, self, [](MemoryView* v) { return bool_ref(is_c_contiguous(v)); });
}
Ref get_f_contiguous(Thread& t, Value self) {
  return attribute(t, self, [](MemoryView* v) { return bool_ref(is_f_contiguous(v)); });
}
Ref get_contiguous(Thread& t, Value self) {
  return attribute(t, self, [](MemoryView* v) { return bool_ref(is_c_contiguous(v) || is_f_contiguous(v)); });
}

}  // namespace

const MethodDef kMemoryViewMethods[] = {
    {"release", view_release, "(self, /)", "Give the memory back; the view is useless afterwards."},
    {"tobytes", view_tobytes, "(self, /, order='C')", "A copy of the memory as bytes."},
    {"hex", view_hex, "(self, /, sep=<unrepresentable>, bytes_per_sep=1)", "The bytes as hexadecimal digits."},
    {"tolist", view_tolist, "(self, /)", "The items, in a list of lists if there are several dimensions."},
    {"cast", view_cast, "(self, /, format, shape=<unrepresentable>)",
     "The same memory, seen with another format or shape."},
    {"toreadonly", view_toreadonly, "(self, /)", "A view of the same memory that cannot write."},
    {"count", view_count, "(self, value, /)", "Count the number of occurrences of a value."},
    {"index", view_index, "(self, value, start=0, stop=9223372036854775807, /)",
     "Return the index of the first occurrence of a value."},
    {"_from_flags", view_from_flags_py, "@classmethod (type, object, flags)",
     "A view of an object whose memory can be written, if the flags ask for that (inspect.BufferFlags.WRITABLE)."},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585."},
    {"__enter__", view_enter, "(self, /)"},
    {"__exit__", view_exit, "(self, /, *exc_info)", "Give the memory back; the view is useless afterwards."},
    {},
};

const GetSetDef kMemoryViewGetSet[] = {
    {"obj", get_obj, nullptr, "The object whose memory this is."},
    {"nbytes", get_nbytes, nullptr, "Bytes of all items together."},
    {"readonly", get_readonly, nullptr, "Can the memory not be written?"},
    {"itemsize", get_itemsize, nullptr, "Bytes of one item."},
    {"format", get_format, nullptr, "Form of one item, as the module struct writes it."},
    {"ndim", get_ndim, nullptr, "Number of dimensions."},
    {"shape", get_shape, nullptr, "Length of each dimension."},
    {"strides", get_strides, nullptr, "For each dimension, how many bytes lie between two items."},
    {"suboffsets", get_suboffsets, nullptr, "Always empty: there are no pointers in between."},
    {"c_contiguous", get_c_contiguous, nullptr, "Do the items follow each other, last index fastest?"},
    {"f_contiguous", get_f_contiguous, nullptr, "Do the items follow each other, first index fastest?"},
    {"contiguous", get_contiguous, nullptr, "Do the items follow each other, in either order?"},
    {}};

}  // namespace rt
