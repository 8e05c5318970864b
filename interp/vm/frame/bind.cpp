// Binding the arguments of a call to the parameters of a Python function, with CPython's error messages.
#include <algorithm>
#include <memory>

#include "interp/vm/cache/loaded.h"
#include "interp/vm/frame/call.h"
#include "interp/vm/handler.h"
#include "runtime/text/similar.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

struct Binding {
  Thread& t;
  Function* function;
  Code* code;
  Value* r;           // parameters of the new frame
  const Value* args;  // positional, then keyword values; owned when `moving`
  bool moving;
  u32 positional;
  Value names;

  // For a parameter, which owns it from now on. A lent argument stays lent there.
  Value take_argument(u32 i) { return moving ? args[i] : hold(&t, args[i]); }
  // For a container, in which a lent argument must be counted.
  Ref counted_argument(u32 i) {
    if (!moving) return Ref::share(t, args[i]);
    return args[i].is_uncounted() ? Ref::share(t, args[i]) : Ref::steal(args[i]);
  }
  Value parameter_name(u32 i) { return (*rt::as_tuple(code->local_names.get()))[i]; }
};

const char* plural(u64 n) { return n == 1 ? "" : "s"; }

bool too_many_positional(Binding& b) {
  u32 defaults = b.function->defaults.get() ? static_cast<u32>(rt::as_tuple(b.function->defaults.get())->length) : 0;
  u32 wanted = b.code->positional, keyword_given = 0;
  for (u32 i = 0; i < b.code->keyword_only; ++i) keyword_given += bool(b.r[wanted + i]);
  Ref name = rt::load_field(b.t, b.function, b.function->qualname);
  char range[48], extra[80] = "";
  if (defaults) {
    snprintf(range, sizeof range, "from %d to %u positional arguments", static_cast<int>(wanted - defaults), wanted);
  } else {
    snprintf(range, sizeof range, "%u positional argument%s", wanted, plural(wanted));
  }
  if (keyword_given) {
    snprintf(extra, sizeof extra, " positional argument%s (and %u keyword-only argument%s)", plural(b.positional),
             keyword_given, plural(keyword_given));
  }
  return rt::raise_type_error(b.t, "%S() takes %s but %d%s %s given", name.get(), range, static_cast<int>(b.positional),
                              extra, b.positional == 1 && !keyword_given ? "was" : "were");
}

bool missing_arguments(Binding& b, u32 from, u32 to, const char* kind) {
  Ref name = rt::load_field(b.t, b.function, b.function->qualname);
  u32 count = 0, seen = 0;
  for (u32 i = from; i < to; ++i) count += !b.r[i];
  Ref text = rt::make_str_ascii(b.t, "");
  for (u32 i = from; i < to && text; ++i) {
    if (b.r[i]) continue;
    ++seen;
    const char* before = seen == 1 ? "" : seen == count ? (count == 2 ? " and " : ", and ") : ", ";
    text = rt::format_message(b.t, "%S%s'%S'", text.get(), before, b.parameter_name(i));
  }
  if (!text) return false;
  return rt::raise_type_error(b.t, "%S() missing %d required %s argument%s: %S", name.get(), static_cast<int>(count),
                              kind, plural(count), text.get());
}

// Index of the parameter that takes keyword `name`, or -1.
i32 keyword_parameter(Binding& b, Value name) {
  auto* names = rt::as_tuple(b.code->local_names.get());
  u32 end = b.code->positional + b.code->keyword_only;
  for (u32 i = b.code->positional_only; i < end; ++i) {
    if (rt::is_same((*names)[i], name)) return static_cast<i32>(i);
  }
  // The names of parameters are interned: an interned name that is none of them is equal to none of them.
  if (rt::is_exact_str(name) && rt::is_interned(name)) return -1;
  for (u32 i = b.code->positional_only; i < end; ++i) {
    if (rt::str_equal((*names)[i], name)) return static_cast<i32>(i);
  }
  return -1;
}

