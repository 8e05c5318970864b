// Module _locale: the C library's locale, and its message catalogues.
#include <langinfo.h>
#include <libintl.h>

#include <algorithm>
#include <climits>
#include <clocale>
#include <cstring>
#include <cwchar>

#include "gc/sync/mutex.h"
#include "runtime/library/os/posix.h"
#include "runtime/library/parts/locale_encoding.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/builder.h"
#include "runtime/types/text/c_text.h"

namespace rt {

namespace {

// Calls `call` under the mutex and copies its text, which the next call may overwrite. False: `call` returned no text.
template <class F>
bool copy_locked(text::ByteBuilder& out, F call) {
  gc::MutexGuard guard(g_locale_mutex);
  const char* text = call();
  if (text) out.append(text);
  return text;
}
Ref locale_text(Thread& t, const text::ByteBuilder& copy) {
  return copy.ok() ? decode_fs(t, copy.text()) : Ref(raise_memory_error(t));
}

Ref raise_locale_error(Thread& t, const char* message) {
  Ref module = import_module_py(t, "_locale");
  Ref type = module ? getattr_py(t, module, "Error") : Ref();
  return type ? Ref(raise(t, type.as<Type>(), "%s", message)) : Ref();
}

Ref locale_setlocale(Thread& t, Value category, Value locale) {
  int which;
  if (!to_i32_py(t, category, &which)) return Ref();
  if (which < 0 || which > 12) return raise_locale_error(t, "unsupported locale setting");
  text::ByteBuilder answer;
  if (locale == kNone) {
    bool ok = copy_locked(answer, [&] { return std::setlocale(which, nullptr); });
    return ok ? locale_text(t, answer) : raise_locale_error(t, "locale query failed");
  }
  if (!is_str(locale)) return raise_type_error(t, "setlocale() argument 2 must be str or None, not %A", locale);
  CText text(t, locale);
  if (!text.ok()) return Ref();
  bool ok = copy_locked(answer, [&] { return std::setlocale(which, text.c_str()); });
  return ok ? locale_text(t, answer) : raise_locale_error(t, "unsupported locale setting");
}

// "\3\3" means groups of three; the list ends with 0 (repeat) or CHAR_MAX.
Ref grouping_list(Thread& t, const char* grouping) {
  Ref list = make_list(t);
  const char* p = grouping;
  for (; list && *p && *p != CHAR_MAX; ++p) {
    if (!list_append(t, as_list(list), make_int(t, *p))) return Ref();
  }
  if (list && p != grouping && !list_append(t, as_list(list), make_int(t, *p == CHAR_MAX ? CHAR_MAX : 0))) return Ref();
  return list;
}

struct Conventions {
  text::ByteBuilder texts[8], groupings[2];
  char numbers[8];
};

// False: no memory.
bool read_conventions(Conventions& out) {
  gc::MutexGuard guard(g_locale_mutex);
  const lconv* c = std::localeconv();
  const char* texts[] = {c->decimal_point,     c->thousands_sep,     c->int_curr_symbol, c->currency_symbol,
                         c->mon_decimal_point, c->mon_thousands_sep, c->positive_sign,   c->negative_sign};
  for (size_t i = 0; i < std::size(texts); ++i) out.texts[i].append(texts[i]);
  const char* groupings[] = {c->grouping, c->mon_grouping};
  for (size_t i = 0; i < std::size(groupings); ++i)
    out.groupings[i].append(groupings[i], std::strlen(groupings[i]) + 1);
  const char numbers[] = {c->int_frac_digits, c->frac_digits,    c->p_cs_precedes, c->p_sep_by_space,
                          c->n_cs_precedes,   c->n_sep_by_space, c->p_sign_posn,   c->n_sign_posn};
  std::memcpy(out.numbers, numbers, sizeof numbers);
  return out.groupings[0].ok() && out.groupings[1].ok();
}

Ref locale_localeconv(Thread& t) {
  static constexpr const char* kTexts[] = {"decimal_point",   "thousands_sep",     "int_curr_symbol",
                                           "currency_symbol", "mon_decimal_point", "mon_thousands_sep",
                                           "positive_sign",   "negative_sign"};
  static constexpr const char* kNumbers[] = {"int_frac_digits", "frac_digits",    "p_cs_precedes", "p_sep_by_space",
                                             "n_cs_precedes",   "n_sep_by_space", "p_sign_posn",   "n_sign_posn"};
  Conventions c;
  if (!read_conventions(c)) return raise_memory_error(t);
  Ref dict = make_dict(t);
  if (!dict) return Ref();
  for (size_t i = 0; i < std::size(kTexts); ++i) {
    if (!dict_set_cstr(t, as_dict(dict), kTexts[i], locale_text(t, c.texts[i]))) return Ref();
  }
  for (size_t i = 0; i < std::size(kNumbers); ++i) {
    if (!dict_set_cstr(t, as_dict(dict), kNumbers[i], make_int(t, c.numbers[i]))) return Ref();
  }
  if (!dict_set_cstr(t, as_dict(dict), "grouping", grouping_list(t, c.groupings[0].text().data()))) return Ref();
  if (!dict_set_cstr(t, as_dict(dict), "mon_grouping", grouping_list(t, c.groupings[1].text().data()))) return Ref();
  return dict;
}

#define TINYPY_LOCALE_CATEGORIES(X) X(LC_CTYPE) X(LC_NUMERIC) X(LC_TIME) X(LC_COLLATE) X(LC_MONETARY) X(LC_MESSAGES) X(LC_ALL) X(CHAR_MAX)
#define TINYPY_LANGINFO_CONSTANTS(X)                                                                                     \
  X(CODESET) X(D_T_FMT) X(D_FMT) X(T_FMT) X(T_FMT_AMPM) X(AM_STR) X(PM_STR) X(RADIXCHAR) X(THOUSEP) X(YESEXPR) X(NOEXPR) \
  X(CRNCYSTR) X(_DATE_FMT) X(ERA) X(ERA_D_FMT) X(ERA_D_T_FMT) X(ERA_T_FMT) X(ALT_DIGITS) X(DAY_1) X(DAY_2) X(DAY_3)      \
  X(DAY_4) X(DAY_5) X(DAY_6) X(DAY_7) X(ABDAY_1) X(ABDAY_2) X(ABDAY_3) X(ABDAY_4) X(ABDAY_5) X(ABDAY_6) X(ABDAY_7)       \
  X(MON_1) X(MON_2) X(MON_3) X(MON_4) X(MON_5) X(MON_6) X(MON_7) X(MON_8) X(MON_9) X(MON_10) X(MON_11) X(MON_12)         \
  X(ABMON_1) X(ABMON_2) X(ABMON_3) X(ABMON_4) X(ABMON_5) X(ABMON_6) X(ABMON_7) X(ABMON_8) X(ABMON_9) X(ABMON_10)         \
  X(ABMON_11) X(ABMON_12)
#define X(name) {#name, name},
constexpr posix::Constant kCategories[] = {TINYPY_LOCALE_CATEGORIES(X){nullptr, 0}};
constexpr posix::Constant kLanginfo[] = {TINYPY_LANGINFO_CONSTANTS(X){nullptr, 0}};
#undef X

bool is_langinfo_constant(int item) {
  return std::any_of(std::begin(kLanginfo), std::end(kLanginfo) - 1,
                     [=](const posix::Constant& c) { return c.value == item; });
}

Ref locale_nl_langinfo(Thread& t, Value key) {
  int item;
  text::ByteBuilder answer;
  if (!to_i32_py(t, key, &item)) return Ref();
  if (!is_langinfo_constant(item) || !copy_locked(answer, [=] { return ::nl_langinfo(item); }))
    return raise_value_error(t, "unsupported langinfo constant");
  return locale_text(t, answer);
}

Ref locale_getencoding(Thread& t) { return locale_encoding(t); }

bool collation_argument(Thread& t, const char* function, int position, Value v) {
  return is_str(v) || raise_type_error(t, "%s() argument %d must be str, not %A", function, position, v);
}

Ref locale_strcoll(Thread& t, Value a, Value b) {
  if (!collation_argument(t, "strcoll", 1, a) || !collation_argument(t, "strcoll", 2, b)) return Ref();
  CText x(t, a), y(t, b);
  if (!x.ok() || !y.ok()) return Ref();
  gc::MutexGuard guard(g_locale_mutex);
  return Ref::immediate(Value::small_int(std::strcoll(x.c_str(), y.c_str())));
}

Ref locale_strxfrm(Thread& t, Value v) {
  if (!collation_argument(t, "strxfrm", 1, v)) return Ref();
  CText text(t, v);
  if (!text.ok()) return Ref();
  size_t size;
  {
    gc::MutexGuard guard(g_locale_mutex);
    size = std::strxfrm(nullptr, text.c_str(), 0);
  }
  auto* room = static_cast<char*>(gc::raw_alloc(size + 1));
  if (!room) return raise_memory_error(t);
  {
    gc::MutexGuard guard(g_locale_mutex);
    std::strxfrm(room, text.c_str(), size + 1);
  }
  Ref result = decode_fs(t, room);
  gc::raw_free(room);
  return result;
}

// ---- message catalogues of the C library

// Is `v` a str, or None if `optional`? False: TypeError is pending.
bool text_argument(Thread& t, const char* function, Value v, bool optional) {
  if (is_str(v) || (optional && v == kNone)) return true;
  return raise_type_error(t, "%s() argument must be str%s, not %A", function, optional ? " or None" : "", v);
}

Ref locale_gettext(Thread& t, Value message) {
  if (!text_argument(t, "gettext", message, false)) return Ref();
  CText text(t, message);
  return text.ok() ? decode_fs(t, ::gettext(text.c_str())) : Ref();
}
Ref locale_dcgettext(Thread& t, Value domain, Value message, Value category) {
  int which = LC_MESSAGES;
  if (!text_argument(t, "dcgettext", domain, true) || !text_argument(t, "dcgettext", message, false)) return Ref();
  if (category && !to_i32_py(t, category, &which)) return Ref();
  CText text(t, message), name(t, is_str(domain) ? domain : message);
  if (!text.ok() || !name.ok()) return Ref();
  return decode_fs(t, ::dcgettext(is_str(domain) ? name.c_str() : nullptr, text.c_str(), which));
}
Ref locale_dgettext(Thread& t, Value domain, Value message) { return locale_dcgettext(t, domain, message, Value()); }

Ref locale_textdomain(Thread& t, Value domain) {
  if (!text_argument(t, "textdomain", domain, true)) return Ref();
  if (domain == kNone) return decode_fs(t, ::textdomain(nullptr));
  CText name(t, domain);
  if (!name.ok()) return Ref();
  const char* now = ::textdomain(name.c_str());
  return now ? decode_fs(t, now) : Ref(raise_os_error(t, errno));
}
Ref locale_bindtextdomain(Thread& t, Value domain, Value directory) {
  if (!text_argument(t, "bindtextdomain", domain, false)) return Ref();
  CText name(t, domain);
  Ref folder = directory == kNone ? Ref() : fs_encode_py(t, directory);
  if (!name.ok() || error_pending(t)) return Ref();
  if (!*name.c_str()) return raise_locale_error(t, "domain must be a non-empty string");
  const char* now =
      ::bindtextdomain(name.c_str(), folder ? reinterpret_cast<const char*>(folder.as<Bytes>()->data()) : nullptr);
  return now ? decode_fs(t, now) : Ref(raise_os_error(t, errno));
}
Ref locale_bind_textdomain_codeset(Thread& t, Value domain, Value codeset) {
  if (!text_argument(t, "bind_textdomain_codeset", domain, false) ||
      !text_argument(t, "bind_textdomain_codeset", codeset, true))
    return Ref();
  CText name(t, domain), coding(t, is_str(codeset) ? codeset : domain);
  if (!name.ok() || !coding.ok()) return Ref();
  const char* now = ::bind_textdomain_codeset(name.c_str(), is_str(codeset) ? coding.c_str() : nullptr);
  return now ? decode_fs(t, now) : none();
}

constexpr MethodDef kFunctions[] = {
    {"setlocale", locale_setlocale, "(category, locale=None, /)", "Activates/queries locale processing."},
    {"localeconv", locale_localeconv, "()"},
    {"nl_langinfo", locale_nl_langinfo, "(key, /)"},
    {"getencoding", locale_getencoding, "()", "Get the current locale encoding."},
    {"strcoll", locale_strcoll, "(os1, os2, /)"},
    {"strxfrm", locale_strxfrm, "(string, /)"},
    {"gettext", locale_gettext, "(msg, /)"},
    {"dgettext", locale_dgettext, "(domain, msg, /)"},
    {"dcgettext", locale_dcgettext, "(domain, msg, category, /)"},
    {"textdomain", locale_textdomain, "(domain, /)"},
    {"bindtextdomain", locale_bindtextdomain, "(domain, dir, /)"},
    {"bind_textdomain_codeset", locale_bind_textdomain_codeset, "(domain, codeset, /)"},
    {}};

bool init(Thread& t, Value module) {
  Ref title = intern(t, "Error"), bases = make_tuple(t, kExceptionType), dict = make_dict(t),
      owner = intern(t, "locale");
  if (!title || !bases || !dict || !owner || !dict_set_str(t, as_dict(dict), name(N::__module__), std::move(owner)))
    return false;
  Ref error = make_class_py(t, kTypeType, title, bases, dict, CallArgs{nullptr, 0, Value()});
  return error && module_add(t, module, "Error", std::move(error)) && posix::add_constants(t, module, kCategories) &&
         posix::add_constants(t, module, kLanginfo);
}

}  // namespace

extern const ModuleDef kUnderLocaleModule = {
    .name = "_locale", .doc = "Support for POSIX locales.", .methods = kFunctions, .init = init};

}  // namespace rt
