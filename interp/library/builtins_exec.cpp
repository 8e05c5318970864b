// Builtins that need the compiler or frames: __build_class__, __import__, compile, eval, exec, globals, locals, vars(),
// dir().
#include <memory>
#include <string>

#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/library/ast/ast.h"
#include "interp/library/import/importer.h"
#include "interp/library/import/text_cache.h"
#include "interp/library/modules.h"
#include "interp/vm/frame.h"
#include "interp/vm/frame/frame_builtins.h"
#include "interp/vm/import/lazy_import.h"
#include "runtime/object/audit.h"
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::TypeId;

// ---- classes

// The most derived metaclass of the bases and `metaclass`, or null with TypeError.
static rt::Type* derived_metaclass(Thread& t, rt::Type* metaclass, Value bases) {
  auto* tuple = rt::as_tuple(bases);
  for (u64 i = 0; i < tuple->length; ++i) {
    rt::Type* candidate = rt::type_of((*tuple)[i]);
    if (rt::is_subtype(metaclass, candidate)) continue;
    if (!rt::is_subtype(candidate, metaclass)) {
      return rt::raise_type_error(t,
                                  "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                                  "subclass of the metaclasses of all its bases");
    }
    metaclass = candidate;
  }
  return metaclass;
}

// Replaces bases that have __mro_entries__ (PEP 560). The same tuple if there are none.
static Ref resolve_bases_py(Thread& t, Value bases) {
  auto* tuple = rt::as_tuple(bases);
  Ref out;
  for (u64 i = 0; i < tuple->length; ++i) {
    Value base = (*tuple)[i];
    Ref hook = rt::is_type(base) ? Ref() : rt::getattr_optional_py(t, base, rt::name(rt::N::__mro_entries__));
    if (t.error) return Ref();
    if (!hook) {
      if (out && !rt::list_append(t, rt::as_list(out), base)) return Ref();
      continue;
    }
    Ref entries = rt::call_py(t, hook, bases);
    if (!entries) return Ref();
    if (!rt::is_tuple(entries)) return rt::raise_type_error(t, "__mro_entries__ must return a tuple");
    if (!out) {
      out = rt::make_list(t);
      for (u64 j = 0; out && j < i; ++j) {
        if (!rt::list_append(t, rt::as_list(out), (*tuple)[j])) return Ref();
      }
    }
    if (!out || !rt::list_extend_py(t, rt::as_list(out), entries)) return Ref();
  }
  return out ? rt::list_to_tuple(t, out) : Ref::share(t, bases);
}

static Ref prepare_namespace_py(Thread& t, Value metaclass, Value name, Value bases, const CallArgs& keywords) {
  Ref prepare = rt::getattr_optional_py(t, metaclass, rt::name(rt::N::__prepare__));
  if (!prepare) return t.error ? Ref() : rt::make_dict(t);
  u32 count = keywords.keywords();
  std::unique_ptr<Value[]> values(new Value[count + 2]);
  values[0] = name;
  values[1] = bases;
  for (u32 i = 0; i < count; ++i) values[i + 2] = keywords.values[i];
  Ref space = rt::call_py(t, prepare, CallArgs{values.get(), 2, keywords.names});
  if (space && !rt::type_of(space)->slots.getitem) {
    Ref shown = rt::is_type(metaclass) ? rt::getattr_py(t, metaclass, rt::name(rt::N::__name__))
                                       : rt::make_str(t, "<metaclass>");
    if (!shown) return Ref();
    return rt::raise_type_error(t, "%S.__prepare__() must return a mapping, not %T", shown.get(), space.get());
  }
  return space;
}

// Item i of the tuple of cells that a class body returns, or empty.
static Value cell_at(const Ref& tuple, u64 i) {
  Value cell = i < rt::as_tuple(tuple)->length ? (*rt::as_tuple(tuple))[i] : Value();
  return cell && rt::is_exact(cell, TypeId::kCell) ? cell : Value();
}

// __build_class__(func, name, /, *bases, [metaclass], **kwds)
static Ref builtin_build_class(Thread& t, const CallArgs& args) {
  if (args.positional < 2) return rt::raise_type_error(t, "__build_class__: not enough arguments");
  Value body = args[0], name = args[1];
  if (!is_function(body)) return rt::raise_type_error(t, "__build_class__: func must be a function");
  if (!rt::is_str(name)) return rt::raise_type_error(t, "__build_class__: name is not a string");
  Ref original = rt::make_tuple(t, args.values + 2, args.positional - 2);
  Ref bases = original ? resolve_bases_py(t, original) : Ref();
  if (!bases) return Ref();
  // Take `metaclass` out of the keywords.
  u32 count = args.keywords(), kept = 0;
  std::unique_ptr<Value[]> values(new Value[count + 1]), names(new Value[count + 1]);
  Value metaclass;
  for (u32 i = 0; i < count; ++i) {
    Value keyword = (*rt::as_tuple(args.names))[i];
    if (rt::str_equal(keyword, rt::name(rt::N::metaclass))) {
      metaclass = args[args.positional + i];
    } else {
      names[kept] = keyword;
      values[kept++] = args[args.positional + i];
    }
  }
  if (!metaclass)
    metaclass = rt::as_tuple(bases)->length ? Value(rt::type_of((*rt::as_tuple(bases))[0])) : Value(rt::kTypeType);
  if (rt::is_type(metaclass)) {
    rt::Type* winner = derived_metaclass(t, metaclass.as<rt::Type>(), bases);
    if (!winner) return Ref();
    metaclass = Value(winner);
  }
  Ref kept_names = kept ? rt::make_tuple(t, names.get(), kept) : Ref();
  if (kept && !kept_names) return Ref();
  CallArgs keywords{values.get(), 0, kept_names};
  Ref space = prepare_namespace_py(t, metaclass, name, bases, keywords);
  if (!space) return Ref();
  Ref code = Ref::share(t, Value(body.as<Function>()->code));
  Ref returned = run_body_py(t, body, space);
  if (!returned) return Ref();
  bool both = rt::is_exact(returned, TypeId::kTuple);
  Value namespace_cell = both ? cell_at(returned, 0) : Value(), cell = both ? cell_at(returned, 1) : returned.get();
  if (!rt::is_same(bases, original)) {
    if (!rt::setitem_py(t, space, rt::name(rt::N::__orig_bases__), original)) return Ref();
  }
  std::unique_ptr<Value[]> all(new Value[kept + 3]);
  all[0] = name;
  all[1] = bases;
  all[2] = space;
  for (u32 i = 0; i < kept; ++i) all[i + 3] = values[i];
  rt::ClassStatement statement(space, code.as<comp::Code>()->noted_names.get(), namespace_cell);
  Ref cls = rt::call_py(t, metaclass, CallArgs{all.get(), 3, kept_names});
  if (cls && rt::is_type(cls) && cell && rt::is_exact(cell, TypeId::kCell)) {
    Value content = cell.as<rt::Cell>()->value.get();
    if (!content)
      return rt::raise(t, rt::kRuntimeErrorType,
                       "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?", name,
                       cls.get());
    if (!rt::is_same(content, cls))
      return rt::raise_type_error(t, "__class__ set to %R defining %R as %R", content, name, cls.get());
  }
  return cls;
}

// ---- code

static bool no_frame(Thread& t, const char* what) {
  return rt::raise(t, rt::kRuntimeErrorType, "%s(): no current frame", what);
}

static bool check_no_nul(Thread& t, std::string_view text) {
  return text.find('\0') == text.npos ||
         rt::raise(t, rt::kSyntaxErrorType, "source code string cannot contain null bytes");
}

bool source_text_py(Thread& t, Value source, const char* function, const char* what, std::string* out) {
  if (rt::is_str(source)) {
    rt::Utf8 text(t, source);
    if (!text.ok() || !check_no_nul(t, text.view()) || !comp::check_compile_room(t, text.view().size())) return false;
    out->assign(text.view());
    return true;
  }
  if (!rt::type_of(source)->slots.get_buffer) {
    return rt::raise_type_error(t, "%s() arg 1 must be a %s", function, what);
  }
  rt::ByteView view(t, source);
  if (!view || !check_no_nul(t, view.view()) || !comp::check_compile_room(t, view.size())) return false;
  out->assign(view.view());
  return true;
}

bool filename_text_py(Thread& t, Value filename, Ref* out) {
  if (rt::is_str(filename)) *out = Ref::share(t, filename);
  else if (rt::is_bytes(filename)) *out = rt::decode_fs(t, filename.as<rt::Bytes>()->view());
  else {
    Ref os = rt::import_module_py(t, "posix");
    Ref fspath = os ? rt::getattr_py(t, os, "fspath") : Ref();
    *out = fspath ? rt::call_py(t, fspath, filename) : Ref();
    if (*out && rt::is_bytes(*out)) *out = rt::decode_fs(t, out->as<rt::Bytes>()->view());
  }
  if (!*out) return false;
  rt::Utf8 text(t, *out, true);
  return text.ok() &&
         (text.view().find('\0') == text.view().npos || rt::raise_value_error(t, "embedded null character"));
}

// The event of compiling a text, which hooks get as bytes. False: a hook has refused.
static bool audit_compile_py(Thread& t, const std::string& source, Value filename) {
  if (!rt::g_has_audit_hooks.load(gc::relaxed)) return true;
  Ref bytes = rt::make_bytes(t, source);
  return bytes && rt::audit_py(t, "compile", bytes.get(), filename);
}

// compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, module=None, _feature_version=-1)
static Ref builtin_compile(Thread& t, const Value* a) {
  comp::CompileOptions options;
  rt::i32 flags = 0, optimize = -1, feature_version = -1;
  if (a[3] && !rt::to_i32_py(t, a[3], &flags)) return Ref();
  if (a[5] && !rt::to_i32_py(t, a[5], &optimize)) return Ref();
  if (a[7] && !rt::to_i32_py(t, a[7], &feature_version)) return Ref();
  if (a[6] && !rt::is_same(a[6], rt::kNone)) options.module = a[6];
  if (options.module && !rt::is_str(options.module)) {
    return rt::raise_type_error(t, "compile() argument 'module' must be str or None, not %T", options.module);
  }
  int dont_inherit = a[4] ? rt::truth_py(t, a[4]) : 0;
  if (dont_inherit < 0) return Ref();
  if (optimize < -1 || optimize > 2) return rt::raise_value_error(t, "compile(): invalid optimize value");
  constexpr rt::i32 kDontImplyDedent = 0x200, kOnlyAst = 0x400, kTypeComments = 0x1000, kAllowTopLevelAwait = 0x2000,
                    kAllowIncompleteInput = 0x4000, kOptimizedAst = 0x8000;
  constexpr rt::i32 kKnown = 0x1fe0000 | 0x10 | 0x200 | 0x400 | 0x1000 | 0x2000 | 0x4000 | 0x8000;
  if (flags & ~kKnown) return rt::raise_value_error(t, "compile(): unrecognised flags");
  options.optimize = optimize < 0 ? default_optimize() : optimize;
  options.block_needs_newline = flags & kDontImplyDedent;
  options.allow_incomplete = flags & kAllowIncompleteInput;
  options.allow_top_level_await = flags & kAllowTopLevelAwait;
  options.inherited_flags = static_cast<u32>(flags & 0x1fe0000);
  if (!dont_inherit && t.frame) options.inherited_flags |= code_of(t.frame)->flags & 0x1fe0000;
  Ref filename;
  if (!filename_text_py(t, a[1], &filename)) return Ref();
  if (!rt::is_str(a[2])) return rt::raise_type_error(t, "compile() argument 'mode' must be str, not %A", a[2]);
  syn::Mode mode;
  if (rt::str_equal_ascii(a[2], "exec")) mode = syn::Mode::Exec;
  else if (rt::str_equal_ascii(a[2], "eval")) mode = syn::Mode::Eval;
  else if (rt::str_equal_ascii(a[2], "single")) mode = syn::Mode::Single;
  else if (rt::str_equal_ascii(a[2], "func_type")) mode = syn::Mode::FuncType;
  else
    return rt::raise_value_error(t, flags & kOnlyAst ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                                                     : "compile() mode must be 'exec', 'eval' or 'single'");
  if (mode == syn::Mode::FuncType && !(flags & kOnlyAst))
    return rt::raise_value_error(t, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  bool is_node = ast::is_node(a[0]), is_code = rt::is_exact(a[0], TypeId::kCode);
  if ((is_node || is_code) && !rt::audit_py(t, "compile", is_node ? Value() : a[0], filename.get())) return Ref();
  if (is_code) return Ref::share(t, a[0]);
  if (is_node) {
    if (!(flags & kOnlyAst)) return ast::compile_nodes_py(t, a[0], filename, mode, options);
    if (!ast::is_root_of_mode(t, a[0], mode)) return Ref();
    return flags & kOptimizedAst ? ast::optimize_nodes_py(t, a[0], mode, options) : Ref::share(t, a[0]);
  }
  std::string source;
  if (!source_text_py(t, a[0], "compile", "string, bytes or AST object", &source)) return Ref();
  if (!audit_compile_py(t, source, filename)) return Ref();
  options.source_is_str = rt::is_str(a[0]);
  if (flags & kOnlyAst && feature_version > 0) options.feature_version = feature_version;
  if (flags & kOnlyAst)
    return ast::parse_to_nodes_py(t, source, filename, mode, options, flags & kTypeComments, flags & kOptimizedAst);
  // Bytes are what importlib compiles, which has a cache of its own.
  return options.source_is_str ? compile_cached_py(t, source, filename, mode, options)
                               : comp::compile_source_py(t, source, filename, mode, options);
}

// Globals and locals of eval and exec with their defaults.
static bool namespaces_py(Thread& t, const char* function, Value globals, Value locals, Ref* g, Ref* l) {
  bool has_globals = globals && !rt::is_same(globals, rt::kNone),
       has_locals = locals && !rt::is_same(locals, rt::kNone);
  if (has_globals && !rt::is_any_dict(globals)) {
    if (function == std::string_view("eval")) {
      return rt::raise_type_error(t, rt::type_of(globals)->slots.getitem
                                         ? "globals must be a real dict; try eval(code, {}, mapping)"
                                         : "globals must be a dict");
    }
    return rt::raise_type_error(t, "%s() globals must be a dict, not %T", function, globals);
  }
  if (has_locals && !rt::is_dict(locals) && !rt::type_of(locals)->slots.getitem) {
    return rt::raise_type_error(t, "%s() locals must be a mapping or None, not %T", function, locals);
  }
  if (!has_globals && !t.frame) return no_frame(t, function);
  *g = Ref::share(t, has_globals ? globals : Value(frame_globals(t.frame)));
  if (has_locals) *l = Ref::share(t, locals);
  else *l = has_globals ? Ref::share(t, *g) : frame_locals_py(t, t.frame);
  if (!*l) return false;
  auto* dict = rt::as_dict(*g);
  Ref present = rt::dict_get_str(t, dict, rt::name(rt::N::__builtins__));
  if (present || t.error) return bool(present);
  if (rt::is_frozendict(*g)) return rt::raise_type_error(t, "cannot assign __builtins__ to frozendict globals");
  return rt::dict_set_str(t, dict, rt::name(rt::N::__builtins__), Ref::share(t, shown_builtins(frame_builtins(t))));
}

// Checks the `closure` argument of exec (empty: not given): it must be a tuple with one cell for each free variable,
// since handlers read cells from it without a check.
static bool check_closure(Thread& t, const Code* code, syn::Mode mode, Value closure) {
  u64 wanted = rt::as_tuple(code->free_names.get())->length;
  if (!closure && wanted == 0) return true;
  if (mode == syn::Mode::Eval)
    return rt::raise_type_error(t, "code object passed to eval() may not contain free variables");
  if (wanted == 0) return rt::raise_type_error(t, "cannot use a closure with this code object");
  bool fits = closure && rt::is_exact(closure, TypeId::kTuple) && rt::as_tuple(closure)->length == wanted;
  for (u64 i = 0; fits && i < wanted; ++i) fits = rt::is_exact((*rt::as_tuple(closure))[i], TypeId::kCell);
  return fits || rt::raise_type_error(t, "code object requires a closure of exactly length %lld",
                                      static_cast<long long>(wanted));
}

static Ref run_source_py(Thread& t, Value source, const char* function, syn::Mode mode, Value globals, Value locals,
                         Value closure) {
  Ref g, l;
  if (!namespaces_py(t, function, globals, locals, &g, &l)) return Ref();
  Ref code, module;
  if (rt::is_exact(source, TypeId::kCode)) {
    code = Ref::share(t, source);
    if (!check_closure(t, code.as<Code>(), mode, closure)) return Ref();
  } else {
    if (closure) return rt::raise_type_error(t, "closure can only be used when source is a code object");
    std::string text;
    if (!source_text_py(t, source, function, "string, bytes or code object", &text)) return Ref();
    if (mode == syn::Mode::Eval) text.erase(0, text.find_first_not_of(" \t"));
    comp::CompileOptions options;
    options.optimize = default_optimize();
    options.namespace_code = true;
    options.source_is_str = rt::is_str(source);
    module = rt::dict_get_str(t, rt::as_dict(g), rt::name(rt::N::__name__));
    if (t.error) return Ref();
    if (module && rt::is_str(module)) options.module = module;
    if (t.frame) options.inherited_flags = code_of(t.frame)->flags & 0x1fe0000;
    Ref filename = rt::make_str(t, "<string>");
    if (!filename || !audit_compile_py(t, text, filename)) return Ref();
    code = compile_cached_py(t, text, filename, mode, options);
  }
  Code* form = code && rt::audit_py(t, "exec", code.get()) ? code.as<Code>() : nullptr;
  // Module code stores its names without asking the class of its globals, as code of a namespace does.
  if (form && (!rt::is_same(g, l) || !rt::is_exact_dict(g))) form = comp::namespace_form(t, form);
  return form ? run_code_py(t, form, g, l, closure) : Ref();
}

static Ref builtin_eval(Thread& t, Value source, Value globals, Value locals) {
  return run_source_py(t, source, "eval", syn::Mode::Eval, globals, locals, Value());
}

static Ref builtin_exec(Thread& t, Value source, Value globals, Value locals, Value closure) {
  if (closure && rt::is_same(closure, rt::kNone)) closure = Value();
  Ref v = run_source_py(t, source, "exec", syn::Mode::Exec, globals, locals, closure);
  return v ? rt::none() : Ref();
}

static Ref builtin_globals(Thread& t) { return t.frame ? Ref::share(t, Value(frame_globals(t.frame))) : rt::none(); }

Ref current_locals_py(Thread& t) { return t.frame ? frame_locals_py(t, t.frame) : (no_frame(t, "locals"), Ref()); }

static Ref builtin_locals(Thread& t) { return current_locals_py(t); }

static Ref builtin_import(Thread& t, Value name, Value globals, Value, Value fromlist, Value level) {
  i32 n = 0;
  if (level && !rt::to_i32_py(t, level, &n)) return Ref();
  return import_py(t, name, globals, fromlist, n);
}

// The names and their types are checked now, what else may be wrong when the module is needed.
static Ref builtin_lazy_import(Thread& t, Value name, Value globals, Value locals, Value fromlist, Value level) {
  i32 n = 0;
  if (!rt::is_str(name)) return rt::raise_type_error(t, "module name must be a string, got %T", name);
  if (level && !rt::to_i32_py(t, level, &n)) return Ref();
  if (n < 0) return rt::raise_value_error(t, "level must be >= 0");
  if (!globals || rt::is_same(globals, rt::kNone)) {
    if (!t.frame) return rt::raise_type_error(t, "__lazy_import__() missing globals when called without a frame");
    globals = Value(frame_globals(t.frame));
  }
  if (!rt::is_any_dict(globals)) return rt::raise_type_error(t, "expect dict for globals, got %T", globals);
  if (!locals || rt::is_same(locals, rt::kNone)) locals = globals;
  return lazy_import_py(t, ImportRequest{name, globals, locals, fromlist ? fromlist : rt::kNone, n});
}

const rt::MethodDef kExecBuiltins[] = {
    {"__build_class__", builtin_build_class, "(...)", "Internal helper of the class statement."},
    {"__import__", builtin_import, "(name, globals=None, locals=None, fromlist=(), level=0)", "Import a module."},
    {"__lazy_import__", builtin_lazy_import, "(name, globals=None, locals=None, fromlist=(), level=0)",
     "Return an object that imports a module when it is needed."},
    {"compile", builtin_compile,
     "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, module=None, _feature_version=-1)",
     "A code object for exec() or eval(), made from source text or a tree."},
    {"eval", builtin_eval, "(source, /, globals=None, locals=None)", "Evaluate an expression in the given namespaces."},
    {"exec", builtin_exec, "(source, /, globals=None, locals=None, *, closure=None)",
     "Run code in the given namespaces."},
    {"globals", builtin_globals, "()", "The namespace of the running module."},
    {"locals", builtin_locals, "()", "The local variables of the running code."},
    {},
};

}  // namespace vm
