// _json.make_scanner: text to values. One Scan object lives for one call, so a scanner may be shared by threads.
#include <string>

#include "runtime/library/formats/json.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/num/float_text.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/ascii.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::json {

namespace {

Type* g_scanner = nullptr;

// Never changes once made.
struct ScannerObject : Object {
  Slot object_hook, object_pairs_hook, array_hook, parse_float, parse_int, parse_constant;
  bool strict;
};

// One call of a scanner: recursive descent over the document. Positions are code points. The functions take the index
// of the first character and set *end behind the last one.
class Scan {
 public:
  Scan(Thread& t, ScannerObject* scanner, Value document)
      : t_(t), scanner_(scanner), document_(document), view_(str_view(document)) {}

  Ref value_py(u64 i, u64* end) {
    if (i >= view_.length) return nothing_at(i);
    switch (u32 c = view_.at(i)) {
      case '"': return scan_string_py(t_, document_, i + 1, scanner_->strict, end);
      case '{': return object_py(i + 1, end);
      case '[': return array_py(i + 1, end);
      case 'n': return word(i, "null", end) ? none() : nothing_at(i);
      case 't': return word(i, "true", end) ? Ref::immediate(kTrue) : nothing_at(i);
      case 'f': return word(i, "false", end) ? Ref::immediate(kFalse) : nothing_at(i);
      case 'N': return constant_py(i, "NaN", end);
      case 'I': return constant_py(i, "Infinity", end);
      default:
        if (c == '-' && word(i, "-Infinity", end)) return constant_py(i, "-Infinity", end);
        return number_py(i, end);
    }
  }

 private:
  u32 at(u64 i) const { return i < view_.length ? view_.at(i) : 0; }
  u64 skip_space(u64 i) const {
    for (u32 c = at(i); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = at(i)) ++i;
    return i;
  }
  Ref nothing_at(u64 i) { return raise_stop_iteration(t_, Value::small_int(static_cast<i64>(i))); }
  Ref wrong(const char* message, u64 i) { return raise_decode_error_py(t_, message, document_, i); }

  bool word(u64 i, std::string_view text, u64* end) const {
    if (view_.length - i < text.size()) return false;
    for (u64 k = 0; k < text.size(); ++k) {
      if (view_.at(i + k) != static_cast<u8>(text[k])) return false;
    }
    *end = i + text.size();
    return true;
  }
  Ref constant_py(u64 i, const char* text, u64* end) {
    if (!word(i, text, end)) return nothing_at(i);
    Ref name = make_str_ascii(t_, text);
    return name ? call_py(t_, scanner_->parse_constant.get(), name) : Ref();
  }

  // ---- numbers

  u64 skip_digits(u64 i) const {
    while (text::is_ascii_digit(at(i))) ++i;
    return i;
  }
  Ref number_py(u64 start, u64* end) {
    u64 i = start + (at(start) == '-');
    if (!text::is_ascii_digit(at(i))) return nothing_at(start);
    i = at(i) == '0' ? i + 1 : skip_digits(i);
    bool is_float = false;
    if (at(i) == '.' && text::is_ascii_digit(at(i + 1))) {
      is_float = true;
      i = skip_digits(i + 2);
    }
    if ((at(i) | 0x20) == 'e') {
      u64 k = i + 1;
      if (at(k) == '-' || at(k) == '+') ++k;
      if (text::is_ascii_digit(at(k))) {
        is_float = true;
        i = skip_digits(k);
      }
    }
    *end = i;
    return is_float ? float_py(start, i) : int_py(start, i);
  }
  Ref text_of(u64 start, u64 end) {
    return str_substring(t_, document_, static_cast<i64>(start), static_cast<i64>(end));
  }

