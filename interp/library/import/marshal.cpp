// Module marshal: values as bytes, and in files.
#include "interp/library/import/marshal.h"
#include "runtime/object/audit.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"

namespace vm {

namespace {

Ref dumps(Thread& t, Value v, Value version, Value allow_code) {
  i32 number;
  if (!rt::to_i32_py(t, version, &number)) return Ref();
  int allowed = rt::truth_py(t, allow_code);
  if (allowed < 0 || !rt::audit_py(t, "marshal.dumps", v, version)) return Ref();
  return marshal_to_bytes_py(t, v, number, allowed > 0);
}

Ref loads(Thread& t, Value data, Value allow_code) {
  int allowed = rt::truth_py(t, allow_code);
  if (allowed < 0 || !rt::audit_py(t, "marshal.loads", data)) return Ref();
  return marshal_from_bytes_py(t, data, allowed > 0);
}

Ref dump(Thread& t, Value v, Value file, Value version, Value allow_code) {
  Ref data = dumps(t, v, version, allow_code);
  return data ? rt::call_method_py(t, file, rt::name(rt::N::write), data) : Ref();
}

Ref load(Thread& t, Value file, Value allow_code) {
  int allowed = rt::truth_py(t, allow_code);
  if (allowed < 0 || !rt::audit_py(t, "marshal.load")) return Ref();
  return marshal_from_file_py(t, file, allowed > 0);
}

constexpr rt::MethodDef kMarshalMethods[] = {
    {"dumps", dumps, "(value, version=6, /, *, allow_code=True)", "Bytes for a value."},
    {"loads", loads, "(bytes, /, *, allow_code=True)", "The value of bytes made by dumps()."},
    {"dump", dump, "(value, file, version=6, /, *, allow_code=True)", "Write a value to a binary file."},
    {"load", load, "(file, /, *, allow_code=True)", "Read a value from a binary file."},
    {},
};

// The version of the library's Python. What is newer is written all the same unless an older version is asked for.
bool init_marshal(Thread& t, Value module) {
  u32 minor = rt::library_minor();
  int version = minor >= 15 ? kMarshalVersion : minor == 14 ? 5 : 4;
  return rt::module_add(t, module, "version", rt::make_int(t, version));
}

}  // namespace

extern const rt::ModuleDef kMarshalModule = {"marshal", "Values as bytes, for caches of compiled code.",
                                             kMarshalMethods, init_marshal};

}  // namespace vm
