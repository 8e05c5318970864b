// Capsules: objects that carry a pointer of C code under a name.
#include <cstring>

#include "interp/capi/capi.h"
#include "interp/capi/capsule.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace capi {

namespace {

// Any thread may read and change the fields; the API has no function that needs two of them at one moment.
struct Capsule : rt::Object {
  gc::Atomic<void*> pointer;     // never null
  gc::Atomic<const char*> name;  // of C, which keeps it alive; may be null
  gc::Atomic<void*> context;
  gc::Atomic<PyCapsule_Destructor> destructor;  // or null
};

// The destructor of C gets the capsule back, which nothing else refers to any more.
void finalize(gc::Thread& thread, rt::Object* object) {
  auto& t = static_cast<Thread&>(thread);
  PyCapsule_Destructor destructor = static_cast<Capsule*>(object)->destructor.exchange(nullptr, gc::acq_rel);
  if (!destructor) return;
  Ref pending = rt::take_error(t);
  destructor(word(object));
  if (rt::error_pending(t)) rt::write_unraisable_py(t, "Exception ignored in a capsule's destructor", Value());
  if (pending) rt::restore_error(t, std::move(pending));
}

Ref repr_of(Thread& t, Value self) {
  const char* name = self.as<Capsule>()->name.load(gc::acquire);
  const char* quote = name ? "\"" : "";
  return rt::format_message(t, "<capsule object %s%s%s at %s>", quote, name ? name : "NULL", quote,
                            address_text(self).c_str());
}

constexpr rt::TypeSpec kCapsuleSpec = {
    .name = "PyCapsule",
    .size = sizeof(Capsule),
    .flags = rt::kTypeDisallowNew,
    .doc = "Capsule objects carry a pointer of C code.",
    .lifetime = {nullptr, nullptr, finalize, nullptr},
    .slots = {.repr = repr_of},
};

bool same_name(const char* a, const char* b) { return a == b || (a && b && std::strcmp(a, b) == 0); }

// Null: ValueError is pending, with CPython's words.
Capsule* valid(Call& call, PyObject* object, const char* function) {
  bool known = object && rt::type_of(value(object)) == capsule_type(call);
  if (known) return value(object).as<Capsule>();
  return rt::raise_value_error(call, "%s called with invalid PyCapsule object", function);
}

}  // namespace

rt::Type* capsule_type(Thread& t) {
  static gc::Atomic<rt::Type*> g_type;
  return type_once(t, g_type, kCapsuleSpec);
}

}  // namespace capi

PyObject* PyCapsule_New(void* pointer, const char* name, PyCapsule_Destructor destructor) {
  Call call;
  if (!pointer) return rt::raise_value_error(call, "PyCapsule_New called with null pointer");
  Ref made = rt::allocate_instance(call, capsule_type(call));
  if (!made) return nullptr;
  auto* capsule = made.as<Capsule>();
  capsule->pointer.store(pointer, gc::relaxed);
  capsule->name.store(name, gc::relaxed);
  capsule->destructor.store(destructor, gc::relaxed);
  return give(std::move(made));
}

int PyCapsule_IsValid(PyObject* object, const char* name) {
  Call call;
  bool known = object && rt::type_of(value(object)) == capsule_type(call);
  return known && same_name(value(object).as<Capsule>()->name.load(gc::acquire), name);
}

void* PyCapsule_GetPointer(PyObject* object, const char* name) {
  Call call;
  Capsule* capsule = valid(call, object, "PyCapsule_GetPointer");
  if (!capsule) return nullptr;
  if (!same_name(capsule->name.load(gc::acquire), name))
    return rt::raise_value_error(call, "PyCapsule_GetPointer called with incorrect name");
  return capsule->pointer.load(gc::acquire);
}

int PyCapsule_SetPointer(PyObject* object, void* pointer) {
  Call call;
  if (!pointer) return rt::raise_value_error(call, "PyCapsule_SetPointer called with null pointer");
  Capsule* capsule = valid(call, object, "PyCapsule_SetPointer");
  if (capsule) capsule->pointer.store(pointer, gc::release);
  return capsule ? 0 : -1;
}

const char* PyCapsule_GetName(PyObject* object) {
  Call call;
  Capsule* capsule = valid(call, object, "PyCapsule_GetName");
  return capsule ? capsule->name.load(gc::acquire) : nullptr;
}

int PyCapsule_SetName(PyObject* object, const char* name) {
  Call call;
  Capsule* capsule = valid(call, object, "PyCapsule_SetName");
  if (capsule) capsule->name.store(name, gc::release);
  return capsule ? 0 : -1;
}

void* PyCapsule_GetContext(PyObject* object) {
  Call call;
  Capsule* capsule = valid(call, object, "PyCapsule_GetContext");
  return capsule ? capsule->context.load(gc::acquire) : nullptr;
}

int PyCapsule_SetContext(PyObject* object, void* context) {
  Call call;
  Capsule* capsule = valid(call, object, "PyCapsule_SetContext");
  if (capsule) capsule->context.store(context, gc::release);
  return capsule ? 0 : -1;
}

PyCapsule_Destructor PyCapsule_GetDestructor(PyObject* object) {
  Call call;
  Capsule* capsule = valid(call, object, "PyCapsule_GetDestructor");
  return capsule ? capsule->destructor.load(gc::acquire) : nullptr;
}

int PyCapsule_SetDestructor(PyObject* object, PyCapsule_Destructor destructor) {
  Call call;
  Capsule* capsule = valid(call, object, "PyCapsule_SetDestructor");
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
  if (PyCapsule_IsValid(word(object), name)) return object.as<Capsule>()->pointer.load(gc::acquire);
  return rt::raise(call, rt::kAttributeErrorType, "PyCapsule_Import \"%s\" is not valid", name);
}
