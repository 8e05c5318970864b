// Calls of native functions: binds arguments to the parameters of a signature, and raises CPython's messages if they do
// not fit.
#include "runtime/object/native.h"
#include "runtime/object/extension.h"

#include <string>

#include "runtime/object/ops.h"
#include "runtime/text/similar.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

Value default_value(const ParamDef& param) {
  switch (param.default_kind) {
    case DefaultKind::kNone: return kNone;
    case DefaultKind::kTrue: return kTrue;
    case DefaultKind::kFalse: return kFalse;
    case DefaultKind::kInt: return Value::small_int(param.default_int);
    default: return Value();
  }
}

bool has_receiver(const Signature& s) {
  return s.kind == MethodKind::kClass || (s.kind == MethodKind::kInstance && s.count > 0 && s.params[0].name == "self");
}

namespace {

const char* plural(i64 n) { return n == 1 ? "" : "s"; }
bool takes_keyword(const ParamDef& p) {
  return p.kind == ParamKind::kPositionalOrKeyword || p.kind == ParamKind::kKeywordOnly;
}

// Binds the arguments of one call.
class Binder {
 public:
  // `bound` has one empty Value for each parameter. The binder owns the tuple of *args and the dict of **kwargs that it
  // puts there. `module`: the name of the called function's module, or empty.
  Binder(Thread& t, const char* name, const Signature& signature, const CallArgs& args, Value* bound,
         Value module = Value())
      : t_(t),
        name_(name),
        sig_(signature),
        args_(args),
        module_(module),
        hidden_(has_receiver(signature) ? 1 : 0),
        bound_(bound) {}

  bool run() {
    if (!(sig_.simple ? check_simple() : check_counts())) return false;
    place_positional();
    if (sig_.var_args && !collect_var_args()) return false;
    if (sig_.var_keywords && !make_var_keywords()) return false;
    return place_keywords() && fill_defaults() && (!unexpected_ || reject_unexpected());
  }

 private:
  i64 given() const { return static_cast<i64>(args_.positional) - hidden_; }
  i64 max_positional() const { return sig_.positional - hidden_; }
  i64 min_positional() const { return sig_.required > hidden_ ? sig_.required - hidden_ : 0; }
  i64 named() const { return sig_.count - hidden_ - sig_.var_args - sig_.var_keywords; }
  i64 min_positional_only() const {
    i64 n = 0;
    for (int i = hidden_; i < sig_.count; ++i) {
      n += sig_.params[i].kind == ParamKind::kPositionalOnly && sig_.params[i].default_kind == DefaultKind::kRequired;
    }
    return n;
  }

  // "list.append", "math.sqrt": the name with the method's class, or with the module unless that is builtins.
  std::string qualified_name() const {
    bool in_module = module_ && is_str(module_) && !str_equal_ascii(module_, "builtins");
    if (in_module) return to_wtf8(module_) + "." + name_;
    if (!hidden_ || args_.positional == 0) return name_;
    Value self = args_[0];
    Type* type = sig_.kind == MethodKind::kClass && is_type(self) ? self.as<Type>() : type_of(self);
    Ref key = make_str(t_, std::string_view(name_));
    Ref mro = load_field(t_, type, type->mro);
    const Type* owner = type;
    for (u64 i = 0; key && i < as_tuple(mro)->length; ++i) {
      Type* c = (*as_tuple(mro))[i].as<Type>();
      if (c->dict && dict_get_str(t_, c->dict, key)) owner = c;
    }
    return std::string(type_name(owner)) + "." + name_;
  }

  // Checks the number of arguments of a signature with positional-only parameters only.
  bool check_simple() {
    if (args_.keywords()) return raise_type_error(t_, "%s() takes no keyword arguments", qualified_name().c_str());
    i64 n = given(), low = min_positional(), high = max_positional();
    if (n >= low && n <= high) return true;
    if (high == 0) return raise_type_error(t_, "%s() takes no arguments (%lld given)", qualified_name().c_str(), n);
    if (high == 1 && low == 1) {
      return raise_type_error(t_, "%s() takes exactly one argument (%lld given)", qualified_name().c_str(), n);
    }
    i64 bound = n < low ? low : high;
    const char* how = low == high ? "" : n < low ? "at least " : "at most ";
    return raise_type_error(t_, "%s expected %s%lld argument%s, got %lld", name_, how, bound, plural(bound), n);
  }