  Ref int_py(u64 start, u64 end) {
    constexpr u64 kSafeDigits = 18;
    Value parse = scanner_->parse_int.get();
    if (parse.object() == kIntType && end - start <= kSafeDigits) {
      bool negative = view_.at(start) == '-';
      i64 n = 0;
      for (u64 i = start + negative; i < end; ++i) n = n * 10 + static_cast<i64>(view_.at(i) - '0');
      return make_int(t_, negative ? -n : n);
    }
    Ref text = text_of(start, end);
    if (!text) return Ref();
    return parse.object() == kIntType ? int_from_text(t_, text, 10) : call_py(t_, parse, text);
  }
  Ref float_py(u64 start, u64 end) {
    Value parse = scanner_->parse_float.get();
    if (parse.object() != kFloatType) {
      Ref text = text_of(start, end);
      return text ? call_py(t_, parse, text) : Ref();
    }
    std::size_t used;
    if (view_.kind == 1) {
      return make_float(
          t_, num::parse_float_prefix({reinterpret_cast<const char*>(view_.units1()) + start, end - start}, used));
    }
    text::ByteBuilder ascii(end - start);
    for (u64 i = start; i < end && ascii.ok(); ++i) ascii.append(static_cast<u8>(view_.at(i)));
    return ascii.ok() ? make_float(t_, num::parse_float_prefix(ascii.text(), used)) : Ref(raise_memory_error(t_));
  }

  // ---- containers

  Ref hooked_array_py(Ref list) {
    Value hook = scanner_->array_hook.get();
    return hook == kNone ? std::move(list) : call_py(t_, hook, list);
  }

  Ref array_py(u64 i, u64* end) {
    NativeDepth depth(t_, " while decoding a JSON array from a unicode string");
    Ref list = depth ? make_list(t_) : Ref();
    if (!list) return Ref();
    i = skip_space(i);
    if (at(i) == ']') return *end = i + 1, hooked_array_py(std::move(list));
    for (;;) {
      Ref item = value_py(i, &i);
      if (!item || !list_append(t_, as_list(list), std::move(item)) || !poll_py(t_)) return Ref();
      i = skip_space(i);
      if (at(i) == ']') break;
      if (at(i) != ',') return wrong("Expecting ',' delimiter", i);
      u64 comma = i;
      i = skip_space(i + 1);
      if (at(i) == ']') return wrong("Illegal trailing comma before end of array", comma);
    }
    *end = i + 1;
    return hooked_array_py(std::move(list));
  }

  // A key. Equal keys of a document are one object.
  Ref key_py(u64 i, u64* end) {
    if (at(i) != '"') return wrong("Expecting property name enclosed in double quotes", i);
    Ref key = scan_string_py(t_, document_, i + 1, scanner_->strict, end);
    if (!key) return Ref();
    if (!memo_) memo_ = make_dict(t_);
    return memo_ ? dict_setdefault_py(t_, as_dict(memo_), key, key) : Ref();
  }
  bool add_member_py(Value members, Ref key, Ref value) {
    if (is_exact_dict(members)) return dict_set_str(t_, as_dict(members), key, std::move(value));
    Ref pair = make_tuple(t_, key, value);
    return pair && list_append(t_, as_list(members), std::move(pair));
  }
  // A member: key, colon and value. *end is behind the value.
  bool member_py(u64 i, Value members, u64* end) {
    Ref key = key_py(i, &i);
    if (!key) return false;
    i = skip_space(i);
    if (at(i) != ':') return bool(wrong("Expecting ':' delimiter", i));
    Ref value = value_py(skip_space(i + 1), end);
    return value && add_member_py(members, std::move(key), std::move(value));
  }
  Ref object_py(u64 i, u64* end) {
    NativeDepth depth(t_, " while decoding a JSON object from a unicode string");
    bool pairs = scanner_->object_pairs_hook.get() != kNone;
    Ref members = !depth ? Ref() : pairs ? make_list(t_) : make_dict(t_);
    if (!members) return Ref();
    i = skip_space(i);
    while (at(i) != '}') {
      if (!member_py(i, members, &i) || !poll_py(t_)) return Ref();
      i = skip_space(i);
      if (at(i) == '}') break;
      if (at(i) != ',') return wrong("Expecting ',' delimiter", i);
      u64 comma = i;
      i = skip_space(i + 1);
      if (at(i) == '}') return wrong("Illegal trailing comma before end of object", comma);
    }
    *end = i + 1;
    if (pairs) return call_py(t_, scanner_->object_pairs_hook.get(), members);
    Value hook = scanner_->object_hook.get();
    return hook == kNone ? std::move(members) : call_py(t_, hook, members);
  }

