// Instances of classes that extensions have defined: their memory, their ends, and what the collector sees of them.
//
// The memory of an instance is the interpreter's, also if C code has asked for it by PyObject_Malloc(). tp_dealloc ends
// in a call of tp_free, which only notes that it came by: the block is freed afterwards, for a published object after a
// grace period. If it did not come by, the extension keeps the block for itself.
//
// A class with a free list keeps blocks, and PyObject_Init() makes an object of one again. Another thread may have read
// the address of the dead object in a slot, and be about to count it (try_incref_in_slot): it must not count the new
// object instead. So tp_dealloc of a published object runs after a grace period, in which such readers have come to a
// safepoint. Not if the class has freed all blocks so far, as most do. The first block that such a class keeps all the
// same is marked, and PyObject_Init() waits for the readers.
//
//   memory of                     where
//   PyObject_New, tp_alloc        as any object: traced pages if the class has tp_traverse, else untraced ones
//   PyObject_Malloc, small        a node of the thread's untraced pages (gc/heap/heap.h); PyObject_Init() makes it an object
//   PyObject_Malloc, large        the C library's; an object there has no flag kLarge, and this file alone frees it
#include <cstdlib>
#include <cstring>

#include "gc/heap/heap.h"
#include "gc/refcount/free.h"
#include "gc/refcount/lending.h"
#include "gc/refcount/object_lock.h"
#include "gc/refcount/qsbr.h"
#include "gc/sync/lock_reservation.h"
#include "gc/threads/stop_world.h"
#include "interp/capi/c_type.h"
#include "interp/capi/methods.h"
#include "runtime/object/class.h"
#include "runtime/object/shape.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace capi {

