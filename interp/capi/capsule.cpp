// The functions of capsules.
#include <cstring>

#include "interp/capi/capi.h"
#include "interp/vm/capsule.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace capi {

namespace {

bool same_name(const char* a, const char* b) { return a == b || (a && b && std::strcmp(a, b) == 0); }

// Null: ValueError is pending, with CPython's words.
vm::Capsule* valid(Call& call, PyObject* object, const char* function) {
  Value v = object ? value(object) : rt::kNone;
  if (rt::type_of(v) == rt::kCapsuleType) return v.as<vm::Capsule>();
  return rt::raise_value_error(call, "%s called with invalid PyCapsule object", function);
}

}  // namespace

}  // namespace capi

PyObject* PyCapsule_New(void* pointer, const char* name, PyCapsule_Destructor destructor) {
  Call call;
  if (!pointer) return rt::raise_value_error(call, "PyCapsule_New called with null pointer");
  Ref made = rt::allocate_instance(call, rt::kCapsuleType);
  if (!made) return nullptr;
  auto* capsule = made.as<vm::Capsule>();
  capsule->pointer.store(pointer, gc::relaxed);
  capsule->name.store(name, gc::relaxed);
  capsule->destructor.store(destructor, gc::relaxed);
  return give(std::move(made));
}

int PyCapsule_IsValid(PyObject* object, const char* name) {
  Call call;
  bool known = object && rt::type_of(value(object)) == rt::kCapsuleType;
  return known && same_name(value(object).as<vm::Capsule>()->name.load(gc::acquire), name);
}

void* PyCapsule_GetPointer(PyObject* object, const char* name) {
  Call call;
  vm::Capsule* capsule = valid(call, object, "PyCapsule_GetPointer");
  if (!capsule) return nullptr;
  if (!same_name(capsule->name.load(gc::acquire), name))
    return rt::raise_value_error(call, "PyCapsule_GetPointer called with incorrect name");
  return capsule->pointer.load(gc::acquire);
}

int PyCapsule_SetPointer(PyObject* object, void* pointer) {
  Call call;
  if (!pointer) return rt::raise_value_error(call, "PyCapsule_SetPointer called with null pointer");
  vm::Capsule* capsule = valid(call, object, "PyCapsule_SetPointer");
  if (capsule) capsule->pointer.store(pointer, gc::release);
  return capsule ? 0 : -1;
}

const char* PyCapsule_GetName(PyObject* object) {
  Call call;
  vm::Capsule* capsule = valid(call, object, "PyCapsule_GetName");
  return capsule ? capsule->name.load(gc::acquire) : nullptr;
}

int PyCapsule_SetName(PyObject* object, const char* name) {
  Call call;
  vm::Capsule* capsule = valid(call, object, "PyCapsule_SetName");
  if (capsule) capsule->name.store(name, gc::release);
  return capsule ? 0 : -1;
}

void* PyCapsule_GetContext(PyObject* object) {
  Call call;
  vm::Capsule* capsule = valid(call, object, "PyCapsule_GetContext");
  return capsule ? capsule->context.load(gc::acquire) : nullptr;
}

int PyCapsule_SetContext(PyObject* object, void* context) {
  Call call;
  vm::Capsule* capsule = valid(call, object, "PyCapsule_SetContext");
  if (capsule) capsule->context.store(context, gc::release);
  return capsule ? 0 : -1;
}

PyCapsule_Destructor PyCapsule_GetDestructor(PyObject* object) {
  Call call;
  vm::Capsule* capsule = valid(call, object, "PyCapsule_GetDestructor");
  return capsule ? capsule->destructor.load(gc::acquire) : nullptr;
}

int PyCapsule_SetDestructor(PyObject* object, PyCapsule_Destructor destructor) {
  Call call;
  vm::Capsule* capsule = valid(call, object, "PyCapsule_SetDestructor");
  if (capsule) capsule->destructor.store(destructor, gc::release);
  return capsule ? 0 : -1;
}

// The pointer of the capsule module.attribute..., whose name is all of that. Each part but the last may be a module.
void* PyCapsule_Import(const char* name, int) {
  Call call;
  if (call.lacks(name)) return nullptr;
  std::string path = name, part;
  Ref object;
  for (size_t start = 0; start <= path.size();) {
    size_t dot = std::min(path.find('.', start), path.size());
    part = path.substr(start, dot - start);
    if (object) object = rt::getattr_py(call, object, part.c_str());
    else object = rt::import_module_py(call, part.c_str());
    if (!object) return nullptr;
    start = dot + 1;
  }
  if (PyCapsule_IsValid(word(object), name)) return object.as<vm::Capsule>()->pointer.load(gc::acquire);
  return rt::raise(call, rt::kAttributeErrorType, "PyCapsule_Import \"%s\" is not valid", name);
}
