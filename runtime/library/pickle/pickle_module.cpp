// _pickle: the definition of the module that accelerates the library's module pickle.
#include "runtime/library/pickle/pickle.h"
#include "runtime/object/shape.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace pickle {

Value g_pickle_error, g_pickling_error, g_unpickling_error;

namespace {

void trace_errors(gc::Visitor& visitor) {
  for (Value error : {g_pickle_error, g_pickling_error, g_unpickling_error}) trace_value(visitor, error);
}

// lint: name: type() of a native base and a new namespace runs no hook of a program
Ref make_error_class(Thread& t, const char* class_name, Value base) {
  Ref name = make_str_ascii(t, class_name), bases = make_tuple(t, base), dict = make_dict(t),
      module = make_str_ascii(t, "_pickle");
  if (!name || !bases || !dict || !module || !dict_set_cstr(t, as_dict(dict), "__module__", std::move(module)))
    return Ref();
  return call_py(t, kTypeType, name, bases, dict);
}

bool make_errors(Thread& t) {
  if (g_pickle_error) return true;
  Ref base = make_error_class(t, "PickleError", kExceptionType);
  Ref pickling = base ? make_error_class(t, "PicklingError", base) : Ref();
  Ref unpickling = pickling ? make_error_class(t, "UnpicklingError", base) : Ref();
  if (!unpickling) return false;
  g_pickling_error = pickling.release();
  g_unpickling_error = unpickling.release();
  g_pickle_error = base.release();
  gc::add_root_tracer(trace_errors);
  return true;
}

constexpr MethodDef kFunctions[] = {
    {"dump", dump, "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
     "Write a pickled representation of obj to the open file object file."},
    {"dumps", dumps, "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
     "Return the pickled representation of the object as a bytes object."},
    {"load", load, "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None)",
     "Read and return an object from the pickle data stored in a file."},
    {"loads", loads, "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None)",
     "Read and return an object from the given pickle data."},
    {},
};

bool init(Thread& t, Value module) {
  return make_errors(t) && module_add(t, module, "PickleError", Ref::share(t, g_pickle_error)) &&
         module_add(t, module, "PicklingError", Ref::share(t, g_pickling_error)) &&
         module_add(t, module, "UnpicklingError", Ref::share(t, g_unpickling_error)) && add_pickler(t, module) &&
         add_unpickler(t, module) && add_pickle_buffer(t, module);
}

}  // namespace

Ref overriding_hook_py(Thread& t, Value self, Type* base, std::string_view name) {
  Ref text = intern(t, name);
  if (!text || (type_lookup(type_of(self), text) == type_lookup(base, text) && !instance_get(t, self.object(), text)))
    return Ref();
  return getattr_py(t, self, text);
}

}  // namespace pickle

const ModuleDef kUnderPickleModule = {"_pickle", "Optimized C implementation for the Python pickle module.",
                                      pickle::kFunctions, pickle::init};

}  // namespace rt