namespace {

// The innermost tp_dealloc that runs in this thread.
struct Deallocation {
  Object* object;
  bool freed = false;  // tp_free came by
  Deallocation* outer;
};
constinit thread_local Deallocation* t_deallocation = nullptr;

Deallocation* deallocation_of(const void* memory) {
  Deallocation* d = t_deallocation;
  while (d && d->object != memory) d = d->outer;
  return d;
}

bool is_paged(const void* memory) { return gc::page_map_get(memory) != gc::kNoPage; }

// A member of the class of C that the object's class is, or derives from. The object's own class may be gone.
template <auto kMember>
auto lifetime_member(const Object* object) {
  const rt::Type* type = rt::shape_of(object)->extension;
  std::decay_t<decltype(c_type(type)->*kMember)> found = nullptr;
  if (type) find_c_class(type, [&](PyTypeObject* cls) { return (found = cls->*kMember) != nullptr; });
  return found;
}

// Instances do not count their class here: the collector finds it by their shape. In CPython those of a class made at
// run time do, so the functions of such a class visit the instance's class and release it at the end. Null: they do
// not, or nobody counts the class, which is immortal.
Object* class_counted_by_c(const Object* object) {
  const rt::Shape* shape = rt::shape_of(object);
  Object* type = shape->type;
  destructor dealloc = type->immortal() ? nullptr : lifetime_member<&PyTypeObject::tp_dealloc>(object);
  if (!dealloc || dealloc == kNativeDealloc) return nullptr;
  PyTypeObject* first = nullptr;  // the class that has brought the function
  find_c_class(shape->extension, [&](PyTypeObject* cls) {
    if (cls->tp_dealloc == dealloc) first = cls;
    return false;
  });
  return first && (first->tp_flags & Py_TPFLAGS_HEAPTYPE) ? type : nullptr;
}

// The class that the tp_traverse of this thread shows once too often.
constinit thread_local Object* t_class_to_skip = nullptr;

void traverse_by_c(Object* object, traverseproc traverse, gc::Visitor& visitor) {
  Visit visit;
  Object* outer = std::exchange(t_class_to_skip, class_counted_by_c(object));
  traverse(bare_word(Value(object)), visit_child, &visitor);
  t_class_to_skip = outer;
}

// What has become of the blocks of a class's instances.
enum class Blocks : u8 { kUnknown, kFreed, kKept };

// In the class, where CPython has something of its own.
gc::Atomic<u8>& blocks_of(Object* type) {
  return reinterpret_cast<gc::Atomic<u8>&>(c_type(static_cast<rt::Type*>(type))->tp_watched);
}
bool has_freed_all(Object* type) { return blocks_of(type).load(gc::relaxed) == static_cast<u8>(Blocks::kFreed); }

// Nobody asks before there are threads.
void note_block(Object* type, bool freed) {
  if (!gc::kFreeThreaded || !gc::g_threads_started.load(gc::relaxed)) return;
  gc::Atomic<u8>& blocks = blocks_of(type);
  u8 before = blocks.load(gc::relaxed);
  if (freed && before == static_cast<u8>(Blocks::kUnknown))
    blocks.compare_exchange_strong(before, static_cast<u8>(Blocks::kFreed), gc::relaxed, gc::relaxed);
  if (!freed && before != static_cast<u8>(Blocks::kKept)) blocks.store(static_cast<u8>(Blocks::kKept), gc::relaxed);
}

// The mark of a dead object that other threads may be about to count. Of a living one the flag has another meaning.
constexpr gc::Flag kMayBeRead = gc::kFrozen;

// Before the header of a dead object is written anew: the memory may be a block that an extension has kept.
void forget_dead(Thread& t, Object* object) {
  if (!gc::kFreeThreaded || !object->dead() || is_shapeless(object)) return;
  if (object->has_flag(gc::kLocked)) gc::forget_reservation(object);
  if (object->has_flag(kMayBeRead)) gc::StopTheWorld pause(t, "block of a dead object that C code uses again");
}

void free_memory(gc::Thread&, void* memory) { std::free(memory); }

// The end of the block after tp_dealloc. `ours`: it is the interpreter's.
void leave_block(Thread& t, Object* object, bool freed, bool ours) {
  if (freed && ours) return;  // the caller frees it
  t.kept_block = object;
  if (!freed) return;
  if (gc::kFreeThreaded && object->published()) gc::retire_call(t, free_memory, object, sizeof(Object));
  else std::free(object);
}

void run_dealloc_py(Thread& t, Object* object, destructor dealloc) {
  bool ours = is_paged(object) || object->has_flag(gc::kLarge);
  Object* type = rt::shape_of(object)->type;
  Deallocation mine{object, false, t_deallocation};
  t_deallocation = &mine;
  object->owner.store(t.id, gc::relaxed);
  object->local.store(kDying, gc::relaxed);
  Ref pending = rt::take_error(t);
  if (Object* counted = class_counted_by_c(object)) gc::incref(t, counted);
  enter(dealloc, bare_word(Value(object)));
  if (rt::error_pending(t)) rt::write_unraisable_py(t, "Exception ignored in tp_dealloc", Value());
  if (pending) rt::restore_error(t, std::move(pending));
  t_deallocation = mine.outer;
  note_block(type, mine.freed);
  if (ours || mine.freed) {  // else the extension may have unmapped the memory
    object->owner.store(object->published() ? gc::kNobody : t.id, gc::relaxed);
    object->local.store(0, gc::relaxed);
    object->shared.store(gc::kDead, gc::relaxed);
  }
  leave_block(t, object, mine.freed, ours);
}

// ---- Lifetime

void end_py(Thread& t, Object* object) {
  rt::dispose_attributes(t, object);
  destructor dealloc = lifetime_member<&PyTypeObject::tp_dealloc>(object);
  if (dealloc) run_dealloc_py(t, object, dealloc);
  else note_block(rt::shape_of(object)->type, true);
}

void end_after_grace_period_py(gc::Thread& thread, void* memory) {
  auto& t = static_cast<Thread&>(thread);
  auto* object = static_cast<Object*>(memory);
  Ref type = Ref::steal(rt::shape_of(object)->type);
  end_py(t, object);
  gc::free_unless_kept(t, object);
}

// A lent object has waited for a grace period before it died.
void dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  Object* type = rt::shape_of(object)->type;
  if (!gc::kFreeThreaded || !object->published() || gc::is_lent(object)) return end_py(t, object);
  if (has_freed_all(type)) {
    object->set_flag(kMayBeRead);
    return end_py(t, object);
  }
  if (gc::alone(t)) return end_py(t, object);
  gc::incref(t, type);
  t.kept_block = object;
  gc::retire_to_safepoint(t, end_after_grace_period_py, object);
}

