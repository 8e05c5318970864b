// Values that go into the memory of C data and come out of it, as the class of the place says.
#include "runtime/library/ctypes/ctypes_parts.h"

namespace rt::ctypes {

Ref get_value(Thread& t, Value type, Value owner, i64 index, u8* address, Bits bits) {
  Layout* layout = layout_of(type);
  if (bits.width || (is_kind(layout, Kind::kSimple) && !is_derived_simple(type)))
    return read_code(t, *layout->code, layout->swapped, address, owner, bits);
  return make_part(t, type, owner, index, address);
}

namespace {

Error raise_incompatible(Thread& t, Value value, Value type) {
  return raise_type_error(t, "incompatible types, %T instance instead of %N instance", value, type.as<Type>());
}

// An array where a pointer is wanted: C sees the address of the first item. The array itself must live, too.
Ref store_array(Thread& t, Value type, Value array, u8* address) {
  Layout *pointer = layout_of(type), *items = layout_of_instance(array);
  if (!items || pointer->item.get() != items->item.get()) return raise_incompatible(t, array, type);
  as_data(root_of(array))->lent.store(true, gc::relaxed);
  u8* first = data_of(array);
  write_shared_item(address, &first, sizeof first);
  Ref kept = kept_objects(t, array);
  return kept ? make_tuple(t, kept, array) : Ref();
}

Ref store_data_py(Thread& t, Value type, Value value, i64 size, u8* address) {
  int fits = isinstance_py(t, value, type);
  if (fits < 0) return Ref();
  if (fits) {
    auto bytes = static_cast<size_t>(size);
    if (bytes == sizeof(u64)) {
      u64 word = read_shared_item<u64>(data_of(value));
      write_shared_item(address, &word, sizeof word);
    } else if (address != data_of(value)) {
      // The two places may overlap, and other threads may use both.
      Ref copy = make_bytes_uninitialised(t, bytes);
      if (!copy) return Ref();
      read_shared(copy.as<Bytes>()->data(), data_of(value), bytes);
      write_shared(address, copy.as<Bytes>()->data(), bytes);
    }
    return kept_objects(t, value);
  }
  if (is_kind(layout_of(type), Kind::kPointer) && is_instance(value, g_array_type))
    return store_array(t, type, value, address);
  return raise_incompatible(t, value, type);
}

// Stores the value; the result is what must be kept, or None.
Ref store_py(Thread& t, Value type, Value value, i64 size, u8* address, Bits bits) {
  Layout* layout = layout_of(type);
  if (!layout) return raise_type_error(t, "abstract class");
  if (bits.width) return write_code_py(t, *layout->code, layout->swapped, address, value, bits);
  if (is_data(value)) return store_data_py(t, type, value, size, address);
  if (is_tuple(value)) {
    Ref made = call_with_tuple_py(t, type, value, Value());
    if (made) return store_py(t, type, made, size, address, bits);
    return extend_error_py(t, kRuntimeErrorType, "(%N) ", type.as<Type>());
  }
  if (value.stripped() == kNone && is_kind(layout, Kind::kPointer)) {
    u8* null = nullptr;
    write_shared_item(address, &null, sizeof null);
    return none();
  }
  return raise_type_error(t, "expected %N instance, got %T", type.as<Type>(), value);
}

}  // namespace

bool set_simple_py(Thread& t, const Layout* layout, Value owner, Value value, i64 index, u8* address, Bits bits) {
  // Only a pointer needs something that is kept.
  if (!is_pointer(*layout->code)) return bool(write_code_py(t, *layout->code, layout->swapped, address, value, bits));
  u8 pointer[sizeof(void*)];
  Ref kept = write_code_py(t, *layout->code, false, pointer, value);
  return kept && store_pointer_py(t, owner, index, std::move(kept), address, pointer);
}

bool set_value_py(Thread& t, Value type, Value owner, Value value, i64 index, i64 size, u8* address, Bits bits) {
  Layout* layout = layout_of(type);
  if (is_kind(layout, Kind::kSimple) && !is_data(value))
    return set_simple_py(t, layout, owner, value, index, address, bits);
  Ref kept = store_py(t, type, value, size, address, bits);
  return kept && keep_py(t, owner, index, std::move(kept));
}

}  // namespace rt::ctypes