  // "sorted()"; for a constructor without a name the word `nameless`.
  std::string callee(const char* nameless = "function") const { return name_ ? std::string(name_) + "()" : nameless; }

  bool check_counts() {
    i64 n = given(), high = max_positional(), only = min_positional_only();
    i64 total = n + args_.keywords();
    if (!sig_.var_args && !sig_.var_keywords && total > named()) {
      return raise_type_error(t_, "%s takes at most %lld %sargument%s (%lld given)", callee().c_str(), named(),
                              n == 0 ? "keyword " : "", plural(named()), total);
    }
    if (!sig_.var_args && n > high) {
      if (high == 0) return raise_type_error(t_, "%s takes no positional arguments", callee().c_str());
      return raise_type_error(t_, "%s takes %s %lld positional argument%s (%lld given)", callee().c_str(),
                              min_positional() < high ? "at most" : "exactly", high, plural(high), n);
    }
    if (n < only) {
      return raise_type_error(t_, "%s takes %s %lld positional argument%s (%lld given)", callee().c_str(),
                              only < high ? "at least" : "exactly", only, plural(only), n);
    }
    return true;
  }

  void place_positional() {
    u32 n = args_.positional < sig_.positional ? args_.positional : sig_.positional;
    for (u32 i = 0; i < n; ++i) bound_[i] = args_[i];
  }
  int index_of(ParamKind kind) const {
    for (int i = 0; i < sig_.count; ++i) {
      if (sig_.params[i].kind == kind) return i;
    }
    return -1;
  }
  bool collect_var_args() {
    u32 extra = args_.positional > sig_.positional ? args_.positional - sig_.positional : 0;
    tuple_ = extra ? make_tuple(t_, args_.values + sig_.positional, extra) : Ref::share(t_, empty_tuple());
    bound_[index_of(ParamKind::kVarArgs)] = tuple_;
    return bool(tuple_);
  }
  bool make_var_keywords() {
    dict_ = make_dict(t_);
    bound_[index_of(ParamKind::kVarKeywords)] = dict_;
    return bool(dict_);
  }
  int keyword_index(Value key) const {
    for (int i = hidden_; i < sig_.count; ++i) {
      if (takes_keyword(sig_.params[i]) && str_equal_ascii(key, sig_.params[i].name)) return i;
    }
    return -1;
  }
  // lint: name: it comes before all that the function itself does, and the caller holds the arguments
  bool place_keywords() {
    for (u32 k = 0; k < args_.keywords(); ++k) {
      Value key = (*as_tuple(args_.names))[k];
      Value value = args_.values[args_.positional + k];
      int i = keyword_index(key);
      if (i >= 0 && bound_[i]) {
        return raise_type_error(t_, "argument for %s given by name ('%S') and position (%d)", callee().c_str(), key,
                                i + 1 - hidden_);
      }
      if (i >= 0) {
        bound_[i] = value;
      } else if (!sig_.var_keywords) {
        if (!unexpected_) unexpected_ = key;
      } else if (!dict_set_py(t_, as_dict(dict_), key, value)) {
        return false;
      }
    }
    return true;
  }
  bool fill_defaults() {
    for (int i = 0; i < sig_.count; ++i) {
      const ParamDef& p = sig_.params[i];
      if (bound_[i]) continue;
      if (p.default_kind == DefaultKind::kRequired) {
        std::string name(p.name);
        return raise_type_error(t_, "%s missing required argument '%s' (pos %d)", callee().c_str(), name.c_str(),
                                i + 1 - hidden_);
      }
      bound_[i] = default_value(p);
    }
    return true;
  }
  bool reject_unexpected() {
    bool any = false;
    for (int i = hidden_; i < sig_.count; ++i) any |= takes_keyword(sig_.params[i]);
    if (!any) return raise_type_error(t_, "%s() takes no keyword arguments", qualified_name().c_str());
    std::string wrong = misspelt_name(unexpected_);
    text::ClosestName closest(wrong);
    for (int i = hidden_; i < sig_.count; ++i) {
      if (takes_keyword(sig_.params[i])) closest.offer(sig_.params[i].name);
    }
    if (closest.best()) {
      return raise_type_error(t_, "%s got an unexpected keyword argument '%S'. Did you mean '%s'?",
                              callee("this function").c_str(), unexpected_, closest.best()->c_str());
    }
    return raise_type_error(t_, "%s got an unexpected keyword argument '%S'", callee("this function").c_str(),
                            unexpected_);
  }

