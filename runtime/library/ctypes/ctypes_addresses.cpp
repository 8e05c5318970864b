// C functions of this module, which the library calls by their addresses: cast(), string_at() and others. They are
// called attached (PYFUNCTYPE), take objects as words of C, and return an owned one, or 0 with an error pending.
#include <cstring>
#include <cwchar>

#include "runtime/library/ctypes/ctypes_objects.h"
#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/object/audit.h"
#include "runtime/types/bytes/bytes.h"

namespace rt::ctypes {

namespace {

Type* g_memory_type;

CWord give(Ref made) {
  CWord word = escaping_word(made);
  (void)made.release();
  return word;
}

// ---- cast()

bool is_pointer_type(Value type) {
  Layout* layout = layout_of(type);
  if (!layout) return false;
  if (layout->kind == Kind::kPointer || layout->kind == Kind::kFunction) return true;
  if (layout->kind != Kind::kSimple) return false;
  Form form = layout->code->form;
  return form == Form::kPointer || form == Form::kCharPointer || form == Form::kWidePointer || form == Form::kObject;
}

// What the new pointer keeps: the same dict as the source, which the source itself joins.
bool share_objects_py(Thread& t, Value source, Value made) {
  CData* data = as_data(source);
  Ref shared = kept_objects(t, source);
  if (!shared) return false;
  if (data->base.get() || shared.get() == kNone) {
    shared = load_field(t, data, data->objects);
    if (!shared) {
      shared = make_dict(t);
      if (!shared) return false;
      shared = fill_field(t, data, data->objects, std::move(shared));
    }
  }
  if (is_exact_dict(shared)) {
    Ref key = make_uint(t, reinterpret_cast<u64>(source.object()));
    if (!key || !dict_set_py(t, as_dict(shared), key, source)) return false;
  }
  store_field(t, made.object(), as_data(made)->objects, std::move(shared));
  return true;
}

Ref cast_py(Thread& t, void* address, Value source, Value type) {
  if (!is_pointer_type(type))
    return raise_type_error(t, "cast() argument 2 must be a pointer type, not %s",
                            is_type(type) ? type_name(type.as<Type>()) : type_name(type));
  Ref made = call_py(t, type);
  if (!made || !is_data(made)) return made;
  if (is_data(source) && !share_objects_py(t, source, made)) return Ref();
  if (is_data(source)) as_data(root_of(source))->lent.store(true, gc::relaxed);
  write_shared_item(data_of(made), &address, sizeof address);
  return made;
}

CWord cast_address_py(void* address, CWord source, CWord type) {
  return give(cast_py(current(), address, from_c_word(source), from_c_word(type)));
}

// ---- string_at(), wstring_at(), memoryview_at()

bool check_size(Thread& t, i64 size) {
  return size >= -1 || raise(t, kSystemErrorType, "Negative size passed to a function that copies text");
}

bool audit_text_py(Thread& t, const char* event, const void* from, i64 size) {
  Ref numbers[] = {make_uint(t, reinterpret_cast<u64>(from)), make_int(t, size)};
  return numbers[0] && audit_py(t, event, numbers[0].get(), numbers[1].get());
}

// What string_at(0, size) gives: so many bytes that nothing is copied to. CPython leaves them as they are in memory.
Ref no_bytes(Thread& t, u64 size) {
  Ref bytes = make_bytes_uninitialised(t, size);
  if (bytes) std::memset(bytes.as<Bytes>()->data(), 0, size);
  return bytes;
}

CWord bytes_at_py(const char* from, int size) {
  Thread& t = current();
  if (!check_size(t, size) || !audit_text_py(t, "ctypes.string_at", from, size)) return CWord{};
  if (!from && size > 0) return give(no_bytes(t, static_cast<u64>(size)));
  return give(make_bytes(t, {from, size == -1 ? std::strlen(from) : static_cast<size_t>(size)}));
}

CWord str_at_py(const wchar_t* from, int size) {
  Thread& t = current();
  if (!check_size(t, size) || !audit_text_py(t, "ctypes.wstring_at", from, size)) return CWord{};
  if (!from && size > 0) {
    raise(t, kSystemErrorType, "There is no text at address 0");
    return CWord{};
  }
  u64 length = size == -1 ? std::wcslen(from) : static_cast<u64>(size);
  return give(str_of_wide(t, reinterpret_cast<const u8*>(from), length));
}

// Memory that belongs to nobody, as a memoryview sees it.
struct Memory : Object {
  void* data;
  i64 size;
  bool readonly;
};
bool memory_buffer(Thread& t, Value self, Buffer* out, BufferUse use) {
  auto* memory = self.as<Memory>();
  if (writes(use) && memory->readonly) return raise(t, kBufferErrorType, "Object is not writable.");
  out->data = memory->data;
  out->bytes = memory->size;
  out->readonly = memory->readonly;
  return true;
}

CWord view_at_py(void* from, i64 size, int readonly) {
  Thread& t = current();
  if (size < 0) {
    raise_value_error(t, "memoryview_at: size is negative (or overflowed): %lld", static_cast<long long>(size));
    return CWord{};
  }
  if (!audit_text_py(t, "ctypes.memoryview_at", from, size)) return CWord{};
  Ref memory = allocate_instance(t, g_memory_type);
  if (!memory) return CWord{};
  memory.as<Memory>()->data = from;
  memory.as<Memory>()->size = size;
  memory.as<Memory>()->readonly = readonly;
  return give(make_memoryview_py(t, memory));
}

constexpr Slots kMemorySlots = [] {
  Slots s{};
  s.get_buffer = memory_buffer;
  return s;
}();
constexpr TypeSpec kMemorySpec = {
    .name = "_ctypes._Memory", .size = sizeof(Memory), .flags = kTypeDisallowNew, .slots = kMemorySlots};

template <class F>
bool add(Thread& t, Value module, const char* name, F* function) {
  return module_add(t, module, name, make_uint(t, reinterpret_cast<u64>(function)));
}

void* move(void* to, const void* from, size_t size) { return std::memmove(to, from, size); }
void* fill(void* to, int byte, size_t size) { return std::memset(to, byte, size); }

}  // namespace

bool add_addresses(Thread& t, Value module) {
  if (!g_memory_type) g_memory_type = make_native_type(t, kMemorySpec);
  if (library_minor() >= 14 && !add(t, module, "_memoryview_at_addr", view_at_py)) return false;
  return add(t, module, "_memmove_addr", move) && add(t, module, "_memset_addr", fill) &&
         add(t, module, "_cast_addr", cast_address_py) && add(t, module, "_string_at_addr", bytes_at_py) &&
         add(t, module, "_wstring_at_addr", str_at_py);
}

}  // namespace rt::ctypes
