// binascii: base32 and base64. A character stands for 5 or 6 bits; the last group is filled up with '='.
#include "runtime/library/formats/binascii.h"
#include "runtime/object/long_loops.h"
#include "runtime/object/native_modules.h"

namespace rt::binascii {
namespace {

constexpr Alphabet<32> kStandard32{kBase32};
constexpr Alphabet<64> kStandard64{kBase64};
constexpr u8 kPad = '=';

// The two codes. kDeadEnds has a bit for each number of characters that no whole number of bytes gives.
struct Base32 {
  static constexpr size_t kSize = 32, kBits = 5, kGroup = 8, kBytes = 5;
  static constexpr u32 kDeadEnds = 1 << 1 | 1 << 3 | 1 << 6;
  static bool stops_at_padding() { return false; }
  static constexpr const char* kForeign = "Only base32 data is allowed";
  static constexpr const char* kBadLength =
      "Invalid base32-encoded string: number of data characters (%zu) cannot be 1, 3, or 6 more than a multiple of 8";
};
struct Base64 {
  static constexpr size_t kSize = 64, kBits = 6, kGroup = 4, kBytes = 3;
  static constexpr u32 kDeadEnds = 1 << 1;
  static bool stops_at_padding() { return library_minor() < 15; }
  static constexpr const char* kForeign = "Only base64 data is allowed";
  static constexpr const char* kBadLength =
      "Invalid base64-encoded string: number of data characters (%zu) cannot be 1 more than a multiple of 4";
};

// ---- encoding

// Groups whose bytes are all there; the compiler unrolls the loops over a group.
template <class Code>
void encode_whole_groups(text::ByteBuilder& out, const u8* from, size_t groups, const Alphabet<Code::kSize>& alphabet) {
  u8* to = out.extend(groups * Code::kGroup);
  if (!to) return;
  for (; groups > 0; --groups, from += Code::kBytes) {
    u64 word = 0;
    for (size_t i = 0; i < Code::kBytes; ++i) word = word << 8 | from[i];
    for (size_t i = Code::kGroup; i-- > 0;) *to++ = alphabet.characters[word >> i * Code::kBits & (Code::kSize - 1)];
  }
}

// The last group, of `count` bytes.
template <class Code>
void encode_group(text::ByteBuilder& out, const u8* from, size_t count, const Alphabet<Code::kSize>& alphabet,
                  bool padded) {
  u64 word = 0;
  for (size_t i = 0; i < Code::kBytes; ++i) word = word << 8 | (i < count ? from[i] : 0);
  size_t used = (count * 8 + Code::kBits - 1) / Code::kBits, length = padded ? Code::kGroup : used;
  u8* to = out.extend(length);
  for (size_t i = 0; to && i < length; ++i) {
    size_t shift = (Code::kGroup - 1 - i) * Code::kBits;
    to[i] = i < used ? alphabet.characters[word >> shift & (Code::kSize - 1)] : kPad;
  }
}

template <class Code>
Ref encode_py(Thread& t, Value data, Value padded, Value wrapcol, Value newline, Value given,
              const Alphabet<Code::kSize>& standard) {
  ByteView in(t, data);
  int with_padding = in ? truth_py(t, padded) : -1;
  size_t width;
  if (with_padding < 0 || !wrap_width_py(t, wrapcol, Code::kGroup, &width)) return Ref();
  int with_newline = truth_py(t, newline);
  Alphabet<Code::kSize> place = standard;
  const auto* alphabet = with_newline >= 0 ? choose_alphabet(t, given, standard, &place) : nullptr;
  if (!alphabet) return Ref();
  size_t size = (in.size() + Code::kBytes - 1) / Code::kBytes * Code::kGroup;
  text::ByteBuilder out(size + (width ? size / width : 0) + 1);
  size_t whole = in.size() / Code::kBytes * Code::kBytes;
  size_t bytes_a_line = width ? width / Code::kGroup * Code::kBytes : whole;
  {
    BesideOthers scope(t, in.size(), {data, given});
    for (size_t i = 0; i < whole; i += bytes_a_line) {
      if (i > 0) out.append('\n');
      encode_whole_groups<Code>(out, in.data() + i, std::min(whole - i, bytes_a_line) / Code::kBytes, *alphabet);
    }
  }
  if (whole < in.size()) {
    if (width && whole > 0 && whole % bytes_a_line == 0) out.append('\n');
    encode_group<Code>(out, in.data() + whole, in.size() - whole, *alphabet, with_padding);
  }
  if (with_newline) out.append('\n');
  return finish(t, out);
}

// ---- decoding

struct Rules {
  bool strict, padded, canonical;
  // base64 up to 3.14: the first complete padding ends the data; whatever follows is an error, or not looked at.
  bool stops_at_padding;
  ByteSet ignored;
};

template <class Code>
class Decoder {
 public:
  Decoder(Thread& t, const AsciiArg& in, const Alphabet<Code::kSize>& alphabet, const Rules& rules)
      : t_(t), in_(in), alphabet_(alphabet), rules_(rules), out_(in.size() / Code::kGroup * Code::kBytes + 8) {}

  Ref run_py() {
    for (at_ = 0; at_ < in_.size() && !done_; ++at_) {
      if (!poll_py(t_)) return Ref();
      if (at_group_ == 0 && pads_ == 0) take_whole_groups();
      if (at_ == in_.size()) break;
      u8 c = in_.data()[at_];
      bool ok = c == kPad && rules_.padded ? take_padding() : take(c, alphabet_.digits[c]);
      if (!ok) return Ref();
    }
    if (dead_end()) return raise_binascii(t_, Code::kBadLength, digits_);
    if (rules_.padded && at_group_ != 0 && at_group_ + pads_ < Code::kGroup) {
      return raise_binascii(t_, "Incorrect padding");
    }
    if (rules_.canonical && left_ != 0) return raise_binascii(t_, "Non-zero padding bits");
    return finish(t_, out_);
  }