// While PyType_Ready() runs, the extension has not filled in yet what its metaclass keeps of the class.
bool is_class_in_the_making(const Object* object) {
  if (rt::shape_of(object)->layout != rt::TypeId::kType) return false;
  return c_type(static_cast<const rt::Type*>(object))->tp_flags & Py_TPFLAGS_READYING;
}

// True for static classes and their like. Their tp_traverse may rely on that it is never called.
bool is_untracked(const Object* object) {
  if (is_class_in_the_making(object)) return true;
  inquiry is_gc = lifetime_member<&PyTypeObject::tp_is_gc>(object);
  return is_gc && !is_gc(bare_word(Value(const_cast<Object*>(object))));
}

void trace(Object* object, gc::Visitor& visitor) {
  rt::trace_attributes(object, visitor);
  if (is_untracked(object)) {
    if (auto native = native_base(rt::shape_of(object)->extension)->lifetime.trace) native(object, visitor);
  } else if (traverseproc traverse = lifetime_member<&PyTypeObject::tp_traverse>(object)) {
    traverse_by_c(object, traverse, visitor);
  }
}

void clear(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  inquiry clear = lifetime_member<&PyTypeObject::tp_clear>(object);
  Ref pending = rt::take_error(t);
  if (clear) enter(clear, bare_word(Value(object)));
  if (rt::error_pending(t)) rt::write_unraisable_py(t, "Exception ignored in tp_clear", Value());
  if (pending) rt::restore_error(t, std::move(pending));
  rt::dispose_attributes(t, object);
}

void finalize(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  destructor finalizer = lifetime_member<&PyTypeObject::tp_finalize>(object);
  Ref pending = rt::take_error(t);
  if (finalizer) enter(finalizer, word(Value(object)));
  if (rt::error_pending(t)) rt::write_unraisable_py(t, "Exception ignored in tp_finalize", Value());
  if (pending) rt::restore_error(t, std::move(pending));
}

// ---- the members of classes that are no extension's

// What PyUnicode_Type.tp_dealloc(self) means for an instance of a class of C.
void native_dealloc(PyObject* self) {
  Call call;
  Object* object = value(self).object();
  auto dispose = native_base(rt::type_of(object))->lifetime.dispose;
  if (dispose) dispose(call, object);
  freefunc free = lifetime_member<&PyTypeObject::tp_free>(object);
  (free ? free : PyObject_Free)(self);
}

struct CVisitor : gc::Visitor {
  visitproc visit_c;
  void* argument;
  int result = 0;
};

int native_traverse(PyObject* self, visitproc visit, void* argument) {
  CVisitor visitor{{[](gc::Visitor& base, Object* child) {
                     auto& v = static_cast<CVisitor&>(base);
                     if (v.result == 0) v.result = v.visit_c(bare_word(Value(child)), v.argument);
                   }},
                   visit,
                   argument};
  Object* object = bare_value(self).object();
  auto trace = native_base(rt::type_of(object))->lifetime.trace;
  if (trace) trace(object, visitor);
  return visitor.result;
}

int native_clear(PyObject* self) {
  Call call;
  Object* object = value(self).object();
  auto clear = native_base(rt::type_of(object))->lifetime.clear;
  if (clear) clear(call, object);
  return 0;
}

// For classes: static ones are no part of any cycle.
int is_heap_class(PyObject* self) {
  return (reinterpret_cast<PyTypeObject*>(self)->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
}

}  // namespace

const inquiry kIsHeapClass = is_heap_class;
const destructor kNativeDealloc = native_dealloc;
const traverseproc kNativeTraverse = native_traverse;
const inquiry kNativeClear = native_clear;

int visit_child(PyObject* child, void* visitor) {
  Value v = bare_value(child);
  if (v.is_pointer() && v.object() == t_class_to_skip) {
    t_class_to_skip = nullptr;
    return 0;
  }
  if (v.is_counted()) (*static_cast<gc::Visitor*>(visitor))(v.object());
  return 0;
}

gc::Lifetime c_lifetime(PyTypeObject* type) {
  return {.trace = trace, .clear = clear, .finalize = type->tp_finalize ? finalize : nullptr, .dispose = dispose};
}

}  // namespace capi

// ---- allocation

