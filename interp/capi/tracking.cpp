// Instances that the collector must not visit yet: from PyObject_GC_New() to PyObject_GC_Track(), and from
// PyObject_GC_UnTrack() on. Their tp_traverse may meet fields that C code has not filled in.
//
//   shape of the class  <--PyObject_GC_Track()--   untracked shape of the class   <-- PyObject_GC_New()
//                       --PyObject_GC_UnTrack()->
//
// The state is in the shape, because a header has no bit left. The untracked shape of a class differs from its root
// shape in one function, Lifetime::trace, which leaves tp_traverse out. An instance that gets attributes meanwhile has
// a child of the untracked shape. An instance in dict mode is always visited.
//
// Dying objects keep their shape: nobody visits them (instances.cpp).
#include "gc/refcount/object_lock.h"
#include "interp/capi/c_type.h"
#include "runtime/object/class.h"
#include "runtime/object/shape.h"

using namespace capi;

namespace {

using rt::Shape;

void trace_untracked(Object* object, gc::Visitor& visitor) {
  rt::trace_attributes(object, visitor);
  if (auto native = native_base(rt::shape_of(object)->extension)->lifetime.trace) native(object, visitor);
}

bool is_tracked(const Object* object) { return rt::shape_of(object)->lifetime->trace != trace_untracked; }

// Null: nothing visits the fields of the class's instances.
Shape* untracked_root(rt::Type* type) {
  const Shape* root = type->root_shape;
  if (!root->extension || !root->lifetime->trace) return nullptr;
  PyObject** place = &c_type(type)->tp_cache;  // CPython has something of its own there
  if (PyObject* known = __atomic_load_n(place, __ATOMIC_ACQUIRE)) return reinterpret_cast<Shape*>(known);
  auto* made = reinterpret_cast<PyObject*>(rt::make_untracked_shape(type, trace_untracked));
  PyObject* first = nullptr;
  bool mine = __atomic_compare_exchange_n(place, &first, made, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
  return reinterpret_cast<Shape*>(mine ? made : first);  // another thread's is as good
}

// The shape with the same attributes on the way from another root. Null: the instance must go to dict mode.
Shape* shape_from(Thread& t, Shape* root, const Shape* shape) {
  if (!shape->parent) return root;
  Shape* parent = shape_from(t, root, shape->parent);
  if (!parent) return nullptr;
  return shape->removes ? rt::shape_without(t, parent, shape->name) : rt::shape_with(t, parent, shape->name);
}

void move_to(Thread& t, Object* object, Shape* root) {
  const Shape* shape = rt::shape_of(object);
  if (shape->dict_mode) return;
  if (Shape* moved = shape_from(t, root, shape)) {
    gc::ObjectLock lock(object);
    if (rt::shape_of(object) == shape) rt::set_shape(object, moved);
  } else if (!rt::instance_dict(t, object)) {
    rt::clear_error(t);
  }
}

// A class whose basicsize C code may still change has no instances: PyType_GenericAlloc() sees to it first.
PyObject* new_untracked(PyTypeObject* type, Py_ssize_t items) {
  PyObject* made = PyType_GenericAlloc(type, items);
  if (!made) return nullptr;
  Object* object = bare_value(made).object();
  Shape* shape = untracked_root(type_at(type));
  if (!shape) return made;
  gc::ObjectLock lock(object);
  rt::set_shape(object, shape);
  return made;
}

}  // namespace

PyObject* _PyObject_GC_New(PyTypeObject* type) { return new_untracked(type, 0); }
PyVarObject* _PyObject_GC_NewVar(PyTypeObject* type, Py_ssize_t items) {
  return reinterpret_cast<PyVarObject*>(new_untracked(type, items));
}

void PyObject_GC_Track(void* memory) {
  Call call;
  auto* object = static_cast<Object*>(memory);
  if (is_shapeless(object) || is_tracked(object)) return;
  move_to(call, object, rt::type_of(object)->root_shape);
}

void PyObject_GC_UnTrack(void* memory) {
  auto* object = static_cast<Object*>(memory);
  if (is_dying(object) || is_shapeless(object) || !is_tracked(object)) return;
  Call call;
  if (Shape* root = untracked_root(rt::type_of(object))) move_to(call, object, root);
}

int PyObject_GC_IsTracked(PyObject* object) {
  return PyObject_IS_GC(object) && is_tracked(bare_value(object).object());
}
