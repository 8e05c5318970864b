// Classes that extensions define, and what C code sees of all others.
#include "interp/capi/c_type.h"

#include <cstdlib>
#include <cstring>
#include <string>

#include "gc/heap/vital.h"
#include "gc/threads/attach.h"
#include "interp/capi/methods.h"
#include "runtime/library/threads/import_lock.h"
#include "runtime/object/class.h"
#include "runtime/object/class_doc.h"
#include "runtime/object/extension.h"
#include "runtime/object/shape.h"
#include "runtime/object/slots_generic.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/slice.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace capi {

// Structs of C that begin with one of these have their own fields where the interpreter's struct has ended.
static_assert(sizeof(PyListObject) == sizeof(rt::List) && sizeof(PyDictObject) == sizeof(rt::Dict));
static_assert(sizeof(PySetObject) == offsetof(rt::Set, hash) + sizeof(rt::Set::hash));
static_assert(sizeof(PyByteArrayObject) == sizeof(rt::ByteArray) && sizeof(PyLongObject) == offsetof(rt::Int, limbs));
static_assert(sizeof(PyBaseExceptionObject) == sizeof(rt::BaseException));
static_assert(sizeof(PyFloatObject) == offsetof(rt::Float, value) + sizeof(double));
static_assert(sizeof(PyComplexObject) == offsetof(rt::Complex, imag) + sizeof(double));
static_assert(offsetof(PySliceObject, step) == offsetof(rt::SliceObject, step));
static_assert(offsetof(PySliceObject, start) == offsetof(rt::SliceObject, start));
static_assert(offsetof(PyCFunctionObject, m_module) == offsetof(rt::Builtin, module));
static_assert(offsetof(PyBytesObject, ob_sval) == sizeof(rt::Bytes));

namespace {

using rt::Type;

// ---- members of a suite

struct SuitePlace {
  void** pointer;  // in the PyTypeObject; null: the members are in the PyTypeObject itself
  u32 bytes;
};
SuitePlace place_of(PyTypeObject* type, Suite suite) {
  switch (suite) {
    case Suite::kAsync: return {reinterpret_cast<void**>(&type->tp_as_async), sizeof(PyAsyncMethods)};
    case Suite::kNumber: return {reinterpret_cast<void**>(&type->tp_as_number), sizeof(PyNumberMethods)};
    case Suite::kSequence: return {reinterpret_cast<void**>(&type->tp_as_sequence), sizeof(PySequenceMethods)};
    case Suite::kMapping: return {reinterpret_cast<void**>(&type->tp_as_mapping), sizeof(PyMappingMethods)};
    case Suite::kBuffer: return {reinterpret_cast<void**>(&type->tp_as_buffer), sizeof(PyBufferProcs)};
    default: return {nullptr, 0};
  }
}

}  // namespace

void** member_at(PyTypeObject* type, const SlotRow& row) {
  SuitePlace place = place_of(type, row.suite);
  char* base = place.pointer ? static_cast<char*>(*place.pointer) : reinterpret_cast<char*>(type);
  return base ? reinterpret_cast<void**>(base + row.member) : nullptr;
}

