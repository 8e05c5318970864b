// BaseException: construction, lifetime, attributes and methods of all exceptions.
#include "runtime/types/exceptions/exception.h"

#include <cstddef>

#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/shape.h"
#include "runtime/text/similar.h"
#include "runtime/types/classes/attribute_dict.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/exceptions/exception_parts.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace exceptions {

namespace {

template <class F>
TINYPY_INLINE void each_common_slot(BaseException* e, F&& f) {
  for (Slot* slot : {&e->args, &e->traceback, &e->cause, &e->context, &e->print_file_and_line}) f(*slot);
}

TINYPY_INLINE void clear_if_set(Thread& t, Slot& slot) {
  if (slot.get()) clear_slot(t, slot);  // most fields are empty
}

TINYPY_INLINE void clear_fields(Thread& t, BaseException* e) {
  for (Slot& slot : e->fields) clear_if_set(t, slot);
}

TINYPY_INLINE void clear_common_slots(Thread& t, BaseException* e) {
  each_common_slot(e, [&](Slot& slot) { clear_if_set(t, slot); });
}

}  // namespace

void base_trace(Object* object, gc::Visitor& visitor) {
  auto* e = static_cast<BaseException*>(object);
  trace_attributes(e, visitor);
  trace_slots(visitor, e->fields, std::size(e->fields));
  each_common_slot(e, [&](Slot& slot) { trace_slot(visitor, slot); });
}

void base_clear(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  clear_fields(t, static_cast<BaseException*>(object));
  clear_common_slots(t, static_cast<BaseException*>(object));
}

void base_dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  // First, as in CPython: frames of the traceback may hold the same objects, so the order of finalizers is visible.
  clear_fields(t, static_cast<BaseException*>(object));
  dispose_attributes(t, object);
  clear_common_slots(t, static_cast<BaseException*>(object));
}

Ref exception_args(Thread& t, Value self) {
  Ref args = load_field(t, self.object(), as_exception(self)->args);
  return args ? std::move(args) : Ref::share(t, empty_tuple());
}

Ref field_or_none(Thread& t, Value self, u32 index) {
  Ref v = load_exception_field(t, self, index);
  return v ? std::move(v) : none();
}

Ref base_create(Thread& t, Type* type, const CallArgs& args) {
  Ref tuple = args.positional ? make_tuple(t, args.values, args.positional) : Ref::share(t, empty_tuple());
  return tuple ? make_exception_raw(t, type, std::move(tuple)) : Ref();
}

bool base_init(Thread& t, Value self, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "%T() takes no keyword arguments", self);
  Ref tuple = args.positional ? make_tuple(t, args.values, args.positional) : Ref::share(t, empty_tuple());
  if (!tuple) return false;
  store_field(t, self.object(), as_exception(self)->args, std::move(tuple));
  return true;
}

bool unexpected_keyword(Thread& t, Value self, Value key, const char* const* names, u32 count) {
  std::string wrong = misspelt_name(key);
  text::ClosestName closest(wrong);
  for (u32 i = 0; i < count; ++i) closest.offer(names[i]);
  if (!closest.best()) return raise_type_error(t, "%T() got an unexpected keyword argument '%S'", self, key);
  return raise_type_error(t, "%T() got an unexpected keyword argument '%S'. Did you mean '%s'?", self, key,
                          closest.best()->c_str());
}

bool init_with_keywords(Thread& t, Value self, const CallArgs& args, const char* const* names, u32 count, u32 first) {
  if (!base_init(t, self, CallArgs{args.values, args.positional, Value()})) return false;
  for (u32 i = 0; i < count; ++i) store_exception_field(t, self, first + i, Value());
  for (u32 k = 0; k < args.keywords(); ++k) {
    Value key = (*as_tuple(args.names))[k];
    u32 i = 0;
    while (i < count && !str_equal_ascii(key, names[i])) ++i;
    if (i == count) return unexpected_keyword(t, self, key, names, count);
    store_exception_field(t, self, first + i, args.values[args.positional + k]);
  }
  return true;
}

