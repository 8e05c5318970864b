// Calls of C functions: arguments to C values, the call itself, the C value of the result to Python.
#include <algorithm>
#include <cerrno>
#include <cstdarg>

#include "gc/heap/heap.h"
#include "runtime/library/ctypes/ctypes_objects.h"
#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/audit.h"
#include "runtime/object/extension.h"
#include "runtime/object/value_buffer.h"

namespace rt::ctypes {

int& saved_errno() {
  static constinit thread_local int number = 0;
  return number;
}

Error extend_error_py(Thread& t, Type* type, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Ref error = take_error(t);
  Ref where = format_message_v(t, format, arguments);
  va_end(arguments);
  Ref text = where && error ? str_py(t, error) : Ref();
  if (where && !text) {
    clear_error(t);
    text = make_str_ascii(t, "???");
  }
  if (text) raise(t, type, "%S%T: %S", where.get(), error.get(), text.get());
  return {};
}

namespace {

constexpr u64 kMostArguments = 1024;
constexpr u64 kInline = 8;

// An argument as libffi wants it.
struct Place {
  ffi_type* type;
  void* address;  // of the value: `value`, or a copy that is kept
  alignas(16) u8 value[32];
};

// The arguments of one call. What the C values need is kept until it ends.
class Places {
 public:
  Places(Thread& t, u64 count) : kept(t) {
    if (count > kInline) places_ = static_cast<Place*>(gc::raw_calloc(count * (sizeof(Place) + 2 * sizeof(void*))));
    if (!places_) return;
    for (u64 i = 0; i < count; ++i) places_[i].address = places_[i].value;
    types = count > kInline ? reinterpret_cast<ffi_type**>(places_ + count) : types_room_;
    addresses = count > kInline ? reinterpret_cast<void**>(types + count) : addresses_room_;
  }
  ~Places() {
    if (places_ != room_) gc::raw_free(places_);
  }
  Places(const Places&) = delete;
  Places& operator=(const Places&) = delete;
  explicit operator bool() const { return places_ != nullptr; }
  Place& operator[](u64 i) { return places_[i]; }

  ValueBuffer kept;
  ffi_type** types = nullptr;
  void** addresses = nullptr;