  Thread& t_;
  ScannerObject* scanner_;
  Value document_;
  text::StrView view_;
  Ref memo_;
};

Ref scanner_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(context)");
  Value context;
  if (!bind_arguments(t, "make_scanner", kSignature, args, &context)) return Ref();
  Ref strict = getattr_py(t, context, "strict");
  int is_strict = strict ? truth_py(t, strict) : -1;
  if (is_strict < 0) return Ref();
  struct {
    const char* name;
    Slot ScannerObject::* slot;
    Ref value;
  } attributes[] = {{"object_hook", &ScannerObject::object_hook, Ref()},
                    {"object_pairs_hook", &ScannerObject::object_pairs_hook, Ref()},
                    {"array_hook", &ScannerObject::array_hook, Ref()},
                    {"parse_float", &ScannerObject::parse_float, Ref()},
                    {"parse_int", &ScannerObject::parse_int, Ref()},
                    {"parse_constant", &ScannerObject::parse_constant, Ref()}};
  for (auto& attribute : attributes) {
    bool known = attribute.slot != &ScannerObject::array_hook || library_minor() >= 15;
    attribute.value = known ? getattr_py(t, context, attribute.name) : none();
    if (!attribute.value) return Ref();
  }
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  auto* scanner = self.as<ScannerObject>();
  scanner->strict = is_strict;
  for (auto& attribute : attributes) init_field(scanner->*attribute.slot, std::move(attribute.value));
  return self;
}

Ref scanner_call(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(string, idx)");
  Value bound[2];
  i64 index;
  u64 end;
  if (!bind_arguments(t, "scan_once", kSignature, args, bound) || !size_argument_py(t, bound[1], &index)) return Ref();
  if (!is_str(bound[0])) return raise_type_error(t, "first argument must be a string, not %T", bound[0]);
  if (index < 0) return raise_value_error(t, "idx cannot be negative");
  Ref value = Scan(t, self.as<ScannerObject>(), bound[0]).value_py(static_cast<u64>(index), &end);
  return value ? make_tuple(t, value, Value::small_int(static_cast<i64>(end))) : Ref();
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr MemberDef kScannerMembers[] = {
    {"strict", MemberKind::kBool, offsetof(ScannerObject, strict), true, "strict"},
    {"object_hook", MemberKind::kSlot, offsetof(ScannerObject, object_hook), true, "object_hook"},
    {"object_pairs_hook", MemberKind::kSlot, offsetof(ScannerObject, object_pairs_hook)},
    {"array_hook", MemberKind::kSlot, offsetof(ScannerObject, array_hook), true, "array_hook"},
    {"parse_float", MemberKind::kSlot, offsetof(ScannerObject, parse_float), true, "parse_float"},
    {"parse_int", MemberKind::kSlot, offsetof(ScannerObject, parse_int), true, "parse_int"},
    {"parse_constant", MemberKind::kSlot, offsetof(ScannerObject, parse_constant), true, "parse_constant"},
    {}};
#pragma GCC diagnostic pop
using S = ScannerObject;
constexpr TypeSpec kScannerSpec = {
    .name = "_json.Scanner",
    .size = sizeof(ScannerObject),
    .flags = kTypeTraced,
    .doc = "JSON scanner object",
    .lifetime = SlotsOf<S, &S::object_hook, &S::object_pairs_hook, &S::array_hook, &S::parse_float, &S::parse_int,
                        &S::parse_constant>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.create = scanner_create;
          s.call = scanner_call;
          return s;
        }(),
    .members = kScannerMembers,
};

}  // namespace

bool add_scanner(Thread& t, Value module) {
  if (!g_scanner) g_scanner = make_native_type(t, kScannerSpec);
  return module_add(t, module, "make_scanner", Ref::share(t, g_scanner));
}

}  // namespace rt::json
