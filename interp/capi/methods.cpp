// Calls of functions of C by Python code, and the objects that stand for such functions.
#include "interp/capi/methods.h"
#include "interp/capi/c_type.h"

#include <cstring>
#include <map>
#include <tuple>
#include <vector>

#include "gc/sync/mutex.h"
#include "runtime/object/extension.h"
#include "runtime/types/classes/classmethod.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace capi {

// ---- results

Ref reject_result(Thread& t, Ref result, Ref name) {
  Ref before = rt::take_error(t);
  const char* format =
      result ? "%S returned a result with an exception set" : "%S returned NULL without setting an exception";
  if (!name) return Ref();
  rt::raise(t, rt::kSystemErrorType, format, name.get());
  if (!before) return Ref();
  auto* error = rt::as_exception(t.error);
  rt::store_field(t, error, error->context, Ref::share(t, before));
  rt::store_field(t, error, error->cause, std::move(before));
  return Ref();
}

// ---- arguments

Words::Words(Thread& t, const Value* values, u64 count) : words_(few_) {
  if (count > kFew) {
    words_ = static_cast<PyObject**>(gc::raw_alloc((count + 1) * sizeof(PyObject*)));
    if (!words_) {
      rt::raise_memory_error(t);
      return;
    }
  }
  words_[0] = nullptr;
  for (u64 i = 0; i < count; ++i) words_[i + 1] = word(values[i]);
}

Words::~Words() {
  if (words_ != few_) gc::raw_free(words_);
}

Ref arguments_tuple(Thread& t, const Value* values, u64 count) {
  return count ? rt::make_tuple(t, values, count) : Ref::share(t, rt::empty_tuple());
}

Ref keywords_dict_py(Thread& t, const rt::CallArgs& args, bool* ok) {
  *ok = true;
  if (!args.keywords()) return Ref();
  Ref dict = rt::make_dict(t);
  *ok = bool(dict);
  for (u32 i = 0; *ok && i < args.keywords(); ++i)
    *ok = rt::dict_set_py(t, rt::as_dict(dict), (*rt::as_tuple(args.names))[i], args.values[args.positional + i]);
  return *ok ? std::move(dict) : Ref();
}

namespace {

constexpr int kConvention = METH_VARARGS | METH_KEYWORDS | METH_NOARGS | METH_O | METH_FASTCALL | METH_METHOD;

// "module.function()", "Class.method()": as messages name the function.
Ref shown_name(Thread& t, const CFunction& f, Value self) {
  if (self && rt::has_layout(self, rt::TypeId::kModule)) {
    Value module = self.as<rt::Module>()->name.get_shared();
    if (module && rt::is_str(module) && !rt::str_equal_ascii(module, "builtins"))
      return rt::format_message(t, "%S.%s()", module, f.name);
  } else if (self) {
    const rt::Type* type = rt::is_type(self) ? self.as<rt::Type>() : rt::type_of(self);
    return rt::format_message(t, "%S.%s()", type->qualname.get_shared(), f.name);
  }
  return rt::format_message(t, "%s()", f.name);
}

// As a result that cannot be is reported.
Ref shown_object(Thread& t, const CFunction& f, Value self) {
  if (f.defining_class) return rt::format_message(t, "<method '%s' of '%N' objects>", f.name, f.defining_class);
  if (!self || rt::has_layout(self, rt::TypeId::kModule))
    return rt::format_message(t, "<built-in function %s>", f.name);
  return rt::format_message(t, "<built-in method %s of %T object>", f.name, self);
}

rt::Error raise_wrong_count(Thread& t, const CFunction& f, Value self, const char* format, u64 given) {
  Ref name = shown_name(t, f, self);
  return name ? rt::raise_type_error(t, format, name.get(), static_cast<i64>(given)) : rt::Error();
}

// The words of one call: self, then the arguments.
struct CCall {
  Thread& t;
  const CFunction& f;
  Value self;  // empty: NULL
  const Value* values;
  u64 positional;
  const rt::CallArgs& args;

  TINYPY_INLINE PyObject* receiver() const { return f.row->ml_flags & METH_STATIC ? nullptr : word(self); }
  // The flags of the row say which type its function has.
  template <class Function>
  Function function() const {
    return reinterpret_cast<Function>(reinterpret_cast<void (*)()>(f.row->ml_meth));
  }
  rt::CallArgs rest() const { return {values, static_cast<u32>(positional), args.names}; }