 private:
  Place room_[kInline];
  ffi_type* types_room_[kInline];
  void* addresses_room_[kInline];
  Place* places_ = room_;
};

template <class T>
bool set_place(Place& place, ffi_type* type, T value) {
  place.type = type;
  std::memcpy(place.value, &value, sizeof value);
  return true;
}

// ---- arguments

// A structure by value: libffi may read whole words, so the copy is a little longer.
bool place_aggregate(Thread& t, Value data, Layout* layout, Place& place, ValueBuffer& kept) {
  auto size = static_cast<u64>(layout->size);
  Ref copy = make_bytes_uninitialised(t, size + 16);
  if (!copy) return false;
  u8* bytes = copy.as<Bytes>()->data();
  std::memset(bytes, 0, size + 16);
  read_shared(bytes, data_of(data), size);
  place.type = layout->ffi;
  place.address = bytes;
  return kept.push(std::move(copy));
}

bool place_data(Thread& t, Value data, Place& place, ValueBuffer& kept) {
  Layout* layout = layout_of_instance(data);
  if (!layout) return raise_type_error(t, "abstract class");
  switch (layout->kind) {
    case Kind::kSimple:
      place.type = layout->ffi;
      read_shared_item(place.value, data_of(data), layout->code->size);
      return true;
    case Kind::kArray:
      as_data(root_of(data))->lent.store(true, gc::relaxed);
      return set_place(place, &ffi_type_pointer, data_of(data));
    case Kind::kStruct:
    case Kind::kUnion: return place_aggregate(t, data, layout, place, kept);
    case Kind::kFunction:
      expect_threads(t);  // it may be a function of the C API, which C can call in a thread of its own
      [[fallthrough]];
    case Kind::kPointer: return set_place(place, &ffi_type_pointer, read_shared_item<u64>(data_of(data)));
  }
  return false;
}

bool place_int(Thread& t, Value number, Place& place) {
  u64 scratch;
  num::BigView digits = big_view(number, &scratch);
  bool fits = digits.size <= 1 && (!digits.negative || digits.size == 0 || digits.limbs[0] <= u64{1} << 63);
  if (!fits) return raise_overflow_error(t, "int too long to convert");
  return set_place(place, &ffi_type_sint32, static_cast<i32>(low_bits(number)));
}

bool place_argument_py(Thread& t, Value value, u64 index, Place& place, ValueBuffer& kept) {
  if (is_data(value)) return place_data(t, value, place, kept);
  if (type_of(value) == g_argument_type) {
    auto* argument = value.as<Argument>();
    place.type = argument->ffi;
    std::memcpy(place.value, argument->value, sizeof place.value);
    return true;
  }
  if (value.stripped() == kNone) return set_place(place, &ffi_type_pointer, u64{0});
  if (is_int(value)) return place_int(t, value, place);
  if (is_bytes(value)) return set_place(place, &ffi_type_pointer, value.as<Bytes>()->data());
  if (is_str(value)) {
    Ref wide = wide_bytes(t, value);
    return wide && set_place(place, &ffi_type_pointer, wide.as<Bytes>()->data()) && kept.push(std::move(wide));
  }
  Ref parameter = as_parameter_py(t, value);
  if (!parameter && error_pending(t)) return false;
  if (!parameter) return raise_type_error(t, "Don't know how to convert parameter %d", static_cast<int>(index));
  NativeDepth depth(t, " while processing _as_parameter_");
  return depth && place_argument_py(t, parameter, index, place, kept) && kept.push(std::move(parameter));
}

// Argument number `index`, from 1 on.
bool place_converted_py(Thread& t, Value value, Value converter, u64 index, Place& place, ValueBuffer& kept) {
  if (!converter) return place_argument_py(t, value, index, place, kept);
  Ref converted = call_py(t, converter, value);
  return converted && place_argument_py(t, converted, index, place, kept) && kept.push(std::move(converted));
}

bool place_arguments_py(Thread& t, const Value* arguments, u64 count, Value converters, Places& places) {
  u64 known = converters ? as_tuple(converters)->length : 0;
  for (u64 i = 0; i < count; ++i) {
    Value converter = i < known ? (*as_tuple(converters))[i] : Value();
    if (!place_converted_py(t, arguments[i], converter, i + 1, places[i], places.kept))
      return extend_error_py(t, g_argument_error, "argument %d: ", static_cast<int>(i + 1));
    places.types[i] = places[i].type;
    places.addresses[i] = places[i].address;
  }
  return true;
}

// ---- the result

// The object that C hands out becomes the caller's.
Ref take_object(Thread& t, const u8* from) {
  Value value = from_c_word(read_shared_item<CWord>(from));
  if (!value) return raise_value_error(t, "PyObject is NULL");
  if (is_stray(t, value)) gc::publish_stray(t, value.object());
  return Ref::steal(value);
}

Ref convert_result_py(Thread& t, Value restype, u8* from) {
  if (!restype) return make_int(t, read_shared_item<i32>(from));
  if (restype == kNone) return none();
  Layout* layout = layout_of(restype);
  if (!layout) {
    Ref number = make_int(t, read_shared_item<i32>(from));
    return call_py(t, restype, number);
  }
  if (layout->kind == Kind::kSimple && !is_derived_simple(restype)) {
    if (layout->code->form == Form::kObject) return take_object(t, from);
    return read_code(t, *layout->code, layout->swapped, from, Value());
  }
  Ref data = make_data(t, restype.as<Type>());
  if (data) write_shared(data_of(data), from, static_cast<size_t>(layout->size));
  return data;
}

// ---- the call

void call_c(ffi_cif* cif, void* address, void* result, void** arguments, u32 flags) {
  bool swaps = flags & kUseErrno;
  if (swaps) std::swap(errno, saved_errno());
  ffi_call(cif, FFI_FN(address), result, arguments);
  if (swaps) std::swap(errno, saved_errno());
}

bool run(Thread& t, void* address, u64 count, u32 flags, ffi_type* result_type, Places& places, u8* result) {
  ffi_cif cif;
  if (ffi_prep_cif(&cif, FFI_DEFAULT_ABI, static_cast<unsigned>(count), result_type, places.types) != FFI_OK)
    return raise(t, kRuntimeErrorType, "ffi_prep_cif failed");
  if (flags & kPythonApi) expect_c_calls(t);
  else gc::detach(t);
  call_c(&cif, address, result, places.addresses, flags);
  // A function of the C API may have attached or detached the thread, as its name says (PyGILState_Ensure, ...), and
  // may have left an error pending.
  if (!t.attached()) gc::attach(t);
  return !error_pending(t);
}

}  // namespace

ffi_type* ffi_of_result(Value restype) {
  if (restype == kNone) return &ffi_type_void;
  Layout* layout = restype ? layout_of(restype) : nullptr;
  return layout ? layout->ffi : &ffi_type_sint32;
}

// Tells audit hooks of a call, since 3.15 of each. False: one has refused it.
static bool audit_call_py(Thread& t, void* address, const Value* arguments, u64 count) {
  if (!g_has_audit_hooks.load(gc::relaxed) || library_minor() < 15) return true;
  Ref number = make_uint(t, reinterpret_cast<u64>(address)), tuple = make_tuple(t, arguments, count);
  return number && tuple && audit_py(t, "ctypes.call_function", number.get(), tuple.get());
}

Ref call_address_py(Thread& t, void* address, const Value* arguments, u64 count, u32 flags, Value converters,
                    Value restype, Value checker) {
  if (count > kMostArguments)
    return raise(t, g_argument_error, "too many arguments (%lld), maximum is %d", static_cast<long long>(count),
                 static_cast<int>(kMostArguments));
  if (!audit_call_py(t, address, arguments, count)) return Ref();
  Places places(t, count);
  if (!places) return raise_memory_error(t);
  if (!place_arguments_py(t, arguments, count, converters, places)) return Ref();
  Layout* layout = restype ? layout_of(restype) : nullptr;
  alignas(16) u8 room[64] = {};
  u8* memory = room;
  Ref big;
  if (layout && layout->size > static_cast<i64>(sizeof room) - 16) {
    big = make_bytes_uninitialised(t, static_cast<u64>(layout->size) + 16);
    if (!big) return Ref();
    memory = big.as<Bytes>()->data();
    std::memset(memory, 0, static_cast<size_t>(layout->size) + 16);
  }
  if (!run(t, address, count, flags, ffi_of_result(restype), places, memory)) return Ref();
  Ref result = convert_result_py(t, restype, memory);
  return result && checker ? call_py(t, checker, result) : std::move(result);
}

}  // namespace rt::ctypes