 private:
  bool dead_end() const { return Code::kDeadEnds >> at_group_ & 1; }

  // Takes groups as long as they consist of digits, but not too many at once.
  void take_whole_groups() {
    if (rules_.padded && alphabet_.digits[kPad] != kNoDigit) return;  // '=' is padding before it is a digit
    size_t groups = std::min((in_.size() - at_) / Code::kGroup, size_t{kLongText}), taken = 0;
    u8* to = out_.extend(groups * Code::kBytes);
    if (!to) return;
    for (const u8* from = in_.data() + at_; taken < groups; ++taken, from += Code::kGroup) {
      u64 word = 0;
      u8 all = 0;
      for (size_t i = 0; i < Code::kGroup; ++i) {
        u8 digit = alphabet_.digits[from[i]];
        all |= digit;
        word = word << Code::kBits | digit;
      }
      if (all >= Code::kSize) break;  // kNoDigit is among them
      for (size_t i = Code::kBytes; i-- > 0;) *to++ = static_cast<u8>(word >> i * 8);
    }
    out_.truncate(out_.size() - (groups - taken) * Code::kBytes);
    at_ += taken * Code::kGroup;
    digits_ += taken * Code::kGroup;
  }

  bool take_padding() {
    ++pads_;
    if (at_group_ != 0 && !dead_end() && at_group_ + pads_ <= Code::kGroup) {
      if (rules_.stops_at_padding && at_group_ + pads_ == Code::kGroup) {
        done_ = true;
        if (rules_.strict && at_ + 1 < in_.size()) return raise_binascii(t_, "Excess data after padding");
      }
      return true;
    }
    if (!rules_.strict || rules_.ignored.has(kPad)) return true;
    if (at_group_ != 0 && dead_end()) {
      done_ = !rules_.stops_at_padding;  // run() raises the error of a bad length
      return true;
    }
    return raise_binascii(t_, digits_ == 0 && (at_ == 0 || !rules_.stops_at_padding) ? "Leading padding not allowed"
                                                                                     : "Excess padding not allowed");
  }

  bool take(u8 c, u8 digit) {
    if (digit == kNoDigit) {
      if (!rules_.strict || rules_.ignored.has(c)) return true;
      return raise_binascii(t_, c == kPad ? "Padding not allowed" : Code::kForeign);
    }
    if (rules_.strict && pads_ && !rules_.ignored.has(kPad)) {
      return raise_binascii(
          t_, at_group_ + pads_ == Code::kGroup ? "Excess data after padding" : "Discontinuous padding not allowed");
    }
    pads_ = 0;
    ++digits_;
    at_group_ = (at_group_ + 1) % Code::kGroup;
    left_ = left_ << Code::kBits | digit;
    bits_ += Code::kBits;
    if (bits_ >= 8) {
      bits_ -= 8;
      out_.append(static_cast<u8>(left_ >> bits_));
      left_ &= (1u << bits_) - 1;
    }
    return true;
  }

  Thread& t_;
  const AsciiArg& in_;
  const Alphabet<Code::kSize>& alphabet_;
  const Rules& rules_;
  text::ByteBuilder out_;
  size_t at_ = 0, digits_ = 0;
  size_t at_group_ = 0, pads_ = 0;  // characters of the present group; '=' since the last digit
  u32 left_ = 0, bits_ = 0;         // bits that do not make a byte yet
  bool done_ = false;
};

template <class Code>
Ref decode_py(Thread& t, const char* function, Value data, Value padded, Value given,
              const Alphabet<Code::kSize>& standard, Value strict_mode, Value ignorechars, Value canonical) {
  AsciiArg in(t, data);
  int with_padding = in ? truth_py(t, padded) : -1;
  Alphabet<Code::kSize> place = standard;
  const auto* alphabet = with_padding >= 0 ? choose_alphabet(t, given, standard, &place, function) : nullptr;
  int strict = alphabet ? truth_py(t, strict_mode) : -1;
  Rules rules{strict == 1, with_padding == 1, false, Code::stops_at_padding(), {}};
  if (strict < 0 || !rules.ignored.add(t, ignorechars)) return Ref();
  int only_canonical = truth_py(t, canonical);
  if (only_canonical < 0) return Ref();
  rules.canonical = only_canonical;
  return Decoder<Code>(t, in, *alphabet, rules).run_py();
}

}  // namespace

Ref b2a_base32(Thread& t, Value data, Value padded, Value wrapcol, Value alphabet) {
  return encode_py<Base32>(t, data, padded, wrapcol, kFalse, alphabet, kStandard32);
}
Ref b2a_base64(Thread& t, Value data, Value padded, Value wrapcol, Value newline, Value alphabet) {
  return encode_py<Base64>(t, data, padded, wrapcol, newline, alphabet, kStandard64);
}

Ref a2b_base32(Thread& t, Value data, Value padded, Value alphabet, Value ignorechars, Value canonical) {
  return decode_py<Base32>(t, "a2b_base32", data, padded, alphabet, kStandard32, kTrue, ignorechars, canonical);
}
// Data are decoded strictly if characters to ignore are named.
Ref a2b_base64(Thread& t, Value data, Value padded, Value alphabet, Value strict_mode, Value ignorechars,
               Value canonical) {
  Value strict = strict_mode ? strict_mode : ignorechars ? kTrue : kFalse;
  return decode_py<Base64>(t, "a2b_base64", data, padded, alphabet, kStandard64, strict, ignorechars, canonical);
}

}  // namespace rt::binascii