// An object whose memory is zero becomes an empty one of its class, or one with so many items.
static void set_items(Object* object, const rt::Type* type, Py_ssize_t items) {
  switch (type->layout) {
    case rt::TypeId::kStr: {
      auto* str = static_cast<rt::Str*>(object);
      str->kind = 1;
      str->ascii = true;
      str->text = rt::text_word(type);
      return;
    }
    case rt::TypeId::kBytes: static_cast<rt::Bytes*>(object)->length = static_cast<u64>(items); return;
    default:
      if (type->item_size) reinterpret_cast<PyVarObject*>(object)->ob_size = items;
  }
}

// C code may set tp_basicsize after the class is made and before its first instance. False: SystemError is pending.
static bool grow_with_basicsize(Call& call, rt::Type* cls) {
  const PyTypeObject* c = c_type(cls);
  if (!is_c_class(cls) || c->tp_basicsize <= instance_bytes(cls)) return true;
  if (cls->extra_offset || cls->base_size != cls->members_offset || cls->item_size || c->tp_basicsize > INT32_MAX)
    return rt::raise(call, rt::kSystemErrorType, "the tp_basicsize of %s has grown after PyType_Ready()", c->tp_name);
  cls->base_size = cls->members_offset = static_cast<u32>(c->tp_basicsize);
  return true;
}

// Everything behind the header is zero. `items`: of a class with tp_itemsize.
static Ref new_instance(Call& call, PyTypeObject* type, Py_ssize_t items) {
  if (call.lacks(type)) return Ref();
  rt::Type* cls = type_at(type);
  if (cls->layout == rt::TypeId::kStr) items = 1;  // the terminator
  if (items < 0 || (cls->item_size && items > PY_SSIZE_T_MAX / static_cast<i64>(cls->item_size) - 4096))
    return rt::raise_memory_error(call);
  if (!grow_with_basicsize(call, cls)) return Ref();
  u64 terminators = cls->layout == rt::TypeId::kBytes;
  Ref made = rt::allocate_instance(call, cls, static_cast<u64>(items) + terminators);
  if (!made) return Ref();
  set_items(made.object(), cls, items);
  gc::escape_at_birth(made.object());
  return made;
}

PyObject* PyType_GenericAlloc(PyTypeObject* type, Py_ssize_t items) {
  Call call;
  if (call.lacks(type) || !make_ready(type)) return nullptr;
  if (type_at(type)->layout != rt::TypeId::kType) return give(new_instance(call, type, items));
  PyHeapTypeObject* made = new_heap_type(type);  // a class for PyType_Ready()
  return made ? reinterpret_cast<PyObject*>(made) : PyErr_NoMemory();
}
PyObject* PyType_GenericNew(PyTypeObject* type, PyObject*, PyObject*) { return type->tp_alloc(type, 0); }
PyObject* _PyObject_New(PyTypeObject* type) { return PyType_GenericAlloc(type, 0); }
PyVarObject* _PyObject_NewVar(PyTypeObject* type, Py_ssize_t items) {
  return reinterpret_cast<PyVarObject*>(PyType_GenericAlloc(type, items));
}

PyObject* PyObject_Init(PyObject* memory, PyTypeObject* type) {
  Call call;
  if (!memory) return PyErr_NoMemory();
  if (!make_ready(type)) return nullptr;
  auto* object = reinterpret_cast<Object*>(memory);
  forget_dead(call, object);
  gc::init_header(call, object, type_at(type)->root_shape->id << gc::kFlagBits);
  if (type_at(type)->layout != rt::TypeId::kObject) set_items(object, type_at(type), 0);
  gc::escape_at_birth(object);
  return memory;
}
PyVarObject* PyObject_InitVar(PyVarObject* memory, PyTypeObject* type, Py_ssize_t items) {
  PyObject* object = PyObject_Init(reinterpret_cast<PyObject*>(memory), type);
  if (object) Py_SET_SIZE(memory, items);
  return object ? memory : nullptr;
}

// ---- memory

bool capi::is_object_memory(const void* memory) { return is_paged(memory) || deallocation_of(memory); }

void* PyObject_Malloc(size_t size) {
  Call call;
  if (size == 0) size = 1;
  return size <= gc::kSmallLimit ? gc::node_alloc(call, size) : std::malloc(size);
}

