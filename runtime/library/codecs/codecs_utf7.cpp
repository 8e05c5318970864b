// UTF-7 (RFC 2152): ASCII as itself, all other text as UTF-16 in base 64 between '+' and '-'.
#include "runtime/library/codecs/codecs.h"
#include "runtime/object/long_loops.h"
#include "runtime/text/error_policy.h"
#include "runtime/types/text/str_builder.h"

namespace rt::codecs {

namespace {

constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int digit_value(u8 c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// Characters that are written as themselves: letters, digits, the punctuation that every mail gateway keeps, and the
// optional set O.
bool is_direct(char32_t c) {
  return c < 0x80 && c != '+' && c != '\\' && c != '~' && (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') &&
         c != 0x7F;
}

class Utf7Encoder {
 public:
  void put(char32_t c) {
    if (in_base64_ && is_direct(c)) {
      // The closing dash is left out if the next character cannot be taken for a digit.
      close(digit_value(static_cast<u8>(c)) >= 0 || c == '-');
    } else if (!in_base64_ && c == '+') {
      out.append(std::string_view("+-"));
      return;
    } else if (!in_base64_ && !is_direct(c)) {
      out.append('+');
      in_base64_ = true;
    }
    if (!in_base64_) return out.append(static_cast<u8>(c));
    if (c >= 0x10000) put_unit(0xD800 + ((c - 0x10000) >> 10));
    put_unit(c >= 0x10000 ? 0xDC00 + ((c - 0x10000) & 0x3FF) : c);
  }
  void finish() {
    if (in_base64_) close(true);
  }
  text::ByteBuilder out;

 private:
  void put_unit(u32 unit) {
    bits_ = bits_ << 16 | unit;
    for (count_ += 16; count_ >= 6; count_ -= 6) out.append(static_cast<u8>(kDigits[bits_ >> (count_ - 6) & 63]));
  }
  void close(bool dash) {
    if (count_ > 0) out.append(static_cast<u8>(kDigits[bits_ << (6 - count_) & 63]));
    if (dash) out.append('-');
    in_base64_ = false;
    bits_ = count_ = 0;
  }

  u32 bits_ = 0, count_ = 0;
  bool in_base64_ = false;
};

// Decodes up to the first error. A base-64 section is consumed only as a whole: if the input is not final, an
// unfinished section waits for the next call.
class Utf7Decoder {
 public:
  Utf7Decoder(const u8* bytes, size_t size, bool final, text::UcsBuilder& out)
      : bytes_(bytes), size_(size), final_(final), out_(out) {}

  text::DecodeResult run() {
    text::DecodeResult result;
    while (at_ < size_) {
      u8 c = bytes_[at_];
      if (c >= 0x80) return failed(at_, at_ + 1, "unexpected special character");
      if (c != '+') {
        out_.append(static_cast<char32_t>(c));
        ++at_;
      } else if (at_ + 1 < size_ && bytes_[at_ + 1] == '-') {
        out_.append(U'+');
        at_ += 2;
      } else if (!section(&result)) {
        return result;
      }
    }
    result.consumed = at_;
    return result;
  }

 private:
  static text::DecodeResult failed(size_t start, size_t end, const char* reason) { return {start, start, end, reason}; }

  // Decodes a section, from '+' to behind its end. False: *result is the result of run(). Characters before an error
  // are kept.
  bool section(text::DecodeResult* result) {
    size_t start = at_, end = at_ + 1;
    while (end < size_ && digit_value(bytes_[end]) >= 0) ++end;
    if (end == size_ && !final_) {
      result->consumed = start;
      return false;
    }
    bool ended = end < size_;  // a character that is no digit ended it; else the input did
    if (end == start + 1 && ended) {
      *result = failed(start, end + 1, "ill-formed sequence");
      return false;
    }
    Rest rest = units(start + 1, end);
    const char* problem = rest.problem();
    if (problem || (rest.high && !ended)) {
      *result = ended ? failed(start, end + 1, problem) : failed(start, end, "unterminated shift sequence");
      return false;
    }
    if (rest.high && bytes_[end] < 0x80 && bytes_[end] != '+')
      out_.append(rest.high);  // else the half pair is lost, as in CPython
    at_ = ended && bytes_[end] == '-' ? end + 1 : end;
    return true;
  }

  // The remainder after the last whole character: bits, and the first half of a pair.
  struct Rest {
    u32 bits = 0, count = 0;
    char32_t high = 0;
    const char* problem() const {
      if (count >= 6) return "partial character in shift sequence";
      return (bits & ((1u << count) - 1)) != 0 ? "non-zero padding bits in shift sequence" : nullptr;
    }
  };
  Rest units(size_t begin, size_t end) {
    Rest rest;
    for (size_t i = begin; i < end; ++i) {
      rest.bits = rest.bits << 6 | static_cast<u32>(digit_value(bytes_[i]));
      if ((rest.count += 6) < 16) continue;
      rest.count -= 16;
      put_unit(static_cast<u16>(rest.bits >> rest.count), rest.high);
    }
    return rest;
  }

  void put_unit(char32_t unit, char32_t& high) {
    if (high && text::is_low_surrogate(unit)) {
      out_.append(text::join_surrogates(high, unit));
      high = 0;
      return;
    }
    if (high) out_.append(high);
    high = text::is_high_surrogate(unit) ? unit : 0;
    if (!high) out_.append(unit);
  }

  const u8* bytes_;
  size_t size_, at_ = 0;
  bool final_;
  text::UcsBuilder& out_;
};

}  // namespace

Ref utf_7_encode(Thread& t, Value str, Value errors) {
  if (!check_str(t, "utf_7_encode", str)) return Ref();
  ErrorsArgument handler(t, "utf_7_encode", errors);
  if (!handler.ok()) return Ref();
  Utf7Encoder encoder;
  u64 length = as_str(str)->length;
  for (u64 i = 0; i < length; ++i) {
    encoder.put(as_str(str)->at(i));
    if (!poll_at_py(t, i)) return Ref();
  }
  encoder.finish();
  if (!encoder.out.ok()) return raise_memory_error(t);
  return with_length(t, make_bytes(t, encoder.out.text()), static_cast<i64>(length));
}

Ref utf_7_decode(Thread& t, Value data, Value errors, Value final) {
  int is_final = truth_py(t, final);
  if (is_final < 0) return Ref();
  ErrorsArgument handler(t, "utf_7_decode", errors);
  if (!handler.ok()) return Ref();
  SteadyBytes bytes(t, data);
  if (!bytes) return Ref();
  text::UcsBuilder out(bytes.size());
  auto kernel = [&](const u8* rest, size_t size, text::ErrorPolicy policy) {
    size_t at = 0;
    for (;;) {
      text::DecodeResult result = Utf7Decoder(rest + at, size - at, is_final != 0, out).run();
      result.consumed += at;
      if (!result.failed()) return result;
      size_t start = at + result.error_start;
      size_t handled = text::handle_undecodable(rest + start, result.error_end - result.error_start, policy, out);
      if (handled == 0) {
        result.error_end += at;
        result.error_start = start;
        return result;
      }
      at = start + handled;
    }
  };
  i64 consumed;
  if (!decode_loop_py(t, {"utf7", bytes.view(), handler.c_str(), data}, out, &consumed, kernel)) return Ref();
  return with_length(t, finish_str(t, out), consumed);
}

}  // namespace rt::codecs
