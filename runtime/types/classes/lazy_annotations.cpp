// A subclass of dict whose operations fill the dict first. See lazy_annotations.h.
#include "runtime/types/classes/lazy_annotations.h"

#include "gc/refcount/object_lock.h"
#include "runtime/object/error.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shape.h"

namespace rt {

Ref call_annotate_py(Thread& t, Value annotate, i64 format) {
  Ref made = call_py(t, annotate, Value::small_int(format));
  if (!made || is_dict(made)) return made;
  return raise_type_error(t,
                          library_minor() >= 15 ? "__annotate__() must return a dict, not %T"
                                                : "__annotate__ returned non-dict of type '%T'",
                          made.get());
}

namespace {

Type* g_type = nullptr;

struct LazyAnnotations : Dict {
  Slot annotate;
};

LazyAnnotations* as_lazy(Value v) { return v.as<LazyAnnotations>(); }

// Stores the computed values. If a library has already seen the contents, it may have removed keys: then only the keys
// that are still present get their values.
bool take_values_py(Thread& t, Dict* into, Dict* made) {
  bool first = into->size() == 0;
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, made, &position, &key, &value)) {
    int wanted = first ? 1 : dict_contains_py(t, into, key);
    if (wanted < 0 || (wanted && !dict_set_py(t, into, key, value))) return false;
  }
  return true;
}

void become_dict(Thread& t, Value self) {
  store_field(t, self.object(), as_lazy(self)->annotate, Ref());
  gc::ObjectLock lock(self.object());
  set_shape(self.object(), kDictType->root_shape);
}

// Fills the dict, with source text for annotations with undefined names. False: another error is pending.
bool fill_py(Thread& t, Value self) {
  if (complete_annotations_py(t, self)) return true;
  if (!error_is(t, kNameErrorType)) return false;
  clear_error(t);
  if (as_dict(self)->size()) return true;
  Ref annotate = annotate_of(t, self);
  if (!annotate) return true;
  Ref made = call_annotate_py(t, annotate, kValuesOrText);
  return made && take_values_py(t, as_dict(self), as_dict(made));
}

bool fill_if_lazy_py(Thread& t, Value v) { return !is_lazy_annotations(v) || fill_py(t, v); }

// ---- slots: each fills the dict and then does the same as dict's. Methods are reached through getattr

Ref lazy_getattr(Thread& t, Value self, Value name) {
  return fill_py(t, self) ? generic_getattr_py(t, self, name) : Ref();
}
Ref lazy_repr(Thread& t, Value self) { return fill_py(t, self) ? kDictType->slots.repr(t, self) : Ref(); }
Ref lazy_iter(Thread& t, Value self) { return fill_py(t, self) ? kDictType->slots.iter(t, self) : Ref(); }
i64 lazy_len(Thread& t, Value self) { return fill_py(t, self) ? kDictType->slots.len(t, self) : -1; }
Ref lazy_getitem(Thread& t, Value self, Value key) {
  return fill_py(t, self) ? kDictType->slots.getitem(t, self, key) : Ref();
}
bool lazy_setitem(Thread& t, Value self, Value key, Value value) {
  return fill_py(t, self) && kDictType->slots.setitem(t, self, key, value);
}
int lazy_contains(Thread& t, Value self, Value key) {
  return fill_py(t, self) ? kDictType->slots.contains(t, self, key) : -1;
}
Ref lazy_compare(Thread& t, Value a, Value b, CompareOp op) {
  return fill_if_lazy_py(t, a) && fill_if_lazy_py(t, b) ? kDictType->slots.compare(t, a, b, op) : Ref();
}
constexpr int kOr = static_cast<int>(BinaryOp::kOr);
Ref lazy_or(Thread& t, Value a, Value b) {
  return fill_if_lazy_py(t, a) && fill_if_lazy_py(t, b) ? kDictType->slots.binary[kOr](t, a, b) : Ref();
}
Ref lazy_inplace_or(Thread& t, Value self, Value other) {
  return fill_py(t, self) ? kDictType->slots.inplace[kOr](t, self, other) : Ref();
}

// ---- lifetime

void trace(Object* object, gc::Visitor& visitor) {
  kDictType->lifetime.trace(object, visitor);
  trace_slot(visitor, static_cast<LazyAnnotations*>(object)->annotate);
}
void clear(gc::Thread& thread, Object* object) {
  kDictType->lifetime.clear(thread, object);
  clear_slot(static_cast<Thread&>(thread), static_cast<LazyAnnotations*>(object)->annotate);
}
void dispose(gc::Thread& thread, Object* object) {
  kDictType->lifetime.dispose(thread, object);
  clear_slot(static_cast<Thread&>(thread), static_cast<LazyAnnotations*>(object)->annotate);
}

constexpr TypeSpec kSpec = {
    .name = "lazy_annotations",
    .size = sizeof(LazyAnnotations),
    .flags = kTypeTraced | kTypeDisallowNew,
    .doc = "The annotations of a class that nobody has looked at, or that name something that does not exist.",
    .lifetime = {trace, clear, nullptr, dispose},
    .slots =
        [] {
          Slots s{};
          s.getattr = lazy_getattr;
          s.repr = lazy_repr;
          s.compare = lazy_compare;
          s.iter = lazy_iter;
          s.len = lazy_len;
          s.getitem = lazy_getitem;
          s.setitem = lazy_setitem;
          s.contains = lazy_contains;
          s.binary[kOr] = lazy_or;
          s.inplace[kOr] = lazy_inplace_or;
          return s;
        }(),
};

}  // namespace

void init_lazy_annotations(Thread& t) { g_type = make_native_type(t, kSpec, kDictType); }

Ref make_lazy_annotations(Thread& t, Value annotate) {
  Ref self = kDictType->slots.create(t, g_type, CallArgs{});
  if (self) init_field(as_lazy(self)->annotate, Ref::share(t, annotate));
  return self;
}

bool is_lazy_annotations(Value v) { return v.is_pointer() && type_of(v.object()) == g_type; }

Ref annotate_of(Thread& t, Value lazy) { return load_field(t, lazy.object(), as_lazy(lazy)->annotate); }

// If another thread has been faster, annotate_of() is empty, and the dict already has the values.
Ref complete_annotations_py(Thread& t, Value lazy) {
  Ref annotate = annotate_of(t, lazy);
  if (annotate) {
    Ref made = call_annotate_py(t, annotate, 1);
    if (!made || !take_values_py(t, as_dict(lazy), as_dict(made))) return Ref();
    if (is_lazy_annotations(lazy)) become_dict(t, lazy);
  }
  return Ref::share(t, lazy);
}

}  // namespace rt
