// Static objects: instances that a source of C writes down with PyObject_HEAD_INIT(class), or whose class it sets in
// fresh memory with Py_SET_TYPE().
//
//   as C made it     | immortal owner | the class | 0
//   after adoption   | immortal owner | counts    | shape
//
// The first function of the API that meets the object adopts it; if its class is not ready yet, PyType_Ready() does.
// Classes and definitions of modules are static, too, but they have no class in that place: PyType_Ready() and
// PyModuleDef_Init() see to them.
#include <dlfcn.h>

#include <map>
#include <string>

#include "gc/refcount/publish.h"
#include "gc/sync/mutex.h"
#include "interp/capi/c_type.h"

using namespace capi;

static_assert(TINYPY_PUBLISHED == gc::kPublished && TINYPY_IMMORTAL == gc::kImmortalOwner);

namespace {

gc::Mutex g_adoption;

// Objects that were met before their class was ready, and their classes. Under g_adoption.
std::map<Object*, PyTypeObject*>& waiting() {
  static auto& objects = *new std::map<Object*, PyTypeObject*>;
  return objects;
}

// Null: the object has none. Under g_adoption.
PyTypeObject* class_of_fresh(Object* object) {
  auto found = waiting().find(object);
  if (found != waiting().end()) return found->second;
  PyTypeObject* type = reinterpret_cast<PyObject*>(object)->tpy_class.type;
  // A class and a definition have a count there, which the program with a GIL changes. No library lies so low.
  return reinterpret_cast<uintptr_t>(type) <= UINT32_MAX ? nullptr : type;
}

void count_as_immortal(Object* object) {
  object->local.store(gc::kImmortalLocal, gc::relaxed);
  object->shared.store(gc::shared_word(0, gc::kBiased), gc::relaxed);
}
// The flags stay: the object may have been published while it had no shape.
void give_shape(Object* object, PyTypeObject* type) {
  u32 flags = object->meta.load(gc::relaxed) | static_cast<u32>(gc::kDeferred);
  object->meta.store(type_at(type)->root_shape->id << gc::kFlagBits | flags, gc::release);
}

// True also for a metaclass that PyType_Ready() has not seen yet.
bool is_metaclass(PyTypeObject* type) {
  while (type && is_shapeless(type)) type = type->tp_base;
  return type && type_at(type)->layout == rt::TypeId::kType;
}

}  // namespace

TINYPY_COLD void capi::adopt_static(Object* object) {
  {
    gc::MutexGuard guard(g_adoption);
    PyTypeObject* type = is_shapeless(object) ? class_of_fresh(object) : nullptr;
    if (!type || is_metaclass(type)) return;
    count_as_immortal(object);
    if (is_shapeless(type)) {
      waiting().emplace(object, type);
      return;
    }
    give_shape(object, type);
  }
  if (gc::g_threads_started.load(gc::relaxed)) gc::publish(*gc::current_thread(), object);
}

void capi::adopt_waiting(PyTypeObject* type) {
  gc::MutexGuard guard(g_adoption);
  for (auto at = waiting().begin(); at != waiting().end();) {
    if (at->second != type) {
      ++at;
      continue;
    }
    give_shape(at->first, type);
    at = waiting().erase(at);
  }
}

TINYPY_COLD void capi::refuse_misaligned(const void* address) {
  std::string message = "an extension's static object is not aligned to 16 bytes";
  Dl_info where;
  if (dladdr(address, &where) && where.dli_fname) message += std::string(": ") + where.dli_fname;
  if (dladdr(address, &where) && where.dli_sname) message += std::string(", ") + where.dli_sname;
  gc::fatal(message.c_str());
}

// NULL: the object has none yet. The caller need not be attached for an object that has not been adopted.
// Fresh memory may lie at any address: C code has such on its stack.
PyTypeObject* Py_TYPE(PyObject* object) {
  Value v = bare_value(object);
  auto* memory = reinterpret_cast<Object*>(object);
  if (v.is_pointer() && is_shapeless(memory)) {
    gc::MutexGuard guard(g_adoption);
    if (is_shapeless(memory)) return class_of_fresh(memory);
  }
  Call call;
  return call.lacks(object) ? nullptr : c_type(rt::type_of(value(object)));
}

// Fresh memory becomes a static object, or a class that PyType_Ready() has not seen yet, which notes its metaclass.
// NULL makes any memory fresh. An object gets another class, whose struct is the same. Only the last case needs a
// thread that is attached.
void Py_SET_TYPE(PyObject* memory, PyTypeObject* type) {
  auto* object = reinterpret_cast<Object*>(memory);
  if (!type) {
    *memory = PyObject{gc::kImmortalOwner, {}, 0};
    return;
  }
  if (is_shapeless(object) && is_metaclass(type)) {
    reinterpret_cast<PyVarObject*>(memory)->ob_size = reinterpret_cast<Py_ssize_t>(type);
    return;
  }
  if (is_shapeless(object)) {
    *memory = PyObject{gc::kImmortalOwner, {{type}}, 0};
    return;
  }
  Call call;
  Value v = value(memory);
  if (!rt::shape_of(object)->has_attributes && !type_at(type)->root_shape->has_attributes) {
    gc::ObjectLock lock(object);
    rt::set_shape(object, type_at(type)->root_shape);
  } else if (!rt::instance_set_class(call, v, type_at(type))) {
    rt::clear_error(call);
  }
}
