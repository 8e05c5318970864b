// _csv.Dialect: the settings of a format, checked.
#include "runtime/library/formats/csv.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/native_modules.h"

namespace rt::csv {

Type* g_dialect_type;

namespace {

enum Setting {
  kDialect,
  kDelimiter,
  kDoubleQuote,
  kEscapeChar,
  kLineTerminator,
  kQuoteChar,
  kQuoting,
  kSkipInitialSpace,
  kStrict,
  kSettings
};
constexpr const char* kNames[kSettings] = {"dialect",   "delimiter", "doublequote",      "escapechar", "lineterminator",
                                           "quotechar", "quoting",   "skipinitialspace", "strict"};

bool flag_py(Thread& t, Value v, bool fallback, bool* out) {
  int yes = v ? truth_py(t, v) : fallback;
  *out = yes > 0;
  return yes >= 0;
}

// Reads a setting that is one character, or None if `optional`.
bool character_py(Thread& t, Setting setting, Value v, u32 fallback, bool optional, u32* out) {
  *out = fallback;
  if (!v) return true;
  if (optional && v == kNone) {
    *out = kNoChar;
    return true;
  }
  if (library_minor() >= 15) {
    const char* wanted = optional ? "a unicode character or None" : "a unicode character";
    if (!is_str(v)) return raise_type_error(t, "\"%s\" must be %s, not %T", kNames[setting], wanted, v);
    if (as_str(v)->length != 1)
      return raise_type_error(t, "\"%s\" must be %s, not a string of length %llu", kNames[setting], wanted,
                              static_cast<unsigned long long>(as_str(v)->length));
  }
  if (!is_str(v))
    return raise_type_error(t, optional ? "\"%s\" must be string or None, not %T" : "\"%s\" must be string, not %T",
                            kNames[setting], v);
  if (as_str(v)->length != 1) return raise_type_error(t, "\"%s\" must be a 1-character string", kNames[setting]);
  *out = as_str(v)->at(0);
  return true;
}

// Refuses a character with a special meaning if the reader could not tell it from the end of a line, or from a space
// that it skips.
bool check_character(Thread& t, const Dialect* d, Setting setting, u32 c, bool may_be_space) {
  if (c == kNoChar) return true;
  if (c == '\r' || c == '\n' || (c == ' ' && !may_be_space))
    return raise_value_error(t, "bad %s value", kNames[setting]);
  const Str* end = as_str(d->line_terminator.get());
  for (u64 i = 0; i < end->length; ++i) {
    if (end->at(i) == c) return raise_value_error(t, "bad %s or lineterminator value", kNames[setting]);
  }
  return true;
}

bool check_characters(Thread& t, const Dialect* d) {
  const struct {
    Setting setting;
    u32 c;
  } given[] = {{kDelimiter, d->delimiter}, {kEscapeChar, d->escape}, {kQuoteChar, d->quote}};
  for (auto [setting, c] : given) {
    if (!check_character(t, d, setting, c, setting == kDelimiter || !d->skip_initial_space)) return false;
  }
  for (int i = 0; i < 3; ++i) {
    for (int j = i + 1; j < 3; ++j) {
      if (given[i].c == given[j].c && given[i].c != kNoChar) {
        return raise_value_error(t, "bad %s or %s value", kNames[given[i].setting], kNames[given[j].setting]);
      }
    }
  }
  return true;
}

bool fill_py(Thread& t, Dialect* d, const Value* a) {
  if (!character_py(t, kDelimiter, a[kDelimiter], ',', false, &d->delimiter)) return false;
  if (!flag_py(t, a[kDoubleQuote], true, &d->double_quote)) return false;
  if (!character_py(t, kEscapeChar, a[kEscapeChar], kNoChar, true, &d->escape)) return false;
  Ref end = a[kLineTerminator] ? Ref::share(t, a[kLineTerminator]) : make_str_ascii(t, "\r\n");
  if (!end) return false;
  if (!is_str(end)) return raise_type_error(t, "\"lineterminator\" must be a string, not %T", end.get());
  init_field(d->line_terminator, std::move(end));
  if (!character_py(t, kQuoteChar, a[kQuoteChar], '"', true, &d->quote)) return false;
  d->quoting = kMinimal;
  if (a[kQuoting]) {
    if (!is_exact_int(a[kQuoting])) return raise_type_error(t, "\"quoting\" must be an integer, not %T", a[kQuoting]);
    if (!to_i32_py(t, a[kQuoting], &d->quoting)) return false;
  }
  if (!flag_py(t, a[kSkipInitialSpace], false, &d->skip_initial_space) || !flag_py(t, a[kStrict], false, &d->strict))
    return false;
  if (d->quoting < 0 || d->quoting >= kQuotingCount) return raise_type_error(t, "bad \"quoting\" value");
  if (a[kQuoteChar] && a[kQuoteChar] == kNone && !a[kQuoting]) d->quoting = kNever;
  if (d->quoting != kNever && d->quote == kNoChar)
    return raise_type_error(t, "quotechar must be set if quoting enabled");
  return check_characters(t, d);
}

Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature(
      "(dialect=<none>, delimiter=<comma>, doublequote=<1>, escapechar=<none>, lineterminator=<crlf>, "
      "quotechar=<quote>, quoting=<0>, "
      "skipinitialspace=<0>, strict=<0>)");
  Value a[kSettings];
  if (!bind_arguments(t, "Dialect", kSignature, args, a)) return Ref();
  Ref base = a[kDialect] && a[kDialect] != kNone ? Ref::share(t, a[kDialect]) : Ref();
  if (base && is_str(base)) {
    base = find_dialect_py(t, base);
    if (!base) return Ref();
  }
  bool changes = false;
  for (int i = kDelimiter; i < kSettings; ++i) changes |= bool(a[i]);
  if (base && !changes && is_instance(base, g_dialect_type)) return base;
  Ref inherited[kSettings];
  for (int i = kDelimiter; base && i < kSettings; ++i) {
    if (a[i]) continue;
    Ref name = intern(t, std::string_view(kNames[i]));
    inherited[i] = name ? getattr_optional_py(t, base, name) : Ref();
    if (!inherited[i] && error_pending(t)) return Ref();
    a[i] = inherited[i];
  }
  Ref object = allocate_instance(t, type);
  return object && fill_py(t, as_dialect(object), a) ? std::move(object) : Ref();
}

// ---- attributes

template <u32 Dialect::* kField>
Ref get_character(Thread& t, Value self) {
  u32 c = as_dialect(self)->*kField;
  return c == kNoChar ? none() : make_char(t, c);
}
template <bool Dialect::* kField>
Ref get_flag(Thread&, Value self) {
  return bool_ref(as_dialect(self)->*kField);
}
Ref get_quoting(Thread& t, Value self) { return make_int(t, as_dialect(self)->quoting); }
Ref get_terminator(Thread& t, Value self) { return Ref::share(t, as_dialect(self)->line_terminator.get()); }

Ref reduce(Thread& t, Value self, Value) { return raise_type_error(t, "cannot pickle '%T' instances", self); }

constexpr MethodDef kDialectMethods[] = {
    {"__reduce_ex__", reduce, "(self, protocol, /)", "Refuses: dialects cannot be pickled."}, {}};
constexpr GetSetDef kDialectGetSet[] = {{"delimiter", get_character<&Dialect::delimiter>},
                                        {"doublequote", get_flag<&Dialect::double_quote>},
                                        {"escapechar", get_character<&Dialect::escape>},
                                        {"lineterminator", get_terminator},
                                        {"quotechar", get_character<&Dialect::quote>},
                                        {"quoting", get_quoting},
                                        {"skipinitialspace", get_flag<&Dialect::skip_initial_space>},
                                        {"strict", get_flag<&Dialect::strict>},
                                        {}};
constexpr Slots kDialectSlots = [] {
  Slots s{};
  s.create = create;
  return s;
}();
constexpr TypeSpec kDialectSpec = {.name = "_csv.Dialect",
                                   .size = sizeof(Dialect),
                                   .flags = kTypeSubclassable | kTypeTraced,
                                   .doc = "How a CSV file is written: its delimiter, quotes and line ends.",
                                   .lifetime = SlotsOf<Dialect, &Dialect::line_terminator>::kLifetime,
                                   .slots = kDialectSlots,
                                   .methods = kDialectMethods,
                                   .getset = kDialectGetSet};

}  // namespace

Ref dialect_from_args_py(Thread& t, const CallArgs& args) { return call_py(t, g_dialect_type, args); }

bool add_dialect_type(Thread& t, Value module) { return add_native_type(t, module, g_dialect_type, kDialectSpec); }

}  // namespace rt::csv