// The positional-only parameters among the keywords of the call, as "a, b"; empty without an error if there are none.
Ref positional_only_keywords(Binding& b) {
  // lint: borrow: the names of a code object never change, and the function holds the code
  auto *names = rt::as_tuple(b.code->local_names.get()), *given = rt::as_tuple(b.names);
  Ref text;
  for (u32 i = 0; i < b.code->positional_only; ++i) {
    auto is_parameter = [&](const rt::Slot& k) { return rt::str_equal(k.get(), (*names)[i]); };
    if (std::none_of(given->items, given->items + given->length, is_parameter)) continue;
    text = text ? rt::format_message(b.t, "%S, %S", text.get(), (*names)[i]) : Ref::share(b.t, (*names)[i]);
    if (!text) return text;
  }
  return text;
}

bool unexpected_keyword(Binding& b, Value keyword) {
  Ref name = rt::load_field(b.t, b.function, b.function->qualname);
  Ref misplaced = positional_only_keywords(b);
  if (b.t.error) return false;
  if (misplaced) {
    return rt::raise_type_error(b.t, "%S() got some positional-only arguments passed as keyword arguments: '%S'",
                                name.get(), misplaced.get());
  }
  auto* names = rt::as_tuple(b.code->local_names.get());
  std::string wrong = rt::misspelt_name(keyword);
  rt::text::ClosestName closest(wrong);
  for (u32 i = b.code->positional_only; i < b.code->positional + b.code->keyword_only; ++i)
    closest.offer(rt::to_wtf8((*names)[i]));
  if (closest.best()) {
    return rt::raise_type_error(b.t, "%S() got an unexpected keyword argument '%S'. Did you mean '%s'?", name.get(),
                                keyword, closest.best()->c_str());
  }
  return rt::raise_type_error(b.t, "%S() got an unexpected keyword argument '%S'", name.get(), keyword);
}

bool bind_keywords(Binding& b, Value mapping, u32* taken) {
  auto* names = rt::as_tuple(b.names);
  for (u32 i = 0; i < names->length; ++i) {
    Value keyword = (*names)[i];
    i32 parameter = keyword_parameter(b, keyword);
    if (parameter < 0) {
      if (!mapping) return unexpected_keyword(b, keyword);
      Ref value = b.counted_argument(b.positional + i);
      *taken = i + 1;
      if (!rt::dict_set_str(b.t, rt::as_dict(mapping), keyword, std::move(value))) return false;
      continue;
    }
    if (b.r[parameter]) {
      Ref name = rt::load_field(b.t, b.function, b.function->qualname);
      return rt::raise_type_error(b.t, "%S() got multiple values for argument '%S'", name.get(), keyword);
    }
    b.r[parameter] = b.take_argument(b.positional + i);
    *taken = i + 1;
  }
  return true;
}

bool bind_defaults(Binding& b) {
  Ref defaults = rt::load_field(b.t, b.function, b.function->defaults);
  u32 count = defaults ? static_cast<u32>(rt::as_tuple(defaults)->length) : 0;
  u32 wanted = b.code->positional, first = count > wanted ? 0 : wanted - count;
  for (u32 i = 0; i < first; ++i) {
    if (!b.r[i]) return missing_arguments(b, 0, first, "positional");
  }
  for (u32 i = first; i < wanted; ++i) {
    if (!b.r[i])
      b.r[i] = Ref::share(b.t, (*rt::as_tuple(defaults))[i - first + (count > wanted ? count - wanted : 0)]).release();
  }
  Ref keyword_defaults = rt::load_field(b.t, b.function, b.function->keyword_defaults);
  u32 end = wanted + b.code->keyword_only;
  for (u32 i = wanted; i < end; ++i) {
    if (b.r[i] || !keyword_defaults) continue;
    Ref v = rt::dict_get_str(b.t, rt::as_dict(keyword_defaults), b.parameter_name(i));
    if (v) b.r[i] = v.release();
    if (b.t.error) return false;
  }
  for (u32 i = wanted; i < end; ++i) {
    if (!b.r[i]) return missing_arguments(b, wanted, end, "keyword-only");
  }
  return true;
}