void* PyObject_Calloc(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return nullptr;
  void* memory = PyObject_Malloc(bytes);
  if (memory) std::memset(memory, 0, bytes);
  return memory;
}

void* PyObject_Realloc(void* memory, size_t size) {
  if (!memory) return PyObject_Malloc(size);
  if (!is_paged(memory) && size > gc::kSmallLimit) return std::realloc(memory, size);
  void* moved = PyObject_Malloc(size);
  if (!moved) return nullptr;
  size_t before = is_paged(memory) ? gc::Page::of(static_cast<Object*>(memory))->block_bytes : size;
  std::memcpy(moved, memory, std::min(before, size));
  PyObject_Free(memory);
  return moved;
}

// The end of a block: of an object whose tp_dealloc runs, of an object that has never been shown to anybody, or of
// memory that is no object.
void PyObject_Free(void* memory) {
  if (!memory) return;
  Call call;
  if (Deallocation* running = deallocation_of(memory)) {
    running->freed = true;
    return;
  }
  auto* object = static_cast<Object*>(memory);
  u64 page = gc::page_map_get(memory);
  if (page == gc::kNoPage) return std::free(memory);
  if (page == gc::kUntracedPage) return gc::node_free(call, memory);
  object->shared.store(gc::kDead, gc::relaxed);
  gc::free_object(call, object);
}

void PyObject_GC_Del(void* object) { PyObject_Free(object); }
int PyObject_GC_IsFinalized(PyObject* object) {
  Call call;
  Value v = value(object);
  return v.is_pointer() && v.object()->has_flag(gc::kFinalized);
}
int PyObject_IS_GC(PyObject* object) {
  Call call;
  return object && (rt::type_of(value(object))->flags & rt::kTypeTraced) != 0;
}

PyVarObject* _PyObject_GC_Resize(PyVarObject* object, Py_ssize_t items) {
  Call call;
  Value self = value(reinterpret_cast<PyObject*>(object));
  if (call.lacks(object)) return nullptr;
  rt::Type* type = rt::type_of(self);
  if (!gc::uniquely_held_outside(call, self.object())) return call.bad_call(), nullptr;
  Ref bigger = new_instance(call, c_type(type), items);
  if (!bigger) return nullptr;
  auto size = static_cast<size_t>(std::min(items, object->ob_size));
  std::memcpy(bigger.object() + 1, self.object() + 1, type->base_size - sizeof(Object) + size * type->item_size);
  reinterpret_cast<PyVarObject*>(bigger.object())->ob_size = items;
  {
    gc::ObjectLock lock(bigger.object());
    rt::set_shape(bigger.object(), rt::shape_of(self.object()));
  }
  self.object()->shared.store(gc::kDead, gc::relaxed);
  gc::free_object(call, self.object());
  return reinterpret_cast<PyVarObject*>(give(std::move(bigger)));
}

// ---- ends. Weak references have been cleared, and the finalizer has run, before tp_dealloc is called.

void PyObject_ClearWeakRefs(PyObject*) {}
int PyObject_CallFinalizerFromDealloc(PyObject*) { return 0; }
void PyObject_CallFinalizer(PyObject* self) {
  if (Py_TYPE(self)->tp_finalize) Py_TYPE(self)->tp_finalize(self);
}

// ---- size

Py_ssize_t Py_SIZE(PyObject* object) {
  Call call;
  Value v = value(object);
  if (v.is_immediate()) return v.is_small_int() ? v.small() != 0 : 0;
  switch (rt::type_of(v)->layout) {
    case rt::TypeId::kList: return PyList_Size(object);
    case rt::TypeId::kByteArray: return PyByteArray_Size(object);
    case rt::TypeId::kBytes: return PyBytes_Size(object);
    case rt::TypeId::kInt: return static_cast<Py_ssize_t>(_PyLong_NumBits(object) / 30 + 1);
    default: return reinterpret_cast<PyVarObject*>(object)->ob_size;
  }
}
void Py_SET_SIZE(PyVarObject* object, Py_ssize_t size) {
  auto* header = reinterpret_cast<Object*>(object);
  if (!is_shapeless(header) && rt::shape_of(header)->layout == rt::TypeId::kBytes)
    static_cast<rt::Bytes*>(header)->length = static_cast<u64>(size);
  else object->ob_size = size;
}