namespace {

void put(void** member, void* function) { __atomic_store_n(member, function, __ATOMIC_RELEASE); }

// The suite of the class, made if there is none. A mapping's length and items are no sequence's.
void** made_member_at(PyTypeObject* type, const SlotRow& row) {
  SuitePlace place = place_of(type, row.suite);
  if (place.pointer && !*place.pointer) put(place.pointer, std::memset(gc::vital_alloc(place.bytes), 0, place.bytes));
  return member_at(type, row);
}

// ---- what C code finds in a slot of a class

bool is_native_function(const Type* type, const SlotRow& row, rt::SlotFn function) {
  const rt::Tuple& order = *rt::as_tuple(type->mro.get_shared());
  for (u64 i = 0; i < order.length; ++i) {
    auto* cls = order[i].as<Type>();
    if (cls->spec && !is_c_class(cls) && rt::slot_at(cls->slots, row.slot).get() == function) return true;
  }
  return false;
}

bool is_trampoline(const SlotRow& row, rt::SlotFn function) {
  for (u32 i = 0; i < kSlotRowCount; ++i)
    if (kSlotRows[i].slot == row.slot && kSlotRows[i].trampoline == function) return true;
  return false;
}

void* inherited_member(const Type* type, const SlotRow& row) {
  void* found = nullptr;
  auto has_it = [&](PyTypeObject* cls) {
    SuitePlace place = place_of(cls, row.suite);
    if (c_type(type) != cls)
      found = function_of_extension(cls, row.suite, place.pointer ? *place.pointer : cls, row.member);
    return found != nullptr;
  };
  row.id == Py_tp_new ? find_c_base(type, has_it) : find_c_class(type, has_it);
  return found;
}

void* shown_function(const Type* type, const SlotRow& row) {
  rt::SlotFn function = rt::slot_at(const_cast<rt::Slots&>(type->slots), row.slot);
  // The attribute functions of object are those of the API: code compares with them.
  if (!function && row.id == Py_tp_getattro) return reinterpret_cast<void*>(PyObject_GenericGetAttr);
  if (!function && row.id == Py_tp_setattro) return reinterpret_cast<void*>(PyObject_GenericSetAttr);
  if (!function) return nullptr;
  bool mapping = type->layout == rt::TypeId::kDict || (type->flags & rt::kTypeMappingPattern);
  if (mapping && row.suite == Suite::kSequence && row.id != Py_sq_contains) return nullptr;
  if (is_trampoline(row, function)) return inherited_member(type, row);
  if (row.id == Py_tp_hash && function == reinterpret_cast<rt::SlotFn>(rt::generic::unhashable))
    return reinterpret_cast<void*>(PyObject_HashNotImplemented);
  return is_native_function(type, row, function) ? row.native : row.dynamic;
}

// A member of a class of C. What the extension has put there stays while the slot calls it.
void show_slot_of_extension(Type* type, const SlotRow& row) {
  Shown& shown = notes_of(type)[first_note(row.suite) + row.member / 8];
  void** member = member_at(c_type(type), row);
  void* current = member ? *member : nullptr;
  bool extensions = current && current != shown.function.load(gc::relaxed);
  rt::SlotFn slot = rt::slot_at(type->slots, row.slot);
  bool calls_c = slot == row.trampoline && rt::slot_at(const_cast<rt::Slots&>(type->spec->slots), row.slot) == slot;
  if (calls_c && extensions) return;
  if (void* replaced = shown.replaced.load(gc::relaxed); calls_c && replaced) {
    put(member, replaced);
    shown.function.store(nullptr, gc::relaxed);
    shown.replaced.store(nullptr, gc::relaxed);
    return;
  }
  void* function = shown_function(type, row);
  // A native slot: the extension has chosen a function that means the same.
  if (extensions && function != row.dynamic && slot) return;
  if (!function && !member) return;
  if (extensions) shown.replaced.store(current, gc::relaxed);
  shown.function.store(function, gc::relaxed);
  put(made_member_at(c_type(type), row), function);
}

void show_slots(Type* type) {
  bool own = is_c_class(type);
  for (u32 i = 0; i < kSlotRowCount; ++i) {
    const SlotRow& row = kSlotRows[i];
    if (row.id == 0) continue;  // a second slot of the member before
    if (own) {
      show_slot_of_extension(type, row);
      continue;
    }
    void** member = member_at(c_type(type), row);
    void* function = shown_function(type, row);
    if (!function && !member) continue;
    member = made_member_at(c_type(type), row);
    if (*member != function) put(member, function);
  }
}

// ---- flags

constexpr struct {
  rt::TypeId layout;
  unsigned long flag;
} kSubclassFlags[] = {{rt::TypeId::kInt, Py_TPFLAGS_LONG_SUBCLASS},    {rt::TypeId::kBool, Py_TPFLAGS_LONG_SUBCLASS},
                      {rt::TypeId::kList, Py_TPFLAGS_LIST_SUBCLASS},   {rt::TypeId::kTuple, Py_TPFLAGS_TUPLE_SUBCLASS},
                      {rt::TypeId::kBytes, Py_TPFLAGS_BYTES_SUBCLASS}, {rt::TypeId::kStr, Py_TPFLAGS_UNICODE_SUBCLASS},
                      {rt::TypeId::kDict, Py_TPFLAGS_DICT_SUBCLASS},   {rt::TypeId::kType, Py_TPFLAGS_TYPE_SUBCLASS}};

constexpr struct {
  u32 ours;
  unsigned long flag;
} kFlags[] = {{rt::kTypeHeap, Py_TPFLAGS_HEAPTYPE},
              {rt::kTypeImmutableFlag, Py_TPFLAGS_IMMUTABLETYPE},
              {rt::kTypeSubclassable, Py_TPFLAGS_BASETYPE},
              {rt::kTypeTraced, Py_TPFLAGS_HAVE_GC},
              {rt::kTypeAbstract, Py_TPFLAGS_IS_ABSTRACT},
              {rt::kTypeSequencePattern, Py_TPFLAGS_SEQUENCE},
              {rt::kTypeMappingPattern, Py_TPFLAGS_MAPPING},
              {rt::kTypeDisallowNew, Py_TPFLAGS_DISALLOW_INSTANTIATION},
              {rt::kTypeMethodLike, Py_TPFLAGS_METHOD_DESCRIPTOR}};

unsigned long shown_flags(const Type* type) {
  unsigned long flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_READY;
  for (auto& row : kFlags)
    if (type->flags & row.ours) flags |= row.flag;
  for (auto& row : kSubclassFlags)
    if (type->layout == row.layout) flags |= row.flag;
  if (rt::is_subtype(type, rt::kBaseExceptionType)) flags |= Py_TPFLAGS_BASE_EXC_SUBCLASS;
  if (type->slots.call && type->layout != rt::TypeId::kObject && !(type->flags & rt::kTypeExtension) &&
      type->layout != rt::TypeId::kType)
    flags |= Py_TPFLAGS_HAVE_VECTORCALL;
  return flags;
}

}  // namespace