bool bind_all(Binding& b, u32* positional_taken, u32* keywords_taken) {
  Code* code = b.code;
  u32 fixed = code->positional + code->keyword_only, next = fixed;
  u32 direct = b.positional < code->positional ? b.positional : code->positional;
  for (u32 i = 0; i < direct; ++i) b.r[i] = b.take_argument(i);
  *positional_taken = direct;
  Value mapping;
  if (code->flags & comp::kVarArgs) {
    u32 extra = b.positional - direct;
    Ref rest = extra ? rt::make_tuple_uninitialised(b.t, extra) : Ref::steal(rt::empty_tuple());
    if (!rest) return false;
    for (u32 i = 0; i < extra; ++i) rt::init_field(rt::as_tuple(rest)->items[i], b.counted_argument(direct + i));
    *positional_taken = b.positional;
    b.r[next++] = rest.release();
  }
  if (code->flags & comp::kVarKeywords) {
    mapping = rt::make_dict(b.t).release();
    if (!mapping) return false;
    b.r[next++] = mapping;
  }
  if (b.names && !bind_keywords(b, mapping, keywords_taken)) return false;
  if (!(code->flags & comp::kVarArgs) && b.positional > code->positional) return too_many_positional(b);
  // Code with a namespace takes no arguments. Unless run_body_py replaces it, its namespace is the module's.
  if (code->flags & comp::kNamespace) b.r[0] = Ref::share(b.t, Value(b.function->globals)).release();
  return bind_defaults(b);
}

}  // namespace

namespace {

constexpr u32 kPlainParameters = 16;

// A value of a slot that the caller keeps alive and no other thread changes, fit for a register and owned.
Value keep(Thread& t, Value v) { return keep_loaded(&t, v) ? v : hold_foreign(t, v); }

constexpr u8 kNoParameter = 0xFF;

// The parameter of each keyword argument in a plain call.
struct KeywordPlan {
  const rt::Tuple* names;          // of the parameters
  u32 parameters, first;           // the first parameter that a keyword may fill
  u32 positional_only;             // no keyword may name these
  bool gathers;                    // keywords that name no parameter go into **kwargs
  u32 taken;                       // a bit for each parameter that has an argument
  u32 others = 0;                  // number of keywords that name no parameter
  u8 parameter[kPlainParameters];  // of each keyword; kNoParameter: it goes into **kwargs

  KeywordPlan(const Code* code, u32 parameters, u32 positional, bool gathers)
      : names(rt::as_tuple(code->local_names.get())),
        parameters(parameters),
        first(positional > code->positional_only ? positional : code->positional_only),
        positional_only(code->positional_only),
        gathers(gathers),
        taken((1u << positional) - 1) {}

  // The parameter that keyword number i fills; kNoParameter: it goes into **kwargs. False: the call is wrong, or the
  // name has to be compared by its characters.
  TINYPY_INLINE bool add(u32 i, Value name, u8* filled) {
    u32 p = find(i, name);
    if (p >= parameters) {
      *filled = kNoParameter;
      others += 1;
      return gathers && names_none(name);
    }
    if (taken >> p & 1) return false;
    *filled = static_cast<u8>(p);
    taken |= 1u << p;
    return true;
  }

  // The parameter, among those that a keyword may fill; `parameters`: there is none.
  u32 find(u32 i, Value name) const {
    u32 p = first + i;  // tried first: keywords usually have the order of the parameters
    if (p < parameters && rt::is_same((*names)[p], name)) return p;
    for (p = first; p < parameters && !rt::is_same((*names)[p], name);) ++p;
    return p;
  }

 private:
  // True if a keyword that fills no parameter is not the name of one with a positional argument either. The names of
  // parameters are interned.
  bool names_none(Value name) const {
    if (!rt::is_exact_str(name) || !rt::is_interned(name)) return false;
    for (u32 p = positional_only; p < first; ++p) {
      if (rt::is_same((*names)[p], name)) return false;
    }
    return true;
  }
};

// The defaults of a function, borrowed until the next safepoint.
class PlainDefaults {
 public:
  explicit PlainDefaults(const Function* f)
      : code_(f->code), positional_(f->defaults.get_shared()), keywords_(f->keyword_defaults.get_shared()) {
    u32 count = positional_ ? static_cast<u32>(rt::as_tuple(positional_)->length) : 0;
    first_ = count <= code_->positional ? code_->positional - count : code_->positional;
  }
  // Empty: the parameter has none.
  Value of(u32 parameter) const {
    if (parameter < code_->positional)
      return parameter >= first_ ? rt::as_tuple(positional_)->items[parameter - first_].get() : Value();
    if (!keywords_) return Value();
    const Slot* slot = nullptr;
    Value name = (*rt::as_tuple(code_->local_names.get()))[parameter];
    if ((slot = entry_in_order(parameter - code_->positional, name))) return slot->get();
    bool known = rt::dict_find_slot(rt::as_dict(keywords_), name, &slot);
    return known && slot ? slot->get_shared() : Value();
  }

