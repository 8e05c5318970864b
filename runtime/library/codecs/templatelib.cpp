// string.templatelib.Template and Interpolation (PEP 750).
#include "runtime/library/codecs/templatelib.h"

#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// Immutable once made.
struct Interpolation : Object {
  Slot value, expression, conversion, format_spec;
};
struct Template : Object {
  Slot strings, interpolations;
};

struct Types {
  Type *interpolation, *of_template;
};
// Made at the first use, then constant.
gc::Atomic<Types*> g_types{nullptr};
Type* interpolation_type() { return g_types.load(gc::acquire)->interpolation; }
Type* template_type() { return g_types.load(gc::acquire)->of_template; }
void trace_roots(gc::Visitor& visitor) {
  visitor(interpolation_type());
  visitor(template_type());
}

Interpolation* interpolation_of(Value v) { return v.as<Interpolation>(); }
Tuple* strings_of(Value v) { return as_tuple(v.as<Template>()->strings.get()); }
Tuple* interpolations_of(Value v) { return as_tuple(v.as<Template>()->interpolations.get()); }
bool is_interpolation(Value v) { return type_of(v) == interpolation_type(); }
bool is_template(Value v) { return type_of(v) == template_type(); }

// ---- Interpolation

template <Slot Interpolation::* kField>
Ref get_field(Thread& t, Value self) {
  return Ref::share(t, (interpolation_of(self)->*kField).get());
}

Ref new_interpolation(Thread& t, Value value, Value expression, Value conversion, Value format_spec) {
  Ref self = allocate_instance(t, interpolation_type());
  if (!self) return Ref();
  Interpolation* i = interpolation_of(self);
  init_field(i->value, Ref::share(t, value));
  init_field(i->expression, Ref::share(t, expression));
  init_field(i->conversion, Ref::share(t, conversion));
  init_field(i->format_spec, Ref::share(t, format_spec));
  return self;
}

Ref interpolation_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature =
      parse_signature("(value, expression=<unrepresentable>, conversion=None, format_spec=<unrepresentable>)");
  Value p[4];
  if (!bind_arguments(t, "Interpolation", kSignature, args, p)) return Ref();
  Ref empty = make_str(t, "");
  if (!empty) return Ref();
  for (u32 i : {1u, 3u}) {
    if (!p[i]) p[i] = empty;
    if (!is_str(p[i]))
      return raise_type_error(t, "Interpolation() argument '%s' must be str, not %A",
                              i == 1 ? "expression" : "format_spec", p[i]);
  }
  bool known = is_same(p[2], kNone);
  if (!known && !is_str(p[2]))
    return raise_type_error(t, "Interpolation() argument 'conversion' must be str, not %A", p[2]);
  for (const char* letter : {"s", "r", "a"}) known = known || str_equal_ascii(p[2], letter);
  if (!known) return raise_value_error(t, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
  return new_interpolation(t, p[0], p[1], p[2], p[3]);
}

Ref interpolation_repr(Thread& t, Value self) {
  Interpolation* i = interpolation_of(self);
  return format_message(t, "Interpolation(%R, %R, %R, %R)", i->value.get(), i->expression.get(), i->conversion.get(),
                        i->format_spec.get());
}
Ref interpolation_reduce(Thread& t, Value self) {
  Interpolation* i = interpolation_of(self);
  Value fields[] = {i->value.get(), i->expression.get(), i->conversion.get(), i->format_spec.get()};
  Ref args = make_tuple(t, fields, 4);
  return args ? make_tuple(t, Value(interpolation_type()), args) : Ref();
}

// ---- Template

Ref get_strings(Thread& t, Value self) { return Ref::share(t, Value(strings_of(self))); }
Ref get_interpolations(Thread& t, Value self) { return Ref::share(t, Value(interpolations_of(self))); }
Ref get_values(Thread& t, Value self) {
  Tuple* parts = interpolations_of(self);
  Ref values = make_list(t, parts->length);
  for (u64 i = 0; values && i < parts->length; ++i)
    if (!list_append(t, as_list(values), interpolation_of((*parts)[i])->value.get())) return Ref();
  return values ? list_to_tuple(t, values) : Ref();
}

Ref template_repr(Thread& t, Value self) {
  return format_message(t, "Template(strings=%R, interpolations=%R)", Value(strings_of(self)),
                        Value(interpolations_of(self)));
}

// The parts in order, without empty strings.
Ref template_iter(Thread& t, Value self) {
  Tuple *strings = strings_of(self), *parts = interpolations_of(self);
  Ref items = make_list(t, strings->length + parts->length);
  for (u64 i = 0; items && i < strings->length; ++i) {
    Value text = (*strings)[i];
    if (as_str(text)->length && !list_append(t, as_list(items), text)) return Ref();
    if (i < parts->length && !list_append(t, as_list(items), (*parts)[i])) return Ref();
  }
  return items ? iter_py(t, items) : Ref();
}

// Collects strings and interpolations, and joins neighbouring strings so that both alternate.
class TemplateBuilder {
 public:
  explicit TemplateBuilder(Thread& t) : t_(t), strings_(make_list(t)), parts_(make_list(t)), text_(make_str(t, "")) {}
  bool add_text(Value text) {
    if (!strings_ || !parts_ || !text_) return false;
    text_ = str_concat(t_, text_, text);
    return bool(text_);
  }
  bool add_part(Value part) {
    if (!strings_ || !parts_ || !text_) return false;
    if (!list_append(t_, as_list(strings_), std::move(text_)) || !list_append(t_, as_list(parts_), part)) return false;
    text_ = make_str(t_, "");
    return bool(text_);
  }
  bool add_template(Value other) {
    Tuple *strings = strings_of(other), *parts = interpolations_of(other);
    for (u64 i = 0; i < strings->length; ++i) {
      if (!add_text((*strings)[i]) || (i < parts->length && !add_part((*parts)[i]))) return false;
    }
    return true;
  }
  Ref finish() {
    if (!strings_ || !parts_ || !text_ || !list_append(t_, as_list(strings_), std::move(text_))) return Ref();
    Ref strings = list_to_tuple(t_, strings_), parts = list_to_tuple(t_, parts_);
    return strings && parts ? make_template(t_, strings, parts) : Ref();
  }

