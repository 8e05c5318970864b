// Codecs that a table describes: the many 8-bit encodings of the library. A table is a mapping or, for decoding, a str
// with one character per byte; U+FFFE means that the byte is undefined.
#include "runtime/library/codecs/codecs.h"
#include "runtime/text/error_policy.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str_builder.h"

namespace rt::codecs {

namespace {

constexpr char kUndefined[] = "character maps to <undefined>";
constexpr char32_t kNoCharacter = 0xFFFE;

enum class Found { kYes, kUndefined, kError };

// ---- encoding

// Appends the bytes that the mapping has for one character.
Found encode_character_py(Thread& t, Value mapping, char32_t c, text::ByteBuilder& out) {
  Ref key = make_int(t, static_cast<i64>(c));
  Ref target = getitem_py(t, mapping, key);
  if (!target) {
    if (!error_is(t, kLookupErrorType)) return Found::kError;
    clear_error(t);
    return Found::kUndefined;
  }
  if (target.get() == kNone) return Found::kUndefined;
  if (is_bytes(target)) {
    out.append(target.as<Bytes>()->view());
    return Found::kYes;
  }
  i64 byte;
  if (!is_int(target)) {
    raise_type_error(t, "character mapping must return integer, bytes or None, not %T", target.get());
    return Found::kError;
  }
  if (!int_fits_i64(target, &byte) || byte < 0 || byte > 255) {
    raise_type_error(t, "character mapping must be in range(256)");
    return Found::kError;
  }
  out.append(static_cast<u8>(byte));
  return Found::kYes;
}

class CharmapEncoder {
 public:
  CharmapEncoder(Thread& t, Value str, const char* errors, Value mapping)
      : t_(t), str_(str), errors_(errors), mapping_(mapping), policy_(error_policy(errors, true, &known_)) {}

  bool run_py() {
    u64 length = as_str(str_)->length;
    for (u64 at = 0; at < length;) {
      Found found = encode_character_py(t_, mapping_, as_str(str_)->at(at), out);
      if (found == Found::kError || !poll_py(t_)) return false;
      if (found == Found::kYes) ++at;
      else if (!undefined_py(&at)) return false;
    }
    return true;
  }

  text::ByteBuilder out;

 private:
  bool fail(u64 start, u64 end) { return raise_encode_error(t_, "charmap", str_, start, end, kUndefined); }

  // Finds the end of the run of characters from `start` on that the mapping lacks. False: an error is pending.
  bool run_end_py(u64 start, u64* end) {
    text::ByteBuilder scratch;
    for (*end = start + 1; *end < as_str(str_)->length; ++*end) {
      Found found = encode_character_py(t_, mapping_, as_str(str_)->at(*end), scratch);
      if (found == Found::kError || !poll_py(t_)) return false;
      if (found == Found::kYes) break;
    }
    return true;
  }

  // Appends a character of a replacement, which the mapping must have.
  bool put_py(char32_t c, u64 start, u64 end) {
    Found found = encode_character_py(t_, mapping_, c, out);
    return found == Found::kYes || (found == Found::kUndefined && fail(start, end));
  }

  bool undefined_py(u64* at) {
    u64 start = *at, end;
    if (!run_end_py(start, &end)) return false;
    *at = end;
    if (!known_) return ask_handler_py(at, start, end);
    for (u64 i = start; i < end; ++i) {
      bool ok = true;
      bool covered = text::handle_unencodable(as_str(str_)->at(i), policy_,
                                              [&](char c) { ok = ok && put_py(static_cast<u8>(c), start, end); });
      if (!covered && !escape_py(as_str(str_)->at(i))) return fail(start, end);
      if (!ok) return false;
    }
    return true;
  }

  // surrogateescape: appends the byte that the surrogate stands for.
  bool escape_py(char32_t c) {
    if (policy_ != text::ErrorPolicy::kSurrogateEscape || c < 0xDC80 || c > 0xDCFF) return false;
    out.append(static_cast<u8>(c - 0xDC00));
    return true;
  }

  bool ask_handler_py(u64* at, u64 start, u64 end) {
    Replacement replacement;
    if (!handle_encode_error_py(t_, errors_, "charmap", str_, start, end, kUndefined, &replacement)) return false;
    *at = replacement.position;
    if (is_bytes(replacement.text)) {
      out.append(replacement.text.as<Bytes>()->view());
      return true;
    }
    for (u64 i = 0; i < as_str(replacement.text)->length; ++i) {
      if (!put_py(as_str(replacement.text)->at(i), start, end)) return false;
    }
    return true;
  }