 private:
  // Mostly each keyword-only parameter has a default, in the order of the parameters: then the dict need not be
  // searched. Null: the entry is another one, or other threads may change the dict.
  const Slot* entry_in_order(u64 entry, Value name) const {
    const rt::Dict* defaults = rt::as_dict(keywords_);
    if (gc::kFreeThreaded && defaults->published()) return nullptr;
    const rt::DictTable* table = defaults->table.load(gc::relaxed);
    bool found = entry < table->entries_used.load(gc::relaxed) && rt::is_same(table->key(entry).get(), name);
    return found ? &table->value(entry) : nullptr;
  }

  const Code* code_;
  Value positional_, keywords_;
  u32 first_;
};

// The number of parameters of an awake function, without **kwargs, if it has no *args; else kNotSimple. *gathers: it
// has **kwargs.
u32 named_parameters(const Function* f, bool* gathers) {
  u32 simple = f->simple_args.load(gc::acquire);
  *gathers = false;
  if (simple != kNotSimple) return simple == kAsleep ? kNotSimple : simple;
  if (f->code->flags & (comp::kVarArgs | comp::kNamespace)) return kNotSimple;
  *gathers = f->code->flags & comp::kVarKeywords;
  return f->code->positional + f->code->keyword_only;
}

// Fetches the defaults of the parameters without an argument. False: one has none, or another thread owns it; nothing
// has been fetched.
bool fetch_defaults(Thread& t, const Function* function, const KeywordPlan& plan, Value* bound) {
  PlainDefaults defaults(function);
  for (u32 p = 0; p < plan.parameters; ++p) {
    if (plan.taken >> p & 1) continue;
    bound[p] = defaults.of(p);
    if (bound[p] && keep_loaded(&t, bound[p])) continue;
    bound[p] = Value();
    for (u32 i = 0; i < p; ++i) {
      if (!(plan.taken >> i & 1)) consume(&t, bound[i]);
    }
    return false;
  }
  return true;
}

// True if so many arguments may be a plain call of a function with so many parameters.
bool is_plain_call(const Function* function, u32 parameters, u32 positional, u64 keywords, bool gathers) {
  return parameters <= kPlainParameters && positional <= function->code->positional &&
         (positional + keywords <= parameters || (gathers && keywords <= kPlainParameters));
}

// Puts the values of the dict into the places of the parameters that its keys name. False: a key names none, and the
// function has no **kwargs.
bool fill_from_dict(Thread& t, const rt::Dict* mapping, KeywordPlan* plan, Value* bound) {
  const rt::DictTable* table = mapping->table.load(gc::relaxed);
  u32 i = 0;
  for (u64 entry = 0, n = table->entries_used.load(gc::relaxed); entry < n; ++entry) {
    Value name = table->key(entry).get();
    if (!name) continue;
    u8 p;
    if (!plan->add(i++, name, &p)) return false;
    if (p != kNoParameter) bound[p] = keep(t, table->value(entry).get());
  }
  return true;
}

// The dict for **kwargs: the entries of a dict that name no parameter. It may be the dict itself.
Ref others_of_dict(Thread& t, const KeywordPlan& plan, rt::Dict* mapping) {
  if (plan.others == mapping->size() && plan.others) return Ref::share(t, Value(mapping));
  Ref rest = rt::make_dict(t);
  // lint: borrow: the mapping has been made for the call, and the names are strs, so that no __eq__ runs
  const rt::DictTable* table = mapping->table.load(gc::relaxed);
  u64 n = plan.others ? table->entries_used.load(gc::relaxed) : 0;
  for (u64 entry = 0; entry < n && rest; ++entry) {
    Value name = table->key(entry).get();
    if (!name || plan.find(0, name) < plan.parameters) continue;
    if (!rt::dict_set_str(t, rt::as_dict(rest), name, Ref::share(t, table->value(entry).get()))) return Ref();
  }
  return rest;
}

// The same for keyword arguments in registers.
Ref others_of_window(Thread& t, const KeywordPlan& plan, const rt::Tuple* names, const Value* values) {
  Ref rest = rt::make_dict(t);
  u32 n = plan.others ? static_cast<u32>(names->length) : 0;
  for (u32 i = 0; i < n && rest; ++i) {
    if (plan.parameter[i] != kNoParameter) continue;
    if (!rt::dict_set_str(t, rt::as_dict(rest), (*names)[i], Ref::share(t, values[i]))) return Ref();
  }
  return rest;
}

// True if no key of the dict can be the name of a parameter: all are interned, and none is the same.
bool names_no_parameter(const Code* code, const rt::Dict* mapping) {
  if (code->positional == code->positional_only) return true;
  const rt::DictTable* table = mapping->table.load(gc::relaxed);
  const rt::Tuple* names = rt::as_tuple(code->local_names.get());
  for (u64 entry = 0, n = table->entries_used.load(gc::relaxed); entry < n; ++entry) {
    Value key = table->key(entry).get();
    if (!key) continue;
    if (!rt::is_exact_str(key) || !rt::is_interned(key)) return false;
    for (u32 p = code->positional_only; p < code->positional; ++p) {
      if (rt::is_same((*names)[p], key)) return false;
    }
  }
  return true;
}

// The tuple for *args: the items from `first` on. If these are all, the sequence of the call itself is right.
Ref rest_of(Thread& t, Value sequence, const Slot* items, u32 first, u32 count) {
  if (first == count) return Ref::steal(rt::empty_tuple());
  if (first == 0 && rt::is_exact_tuple(sequence)) return Ref::share(t, sequence);
  Ref rest = rt::make_tuple_uninitialised(t, count - first);
  for (u32 i = first; i < count && rest; ++i)
    rt::init_field(rt::as_tuple(rest)->items[i - first], Ref::share(t, items[i].get()));
  return rest;
}

// The rest of bind_named() for a function with **kwargs.
[[gnu::noinline]] u32 gather_named(Thread& t, const Function* function, Value* window, u32 positional,
                                   const rt::Tuple* names, const KeywordPlan& plan) {
  u32 parameters = plan.parameters, keywords = names ? static_cast<u32>(names->length) : 0;
  Value* values = window + positional;
  Value bound[kPlainParameters + 1];
  Ref others = others_of_window(t, plan, names, values);
  if (!others || !fetch_defaults(t, function, plan, bound)) {
    rt::clear_error(t);  // the slow path tries again
    return 0;
  }
  bound[parameters] = others.release();
  for (u32 i = 0; i < keywords; ++i) {
    if (plan.parameter[i] == kNoParameter) consume(&t, values[i]);
    else bound[plan.parameter[i]] = values[i];
  }
  copy_words(values, bound + positional, parameters + 1 - positional);
  for (u32 i = parameters + 1; i < positional + keywords; ++i) window[i] = Value();
  return parameters + 1;
}

}  // namespace

