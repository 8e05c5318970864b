// Functions: CFuncPtr and its metaclass. A function comes from a library, an address or a Python callable.
#include "runtime/library/ctypes/ctypes_parts.h"

namespace rt::ctypes {

Type* g_function_type;

namespace {

Function* as_function(Value v) { return v.as<Function>(); }

// ---- classes

bool is_restype(Value v) { return v.stripped() == kNone || layout_of(v) || is_callable(v); }

// `_check_retval_` of a class of results. Empty without error: absent.
Ref checker_of_py(Thread& t, Value restype) {
  if (restype.stripped() == kNone) return Ref();
  Ref name = intern(t, "_check_retval_");
  return name ? getattr_optional_py(t, restype, name) : Ref();
}

// Fills what the members _flags_, _argtypes_ and _restype_ say.
bool read_signature_py(Thread& t, Value self, Layout* layout) {
  Ref flags = own_attribute(t, self, "_flags_");
  i64 number;
  if (!flags || !is_int(flags) || !int_fits_i64(flags, &number))
    return error_pending(t) ? false : bool(raise_type_error(t, "class must define _flags_ which must be an integer"));
  layout->function_flags = static_cast<u32>(number);  // lint: narrow: only the bits that have a meaning are looked at
  Ref argtypes = own_attribute(t, self, "_argtypes_");
  if (argtypes && argtypes.get() != kNone) {
    if (!is_tuple(argtypes)) return raise_type_error(t, "_argtypes_ must be a sequence of types");
    Ref converters = converters_py(t, argtypes);
    if (!converters) return false;
    init_field(layout->argtypes, std::move(argtypes));
    init_field(layout->converters, std::move(converters));
  }
  Ref restype = error_pending(t) ? Ref() : own_attribute(t, self, "_restype_");
  if (!restype) return !error_pending(t);
  if (!is_restype(restype)) return raise_type_error(t, "_restype_ must be a type, a callable, or None");
  Ref checker = checker_of_py(t, restype);
  init_field(layout->restype, std::move(restype));
  init_field(layout->checker, std::move(checker));
  return !error_pending(t);
}

bool meta_init(Thread& t, Value self, const CallArgs& args) {
  if (!init_class(t, self, args)) return false;
  Layout* layout = make_layout(t, Kind::kFunction);
  if (!layout) return false;
  layout->size = layout->align = sizeof(void*);
  layout->length = 1;
  layout->flags = kIsPointer;
  layout->format = format_text(t, "X{}");
  if (!layout->format || !read_signature_py(t, self, layout)) {
    free_layout(t, layout);
    return false;
  }
  install_layout(t, as_ctype(self), layout);
  return true;
}

// ---- making

// A function at an address, which keeps `kept` alive.
Ref make_function_py(Thread& t, Type* type, void* address, Value kept) {
  Ref function = make_data(t, type);
  if (!function) return Ref();
  write_shared_item(data_of(function), &address, sizeof address);
  return !kept || keep_py(t, function, 0, Ref::share(t, kept)) ? std::move(function) : Ref();
}

// type((name, library)[, paramflags])
Ref from_library_py(Thread& t, Type* type, const CallArgs& args) {
  if (args.positional > 2)
    return raise_type_error(t, "function takes at most 2 arguments (%d given)", static_cast<int>(args.positional));
  const Tuple& names = *as_tuple(args[0]);
  if (names.length != 2) return raise_type_error(t, "illegal func_spec argument");
  Layout* layout = layout_for_instance(t, type);
  void* address = layout ? find_symbol_py(t, names[1], names[0], kAttributeErrorType) : nullptr;
  if (!address) return Ref();
  Value paramflags = args.positional > 1 && args[1].stripped() != kNone ? args[1] : Value();
  if (paramflags && !check_paramflags_py(t, layout->argtypes.get(), paramflags)) return Ref();
  Ref function = make_function_py(t, type, address, names[1]);
  if (function && paramflags) init_field(as_function(function)->paramflags, Ref::share(t, paramflags));
  return function;
}

// type(callable)
Ref from_callable_py(Thread& t, Type* type, Value callable) {
  if (!is_callable(callable)) return raise_type_error(t, "argument must be callable or integer function address");
  Layout* layout = layout_for_instance(t, type);
  if (!layout) return Ref();
  Value argtypes = layout->argtypes.get(), restype = layout->restype.get();
  if (!argtypes) return raise_type_error(t, "cannot construct instance of this class: no argtypes");
  void* address;
  Ref thunk = make_thunk_py(t, callable, argtypes, restype ? restype : kNone, layout->function_flags, &address);
  Ref function = thunk ? make_function_py(t, type, address, thunk) : Ref();
  if (!function) return Ref();
  init_field(as_function(function)->callable, Ref::share(t, callable));
  init_field(as_function(function)->thunk, std::move(thunk));
  return function;
}

Ref create_py(Thread& t, Type* type, const CallArgs& args) {
  if (args.positional == 0) return make_data(t, type);
  if (is_tuple(args[0])) return from_library_py(t, type, args);
  if (args.positional != 1)
    return raise_type_error(t, "function takes exactly 1 argument (%d given)", static_cast<int>(args.positional));
  if (!is_int(args[0])) return from_callable_py(t, type, args[0]);
  u64 address;
  if (!address_of_int(t, args[0], &address)) return Ref();
  return make_function_py(t, type, reinterpret_cast<void*>(address), Value());
}

// ---- calling

// What the function itself has, else what its class has. May be empty.
Ref own_or_of_class(Thread& t, Value self, Slot Function::* own, Slot Layout::* of_class) {
  Ref value = load_field(t, self.object(), as_function(self)->*own);
  if (value) return value;
  Value inherited = (layout_of_instance(self)->*of_class).get();
  return inherited ? Ref::share(t, inherited) : Ref();
}

bool check_count(Thread& t, u32 flags, u64 wanted, u64 given) {
  auto say = [&](const char* words) {
    return raise_type_error(t, "this function takes %s%d argument%s (%d given)", words, static_cast<int>(wanted),
                            wanted == 1 ? "" : "s", static_cast<int>(given));
  };
  if (flags & kCdecl) return wanted <= given || say("at least ");
  return wanted == given || say("");
}

// The result as the function's errcheck wants it. `arguments` is the tuple that errcheck gets; if it returns that, the
// results are arranged as usual.
Ref check_result_py(Thread& t, Value self, Ref result, Value arguments, const OutArguments& out) {
  Ref errcheck = load_field(t, self.object(), as_function(self)->errcheck);
  if (errcheck) {
    Ref checked = call_py(t, errcheck, result, self, arguments);
    if (!checked || !is_same(checked, arguments)) return checked;
  }
  return arrange_results_py(t, std::move(result), arguments, out);
}

Ref call_py_function(Thread& t, Value self, const CallArgs& args) {
  Layout* layout = usable_layout(t, self, Kind::kFunction);
  if (!layout) return Ref();
  Ref restype = own_or_of_class(t, self, &Function::restype, &Layout::restype);
  Ref checker = own_or_of_class(t, self, &Function::checker, &Layout::checker);
  Ref converters = own_or_of_class(t, self, &Function::converters, &Layout::converters);
  Ref argtypes = own_or_of_class(t, self, &Function::argtypes, &Layout::argtypes);
  void* address = read_shared_item<void*>(data_of(self));
  if (!address) return raise_value_error(t, "attempt to call a NULL function pointer");
  OutArguments out;
  Ref arranged;
  Value paramflags = as_function(self)->paramflags.get();
  if (paramflags && argtypes) {
    arranged = arrange_arguments_py(t, argtypes, paramflags, args, &out);
    if (!arranged) return Ref();
  } else if (as_function(self)->errcheck.get()) {
    arranged = make_tuple(t, args.values, args.positional);
    if (!arranged) return Ref();
  }
  const Value* values = arranged ? items_of(arranged) : args.values;
  u64 count = arranged ? as_tuple(arranged)->length : args.positional;
  if (converters && !check_count(t, layout->function_flags, as_tuple(converters)->length, count)) return Ref();
  Ref result = call_address_py(t, address, values, count, layout->function_flags, converters, restype, checker);
  return result && arranged ? check_result_py(t, self, std::move(result), arranged, out) : std::move(result);
}

// ---- attributes

Ref get_restype(Thread& t, Value self) {
  if (!usable_layout(t, self, Kind::kFunction)) return Ref();
  Ref restype = own_or_of_class(t, self, &Function::restype, &Layout::restype);
  return restype ? std::move(restype) : none();
}
bool set_restype_py(Thread& t, Value self, Value value) {
  Function* function = as_function(self);
  if (value && !is_restype(value)) return raise_type_error(t, "restype must be a type, a callable, or None");
  Ref checker = value ? checker_of_py(t, value) : Ref();
  if (error_pending(t)) return false;
  store_field(t, function, function->checker, std::move(checker));
  store_field(t, function, function->restype, value ? Ref::share(t, value) : Ref());
  return true;
}

Ref get_argtypes(Thread& t, Value self) {
  if (!usable_layout(t, self, Kind::kFunction)) return Ref();
  Ref argtypes = own_or_of_class(t, self, &Function::argtypes, &Layout::argtypes);
  return argtypes ? std::move(argtypes) : none();
}
bool set_argtypes_py(Thread& t, Value self, Value value) {
  Function* function = as_function(self);
  bool given = value && value.stripped() != kNone;
  Ref converters = given ? converters_py(t, value) : Ref();
  if (given && !converters) return false;
  Value paramflags = function->paramflags.get();
  Ref types = given && paramflags ? to_tuple_py(t, value) : Ref();
  if (error_pending(t) || (types && !check_paramflags_py(t, types, paramflags))) return false;
  store_field(t, function, function->converters, std::move(converters));
  store_field(t, function, function->argtypes, given ? Ref::share(t, value) : Ref());
  return true;
}

Ref get_errcheck(Thread& t, Value self) {
  Ref errcheck = load_field(t, self.object(), as_function(self)->errcheck);
  return errcheck ? std::move(errcheck) : none();
}
bool set_errcheck(Thread& t, Value self, Value value) {
  if (value && !is_callable(value)) return raise_type_error(t, "the errcheck attribute must be callable");
  store_field(t, self.object(), as_function(self)->errcheck, value ? Ref::share(t, value) : Ref());
  return true;
}

int truth(Thread&, Value self) { return read_shared_item<u64>(data_of(self)) != 0; }

Ref repr(Thread& t, Value self) {
  return format_message(t, "<%s object at %p>", short_type_name(self), static_cast<void*>(self.object()));
}

// ---- lifetime

constexpr Slot Function::* kSlotsOfFunction[] = {&Function::callable,   &Function::thunk,     &Function::argtypes,
                                                 &Function::converters, &Function::restype,   &Function::checker,
                                                 &Function::errcheck,   &Function::paramflags};

void trace(Object* object, gc::Visitor& visitor) {
  trace_data(object, visitor);
  for (Slot Function::* slot : kSlotsOfFunction) trace_slot(visitor, static_cast<Function*>(object)->*slot);
}
// Breaks cycles. The thunk stays until the end: C code may still call it.
void clear(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  g_data_type->lifetime.clear(t, object);
  clear_slot(t, static_cast<Function*>(object)->callable);
  clear_slot(t, static_cast<Function*>(object)->errcheck);
}
void dispose(gc::Thread& thread, Object* object) {
  for (Slot Function::* slot : kSlotsOfFunction)
    clear_slot(static_cast<Thread&>(thread), static_cast<Function*>(object)->*slot);
  dispose_data(thread, object);
}

constexpr Slots kMetaSlots = [] {
  Slots s{};
  s.init = meta_init;
  return s;
}();
constexpr TypeSpec kMetaSpec = {.name = "_ctypes.PyCFuncPtrType",
                                .size = sizeof(CType),
                                .flags = kTypeSubclassable | kTypeTraced,
                                .doc = "metatype for C function pointers",
                                .slots = kMetaSlots,
                                .private_part = dict_of_class};
constexpr GetSetDef kGetSet[] = {{"errcheck", get_errcheck, set_errcheck, "a function to check for errors"},
                                 {"restype", get_restype, set_restype_py, "specify the result type"},
                                 {"argtypes", get_argtypes, set_argtypes_py, "specify the argument types"},
                                 {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create_py;
  s.call = call_py_function;
  s.truth = truth;
  s.repr = repr;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "_ctypes.CFuncPtr",
                            .size = sizeof(Function),
                            .flags = kTypeTraced | kTypeSubclassable,
                            .doc = "Function Pointer",
                            .lifetime = {trace, clear, nullptr, dispose},
                            .slots = kSlots,
                            .getset = kGetSet};

}  // namespace

Ref converters_py(Thread& t, Value argtypes) {
  if (!is_tuple(argtypes) && !is_list(argtypes)) return raise_type_error(t, "_argtypes_ must be a sequence of types");
  Ref types = to_tuple_py(t, argtypes);
  if (!types) return Ref();
  u64 count = as_tuple(types)->length;
  if (count > 1024)
    return raise(t, g_argument_error, "_argtypes_ has too many arguments (%d), maximum is %d", static_cast<int>(count),
                 1024);
  Ref converters = make_tuple_uninitialised(t, count), name = intern(t, "from_param");
  if (!converters || !name) return Ref();
  for (u64 i = 0; i < count; ++i) {
    Ref converter = getattr_optional_py(t, (*as_tuple(types))[i], name);
    if (!converter && error_pending(t)) return Ref();
    if (!converter)
      return raise_type_error(t, "item %d in _argtypes_ has no from_param method", static_cast<int>(i + 1));
    init_field(as_tuple(converters)->items[i], std::move(converter));
  }
  return converters;
}

bool add_function_type(Thread& t, Value module) {
  if (!g_function_meta) g_function_meta = make_native_type(t, kMetaSpec, g_meta_base);
  return add_data_class(t, module, g_function_type, kSpec, g_function_meta);
}

}  // namespace rt::ctypes
