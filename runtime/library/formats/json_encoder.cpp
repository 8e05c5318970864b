// _json.make_encoder: values to text. One Encode object lives for one call, so an encoder may be shared by threads.
#include <algorithm>

#include "runtime/library/formats/json.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/parts/notes.h"
#include "runtime/num/int_text.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_builder.h"

namespace rt::json {

namespace {

Type* g_encoder = nullptr;

// Never changes once made.
struct EncoderObject : Object {
  Slot markers;  // dict of the objects that are being encoded, or None; never changes
  Slot default_function, encoder, indent, key_separator, item_separator;  // never change
  bool sort_keys, skip_keys, allow_nan;
  // the native function behind `encoder`, if it is one of this module's; else null
  Ref (*native_encoder)(Thread&, Value);
};

// One call of an encoder.
class Encode {
 public:
  Encode(Thread& t, EncoderObject* encoder, i64 level) : t_(t), encoder_(encoder), level_(level) {}

  Ref run_py(Value v) {
    if (!value_py(v)) return Ref();
    Ref text = finish_str(t_, out_);
    return text ? make_tuple(t_, text) : Ref();
  }

 private:
  bool value_py(Value v) {
    if (v == kNone) return literal("null");
    if (v == kTrue) return literal("true");
    if (v == kFalse) return literal("false");
    if (is_str(v)) return string_py(v);
    if (is_int(v)) return int_text(v);
    if (is_float(v)) return float_text(v);
    NativeDepth depth(t_, " while encoding a JSON object");
    if (!depth) return false;
    if (is_list(v) || is_tuple(v)) return list_py(v);
    if (is_any_dict(v)) return dict_py(v);
    return other_py(v);
  }

  bool literal(std::string_view text) {
    out_.append_ascii(text);
    return true;
  }
  bool string_py(Value v) {
    if (encoder_->native_encoder) {
      append_literal(out_, str_view(v), encoder_->native_encoder == encode_basestring_ascii);
      return true;
    }
    Ref text = call_py(t_, encoder_->encoder.get(), v);
    if (!text) return false;
    if (!is_str(text)) return raise_type_error(t_, "encoder() must return a string, not %T", text.get());
    out_.append(str_view(text));
    return true;
  }
  bool int_text(Value v) {
    if (v.is_small_int()) {
      char digits[num::kMaxInt64Text];
      out_.append_ascii({digits, num::write_int64(v.small(), digits)});
      return true;
    }
    Ref text = int_to_str(t_, v);
    if (text) out_.append(str_view(text));
    return bool(text);
  }
  bool float_text(Value v) {
    double d = float_value(v);
    if (!__builtin_isfinite(d)) {
      if (!encoder_->allow_nan) return raise_value_error(t_, "Out of range float values are not JSON compliant: %R", v);
      return literal(d != d ? "NaN" : d > 0 ? "Infinity" : "-Infinity");
    }
    Ref text = float_repr(t_, d);
    if (text) out_.append(str_view(text));
    return bool(text);
  }

  // ---- marking the objects that are being encoded

  Ref mark_py(Value v) {
    Value markers = encoder_->markers.get();
    if (markers == kNone) return none();
    Ref id = make_uint(t_, v.stripped().bits());
    int present = id ? dict_contains_py(t_, as_dict(markers), id) : -1;
    if (present < 0) return Ref();
    if (present) return raise_value_error(t_, "Circular reference detected");
    return dict_set_py(t_, as_dict(markers), id, v) ? std::move(id) : Ref();
  }
  bool unmark_py(const Ref& id) {
    return id.get() == kNone || dict_delete_py(t_, as_dict(encoder_->markers.get()), id) >= 0;
  }

  bool other_py(Value v) {
    Ref id = mark_py(v);
    Ref replacement = id ? call_py(t_, encoder_->default_function.get(), v) : Ref();
    return replacement && (value_py(replacement) || note_part_py(t_, v, "object")) && unmark_py(id);
  }

  // ---- layout