Py_ssize_t instance_bytes(const Type* type) {
  if (type->extra_offset > 0) return type->slots_offset + type->inline_capacity * static_cast<u32>(sizeof(rt::Slot));
  bool behind = (type->flags & rt::kTypeVarSized) && (type->extra_offset || type->base_size != type->members_offset);
  return struct_bytes(type) + (behind ? 3 * static_cast<Py_ssize_t>(sizeof(rt::Slot)) : 0);
}

namespace {

// In CPython the characters of a str are no items.
Py_ssize_t item_bytes(const Type* type) { return type->layout == rt::TypeId::kStr ? 0 : type->item_size; }

// Atomic stores, because another thread may ask is_ready() meanwhile.
void set_flags(PyTypeObject* c, unsigned long flags) { __atomic_store_n(&c->tp_flags, flags, __ATOMIC_RELAXED); }

void show_numbers(Type* type) {
  PyTypeObject* c = c_type(type);
  c->tp_name = rt::type_name(type);
  c->tp_basicsize = instance_bytes(type);
  c->tp_itemsize = item_bytes(type);
  unsigned long kept = c->tp_flags & (Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_HAVE_FINALIZE | Py_TPFLAGS_HEAPTYPE |
                                      Py_TPFLAGS_ITEMS_AT_END | Py_TPFLAGS_PREHEADER | Py_TPFLAGS_READYING);
  // A class of C knows itself whether it has the members of a heap class.
  set_flags(c, is_c_class(type) ? (shown_flags(type) & ~Py_TPFLAGS_HEAPTYPE) | kept : shown_flags(type));
  if (!is_c_class(type) || !c->tp_base) c->tp_base = c_type(type->base);
  c->tp_dict = word(Value(type->dict));
  c->tp_bases = word(type->bases.get_shared());
  c->tp_mro = word(type->mro.get_shared());
  if (!c->tp_weaklistoffset && (type->flags & rt::kTypeHasWeakrefs)) c->tp_weaklistoffset = -1;
  if (!c->tp_dictoffset && (type->flags & rt::kTypeHasDict)) c->tp_dictoffset = -1;
}

// A class of C takes what it leaves out from the first class in the MRO that has a function of its own, not its base's.
// All native classes have the same one: those count that have something to end.
template <class F>
void inherit_function(Type* type, F PyTypeObject::* member) {
  F& own = c_type(type)->*member;
  const rt::Tuple& order = *rt::as_tuple(type->mro.get_shared());
  for (u64 i = 1; i < order.length && !own; ++i) {
    auto* cls = order[i].as<Type>();
    F found = c_type(cls)->*member;
    const PyTypeObject* base = c_type(cls)->tp_base;
    bool native = !is_c_class(cls) && cls->lifetime.dispose && cls->layout == type->layout;
    if (found && (!base || found != base->*member || native)) own = found;
  }
}

void show_memory(Type* type) {
  PyTypeObject* c = c_type(type);
  bool traced = type->flags & rt::kTypeTraced;
  if (is_c_class(type)) {
    inherit_function(type, &PyTypeObject::tp_dealloc);
    inherit_function(type, &PyTypeObject::tp_alloc);
    inherit_function(type, &PyTypeObject::tp_free);
    if (traced) inherit_function(type, &PyTypeObject::tp_traverse);
    if (traced) inherit_function(type, &PyTypeObject::tp_clear);
    inherit_function(type, &PyTypeObject::tp_is_gc);
    if (!c->tp_vectorcall_offset) c->tp_vectorcall_offset = c->tp_base->tp_vectorcall_offset;
    return;
  }
  const PyTypeObject* base = type->flags & rt::kTypeExtension ? c->tp_base : nullptr;
  c->tp_dealloc = base ? base->tp_dealloc : kNativeDealloc;
  c->tp_traverse = !traced ? nullptr : base && base->tp_traverse ? base->tp_traverse : kNativeTraverse;
  c->tp_clear = !traced ? nullptr : base && base->tp_clear ? base->tp_clear : kNativeClear;
  // Instances of Python classes have attributes that an extension's own tp_alloc knows nothing of.
  c->tp_alloc = PyType_GenericAlloc;
  c->tp_free = traced ? PyObject_GC_Del : PyObject_Free;
  c->tp_is_gc = type == rt::kTypeType ? kIsHeapClass : base ? base->tp_is_gc : nullptr;
  if (base) c->tp_vectorcall_offset = base->tp_vectorcall_offset;
}

void class_has_changed(Thread&, Type* type) {
  gc::MutexGuard guard(rt::g_type_mutex);
  rt::for_each_derived(type, [](Type* derived, void*) { show_class(derived); }, nullptr);
}

}  // namespace

