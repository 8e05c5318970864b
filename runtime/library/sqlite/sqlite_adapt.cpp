// Adapters, which turn Python objects into values that SQLite has, and converters, which do the reverse by the name of
// a column's type. Both are global dicts, which scripts may change.
#include <string>

#include "gc/refcount/publish.h"
#include "runtime/library/sqlite/sqlite_parts.h"
#include "runtime/types/numbers/float.h"

namespace rt::sqlite {

Type* g_protocol_type;

namespace {

Value g_adapters;    // dict: (class, protocol) -> callable; made with the module, kept by trace_roots
Value g_converters;  // dict: name in capitals -> callable; the same
// True once a script has registered an adapter for int, float, str or bytearray, which usually need none.
gc::Atomic<bool> g_basic_types_adapted{false};

void trace_roots(gc::Visitor& visitor) {
  trace_value(visitor, g_adapters);
  trace_value(visitor, g_converters);
}

bool is_basic(const Type* type) {
  return type == kIntType || type == kFloatType || type == kStrType || type == kByteArrayType;
}

// name.upper()
Ref in_capitals_py(Thread& t, Value name) {
  Ref method = intern(t, "upper");
  return method ? call_method_py(t, name, method) : Ref();
}

Ref register_adapter(Thread& t, Value type, Value adapter) {
  if (is_type(type) && is_basic(type.as<Type>())) g_basic_types_adapted.store(true, gc::relaxed);
  Ref key = make_tuple(t, type, Value(g_protocol_type));
  return key && dict_set_py(t, as_dict(g_adapters), key, adapter) ? none() : Ref();
}

Ref register_converter(Thread& t, Value name, Value converter) {
  if (!is_str(name)) return raise_type_error(t, "register_converter() argument 1 must be str, not %A", name);
  Ref key = in_capitals_py(t, name);
  return key && dict_set_py(t, as_dict(g_converters), key, converter) ? none() : Ref();
}

// object.method(argument). Empty without error: there is no such method, or it knows no answer.
Ref ask_py(Thread& t, Value object, const char* method, Value argument) {
  Ref name = intern(t, method);
  Ref bound = name ? getattr_optional_py(t, object, name) : Ref();
  if (!bound) return Ref();
  Ref answer = call_py(t, bound, argument);
  if (!answer && error_is(t, kTypeErrorType)) clear_error(t);
  return answer && answer.get() != kNone ? std::move(answer) : Ref();
}

// Empty without error: nobody knows how to adapt the object.
Ref find_adapted_py(Thread& t, Value object, Value protocol) {
  Ref key = make_tuple(t, Value(type_of(object)), protocol);
  Ref adapter = key ? dict_get_py(t, as_dict(g_adapters), key) : Ref();
  if (adapter) return call_py(t, adapter, object);
  if (error_pending(t)) return Ref();
  Ref answer = ask_py(t, protocol, "__adapt__", object);
  if (answer || error_pending(t)) return answer;
  return ask_py(t, object, "__conform__", protocol);
}

Ref adapt(Thread& t, Value object, Value protocol, Value alternative) {
  Ref adapted = find_adapted_py(t, object, protocol ? protocol : Value(g_protocol_type));
  if (adapted || error_pending(t)) return adapted;
  if (alternative) return Ref::share(t, alternative);
  return raise(t, g_errors.programming, "can't adapt");
}

bool protocol_init(Thread&, Value, const CallArgs&) { return true; }
Ref protocol_create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

constexpr Slots kProtocolSlots = [] {
  Slots s{};
  s.create = protocol_create;
  s.init = protocol_init;
  return s;
}();
constexpr TypeSpec kProtocolSpec = {.name = "sqlite3.PrepareProtocol",
                                    .size = sizeof(Object),
                                    .flags = kTypeSubclassable | kTypeTraced,
                                    .doc = "PEP 246 style object adaption protocol type.",
                                    .lifetime = SlotsOf<Object>::kLifetime,
                                    .slots = kProtocolSlots};

}  // namespace

Ref adapted_py(Thread& t, Value object) {
  const Type* type = type_of(object);
  if (is_basic(type) && !g_basic_types_adapted.load(gc::relaxed)) return Ref::share(t, object);
  Ref adapted = find_adapted_py(t, object, Value(g_protocol_type));
  return adapted || error_pending(t) ? std::move(adapted) : Ref::share(t, object);
}

Ref converter_py(Thread& t, std::string_view type_name) {
  Ref name = decode_utf8(t, type_name.data(), type_name.size());
  Ref key = name ? in_capitals_py(t, name) : Ref();
  return key ? dict_get_py(t, as_dict(g_converters), key) : Ref();
}

constexpr MethodDef kAdaptFunctions[] = {
    {"adapt", adapt, "(obj, proto=<PrepareProtocolType>, alt=<unrepresentable>, /)",
     "Adapt given object to given protocol."},
    {"register_adapter", register_adapter, "(type, adapter, /)",
     "Register a function to adapt Python objects to SQLite values."},
    {"register_converter", register_converter, "(typename, converter, /)",
     "Register a function to convert SQLite values to Python objects."},
    {}};

bool add_adapters(Thread& t, Value module) {
  if (!g_adapters) {
    Ref adapters = make_dict(t), converters = make_dict(t);
    if (!adapters || !converters) return false;
    g_adapters = adapters.release();
    g_converters = converters.release();
    gc::add_root_tracer(trace_roots);
  }
  return add_native_type(t, module, g_protocol_type, kProtocolSpec) &&
         module_add(t, module, "adapters", Ref::share(t, g_adapters)) &&
         module_add(t, module, "converters", Ref::share(t, g_converters));
}

}  // namespace rt::sqlite