Ref base_str(Thread& t, Value self) {
  Ref args = exception_args(t, self);
  switch (as_tuple(args)->length) {
    case 0: return Ref::share(t, empty_str());
    case 1: return str_py(t, (*as_tuple(args))[0]);
    default: return str_py(t, args);
  }
}

Ref base_repr(Thread& t, Value self) {
  Ref args = exception_args(t, self);
  Type* type = type_of(self);
  Ref class_name = load_field(t, type, type->name);  // without the module, which %T would include
  if (as_tuple(args)->length == 1) return format_message(t, "%S(%R)", class_name.get(), (*as_tuple(args))[0]);
  return format_message(t, "%S%R", class_name.get(), args.get());
}

Ref exception_state(Thread& t, Value self) {
  Ref state = instance_attributes(t, self.object());
  return state || error_pending(t) ? std::move(state) : make_dict(t);
}

Ref reduce_result(Thread& t, Value self, Ref args, Ref state) {
  if (!args || error_pending(t)) return Ref();
  if (state && (as_dict(state)->size() > 0 || instance_has_dict(self)))
    return make_tuple(t, type_of(self), args, state);
  return make_tuple(t, type_of(self), args);
}

namespace {

// ---- methods

Ref base_reduce(Thread& t, Value self) {
  return reduce_result(t, self, exception_args(t, self), exception_state(t, self));
}

Ref base_setstate(Thread& t, Value self, Value state) {
  if (state == kNone) return none();
  if (!is_dict(state)) return raise_type_error(t, "state is not a dictionary");
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, as_dict(state), &position, &key, &value)) {
    if (!setattr_py(t, self, key, value)) return Ref();
  }
  return none();
}

bool set_traceback(Thread& t, Value self, Value v) {
  if (!v) return raise_type_error(t, "__traceback__ may not be deleted");
  if (v != kNone && type_of(v) != kTracebackType)
    return raise_type_error(t, "__traceback__ must be a traceback or None");
  store_field(t, self.object(), as_exception(self)->traceback, v == kNone ? Ref() : Ref::share(t, v));
  return true;
}

Ref base_with_traceback(Thread& t, Value self, Value traceback) {
  return set_traceback(t, self, traceback) ? Ref::share(t, self) : Ref();
}

Ref base_add_note(Thread& t, Value self, Value note) {
  if (!is_str(note) && library_minor() >= 15)
    return raise_type_error(t, "add_note() argument must be str, not %A", note);
  if (!is_str(note)) return raise_type_error(t, "note must be a str, not '%T'", note);
  return add_note_py(t, self, note) ? none() : Ref();
}

constexpr MethodDef kMethods[] = {
    {"__reduce__", base_reduce, "(self, /)"},
    {"__setstate__", base_setstate, "(self, state, /)"},
    {"with_traceback", base_with_traceback, "(self, object, /)",
     "Set self.__traceback__ to the argument and return self."},
    {"add_note", base_add_note, "(self, object, /)", "Add a line that is shown below the exception in tracebacks."},
    {},
};

// ---- attributes

Ref get_args(Thread& t, Value self) { return exception_args(t, self); }
bool set_args(Thread& t, Value self, Value v) {
  if (!v) return raise_type_error(t, "args may not be deleted");
  Ref args = to_tuple_py(t, v);
  if (!args) return false;
  store_field(t, self.object(), as_exception(self)->args, std::move(args));
  return true;
}

Ref slot_or_none(Thread& t, Value self, const Slot& slot) {
  Ref v = load_field(t, self.object(), slot);
  return v ? std::move(v) : none();
}
Ref get_traceback(Thread& t, Value self) { return slot_or_none(t, self, as_exception(self)->traceback); }
Ref get_context(Thread& t, Value self) { return slot_or_none(t, self, as_exception(self)->context); }
Ref get_cause(Thread& t, Value self) { return slot_or_none(t, self, as_exception(self)->cause); }

bool set_link(Thread& t, Value self, Slot& slot, Value v, const char* what) {
  if (!v) return raise_type_error(t, "__%s__ may not be deleted", what);
  if (v != kNone && !is_exception(v))
    return raise_type_error(t, "exception %s must be None or derive from BaseException", what);
  store_field(t, self.object(), slot, v == kNone ? Ref() : Ref::share(t, v));
  return true;
}
bool set_context(Thread& t, Value self, Value v) {
  return set_link(t, self, as_exception(self)->context, v, "context");
}
bool set_cause(Thread& t, Value self, Value v) {
  if (!set_link(t, self, as_exception(self)->cause, v, "cause")) return false;
  as_exception(self)->suppress_context.store(true, gc::relaxed);
  return true;
}