void* member_of(PyTypeObject* type, const SlotRow& row) {
  void** member = member_at(type, row);
  return member ? __atomic_load_n(member, __ATOMIC_ACQUIRE) : nullptr;
}

PyHeapTypeObject* new_heap_type(PyTypeObject* metaclass) {
  size_t bytes = static_cast<size_t>(struct_bytes(type_at(metaclass)));
  void* memory = std::aligned_alloc(alignof(Object), gc::align_up(bytes, alignof(Object)));
  if (!memory) return nullptr;
  auto* heap = static_cast<PyHeapTypeObject*>(std::memset(memory, 0, bytes));
  heap->ht_type.ob_base.ob_base = {gc::kImmortalOwner, {.tpy_counts = {gc::kImmortalLocal, 0}}, 0};
  heap->ht_type.ob_base.ob_size = reinterpret_cast<Py_ssize_t>(metaclass);
  return heap;
}

void show_class(Type* type) {
  if (!type->mro.get_shared()) return;
  if (is_c_class(type) && !type->module_state)
    type->module_state = std::memset(gc::vital_alloc(kNoteCount * sizeof(Shown)), 0, kNoteCount * sizeof(Shown));
  show_numbers(type);
  show_memory(type);
  show_slots(type);
}

// Of a class that C code has made; nothing of another one.
static DocParts doc_of(const Type* type) {
  return is_c_class(type) ? doc_parts(c_type(type)->tp_name, c_type(type)->tp_doc) : DocParts{};
}

