// Classes of C data: their layout records, and CType_Type, the base of their metaclasses.
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "gc/heap/heap.h"
#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/object/audit.h"
#include "runtime/object/class.h"
#include "runtime/types/bytes/memoryview_parts.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/classes/weakref.h"

namespace rt::ctypes {

Type *g_meta_base, *g_simple_meta, *g_pointer_meta, *g_array_meta, *g_struct_meta, *g_union_meta, *g_function_meta;

// ---- layout records

Layout* make_layout(Thread& t, Kind kind) {
  void* memory = gc::raw_calloc(sizeof(Layout));
  if (!memory) return raise_memory_error(t);
  auto* layout = new (memory) Layout;
  layout->kind = kind;
  return layout;
}

static constexpr Slot Layout::* kLayoutSlots[] = {&Layout::item, &Layout::argtypes, &Layout::converters,
                                                  &Layout::restype, &Layout::checker};

void free_layout(Thread& t, Layout* layout) {
  for (Slot Layout::* slot : kLayoutSlots) clear_slot(t, layout->*slot);
  gc::raw_free(layout->format);
  gc::raw_free(layout->shape);
  gc::raw_free(layout);
}

Layout* copy_layout(Thread& t, const Layout* from) {
  Layout* copy = make_layout(t, from->kind);
  if (!copy) return nullptr;
  copy->swapped = from->swapped;
  copy->flags = from->flags;
  copy->code = from->code;
  copy->size = from->size;
  copy->align = from->align;
  copy->length = from->length;
  copy->ffi = from->ffi;
  copy->ndim = from->ndim;
  copy->function_flags = from->function_flags;
  for (Slot Layout::* slot : kLayoutSlots) init_field(copy->*slot, Ref::share(t, (from->*slot).get()));
  for (int i = 0; i < 2; ++i) copy->parts[i] = from->parts[i];
  bool ok = true;
  if (from->format) ok = (copy->format = format_text(t, "%s", from->format)) != nullptr;
  if (ok && from->ndim) {
    size_t bytes = static_cast<size_t>(from->ndim) * sizeof(i64);
    copy->shape = static_cast<i64*>(gc::raw_alloc(bytes));
    ok = copy->shape || raise_memory_error(t);
    if (ok) std::memcpy(copy->shape, from->shape, bytes);
  }
  if (!ok) {
    free_layout(t, copy);
    return nullptr;
  }
  if (from->ffi == &from->aggregate) prepare_aggregate(copy);
  return copy;
}

bool install_layout(Thread& t, CType* type, Layout* layout) {
  for (Slot Layout::* slot : kLayoutSlots) before_store(t, type, (layout->*slot).get());
  bool done;
  {
    gc::ObjectLock lock(type);
    Layout* old = type->layout_record.load(gc::relaxed);
    done = !old || old->kind == Kind::kPointer || !old->final.load(gc::acquire);
    if (done) {
      layout->previous = old;
      type->layout_record.store(layout, gc::release);  // pairs with layout_of
    }
  }
  if (!done) free_layout(t, layout);
  return done;
}

char* format_text(Thread& t, const char* format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = std::vsnprintf(nullptr, 0, format, arguments);
  va_end(arguments);
  auto* text = length < 0 ? nullptr : static_cast<char*>(gc::raw_alloc(static_cast<size_t>(length) + 1));
  if (text) std::vsnprintf(text, static_cast<size_t>(length) + 1, format, again);
  va_end(again);
  return text ? text : raise_memory_error(t);
}

char* shape_text(Thread& t, const Layout* layout) {
  char* text = format_text(t, "(%lld", static_cast<long long>(layout->shape[0]));
  for (int i = 1; text && i <= layout->ndim; ++i) {
    char* longer = i == layout->ndim ? format_text(t, "%s)", text)
                                     : format_text(t, "%s,%lld", text, static_cast<long long>(layout->shape[i]));
    gc::raw_free(std::exchange(text, longer));
  }
  return text;
}

// ---- what metaclasses do

Ref own_attribute(Thread& t, Value type, const char* name) { return dict_get_cstr(t, type.as<Type>()->dict, name); }

bool init_class(Thread& t, Value self, const CallArgs& args) {
  if (!kTypeType->slots.init(t, self, args)) return false;
  if (!layout_of(self)) return true;
  return raise(t, kSystemErrorType, "StgInfo of '%N' is already initialized.", self.as<Type>());
}

bool is_derived_simple(Value type) {
  return is_instance(type, g_simple_meta) && type.as<Type>()->base != g_simple_type;
}

// ---- classes of arrays
//
// Each class remembers the classes of its arrays weakly: `c_int * 3` is the same class as long as somebody uses it.
// Threads that ask for it at the same time may make several, and get the one that has been remembered first.

// The cell with the weak reference to the class of arrays of that length. If `make` is false, it may be missing: then
// the result is empty, without error.
static Ref array_cell_py(Thread& t, CType* item, Value length, bool make) {
  Ref arrays = load_field(t, item, item->arrays);
  if (!make) return arrays ? dict_get_py(t, as_dict(arrays), length) : Ref();
  if (!arrays) arrays = make_dict(t);
  if (arrays) arrays = fill_field(t, item, item->arrays, std::move(arrays));
  Ref cell = arrays ? make_cell(t, Ref()) : Ref();
  return cell ? dict_setdefault_py(t, as_dict(arrays), length, cell) : Ref();
}

// The class to which a weak reference refers. Empty, without error: the reference is empty, or its class has died.
static Ref living_class(Thread& t, const Ref& weak) {
  Ref type = weak ? weakref_referent(t, weak) : Ref();
  return type && type.get() != kNone ? std::move(type) : Ref();
}

// Remembers `array` in the cell, unless that has a living class. Returns the class that it has now.
static Ref remember_array(Thread& t, Cell* cell, Ref array) {
  Ref weak = make_weakref(t, array);
  if (!weak) return Ref();
  for (;;) {
    Ref known = load_field(t, cell, cell->value);
    if (Ref other = living_class(t, known)) return other;
    before_store(t, cell, weak);
    if (!cell->value.compare_exchange(known.get(), weak.get())) continue;
    (void)weak.release();
    Ref replaced = Ref::steal(known.get());  // the count that the cell had
    return array;
  }
}

Ref array_type_py(Thread& t, Value item, i64 length) {
  if (length < 0) return raise_value_error(t, "Array length must be >= 0, not %lld", static_cast<long long>(length));
  if (!is_ctype(item)) return raise_type_error(t, "Expected a type object");
  Ref number = make_int(t, length);
  if (!number) return Ref();
  Ref cell = array_cell_py(t, as_ctype(item), number, false);
  if (error_pending(t)) return Ref();
  if (Ref known = cell ? living_class(t, load_field(t, cell.object(), cell.as<Cell>()->value)) : Ref()) return known;
  char digits[24];
  std::snprintf(digits, sizeof digits, "%lld", static_cast<long long>(length));
  Ref name = format_message(t, "%S_Array_%s", item.as<Type>()->name.get(), digits);
  Ref bases = make_tuple(t, g_array_type), space = make_dict(t);
  if (!name || !bases || !space || !dict_set_cstr(t, as_dict(space), "_length_", Ref::share(t, number)) ||
      !dict_set_cstr(t, as_dict(space), "_type_", Ref::share(t, item)))
    return Ref();
  Ref array = call_py(t, g_array_meta, name, bases, space);
  if (array) cell = array_cell_py(t, as_ctype(item), number, true);
  return array && cell ? remember_array(t, cell.as<Cell>(), std::move(array)) : Ref();
}

namespace {

Ref repeat(Thread& t, Value self, i64 length) { return array_type_py(t, self, length); }

// ---- instances at given places

Layout* concrete(Thread& t, Value self) {
  Layout* layout = layout_of(self);
  return layout ? layout : raise_type_error(t, "abstract class");
}

// An instance at an address, of which audit hooks are told.
Ref make_foreign_py(Thread& t, Type* type, u8* address) {
  Ref number = make_uint(t, reinterpret_cast<u64>(address));
  return number && audit_py(t, "ctypes.cdata", number.get()) ? make_at(t, type, address) : Ref();
}

bool audit_buffer_py(Thread& t, const void* data, i64 size, i64 offset) {
  Ref numbers[] = {make_uint(t, reinterpret_cast<u64>(data)), make_int(t, size), make_int(t, offset)};
  return numbers[0] && audit_py(t, "ctypes.cdata/buffer", numbers[0].get(), numbers[1].get(), numbers[2].get());
}

Ref from_address_py(Thread& t, Value self, Value address_value) {
  if (!is_int(address_value)) return raise_type_error(t, "integer expected");
  u64 address;
  if (!concrete(t, self) || !address_of_int(t, address_value, &address)) return Ref();
  return make_foreign_py(t, self.as<Type>(), reinterpret_cast<u8*>(address));
}

bool check_range(Thread& t, i64 offset, i64 available, i64 needed) {
  if (offset < 0) return raise_value_error(t, "offset cannot be negative");
  if (needed <= available - offset) return true;
  return raise_value_error(t, "Buffer size too small (%lld instead of at least %lld bytes)",
                           static_cast<long long>(available), static_cast<long long>(needed + offset));
}

Ref from_buffer_py(Thread& t, Value self, Value object, Value offset_value) {
  i64 offset;
  if (!index_i64_py(t, offset_value, &offset, kOverflowErrorType)) return Ref();
  Layout* layout = concrete(t, self);
  Ref view = layout ? make_memoryview_py(t, object) : Ref();
  if (!view) return Ref();
  ViewAccess access(t, view);
  if (!access) return Ref();
  if (access->readonly) return raise_type_error(t, "underlying buffer is not writable");
  if (!is_c_contiguous(access.get())) return raise_type_error(t, "underlying buffer is not C contiguous");
  if (!check_range(t, offset, access->bytes(), layout->size)) return Ref();
  if (!audit_buffer_py(t, access->data, access->bytes(), offset)) return Ref();
  Ref data = make_foreign_py(t, self.as<Type>(), access->data + offset);
  return data && keep_py(t, data, -1, Ref::share(t, view)) ? std::move(data) : Ref();
}

Ref from_buffer_copy_py(Thread& t, Value self, Value object, Value offset_value) {
  i64 offset;
  if (!index_i64_py(t, offset_value, &offset, kOverflowErrorType)) return Ref();
  Layout* layout = concrete(t, self);
  if (!layout) return Ref();
  BufferView bytes(t, object);
  if (!bytes || !check_range(t, offset, bytes.b.bytes, layout->size)) return Ref();
  if (!audit_buffer_py(t, bytes.b.data, bytes.b.bytes, offset)) return Ref();
  Ref data = make_data(t, self.as<Type>());
  if (data) read_shared(data_of(data), bytes.data() + offset, static_cast<size_t>(layout->size));
  return data;
}

Ref in_dll_py(Thread& t, Value self, Value library, Value name) {
  if (!is_str(name)) return raise_type_error(t, "in_dll() argument 2 must be str, not %A", name);
  if (!concrete(t, self)) return Ref();
  void* address = find_symbol_py(t, library, name, kValueErrorType);
  return address ? make_foreign_py(t, self.as<Type>(), static_cast<u8*>(address)) : Ref();
}

Ref class_sizeof(Thread& t, Value self) { return make_int(t, type_of(self)->base_size); }

// ---- __pointer_type__, of libraries from 3.14 on

Ref get_pointer_type(Thread& t, Value self) {
  Ref type = load_field(t, self.object(), as_ctype(self)->pointer_type);
  if (type) return type;
  return raise(t, kAttributeErrorType, "type %R has no attribute '__pointer_type__'", self);
}
bool set_pointer_type(Thread& t, Value self, Value value) {
  if (!layout_of(self)) return raise_type_error(t, "abstract class");
  store_field(t, self.object(), as_ctype(self)->pointer_type, value ? Ref::share(t, value) : Ref());
  return true;
}

// ---- lifetime

void trace(Object* object, gc::Visitor& visitor) {
  kTypeType->lifetime.trace(object, visitor);
  auto* type = static_cast<CType*>(object);
  trace_slot(visitor, type->arrays);
  trace_slot(visitor, type->pointer_type);
  for (Layout* layout = type->layout_record.load(gc::relaxed); layout; layout = layout->previous)
    for (Slot Layout::* slot : kLayoutSlots) trace_slot(visitor, layout->*slot);
}

void clear(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* type = static_cast<CType*>(object);
  kTypeType->lifetime.clear(thread, object);
  clear_slot(t, type->arrays);
  clear_slot(t, type->pointer_type);
  // Only classes of pointers can be part of cycles of layouts; without `item` they are incomplete ones.
  for (Layout* layout = type->layout_record.load(gc::relaxed); layout; layout = layout->previous)
    if (layout->kind == Kind::kPointer) clear_slot(t, layout->item);
}

void dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* type = static_cast<CType*>(object);
  Layout* layout = type->layout_record.exchange(nullptr, gc::relaxed);
  while (layout) free_layout(t, std::exchange(layout, layout->previous));
  clear_slot(t, type->arrays);
  clear_slot(t, type->pointer_type);
  kTypeType->lifetime.dispose(thread, object);
}

constexpr MethodDef kBaseMethods[] = {
    {"from_address", from_address_py, "(self, integer, /)", "C data at an address."},
    {"from_buffer", from_buffer_py, "(self, obj, offset=0, /)", "C data in a writable buffer, which it shares."},
    {"from_buffer_copy", from_buffer_copy_py, "(self, obj, offset=0, /)", "C data with a copy of a buffer's bytes."},
    {"in_dll", in_dll_py, "(self, dll, name, /)", "C data that a loaded library exports under a name."},
    {"from_param", from_param_py, "(self, value, /)", "Convert a Python object into a function call parameter."},
    {"__sizeof__", class_sizeof, "(self, /)", "Bytes that the class takes in memory."},
    {}};
constexpr GetSetDef kPointerTypeGetSet[] = {
    {"__pointer_type__", get_pointer_type, set_pointer_type, "The class of pointers to this class."}, {}};
constexpr Slots kBaseSlots = [] {
  Slots s{};
  s.repeat = repeat;
  return s;
}();
constexpr gc::Lifetime kLifetime = {trace, clear, nullptr, dispose};
constexpr TypeSpec kBaseSpec = {.name = "_ctypes.CType_Type",
                                .base = TypeId::kType,
                                .size = sizeof(CType),
                                .flags = kTypeSubclassable | kTypeTraced,
                                .doc = "Base of the metaclasses of C data.",
                                .lifetime = kLifetime,
                                .slots = kBaseSlots,
                                .methods = kBaseMethods,
                                .private_part = dict_of_class};
// The same for libraries from 3.14 on.
constexpr TypeSpec kNewBaseSpec = [] {
  TypeSpec spec = kBaseSpec;
  spec.getset = kPointerTypeGetSet;
  return spec;
}();

}  // namespace

bool add_meta_types(Thread& t) {
  if (!g_meta_base) g_meta_base = make_native_type(t, library_minor() >= 14 ? kNewBaseSpec : kBaseSpec);
  return true;
}

}  // namespace rt::ctypes
