// What C code that knows CPython's layout asks of objects and of the memory that they lie in.
#include "interp/capi/methods.h"
#include "runtime/num/hash.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/list.h"

using namespace capi;

// ---- attributes of instances: the interpreter keeps them, and visits, clears and ends them by itself

int PyObject_VisitManagedDict(PyObject*, visitproc, void*) { return 0; }
void PyObject_ClearManagedDict(PyObject*) {}

// Where the items of an instance of a class with Py_TPFLAGS_ITEMS_AT_END begin.
void* PyObject_GetItemData(PyObject* object) {
  Call call;
  PyTypeObject* type = Py_TYPE(object);
  if (type->tp_flags & Py_TPFLAGS_ITEMS_AT_END) return reinterpret_cast<char*>(object) + type->tp_basicsize;
  return rt::raise_type_error(call, "type '%s' does not have Py_TPFLAGS_ITEMS_AT_END", type->tp_name);
}

// ---- hashes

// By the address. Of a value without memory: by the value.
Py_hash_t PyObject_GenericHash(PyObject* object) { return Py_HashPointer(object); }

PyHash_FuncDef* PyHash_GetFuncDef(void) {
  static PyHash_FuncDef g_function = {Py_HashBuffer, "siphash13", 64, 128};
  return &g_function;
}

// ---- descriptors

int PyDescr_IsData(PyObject* descriptor) { return Py_TYPE(descriptor)->tp_descr_set != nullptr; }

// A wrapper of a slot, bound to an instance.
PyObject* PyWrapper_New(PyObject* descriptor, PyObject* self) {
  Call call;
  if (!call.is_one(descriptor, rt::TypeId::kSlotWrapper) || call.lacks(self)) return nullptr;
  Ref bind = rt::getattr_py(call, value(descriptor), "__get__");
  return bind ? give(rt::call_py(call, bind, value(self))) : nullptr;
}

// Classes have no version that C code could compare.
int PyUnstable_Type_AssignVersionTag(PyTypeObject*) { return 0; }

// ---- memory

// Objects with references that exist now, until the function returns 0.
void PyUnstable_GC_VisitObjects(gcvisitobjects_t function, void* argument) {
  Call call;
  SilentCall silent(call);
  Ref gc_module = rt::import_module_py(call, "gc");
  Ref list_all = gc_module ? rt::getattr_py(call, gc_module, "get_objects") : Ref();
  Ref objects = list_all ? rt::call_py(call, list_all) : Ref();
  Py_ssize_t count = objects ? PyList_Size(word(objects)) : 0;
  for (Py_ssize_t i = 0; i < count; ++i)
    if (!enter(function, PyList_GetItem(word(objects), i), argument)) return;
}

// All domains have the C library's allocator, but for small instances, for which the interpreter has its own.
void PyMem_GetAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx* out) {
  bool objects = domain == PYMEM_DOMAIN_OBJ;
  out->ctx = nullptr;
  out->malloc = objects ? [](void*, size_t size) { return PyObject_Malloc(size); }
                        : [](void*, size_t size) { return PyMem_RawMalloc(size); };
  out->calloc = objects ? [](void*, size_t count, size_t size) { return PyObject_Calloc(count, size); }
                        : [](void*, size_t count, size_t size) { return PyMem_RawCalloc(count, size); };
  out->realloc = objects ? [](void*, void* block, size_t size) { return PyObject_Realloc(block, size); }
                         : [](void*, void* block, size_t size) { return PyMem_RawRealloc(block, size); };
  out->free =
      objects ? [](void*, void* block) { PyObject_Free(block); } : [](void*, void* block) { PyMem_RawFree(block); };
}
void PyMem_SetupDebugHooks(void) {}