void show_classes(Thread& t) {
  if (rt::g_extensions.class_changed) return;
  gc::StopTheWorld pause(t, "first C extension");
  // Static memory may be met before its class is ready, or a class that never gets ready. For walks, and for Python
  // code that finds it, it is an object without attributes.
  gc::g_shapes[gc::kFreeShape] = rt::kObjectType->root_shape;
  rt::for_each_derived(rt::kObjectType, [](Type* type, void*) { show_class(type); }, nullptr);
  show_arrays();
  rt::g_extensions.class_changed = class_has_changed;
  rt::g_extensions.is_static_class = [](const Type* type) {
    return is_c_class(type) && !(c_type(type)->tp_flags & Py_TPFLAGS_HEAPTYPE);
  };
  rt::g_extensions.signature_of_class = [](const Type* type) { return doc_of(type).signature; };
  rt::g_extensions.item_at_py = item_at_py;
  rt::g_extensions.doc_of_class = [](const Type* type) { return doc_of(type).doc; };
}

// ---- PyType_Ready

namespace {

struct Ready {
  Thread& t;
  PyTypeObject* c;

  // The base that lends the layout: of several, not always tp_base.
  Type* base() {
    if (!c->tp_base && c->tp_bases) c->tp_base = reinterpret_cast<PyTypeObject*>(PyTuple_GetItem(c->tp_bases, 0));
    if (!c->tp_base) c->tp_base = c_type(rt::kObjectType);
    if (!make_ready(c->tp_base)) return nullptr;
    if (!c->tp_bases) return type_at(c->tp_base);
    const rt::Tuple& bases = *rt::as_tuple(value(c->tp_bases));
    for (u64 i = 0; i < bases.length; ++i)
      if (!make_ready(c_type(bases[i].as<Type>()))) return nullptr;
    return bases.length > 1 ? rt::best_base(t, value(c->tp_bases)) : type_at(c->tp_base);
  }

  bool check_layout(const Type* base, u32 size) {
    if (c->tp_basicsize && c->tp_basicsize < static_cast<Py_ssize_t>(sizeof(Object)))
      return rt::raise(t, rt::kSystemErrorType, "the class %s has a tp_basicsize smaller than an object", c->tp_name);
    if (base->layout != rt::TypeId::kStr) return true;
    // The members of __slots__ in a Python class lie behind the characters, where no struct of C can describe them.
    if (size <= rt::Str::kMaxTextOffset && base->base_size == base->members_offset) return true;
    return rt::raise_type_error(t, "the class %s cannot have its fields in a str", c->tp_name);
  }

  Type* metaclass(Type* base) {
    auto given = reinterpret_cast<PyTypeObject*>(c->ob_base.ob_size);
    if (!given) return rt::type_of(static_cast<Object*>(base));
    return make_ready(given) ? type_at(given) : nullptr;
  }