  Thread& t_;
  const char* name_;
  const Signature& sig_;
  const CallArgs& args_;
  Value module_;
  int hidden_;
  Value* bound_;
  Value unexpected_;
  Ref tuple_, dict_;
};

template <class Word>
TINYPY_INLINE bool same_word(const void* a, const void* b) {
  Word x, y;
  std::memcpy(&x, a, sizeof x);
  std::memcpy(&y, b, sizeof y);
  return x == y;
}

// Compares a keyword with the name of a parameter. Most names have 4 to 16 characters: these are two words, which may
// overlap, and take no call.
TINYPY_INLINE bool is_named(Value keyword, std::string_view name) {
  const Str* s = as_str(keyword);
  size_t n = name.size();
  if (s->length != n || !s->ascii) return false;
  const u8* a = s->data();
  const char* b = name.data();
  if (n >= 8 && n <= 16) return same_word<u64>(a, b) && same_word<u64>(a + n - 8, b + n - 8);
  if (n >= 4 && n < 8) return same_word<u32>(a, b) && same_word<u32>(a + n - 4, b + n - 4);
  return std::memcmp(a, b, n) == 0;
}

// The first parameter from `from` on that takes this keyword; s.count: there is none.
u32 named_parameter(const Signature& s, u32 from, Value keyword) {
  u32 i = from;
  while (i < s.count && !(takes_keyword(s.params[i]) && is_named(keyword, s.params[i].name))) ++i;
  return i;
}

// The fast path: positional arguments fill the first parameters, keywords some of the others, defaults the rest. False:
// the Binder must place the arguments or raise the error. `bound` has room for all parameters.
bool place_plain(const Signature& s, const CallArgs& args, Value* bound) {
  u32 given = args.positional, keywords = args.keywords();
  if (s.var_args || s.var_keywords || given + keywords < s.required || given > s.positional) return false;
  for (u32 i = 0; i < given; ++i) bound[i] = args[i];
  for (u32 i = given; i < s.count; ++i) bound[i] = Value();
  for (u32 k = 0; k < keywords; ++k) {
    u32 i = named_parameter(s, given, (*as_tuple(args.names))[k]);
    if (i == s.count || bound[i]) return false;
    bound[i] = args.values[given + k];
  }
  for (u32 i = given; i < s.count; ++i) {
    if (bound[i]) continue;
    if (s.params[i].default_kind == DefaultKind::kRequired) return false;  // perhaps keyword-only
    bound[i] = default_value(s.params[i]);
  }
  return true;
}

[[gnu::noinline]] Ref bind_and_invoke(Thread& t, const MethodDef& def, const CallArgs& args, Value module) {
  Value bound[kMaxParams];
  Binder binder(t, def.name, def.signature, args, bound, module);
  return binder.run() ? invoke(t, def, bound) : Ref();
}

// Not inlined: the frame of a call whose arguments need no places stays small.
[[gnu::noinline]] Ref place_and_invoke(Thread& t, const MethodDef& def, const CallArgs& args, Value module) {
  auto* bound = static_cast<Value*>(__builtin_alloca(def.signature.count * sizeof(Value)));
  if (place_plain(def.signature, args, bound)) [[likely]]
    return invoke(t, def, bound);
  return bind_and_invoke(t, def, args, module);
}

inline Ref call_def(Thread& t, const MethodDef& def, const CallArgs& args, Value module) {
  const Signature& s = def.signature;
  if (s.raw) return def.form == MethodDef::kExtension ? def.extension(t, def, args) : def.raw(t, args);
  if (s.fixed && !args.names && args.positional == s.count) return invoke(t, def, args.values);
  return place_and_invoke(t, def, args, module);
}

}  // namespace