u32 bind_named(Thread& t, const Function* function, Value* window, u32 positional, const rt::Tuple* names) {
  bool gathers;
  u32 parameters = named_parameters(function, &gathers), keywords = names ? static_cast<u32>(names->length) : 0;
  if (!is_plain_call(function, parameters, positional, keywords, gathers)) return 0;
  KeywordPlan plan(function->code, parameters, positional, gathers);
  for (u32 i = 0; i < keywords; ++i) {
    if (!plan.add(i, (*names)[i], &plan.parameter[i])) return 0;
  }
  if (gathers) return gather_named(t, function, window, positional, names, plan);
  Value bound[kPlainParameters];
  if (!fetch_defaults(t, function, plan, bound)) return 0;
  for (u32 i = 0; i < keywords; ++i) bound[plan.parameter[i]] = window[positional + i];
  copy_words(window + positional, bound + positional, parameters - positional);
  return parameters;
}

u32 bind_expanded(Thread& t, const Function* function, Value* window, const Slot* items, u32 positional,
                  rt::Dict* mapping) {
  bool gathers;
  u32 parameters = named_parameters(function, &gathers);
  if (!is_plain_call(function, parameters, positional, mapping->size(), gathers) ||
      (gathers && positional == parameters))  // bind_gathered() takes the mapping itself
    return 0;
  KeywordPlan plan(function->code, parameters, positional, gathers);
  Value bound[kPlainParameters + 1];
  bool filled = fill_from_dict(t, mapping, &plan, bound);
  if (filled && gathers) bound[parameters] = others_of_dict(t, plan, mapping).release();
  bool failed = filled && gathers && !bound[parameters];
  if (!filled || failed || !fetch_defaults(t, function, plan, bound)) {
    release_registers(t, bound, parameters + gathers);
    return failed ? kBindFailed : 0;
  }
  for (u32 i = 0; i < positional; ++i) bound[i] = hold(&t, items[i].get());
  copy_words(window, bound, parameters + gathers);
  return parameters + gathers;
}