  // Inlined where functions are called that do little.
  TINYPY_INLINE PyObject* no_arguments() {
    if (positional) return raise_wrong_count(t, f, self, "%S takes no arguments (%lld given)", positional);
    return f.row->ml_meth(receiver(), nullptr);
  }
  TINYPY_INLINE PyObject* one_argument() {
    if (positional != 1) return raise_wrong_count(t, f, self, "%S takes exactly one argument (%lld given)", positional);
    return f.row->ml_meth(receiver(), word(values[0]));
  }
  PyObject* tuple(bool keywords) {
    Ref tuple = arguments_tuple(t, values, positional);
    bool ok = bool(tuple);
    Ref dict = ok && keywords ? keywords_dict_py(t, rest(), &ok) : Ref();
    if (!ok) return nullptr;
    if (!keywords) return f.row->ml_meth(receiver(), word(tuple.get()));
    return function<PyCFunctionWithKeywords>()(receiver(), word(tuple.get()), word(dict.get()));
  }
  PyObject* array(int convention) {
    Words words(t, values, positional + args.keywords());
    if (!words) return nullptr;
    auto n = static_cast<Py_ssize_t>(positional);
    PyObject* names = word(args.names);
    if (convention == METH_FASTCALL) return function<PyCFunctionFast>()(receiver(), words.data(), n);
    if (convention == (METH_FASTCALL | METH_KEYWORDS))
      return function<PyCFunctionFastWithKeywords>()(receiver(), words.data(), n, names);
    return function<PyCMethod>()(receiver(), c_type(f.defining_class), words.data(), positional, names);
  }