  bool indented() const { return encoder_->indent.get() != kNone; }
  void new_line() {
    if (!indented()) return;
    out_.append(U'\n');
    for (i64 i = 0; i < level_; ++i) out_.append(str_view(encoder_->indent.get()));
  }
  void open(char32_t bracket) {
    out_.append(bracket);
    ++level_;
    new_line();
  }
  void separate() {
    out_.append(str_view(encoder_->item_separator.get()));
    new_line();
  }
  void close(char32_t bracket) {
    --level_;
    new_line();
    out_.append(bracket);
  }

  // ---- containers

  // A subclass may have an iterator of its own: what it yields is written, not what is stored.
  bool list_py(Value v) {
    if (is_exact_list(v) || is_exact_tuple(v)) return items_py(v, v);
    Ref items = to_list_py(t_, v);
    return items && items_py(v, items);
  }

  bool items_py(Value v, Value items) {
    i64 n = is_tuple(items) ? static_cast<i64>(as_tuple(items)->length) : static_cast<i64>(as_list(items)->size());
    if (n == 0) return literal("[]");
    Ref id = mark_py(v);
    if (!id) return false;
    open(U'[');
    i64 index = 0;
    // The list is not copied: a hook that changes the list changes the output, as in CPython.
    bool ok = for_each_py(t_, items, [&](Thread&, Value item) {
      if (index++) separate();
      return value_py(item) || note_item_py(t_, v, Value::small_int(index - 1));
    });
    if (!ok || !unmark_py(id)) return false;
    close(U']');
    return true;
  }

  bool dict_py(Value v) {
    if (as_dict(v)->size() == 0) return literal("{}");
    Ref id = mark_py(v);
    Ref items = !id ? Ref() : is_exact_dict(v) ? dict_items_list(t_, as_dict(v)) : subclass_items_py(v);
    if (!items || (encoder_->sort_keys && !list_sort_py(t_, as_list(items), kNone, false))) return false;
    bool first = true;
    bool late_line = library_minor() >= 15;  // without a member there is no line
    out_.append(U'{');
    ++level_;
    if (!late_line) new_line();
    bool ok = for_each_py(t_, items, [&](Thread&, Value item) {
      if (!is_tuple(item) || as_tuple(item)->length != 2)
        return bool(raise_value_error(t_, "items must return 2-tuples"));
      return member_py(v, (*as_tuple(item))[0], (*as_tuple(item))[1], &first);
    });
    if (!ok || !unmark_py(id)) return false;
    --level_;
    if (!late_line || !first) new_line();
    out_.append(U'}');
    return true;
  }
  Ref subclass_items_py(Value v) {
    Ref items = call_method_py(t_, v, name(N::items));
    return items ? to_list_py(t_, items) : Ref();
  }

  bool member_py(Value dict, Value key, Value value, bool* first) {
    bool simple = is_str(key) || is_int(key) || is_float(key) || key == kNone;
    if (!simple) {
      return encoder_->skip_keys || raise_type_error(t_, "keys must be str, int, float, bool or None, not %T", key);
    }
    if (!std::exchange(*first, false)) separate();
    else if (library_minor() >= 15) new_line();
    if (!key_py(key)) return false;
    out_.append(str_view(encoder_->key_separator.get()));
    return value_py(value) || note_item_py(t_, dict, key);
  }
  // Other simple keys are written like values, in quotes.
  bool key_py(Value key) {
    if (is_str(key)) return string_py(key);
    if (!encoder_->native_encoder) return foreign_key_py(key);
    out_.append(U'"');
    if (!value_py(key)) return false;
    out_.append(U'"');
    return true;
  }
  bool foreign_key_py(Value key) {
    u64 before = out_.length();
    if (!value_py(key)) return false;
    Ref text = make_str(t_, out_.view().from(before));
    if (!text) return false;
    out_.truncate(before);
    return string_py(text);
  }

