// Functions of the module: sizes, addresses, errno, reference counts, pickles.
#include "runtime/library/ctypes/ctypes_objects.h"
#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/audit.h"

namespace rt::ctypes {

namespace {

// The layout of a class or of an instance's class; null without error: `v` is neither.
Layout* layout_of_any(Value v) { return is_data(v) ? layout_of_instance(v) : layout_of(v); }

Ref size_of_any(Thread& t, Value v) {
  if (is_data(v)) return make_int(t, size_of(v));
  Layout* layout = layout_of(v);
  return layout ? make_int(t, layout->size) : Ref(raise_type_error(t, "this type has no size"));
}

Ref alignment(Thread& t, Value v) {
  Layout* layout = layout_of_any(v);
  return layout ? make_int(t, layout->align) : Ref(raise_type_error(t, "no alignment info"));
}

Ref byref(Thread& t, Value object, Value offset_value) {
  i64 offset;
  if (!index_i64_py(t, offset_value, &offset, kOverflowErrorType)) return Ref();
  if (!is_data(object)) return raise_type_error(t, "byref() argument must be a ctypes instance, not '%T'", object);
  return make_reference(t, object, offset);
}

Ref address_of_py(Thread& t, Value object) {
  if (!is_data(object)) return raise_type_error(t, "invalid type");
  if (!audit_py(t, "ctypes.addressof", object)) return Ref();
  as_data(root_of(object))->lent.store(true, gc::relaxed);
  return make_uint(t, reinterpret_cast<u64>(data_of(object)));
}

Ref resize(Thread& t, Value object, Value size_value) {
  i64 size;
  if (!index_i64_py(t, size_value, &size, kOverflowErrorType)) return Ref();
  Layout* layout = is_data(object) ? layout_of_instance(object) : nullptr;
  if (!layout) return raise_type_error(t, "expected ctypes instance");
  if (size < layout->size) return raise_value_error(t, "minimum size is %lld", static_cast<long long>(layout->size));
  return resize_data(t, object, size) ? none() : Ref();
}

Ref get_errno_py(Thread& t) { return audit_py(t, "ctypes.get_errno") ? make_int(t, saved_errno()) : Ref(); }
Ref set_errno_py(Thread& t, Value value) {
  int number;
  if (!to_i32_py(t, value, &number) || !audit_py(t, "ctypes.set_errno", Value::small_int(number))) return Ref();
  return make_int(t, std::exchange(saved_errno(), number));
}

Ref buffer_info(Thread& t, Value v) {
  Layout* layout = layout_of_any(v);
  if (!layout) return raise_type_error(t, "not a ctypes type or object");
  Ref shape = make_tuple_uninitialised(t, static_cast<u64>(layout->ndim));
  Ref format = layout->format ? make_str(t, layout->format) : none(), ndim = make_int(t, layout->ndim);
  if (!shape || !format) return Ref();
  for (int i = 0; i < layout->ndim; ++i) init_field(as_tuple(shape)->items[i], make_int(t, layout->shape[i]));
  return make_tuple(t, format, ndim, shape);
}

Ref unpickle(Thread& t, Value type, Value state) {
  if (!is_tuple(state)) return raise_type_error(t, "_unpickle() argument 2 must be tuple, not %A", state);
  Ref maker = getattr_py(t, type, "__new__"), object = maker ? call_py(t, maker, type) : Ref();
  Ref set = object ? getattr_py(t, object, "__setstate__") : Ref();
  Ref done = set ? call_py(t, set, state) : Ref();
  return done ? std::move(object) : Ref();
}

// ---- reference counts, for programs that keep objects in C

Ref give_reference(Thread& t, Value object) {
  (void)Ref::share(t, object).release();
  return Ref::share(t, object);
}
Ref take_reference(Thread& t, Value object) {
  Ref result = Ref::share(t, object);
  decref(t, object.stripped());
  return result;
}

Ref object_at_py(Thread& t, Value address_value) {
  u64 address;
  if (!is_int(address_value)) return raise_type_error(t, "integer expected");
  if (!address_of_int(t, address_value, &address)) return Ref();
  if (!address || address % 16) return raise_value_error(t, "PyObject is NULL");
  Ref object = share_unless_stray(t, CWord(address));
  if (!object) object = share_stray(t, [&] { return CWord(address); });
  return audit_py(t, "ctypes.PyObj_FromPtr", object.get()) ? std::move(object) : Ref();
}

// ---- calls without a function object

Ref call_address_value_py(Thread& t, Value address_value, Value arguments, u32 flags) {
  u64 address;
  if (!is_int(address_value)) return raise_type_error(t, "an integer is required");
  if (!is_tuple(arguments)) return raise_type_error(t, "argument 2 must be tuple, not %A", arguments);
  if (!address_of_int(t, address_value, &address)) return Ref();
  if (!address) return raise_value_error(t, "attempt to call a NULL function pointer");
  if (library_minor() < 15 && !audit_py(t, "ctypes.call_function", address_value, arguments)) return Ref();
  return call_address_py(t, reinterpret_cast<void*>(address), items_of(arguments), as_tuple(arguments)->length, flags,
                         Value(), Value(), Value());
}
Ref call_function_py(Thread& t, Value address, Value arguments) {
  return call_address_value_py(t, address, arguments, 0);
}
Ref call_cdecl_py(Thread& t, Value address, Value arguments) {
  return call_address_value_py(t, address, arguments, kCdecl);
}

}  // namespace

const MethodDef kFunctions[] = {
    {"sizeof", size_of_any, "(obj, /)", "Bytes of C data, of a class or of an instance."},
    {"alignment", alignment, "(obj, /)", "Alignment of C data, of a class or of an instance."},
    {"byref", byref, "(obj, offset=0, /)", "A pointer to an instance, good for an argument only."},
    {"addressof", address_of_py, "(obj, /)", "The address of an instance's memory."},
    {"resize", resize, "(obj, size, /)", "Give an instance more memory than its class needs."},
    {"get_errno", get_errno_py, "()", "The calling thread's copy of errno."},
    {"set_errno", set_errno_py, "(value, /)", "Set the calling thread's copy of errno; returns the old value."},
    {"buffer_info", buffer_info, "(obj, /)", "Format, number of dimensions and shape of C data."},
    {"_unpickle", unpickle, "(type, state, /)", "An instance for a pickle."},
    {"Py_INCREF", give_reference, "(obj, /)", "Add a reference, for C code."},
    {"Py_DECREF", take_reference, "(obj, /)", "Take a reference back."},
    {"PyObj_FromPtr", object_at_py, "(address, /)", "The object at an address."},
    {"call_function", call_function_py, "(address, arguments, /)", "Call a C function that returns an int."},
    {"call_cdeclfunction", call_cdecl_py, "(address, arguments, /)", "Call a C function that returns an int."},
    {}};

}  // namespace rt::ctypes