u32 bind_gathered(Thread& t, const Function* function, Value* window, const Slot* items, u32 positional) {
  const Code* code = function->code;
  constexpr u32 kTakes = comp::kVarArgs | comp::kVarKeywords | comp::kNamespace;
  bool rest = code->flags & comp::kVarArgs;
  if (function->simple_args.load(gc::acquire) != kNotSimple ||
      (code->flags & kTakes & ~u32{comp::kVarArgs}) != comp::kVarKeywords || code->keyword_only ||
      positional < code->positional || (!rest && positional > code->positional) ||
      !names_no_parameter(code, rt::as_dict(window[1])))
    return 0;
  Value sequence = window[0], mapping = window[1];
  Ref extra = rest ? rest_of(t, sequence, items, code->positional, positional) : Ref();
  if (rest && !extra) return kBindFailed;
  window[0] = window[1] = Value();
  u32 next = 0;
  for (; next < code->positional; ++next) window[next] = keep(t, items[next].get());
  if (rest) window[next++] = extra.release();
  window[next++] = mapping;
  drop(&t, sequence);
  return next;
}

// Fast path: positional arguments are in place, and the remaining parameters have defaults. False: the call is of
// another kind, or a default belongs to another thread; nothing has changed.
static bool bind_trailing_defaults(Thread& t, Function* function, Value* r, u32 given) {
  Code* code = function->code;
  constexpr u32 kMore = comp::kVarArgs | comp::kVarKeywords;
  if ((code->flags & kMore) || code->keyword_only || given >= code->positional) return false;
  Value defaults = function->defaults.get_shared();
  u32 count = defaults ? static_cast<u32>(rt::as_tuple(defaults)->length) : 0;
  if (code->positional - given > count || count > code->positional) return false;
  u32 first = code->positional - count;
  for (u32 i = given; i < code->positional; ++i) {
    r[i] = (*rt::as_tuple(defaults))[i - first];
    if (keep_loaded(&t, r[i])) continue;
    // Another thread owns the default, which may die with the tuple when the function's defaults are replaced. Only the
    // slow path can count it.
    for (r[i] = Value(); i > given; --i) consume(&t, r[i - 1]);
    return false;
  }
  for (u32 i = code->positional; i < code->locals; ++i) r[i] = Value();
  return true;
}

// Fast path for functions with *args or **kwargs that are called with positional arguments. False: the call is of
// another kind. True: *bound tells whether binding has succeeded.
static bool bind_rest(Thread& t, Function* function, Value* r, const CallArgs& args, bool in_place, bool* bound) {
  Code* code = function->code;
  bool takes_rest = code->flags & comp::kVarArgs, takes_keywords = code->flags & comp::kVarKeywords;
  if (!(takes_rest || takes_keywords) || code->keyword_only || args.names || args.positional < code->positional ||
      (!takes_rest && args.positional > code->positional))
    return false;
  u32 extra = args.positional - code->positional;
  Ref rest = extra ? rt::make_tuple_uninitialised(t, extra) : Ref::steal(rt::empty_tuple());
  const Value* values = in_place ? r : args.values;
  for (u32 i = 0; i < extra && rest; ++i) {
    Value v = values[code->positional + i];
    rt::init_field(rt::as_tuple(rest)->items[i], in_place && !v.is_uncounted() ? Ref::steal(v) : Ref::share(t, v));
    if (in_place) r[code->positional + i] = Value();
  }
  Ref mapping = rest && takes_keywords ? rt::make_dict(t) : Ref();
  *bound = rest && (mapping || !takes_keywords);
  if (!*bound) {
    for (u32 i = 0; i < args.positional && in_place; ++i) consume(&t, r[i]);
    return true;
  }
  for (u32 i = 0; i < code->positional && !in_place; ++i) r[i] = hold(&t, args.values[i]);
  u32 next = code->positional;
  if (takes_rest) r[next++] = rest.release();
  if (takes_keywords) r[next++] = mapping.release();
  for (; next < code->locals; ++next) r[next] = Value();
  return true;
}