  Thread& t_;
  EncoderObject* encoder_;
  i64 level_;
  text::UcsBuilder out_;
};

using NativeEncoder = Ref (*)(Thread&, Value);
NativeEncoder native_encoder(Value encoder) {
  if (!is_exact(encoder, TypeId::kBuiltin)) return nullptr;
  const MethodDef* def = encoder.as<Builtin>()->def;
  bool ours = def->form == MethodDef::kF1 && (def->f1 == encode_basestring || def->f1 == encode_basestring_ascii);
  return ours ? def->f1 : nullptr;
}

bool read_flags_py(Thread& t, const Value* bound, EncoderObject* encoder) {
  bool* const flags[] = {&encoder->sort_keys, &encoder->skip_keys, &encoder->allow_nan};
  for (int i = 0; i < 3; ++i) {
    int truth = truth_py(t, bound[i]);
    if (truth < 0) return false;
    *flags[i] = truth;
  }
  return true;
}

Ref encoder_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature(
      "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)");
  Value bound[9];
  if (!bind_arguments(t, "make_encoder", kSignature, args, bound)) return Ref();
  if (bound[0] != kNone && !is_dict(bound[0]))
    return raise_type_error(t, "make_encoder() argument 1 must be dict or None, not %A", bound[0]);
  if (bound[3] != kNone && !is_str(bound[3]))
    return raise_type_error(t, "make_encoder() argument 4 must be str or None, not %A", bound[3]);
  for (int i : {4, 5}) {
    if (!is_str(bound[i]))
      return raise_type_error(t, "make_encoder() argument %d must be str, not %A", i + 1, bound[i]);
  }
  Ref self = allocate_instance(t, type);
  if (!self || !read_flags_py(t, bound + 6, self.as<EncoderObject>())) return Ref();
  auto* e = self.as<EncoderObject>();
  Slot* const slots[] = {&e->markers, &e->default_function, &e->encoder,
                         &e->indent,  &e->key_separator,    &e->item_separator};
  for (int i = 0; i < 6; ++i) init_field(*slots[i], Ref::share(t, bound[i]));
  e->native_encoder = native_encoder(bound[2]);
  return self;
}

Ref encoder_call(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(obj, _current_indent_level)");
  Value bound[2];
  i64 level;
  if (!bind_arguments(t, "_iterencode", kSignature, args, bound) || !size_argument_py(t, bound[1], &level))
    return Ref();
  return Encode(t, self.as<EncoderObject>(), std::max(level, i64{0})).run_py(bound[0]);
}

using E = EncoderObject;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr MemberDef kEncoderMembers[] = {
    {"markers", MemberKind::kSlot, offsetof(E, markers), true, "markers"},
    {"default", MemberKind::kSlot, offsetof(E, default_function), true, "default"},
    {"encoder", MemberKind::kSlot, offsetof(E, encoder), true, "encoder"},
    {"indent", MemberKind::kSlot, offsetof(E, indent), true, "indent"},
    {"key_separator", MemberKind::kSlot, offsetof(E, key_separator), true, "key_separator"},
    {"item_separator", MemberKind::kSlot, offsetof(E, item_separator), true, "item_separator"},
    {"sort_keys", MemberKind::kBool, offsetof(E, sort_keys), true, "sort_keys"},
    {"skipkeys", MemberKind::kBool, offsetof(E, skip_keys), true, "skipkeys"},
    {}};
#pragma GCC diagnostic pop
constexpr TypeSpec kEncoderSpec = {
    .name = "_json.Encoder",
    .size = sizeof(EncoderObject),
    .flags = kTypeTraced,
    .doc = "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    .lifetime = SlotsOf<E, &E::markers, &E::default_function, &E::encoder, &E::indent, &E::key_separator,
                        &E::item_separator>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.create = encoder_create;
          s.call = encoder_call;
          return s;
        }(),
    .members = kEncoderMembers,
};

}  // namespace

bool add_encoder(Thread& t, Value module) {
  if (!g_encoder) g_encoder = make_native_type(t, kEncoderSpec);
  return module_add(t, module, "make_encoder", Ref::share(t, g_encoder));
}

}  // namespace rt::json