  PyObject* run_py() {
    Borrows borrows;
    gc::CodeGil gil(reinterpret_cast<const void*>(f.row->ml_meth));
    int convention = f.row->ml_flags & kConvention;
    if (args.keywords() && convention == METH_VARARGS && !f.defining_class)
      return rt::raise_type_error(t, "%s() takes no keyword arguments", f.name);
    if (args.keywords() && !(convention & METH_KEYWORDS))
      return raise_wrong_count(t, f, self, "%S takes no keyword arguments", 0);
    switch (convention) {
      case METH_NOARGS: return no_arguments();
      case METH_O: return one_argument();
      case METH_VARARGS: return tuple(false);
      case METH_VARARGS | METH_KEYWORDS: return tuple(true);
      default: return array(convention);
    }
  }
};

// MethodDef::extension. args.values[0] is self.
Ref call_function_py(Thread& t, const rt::MethodDef& def, const rt::CallArgs& args) {
  const auto& f = static_cast<const CFunction&>(def);
  if (rt::NativeDepth depth(t, ""); !depth) return Ref();
  Value self = args[0].stripped();
  CCall call{t, f, self, args.values + 1, args.positional - 1, args};
  return result_of(t, call.run_py(), [&] { return shown_object(t, f, self); });
}

// ExtensionDef::plain, for the conventions of functions that are called often.
template <int kConvention>
Ref call_plain_py(Thread& t, const rt::MethodDef& def, Value self, const Value* args, u64 count) {
  const auto& f = static_cast<const CFunction&>(def);
  if (rt::NativeDepth depth(t, ""); !depth) return Ref();
  rt::CallArgs all{args, static_cast<u32>(count), Value()};
  CCall call{t, f, self, args, count, all};
  Borrows borrows;
  gc::CodeGil gil(reinterpret_cast<const void*>(f.row->ml_meth));
  PyObject* word = kConvention == METH_NOARGS ? call.no_arguments()
                   : kConvention == METH_O    ? call.one_argument()
                                              : call.array(METH_FASTCALL);
  return result_of(t, word, [&] { return shown_object(t, f, self); });
}
// For all others.
Ref call_copied_py(Thread& t, const rt::MethodDef& def, Value self, const Value* args, u64 count) {
  std::vector<Value> all(args, args + count);
  all.insert(all.begin(), self);
  return call_function_py(t, def, {all.data(), static_cast<u32>(count) + 1, Value()});
}
decltype(rt::ExtensionDef::plain) plain_call_of(int convention) {
  switch (convention) {
    case METH_NOARGS: return call_plain_py<METH_NOARGS>;
    case METH_O: return call_plain_py<METH_O>;
    case METH_FASTCALL: return call_plain_py<METH_FASTCALL>;
    default: return call_copied_py;
  }
}

// MethodDef::extension of a function without a self.
Ref call_unbound_py(Thread& t, const rt::MethodDef& def, const rt::CallArgs& args) {
  const auto& f = static_cast<const CFunction&>(def);
  if (rt::NativeDepth depth(t, ""); !depth) return Ref();
  CCall call{t, f, Value(), args.values, args.positional, args};
  return result_of(t, call.run_py(), [&] { return shown_object(t, f, Value()); });
}

// ---- what a function says of itself (rt::ExtensionHooks)

PyMethodDef* row_of_method(const rt::MethodDef& def) { return static_cast<const CFunction&>(def).row; }
DocParts parts_of_method(const rt::MethodDef& def) {
  const PyMethodDef* row = row_of_method(def);
  return doc_parts(row->ml_name, row->ml_doc);
}

// Functions with at most one argument need no text for it: CPython 3.13 and later know their signatures, too.
std::string_view signature_of_convention(int flags) {
  switch (flags & ~METH_COEXIST) {
    case METH_NOARGS: return "($self, /)";
    case METH_NOARGS | METH_CLASS: return "($type, /)";
    case METH_NOARGS | METH_STATIC: return "()";
    case METH_O: return "($self, object, /)";
    case METH_O | METH_CLASS: return "($type, object, /)";
    case METH_O | METH_STATIC: return "(object, /)";
    default: return {};
  }
}
std::string_view signature_of_method(const rt::MethodDef& def) {
  std::string_view written = parts_of_method(def).signature;
  return written.empty() ? signature_of_convention(row_of_method(def)->ml_flags) : written;
}

void install_method_hooks() {
  rt::g_extensions.row_of_method = [](const rt::MethodDef& def) -> const void* { return row_of_method(def); };
  rt::g_extensions.signature_of_method = signature_of_method;
  rt::g_extensions.doc_of_method = [](const rt::MethodDef& def) {
    const char* doc = parts_of_method(def).doc;
    return doc && *doc ? doc : nullptr;
  };
}

bool is_convention(int flags) {
  constexpr int kKnown[] = {METH_NOARGS,
                            METH_O,
                            METH_VARARGS,
                            METH_VARARGS | METH_KEYWORDS,
                            METH_FASTCALL,
                            METH_FASTCALL | METH_KEYWORDS,
                            METH_FASTCALL | METH_KEYWORDS | METH_METHOD};
  for (int known : kKnown)
    if ((flags & kConvention) == known) return true;
  return false;
}

CFunction* new_function(PyMethodDef* row, rt::Type* defining_class, bool bound) {
  auto* f = new CFunction;
  f->name = row->ml_name;
  f->extension = bound ? call_function_py : call_unbound_py;
  f->form = rt::MethodDef::kExtension;
  f->plain = plain_call_of(row->ml_flags & kConvention);
  f->signature.raw = true;
  f->signature.kind = !bound                       ? rt::MethodKind::kStatic
                      : row->ml_flags & METH_CLASS ? rt::MethodKind::kClass
                                                   : rt::MethodKind::kInstance;
  f->row = row;
  f->flags = row->ml_flags;
  f->defining_class = defining_class;
  return f;
}

}  // namespace

DocParts doc_parts(const char* name, const char* text) {
  if (!text || !name) return {{}, text};
  const char* dot = std::strrchr(name, '.');
  std::string_view all = text, own = dot ? dot + 1 : name;
  constexpr std::string_view kMark = ")\n--\n\n";
  size_t mark = all.find(kMark);
  bool begins = all.starts_with(own) && all.size() > own.size() && all[own.size()] == '(';
  if (!begins || mark == all.npos || all.substr(0, mark).find("\n\n") != all.npos) return {{}, text};
  return {all.substr(own.size(), mark + 1 - own.size()), text + mark + kMark.size()};
}