u32 bind_rest_in_place(Thread& t, Function* function, Value* window, u32 positional) {
  bool bound;
  if (!bind_rest(t, function, window, CallArgs{window, positional, Value()}, true, &bound)) return 0;
  return bound ? function->code->locals : kBindFailed;
}

// Fast path for arguments outside the window: all parameters have names, and each has an argument or a default. False:
// the call is of another kind, or is wrong; nothing has changed.
static bool bind_copies(Thread& t, const Function* function, Value* r, const CallArgs& args) {
  bool gathers;
  u32 parameters = named_parameters(function, &gathers), positional = args.positional;
  if (gathers || !is_plain_call(function, parameters, positional, args.keywords(), false)) return false;
  KeywordPlan plan(function->code, parameters, positional, false);
  for (u32 i = 0; i < args.keywords(); ++i) {
    if (!plan.add(i, (*rt::as_tuple(args.names))[i], &plan.parameter[i])) return false;
  }
  if (!fetch_defaults(t, function, plan, r)) return false;
  for (u32 i = 0; i < positional; ++i) r[i] = hold(&t, args.values[i]);
  for (u32 i = 0; i < args.keywords(); ++i) r[plan.parameter[i]] = hold(&t, args.values[positional + i]);
  for (u32 i = parameters; i < function->code->locals; ++i) r[i] = Value();
  return true;
}

// The general way. It is never inlined, because callers keep their frames while the function runs.
[[gnu::noinline]] static bool bind_any_py(Thread& t, Function* function, Value* r, const CallArgs& args,
                                          bool in_place) {
  Code* code = function->code;
  u32 total = args.positional + args.keywords();
  Value small[16];
  std::unique_ptr<Value[]> large;
  const Value* values = args.values;
  if (in_place) {  // the arguments are copied away first, since binding overwrites their registers
    Value* copy = small;
    if (total > 16) {
      large.reset(new Value[total]);
      copy = large.get();
    }
    for (u32 i = 0; i < total; ++i) copy[i] = r[i];
    values = copy;
  }
  // Only arguments in place must be cleared beyond the locals; others may be more than the window has room for.
  for (u32 i = 0, n = in_place && total > code->locals ? total : code->locals; i < n; ++i) r[i] = Value();
  Binding b{t, function, code, r, values, in_place, args.positional, args.names};
  u32 positional_taken = 0, keywords_taken = 0;
  if (bind_all(b, &positional_taken, &keywords_taken)) return true;
  Value error = std::exchange(t.error, Value());
  if (in_place) {
    for (u32 i = positional_taken; i < args.positional; ++i) drop(&t, values[i]);
    for (u32 i = args.positional + keywords_taken; i < total; ++i) drop(&t, values[i]);
  }
  for (u32 i = 0; i < code->locals; ++i) consume(&t, r[i]);
  t.error = error;
  return false;
}

bool bind_arguments_py(Thread& t, Function* function, Value* r, const CallArgs& args, bool in_place) {
  u32 keywords = args.keywords(), total = args.positional + keywords;
  if (in_place && !args.names && bind_trailing_defaults(t, function, r, args.positional)) return true;
  if (!in_place && bind_copies(t, function, r, args)) return true;
  if (function->simple_args.load(gc::acquire) == total && !keywords) {
    for (u32 i = 0; i < total && !in_place; ++i) r[i] = hold(&t, args.values[i]);
    for (u32 i = total; i < function->code->locals; ++i) r[i] = Value();
    return true;
  }
  bool bound;
  if (bind_rest(t, function, r, args, in_place, &bound)) return bound;
  return bind_any_py(t, function, r, args, in_place);
}

}  // namespace vm