Ref call_method_def(Thread& t, const MethodDef& def, const CallArgs& args) { return call_def(t, def, args, Value()); }

Ref call_module_function(Thread& t, const Builtin* builtin, const CallArgs& args) {
  return call_def(t, *builtin->def, args, builtin->module.get());
}

// `function` is the name in messages; null for a constructor without a name.
bool bind_arguments(Thread& t, const char* function, const Signature& signature, const CallArgs& args, Value* out) {
  for (int i = 0; i < signature.count; ++i) out[i] = Value();
  return Binder(t, function, signature, args, out).run();
}

Ref call_method_descriptor(Thread& t, const MethodDescriptor* descriptor, const CallArgs& args) {
  const MethodDef& def = *descriptor->def;
  if (args.positional == 0) {
    return raise_type_error(t, "unbound method %S.%s() needs an argument", descriptor->owner->qualname.get_shared(),
                            def.name);
  }
  if (def.signature.kind == MethodKind::kInstance && !is_instance(args[0], descriptor->owner)) [[unlikely]] {
    return raise_type_error(t, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object", def.name,
                            descriptor->owner, args[0]);
  }
  return call_method_def(t, def, args);
}

bool passes_self(const Builtin* builtin) {
  return builtin->self.get() && builtin->def->signature.kind != MethodKind::kStatic;
}

Ref make_builtin(Thread& t, const MethodDef* def, Value self, Value module_name) {
  struct Shown : Builtin {
    const void* row;  // PyCFunctionObject::m_ml
  };
  bool extension = def->form == MethodDef::kExtension;
  auto* builtin = allocate_exact<Builtin>(t, TypeId::kBuiltin, extension ? sizeof(Shown) : sizeof(Builtin), true);
  if (!builtin) return Ref();
  if (extension) static_cast<Shown*>(builtin)->row = g_extensions.row_of_method(*def);
  builtin->def = def;
  init_field(builtin->self, self && !module_name ? Ref::share(t, self) : Ref());
  init_field(builtin->module, module_name ? Ref::share(t, module_name) : Ref());
  return Ref::steal(builtin);
}

// Adds to the table's text what inspect expects: a `$` before the receiver, and `$module` for functions of modules. A
// raw function shows the text behind its "(...)"; if there is none, the signature is unknown.
Ref method_text_signature(Thread& t, const MethodDef& def) {
  if (def.form == MethodDef::kExtension) {  // written for inspect already
    std::string_view text = g_extensions.signature_of_method(def);
    return text.empty() ? none() : make_str(t, text);
  }
  if (!def.text) return none();
  std::string_view text = def.text;
  text.remove_prefix(text.find('('));
  if (def.signature.raw) text.remove_prefix(std::string_view("(...)").size());
  // '<' marks a default that no Python expression denotes: "<unrepresentable>".
  if (text.empty() || text.find('<') != std::string_view::npos) return none();
  std::string_view rest = text.substr(1);
  bool raw_receiver = def.signature.raw && (rest.starts_with("self,") || rest.starts_with("type"));
  std::string out = "(";
  if (raw_receiver || has_receiver(def.signature)) {
    out += "$";
  } else if (def.signature.kind == MethodKind::kInstance) {
    bool slash = text.find(" /") != std::string_view::npos || text.find("/)") != std::string_view::npos;
    out += slash ? "$module, " : rest == ")" ? "$module" : "$module, /, ";
  }
  out += rest;
  return make_str(t, out);
}

}  // namespace rt