const CFunction* c_function(Thread& t, PyMethodDef* row, rt::Type* defining_class, bool bound) {
  if (!is_convention(row->ml_flags))
    return rt::raise(t, rt::kSystemErrorType, "%s() method: bad call flags", row->ml_name);
  static gc::Mutex g_mutex;
  static auto& g_functions = *new std::map<std::tuple<PyMethodDef*, rt::Type*, bool>, CFunction*>;
  gc::MutexGuard guard(g_mutex);
  install_method_hooks();
  CFunction*& f = g_functions[{row, defining_class, bound}];
  // A row on the heap may have been freed and filled again.
  if (!f || f->name != row->ml_name || f->flags != row->ml_flags) f = new_function(row, defining_class, bound);
  return f;
}

}  // namespace capi

// ---- functions as objects

PyObject* PyCMethod_New(PyMethodDef* row, PyObject* self, PyObject* module, PyTypeObject* defining_class) {
  Call call;
  if (call.lacks(row)) return nullptr;
  const CFunction* f = c_function(call, row, type_at(defining_class), self != nullptr);
  if (!f) return nullptr;
  Ref builtin = rt::make_builtin(call, f, value(self), Value());
  if (builtin && module) rt::init_field(builtin.as<rt::Builtin>()->module, Ref::share(call, value(module)));
  return give(std::move(builtin));
}

static const rt::Builtin* builtin_of(Call& call, PyObject* function) {
  return call.is_one(function, rt::TypeId::kBuiltin) ? value(function).as<rt::Builtin>() : nullptr;
}
static const CFunction* row_of(Call& call, PyObject* function) {
  const rt::Builtin* builtin = builtin_of(call, function);
  if (!builtin) return nullptr;
  if (builtin->def->form == rt::MethodDef::kExtension) return static_cast<const CFunction*>(builtin->def);
  return rt::raise(call, rt::kSystemErrorType, "%s() is no function of C", builtin->def->name);
}

PyCFunction PyCFunction_GetFunction(PyObject* function) {
  Call call;
  const CFunction* f = row_of(call, function);
  return f ? f->row->ml_meth : nullptr;
}
// A function of the interpreter takes arguments as an array, with or without names.
int PyCFunction_GetFlags(PyObject* function) {
  Call call;
  const rt::Builtin* builtin = builtin_of(call, function);
  if (!builtin) return -1;
  if (builtin->def->form != rt::MethodDef::kExtension) return METH_FASTCALL | METH_KEYWORDS;
  return static_cast<const CFunction*>(builtin->def)->row->ml_flags;
}
PyObject* PyCFunction_GetSelf(PyObject* function) {
  Call call;
  const rt::Builtin* builtin = builtin_of(call, function);
  return builtin ? word(builtin->self.get()) : nullptr;
}

// ---- methods of classes

static Ref new_descriptor(Call& call, PyTypeObject* type, PyMethodDef* row, bool class_method) {
  if (call.lacks(type, row)) return Ref();
  const CFunction* f = c_function(call, row, type_at(type));
  if (!f) return Ref();
  // Neither a descriptor nor a CFunction counts its class, as those of C live for ever. A class of Python code must,
  // too.
  (void)Ref::share(call, Value(type_at(type))).release();
  if (row->ml_flags & METH_STATIC) {
    Ref builtin = rt::make_builtin(call, f, type_at(type), Value());
    return builtin ? rt::make_static_method(call, builtin) : Ref();
  }
  struct Shown : rt::MethodDescriptor {
    PyMethodDef* d_method;  // PyMethodDescrObject
  };
  rt::TypeId id = class_method ? rt::TypeId::kClassMethodDescriptor : rt::TypeId::kMethodDescriptor;
  auto* descriptor = rt::allocate_exact<Shown>(call, id, sizeof(Shown), false);
  if (!descriptor) return Ref();
  descriptor->def = f;
  descriptor->owner = type_at(type);
  descriptor->d_method = row;
  return Ref::steal(descriptor);
}

PyObject* PyDescr_NewMethod(PyTypeObject* type, PyMethodDef* row) {
  Call call;
  return give(new_descriptor(call, type, row, row && row->ml_flags & METH_CLASS));
}
PyObject* PyDescr_NewClassMethod(PyTypeObject* type, PyMethodDef* row) {
  Call call;
  return give(new_descriptor(call, type, row, true));
}