Ref get_suppress(Thread&, Value self) { return bool_ref(as_exception(self)->suppress_context.load(gc::relaxed)); }
bool set_suppress(Thread& t, Value self, Value v) {
  if (!v) return raise_type_error(t, "can't delete numeric/char attribute");
  if (v != kTrue && v != kFalse) return raise_type_error(t, "attribute value type must be bool");
  as_exception(self)->suppress_context.store(v == kTrue, gc::relaxed);
  return true;
}

constexpr GetSetDef kGetSet[] = {
    {"args", get_args, set_args, nullptr},
    {"__traceback__", get_traceback, set_traceback, nullptr},
    {"__context__", get_context, set_context, "exception context"},
    {"__cause__", get_cause, set_cause, "exception cause"},
    {"__suppress_context__", get_suppress, set_suppress, nullptr},
    {},
};

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = base_repr;
  s.str = base_str;
  s.create = base_create;
  s.init = base_init;
  return s;
}();

constexpr TypeSpec make_base_spec() {
  TypeSpec spec =
      exception_spec(TypeId::kBaseException, "BaseException", TypeId::kObject, "What all exceptions derive from.");
  spec.slots = kSlots;
  spec.methods = kMethods;
  spec.getset = kGetSet;
  return spec;
}

}  // namespace

bool add_note_py(Thread& t, Value exception, Value note) {
  Ref notes = getattr_optional_py(t, exception, name(N::__notes__));
  if (!notes) {
    notes = error_pending(t) ? Ref() : make_list(t);
    if (!notes || !setattr_py(t, exception, name(N::__notes__), notes)) return false;
  }
  if (!is_list(notes)) return raise_type_error(t, "Cannot add note: __notes__ is not a list");
  return list_append(t, as_list(notes), note);
}

}  // namespace exceptions

const TypeSpec kBaseExceptionSpec = exceptions::make_base_spec();

// ---- making and matching

Ref make_exception_raw(Thread& t, Type* type, Ref args) {
  Ref self = allocate_instance(t, type);
  if (self) init_field(as_exception(self)->args, std::move(args));
  return self;
}

Ref make_exception_py(Thread& t, Type* type, Ref args) {
  if (type->slots.create == exceptions::base_create && type->slots.init == exceptions::base_init) {
    return make_exception_raw(t, type, std::move(args));
  }
  Ref self = call_with_tuple_py(t, type, args, Value());
  if (self && !is_exception(self)) {
    Ref other = Ref::share(t, Value(type_of(self)));  // the repr of `type` may run code that assigns self.__class__
    return raise_type_error(t, "calling %R should have returned an instance of BaseException, not %R", Value(type),
                            other.get());
  }
  return self;
}

Ref instantiate_exception_py(Thread& t, Value v) {
  if (is_exception_type(v)) return make_exception_py(t, v.as<Type>(), Ref::share(t, empty_tuple()));
  if (is_exception(v)) return Ref::share(t, v);
  return raise_type_error(t, "exceptions must derive from BaseException");
}

int exception_matches_py(Thread& t, Value exception, Value class_or_tuple) {
  constexpr const char* kNoClass = "catching classes that do not inherit from BaseException is not allowed";
  if (is_same(class_or_tuple, type_of(exception))) return 1;
  if (is_exception_type(class_or_tuple)) return is_instance(exception, class_or_tuple.as<Type>());
  if (!is_tuple(class_or_tuple)) return raise_type_error(t, "%s", kNoClass);
  Tuple* classes = as_tuple(class_or_tuple);
  int matches = 0;
  for (u64 i = 0; i < classes->length; ++i) {
    Value c = (*classes)[i];
    if (!is_exception_type(c)) return raise_type_error(t, "%s", kNoClass);
    if (is_instance(exception, c.as<Type>())) matches = 1;
  }
  return matches;
}

}  // namespace rt