  Thread& t_;
  Value str_;
  const char* errors_;
  Value mapping_;
  bool known_;
  text::ErrorPolicy policy_;
};

// ---- decoding

Found decode_byte_py(Thread& t, Value mapping, u8 byte, text::UcsBuilder& out) {
  if (is_str(mapping)) {
    char32_t c = byte < as_str(mapping)->length ? as_str(mapping)->at(byte) : kNoCharacter;
    if (c == kNoCharacter) return Found::kUndefined;
    out.append(c);
    return Found::kYes;
  }
  Ref target = getitem_py(t, mapping, Value::small_int(byte));
  if (!target) {
    if (!error_is(t, kLookupErrorType)) return Found::kError;
    clear_error(t);
    return Found::kUndefined;
  }
  if (target.get() == kNone) return Found::kUndefined;
  if (is_str(target)) {
    if (as_str(target)->length == 1 && as_str(target)->at(0) == kNoCharacter) return Found::kUndefined;
    out.append(str_view(target));
    return Found::kYes;
  }
  i64 c;
  if (!is_int(target)) {
    raise_type_error(t, "character mapping must return integer, None or str");
    return Found::kError;
  }
  if (!int_fits_i64(target, &c) || c < 0 || c > static_cast<i64>(text::kMaxCodePoint)) {
    raise_type_error(t, "character mapping must be in range(0x110000)");
    return Found::kError;
  }
  if (c == static_cast<i64>(kNoCharacter)) return Found::kUndefined;
  out.append(static_cast<char32_t>(c));
  return Found::kYes;
}

}  // namespace

Ref charmap_build(Thread& t, Value map) {
  if (!check_str(t, "charmap_build", map)) return Ref();
  Ref table = make_dict(t);
  for (u64 i = 0; table && i < as_str(map)->length; ++i) {
    char32_t c = as_str(map)->at(i);
    if (c == kNoCharacter) continue;
    if (!dict_set_py(t, as_dict(table), Value::small_int(static_cast<i64>(c)), Value::small_int(static_cast<i64>(i))))
      return Ref();
  }
  return table;
}

Ref charmap_encode(Thread& t, Value str, Value errors, Value mapping) {
  if (!check_str(t, "charmap_encode", str)) return Ref();
  ErrorsArgument handler(t, "charmap_encode", errors);
  if (!handler.ok()) return Ref();
  i64 length = static_cast<i64>(as_str(str)->length);
  if (mapping == kNone) return with_length(t, encode_native_py(t, NativeCodec::kLatin1, str, handler.c_str()), length);
  CharmapEncoder encoder(t, str, handler.c_str(), mapping);
  if (!encoder.run_py()) return Ref();
  if (!encoder.out.ok()) return raise_memory_error(t);
  return with_length(t, make_bytes(t, encoder.out.text()), length);
}

Ref charmap_decode(Thread& t, Value data, Value errors, Value mapping) {
  SteadyBytes steady(t, data);
  if (!steady) return Ref();
  ErrorsArgument handler(t, "charmap_decode", errors);
  if (!handler.ok()) return Ref();
  std::string_view bytes = steady.view();
  if (mapping == kNone)
    return with_length(t, decode_native_py(t, NativeCodec::kLatin1, bytes, handler.c_str(), data),
                       static_cast<i64>(bytes.size()));
  text::UcsBuilder out(bytes.size());
  bool mapping_failed = false;
  auto kernel = [&](const u8* rest, size_t size, text::ErrorPolicy policy) {
    text::DecodeResult result;
    for (size_t at = 0; at < size; ++at) {
      Found found = poll_py(t) ? decode_byte_py(t, mapping, rest[at], out) : Found::kError;
      if (found == Found::kYes) continue;
      mapping_failed = found == Found::kError;
      if (!mapping_failed && text::handle_undecodable(rest + at, 1, policy, out) != 0) continue;
      if (!mapping_failed) result = {at, at, at + 1, kUndefined};
      return result;  // a failed mapping ends the decoding as if the input ended
    }
    result.consumed = size;
    return result;
  };
  i64 consumed;
  if (!decode_loop_py(t, {"charmap", bytes, handler.c_str(), data}, out, &consumed, kernel) || mapping_failed)
    return Ref();
  return with_length(t, finish_str(t, out), static_cast<i64>(bytes.size()));
}

}  // namespace rt::codecs