  // The slots that the extension has set call it by their trampolines.
  rt::Slots slots(Type* base) {
    rt::Slots slots{};
    for (u32 i = 0; i < kSlotRowCount; ++i) {
      const SlotRow& row = kSlotRows[i];
      void* member = member_of(c, row);
      // A function that has been copied from a native base: its slot needs no way through C.
      rt::SlotFn native =
          member && member == row.native ? rt::slot_at(native_base(base)->slots, row.slot).get() : nullptr;
      if (member) rt::slot_at(slots, row.slot) = native ? native : row.trampoline;
    }
    if (c->tp_getattr && !c->tp_getattro) slots.getattr = find_trampoline(Py_tp_getattro, slots.getattr);
    if (c->tp_setattr && !c->tp_setattro) slots.setattr = find_trampoline(Py_tp_setattro, slots.setattr);
    if (c->tp_getattro == PyObject_GenericGetAttr) slots.getattr = nullptr;
    if (c->tp_setattro == PyObject_GenericSetAttr) slots.setattr = nullptr;
    if (c->tp_hash == PyObject_HashNotImplemented) slots.hash = rt::generic::unhashable;
    if (slots.get_buffer) slots.release_buffer = find_trampoline(Py_bf_releasebuffer, slots.release_buffer);
    return slots;
  }
  template <class F>
  static F find_trampoline(int id, F) {
    for (u32 i = 0; i < kSlotRowCount; ++i)
      if (kSlotRows[i].id == id) return F(reinterpret_cast<decltype(std::declval<F>().get())>(kSlotRows[i].trampoline));
    return F();
  }

  u32 flags(const Type* base, const rt::Slots& slots) {
    u32 flags = rt::kTypeExtension;
    unsigned long given = c->tp_flags;
    auto set = [&](bool condition, u32 flag) { flags |= condition ? flag : 0; };
    set(given & Py_TPFLAGS_BASETYPE, rt::kTypeSubclassable);
    set(given & Py_TPFLAGS_HAVE_GC, rt::kTypeTraced);
    set(c->tp_dictoffset || (given & Py_TPFLAGS_MANAGED_DICT), rt::kTypeHasDict);
    set(c->tp_weaklistoffset || (given & Py_TPFLAGS_MANAGED_WEAKREF), rt::kTypeHasWeakrefs);
    set(!(given & Py_TPFLAGS_HEAPTYPE) || (given & Py_TPFLAGS_IMMUTABLETYPE), rt::kTypeImmutableFlag);
    set(given & Py_TPFLAGS_SEQUENCE, rt::kTypeSequencePattern);
    set(given & Py_TPFLAGS_MAPPING, rt::kTypeMappingPattern);
    set(given & Py_TPFLAGS_METHOD_DESCRIPTOR, rt::kTypeMethodLike);
    set(c->tp_itemsize != 0, rt::kTypeVarSized);
    set(c->tp_as_sequence && c->tp_as_sequence->sq_item && !slots.iter, rt::kTypeIndexIterable);
    // As in CPython: a static class over object can be made by C code only, unless it has tp_new.
    bool only_c = !c->tp_new && base == rt::kObjectType && !(given & Py_TPFLAGS_HEAPTYPE);
    set(only_c || (given & Py_TPFLAGS_DISALLOW_INSTANTIATION), rt::kTypeDisallowNew);
    return flags;
  }

  // Before the class is made: its lifetime says whether instances have a finalizer.
  void inherit_finalizer(const rt::Tuple& bases) {
    for (u64 i = 0; i < bases.length && !c->tp_finalize; ++i)
      find_c_class(bases[i].as<Type>(),
                   [&](PyTypeObject* base) { return (c->tp_finalize = base->tp_finalize) != nullptr; });
  }