 private:
  Thread& t_;
  Ref strings_, parts_, text_;
};

Ref template_create(Thread& t, Type*, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "Template.__new__ only accepts *args arguments");
  TemplateBuilder builder(t);
  for (u32 i = 0; i < args.positional; ++i) {
    bool text = is_str(args[i]);
    if (!text && !is_interpolation(args[i])) {
      return raise_type_error(t, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %T", args[i]);
    }
    if (!(text ? builder.add_text(args[i]) : builder.add_part(args[i]))) return Ref();
  }
  return builder.finish();
}

Ref template_concat(Thread& t, Value a, Value b) {
  if (!is_template(a) || !is_template(b)) {
    Value other = is_template(a) ? b : a;
    return raise_type_error(
        t, "can only concatenate string.templatelib.Template (not \"%T\") to string.templatelib.Template", other);
  }
  TemplateBuilder builder(t);
  return builder.add_template(a) && builder.add_template(b) ? builder.finish() : Ref();
}

Ref template_reduce(Thread& t, Value self) {
  Ref library = import_module_py(t, "string.templatelib");
  Ref function = library ? getattr_py(t, library, "_template_unpickle") : Ref();
  Ref args = make_tuple(t, Value(strings_of(self)), Value(interpolations_of(self)));
  return function && args ? make_tuple(t, function, args) : Ref();
}

// ---- tables

constexpr GetSetDef kInterpolationGetSet[] = {{"value", get_field<&Interpolation::value>},
                                              {"expression", get_field<&Interpolation::expression>},
                                              {"conversion", get_field<&Interpolation::conversion>},
                                              {"format_spec", get_field<&Interpolation::format_spec>},
                                              {}};
constexpr MethodDef kInterpolationMethods[] = {
    {"__reduce__", interpolation_reduce, "(self, /)"}, kClassGetitemMethod, {}};
constexpr GetSetDef kTemplateGetSet[] = {
    {"strings", get_strings}, {"interpolations", get_interpolations}, {"values", get_values}, {}};
constexpr MethodDef kTemplateMethods[] = {{"__reduce__", template_reduce, "(self, /)"}, kClassGetitemMethod, {}};

constexpr TypeSpec kInterpolationSpec = {
    .name = "string.templatelib.Interpolation",
    .size = sizeof(Interpolation),
    .flags = kTypeTraced,
    .doc = "A replacement field of a t-string.",
    .lifetime = SlotsOf<Interpolation, &Interpolation::value, &Interpolation::expression, &Interpolation::conversion,
                        &Interpolation::format_spec>::kLifetime,
    .slots = {.repr = interpolation_repr, .create = interpolation_create},
    .methods = kInterpolationMethods,
    .getset = kInterpolationGetSet,
};
constexpr TypeSpec kTemplateSpec = {
    .name = "string.templatelib.Template",
    .size = sizeof(Template),
    .flags = kTypeTraced,
    .doc = "The value of a t-string.",
    .lifetime = SlotsOf<Template, &Template::strings, &Template::interpolations>::kLifetime,
    .slots = {.repr = template_repr, .iter = template_iter, .concat = template_concat, .create = template_create},
    .methods = kTemplateMethods,
    .getset = kTemplateGetSet,
};

void ensure_types(Thread& t) {
  Types* known = g_types.load(gc::acquire);
  if (known) return;
  auto* made = new Types{make_native_type(t, kInterpolationSpec), make_native_type(t, kTemplateSpec)};
  Ref names[] = {intern(t, "value"), intern(t, "expression"), intern(t, "conversion"), intern(t, "format_spec")};
  Ref match_args = make_tuple_stealing(t, names, 4);
  dict_set_cstr(t, made->interpolation->dict, "__match_args__", std::move(match_args));
  // Several threads may make types at once: the first ones are kept.
  if (g_types.compare_exchange_strong(known, made, gc::acq_rel, gc::acquire)) gc::add_root_tracer(trace_roots);
  else delete made;
}

}  // namespace

Ref make_interpolation(Thread& t, Value value, Value expression, u32 conversion, Value format_spec) {
  ensure_types(t);
  char letter[] = {static_cast<char>(conversion), 0};
  Ref shown = conversion ? intern(t, letter) : none();
  return shown ? new_interpolation(t, value, expression, shown, format_spec) : Ref();
}

static bool are_template_parts(const Tuple* strings, const Tuple* interpolations) {
  bool right = strings->length == interpolations->length + 1;
  for (u64 i = 0; right && i < strings->length; ++i) right = is_str((*strings)[i]);
  for (u64 i = 0; right && i < interpolations->length; ++i) right = is_interpolation((*interpolations)[i]);
  return right;
}

Ref make_template(Thread& t, Value strings, Value interpolations) {
  ensure_types(t);
  if (!are_template_parts(as_tuple(strings), as_tuple(interpolations)))
    return raise(t, kSystemErrorType, "a template string consists of strings and interpolations");
  Ref self = allocate_instance(t, template_type());
  if (!self) return Ref();
  init_field(self.as<Template>()->strings, Ref::share(t, strings));
  init_field(self.as<Template>()->interpolations, Ref::share(t, interpolations));
  return self;
}

}  // namespace rt