  bool run(Type* place) {
    if (reinterpret_cast<uintptr_t>(c) % alignof(Object) != 0)
      return rt::raise(t, rt::kSystemErrorType, "the class %s lies at an address that is no multiple of 16",
                       c->tp_name);
    Type* own_base = base();
    Type* meta = own_base ? metaclass(own_base) : nullptr;
    if (!meta) return false;
    Ref bases = c->tp_bases ? Ref::share(t, value(c->tp_bases)) : rt::make_tuple(t, own_base);
    if (!bases) return false;
    auto size = static_cast<u32>(std::max<Py_ssize_t>(c->tp_basicsize, struct_bytes(own_base)));
    if (!check_layout(own_base, size)) return false;
    inherit_finalizer(*rt::as_tuple(bases));
    // Instances in memory of the C library. It must not get that back while the interpreter looks at the dead object.
    if (c->tp_free == std::free) c->tp_free = PyObject_Free;
    rt::Slots own_slots = slots(own_base);
    auto* spec = new rt::TypeSpec{.name = c->tp_name,
                                  .size = size,
                                  .item_size = static_cast<u32>(c->tp_itemsize),
                                  .flags = flags(own_base, own_slots),
                                  .doc = c->tp_doc,
                                  .lifetime = c_lifetime(c),
                                  .slots = own_slots};
    PyObject* given_dict = c->tp_dict;
    unsigned long is_heap = c->tp_flags & Py_TPFLAGS_HEAPTYPE;
    Type* type = rt::make_extension_type(t, place, *spec, own_base, bases, meta);
    set_flags(c, (c->tp_flags & ~Py_TPFLAGS_HEAPTYPE) | is_heap);  // the making has shown it as a class of Python
    if (!add_attributes(t, type, c->tp_methods, c->tp_members, c->tp_getset)) return false;
    if (given_dict && !rt::dict_update_py(t, type->dict, value(given_dict))) return false;
    if (!add_doc(type)) return false;
    show_class(type);
    return name_by_heap_type(type);
  }

  // __doc__ may be an attribute of the instances.
  bool add_doc(Type* type) {
    Value name = rt::name(rt::N::__doc__);
    if (rt::dict_peek(t, type->dict, name)) return true;
    Ref doc = rt::native_class_doc(t, type);
    return doc && rt::dict_set_str(t, type->dict, name, std::move(doc));
  }

  // A class that code has made by tp_alloc of its metaclass may bring its names.
  bool name_by_heap_type(Type* type) {
    if (!(c->tp_flags & Py_TPFLAGS_HEAPTYPE)) return true;
    auto* heap = reinterpret_cast<PyHeapTypeObject*>(c);
    for (auto [given, own] : {std::pair(heap->ht_name, &type->name), std::pair(heap->ht_qualname, &type->qualname)})
      if (given && rt::is_str(value(given))) rt::store_field(t, type, *own, Ref::share(t, value(given)));
    return true;
  }
};

// Static classes are made ready one at a time: several threads may be the first to use one. The lock of imports serves,
// because it is re-entrant, waits detached and survives fork().
class OneAtATime {
 public:
  explicit OneAtATime(Thread& t) : t_(t) { rt::acquire_import_lock(t); }
  ~OneAtATime() { rt::release_import_lock(t_); }
  OneAtATime(const OneAtATime&) = delete;
  OneAtATime& operator=(const OneAtATime&) = delete;

 private:
  Thread& t_;
};

// Under the mutex, because a thread that changes a base writes the flags of derived classes anew.
void mark_readying(PyTypeObject* type, bool begins) {
  gc::MutexGuard guard(rt::g_type_mutex);
  if (begins) __atomic_fetch_or(&type->tp_flags, Py_TPFLAGS_READYING, __ATOMIC_RELEASE);
  else __atomic_fetch_and(&type->tp_flags, ~Py_TPFLAGS_READYING, __ATOMIC_RELEASE);  // pairs with is_ready()
}

}  // namespace

}  // namespace capi

int PyType_Ready(PyTypeObject* type) {
  Call call;
  if (call.lacks(type)) return -1;
  if (is_ready(type)) return 0;
  OneAtATime turn(call);
  Ready ready{call, type};
  if (!is_shapeless(type)) return 0;  // another thread has done it, or this one is at work on it
  show_classes(call);
  if (!type->tp_name) return rt::raise(call, rt::kSystemErrorType, "Type does not define the tp_name field.");
  mark_readying(type, true);
  bool made = ready.run(type_at(type));
  mark_readying(type, false);
  if (made) adopt_waiting(type);
  return made ? 0 : -1;
}
