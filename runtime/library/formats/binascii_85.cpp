// binascii: base85 and Ascii85. Five characters stand for four bytes; a last group of n bytes has n + 1 characters.
#include "runtime/library/formats/binascii.h"
#include "runtime/object/long_loops.h"

namespace rt::binascii {
namespace {

constexpr Alphabet<85> kStandard{kBase85}, kAscii{kAscii85};
constexpr size_t kGroup = 5, kBytes = 4;

u32 load_group(const u8* from, size_t count) {
  u32 word = 0;
  for (size_t i = 0; i < kBytes; ++i) word = word << 8 | (i < count ? from[i] : 0);
  return word;
}

void store_digits(u8* to, size_t length, u32 word, const Alphabet<85>& alphabet) {
  for (size_t i = kGroup; i-- > 0; word /= 85) {
    if (i < length) to[i] = alphabet.characters[word % 85];
  }
}

// Collects the digits of a group, and appends its bytes.
class Group {
 public:
  size_t count() const { return count_; }

  // False: the group stands for more than four bytes can hold.
  bool add(u8 digit, text::ByteBuilder& out) {
    word_ = word_ * 85 + digit;
    return ++count_ < kGroup || flush(kBytes, out);
  }
  // Ends the data. False as above; *extra says whether the digits say more than the bytes.
  bool finish(text::ByteBuilder& out, bool* extra) {
    *extra = false;
    if (count_ == 0) return true;
    size_t bytes = count_ - 1;
    u64 digits = word_;
    for (size_t i = count_; i < kGroup; ++i) word_ = word_ * 85 + 84;
    if (!flush(bytes, out)) return false;
    u64 unused = 8 * (kBytes - bytes), canonical = u64{last_} >> unused << unused;
    for (size_t i = bytes + 1; i < kGroup; ++i) canonical /= 85;
    *extra = canonical != digits;
    return true;
  }
  u32 last() const { return last_; }  // what the group stood for that has just been appended

 private:
  bool flush(size_t bytes, text::ByteBuilder& out) {
    if (word_ > UINT32_MAX) return false;
    last_ = static_cast<u32>(word_);
    for (size_t i = 0; i < bytes; ++i) out.append(static_cast<u8>(last_ >> (24 - 8 * i)));
    word_ = count_ = 0;
    return true;
  }

  u64 word_ = 0;
  size_t count_ = 0;
  u32 last_ = 0;
};

// Writes Ascii85 text in lines of `width` characters; 0: one line.
class Lines {
 public:
  Lines(text::ByteBuilder& out, size_t width) : out_(out), width_(width) {}
  void append(const u8* text, size_t count) {
    if (!width_) return out_.append(text, count);
    for (size_t i = 0; i < count; ++i) {
      if (line_ == width_) out_.append('\n'), line_ = 0;
      out_.append(text[i]);
      ++line_;
    }
  }
  void append(std::string_view text) { append(reinterpret_cast<const u8*>(text.data()), text.size()); }
  void append_whole(std::string_view text) {
    if (width_ && line_ + text.size() > width_) out_.append('\n'), line_ = 0;
    append(text);
  }

 private:
  text::ByteBuilder& out_;
  size_t width_, line_ = 0;
};

struct Ascii85Rules {
  bool foldspaces, adobe, canonical;
  ByteSet ignored;
};

Ref decode_ascii85_py(Thread& t, const u8* data, size_t size, const Ascii85Rules& rules) {
  text::ByteBuilder out(size);
  Group group;
  for (size_t i = 0; i < size; ++i) {
    if (!poll_at_py(t, i)) return Ref();
    u8 c = data[i], digit = kAscii.digits[c];
    if (digit != kNoDigit) {
      if (!group.add(digit, out)) return raise_binascii(t, "Ascii85 overflow");
      if (rules.canonical && group.count() == 0 && group.last() == 0) {
        return raise_binascii(t, "Non-canonical encoding, use 'z' for all-zero groups");
      }
    } else if (c == 'z' || (c == 'y' && rules.foldspaces)) {
      if (group.count() != 0) return raise_binascii(t, "'%c' inside Ascii85 5-tuple", c);
      out.append_repeated(c == 'z' ? 0 : ' ', kBytes);
    } else if (!rules.ignored.has(c)) {
      return raise_binascii(t, "Non-Ascii85 digit found: %c", c);
    }
  }
  size_t left = group.count();
  bool extra;
  if (!group.finish(out, &extra)) return raise_binascii(t, "Ascii85 overflow");
  if (left == 1) return raise_binascii(t, "Incomplete Ascii85 data: the last group has a single character");
  if (rules.canonical && extra) return raise_binascii(t, "Non-zero padding bits");
  return finish(t, out);
}

}  // namespace

Ref a2b_ascii85(Thread& t, Value data, Value foldspaces, Value adobe, Value ignorechars, Value canonical) {
  AsciiArg in(t, data);
  int fold = in ? truth_py(t, foldspaces) : -1, framed = fold < 0 ? -1 : truth_py(t, adobe);
  Ascii85Rules rules{fold == 1, framed == 1, false, {}};
  int only_canonical = framed < 0 || !rules.ignored.add(t, ignorechars) ? -1 : truth_py(t, canonical);
  if (only_canonical < 0) return Ref();
  rules.canonical = only_canonical;
  std::string_view text = as_chars(in.data(), in.size());
  if (rules.adobe) {
    if (!text.ends_with("~>")) return raise_binascii(t, "Ascii85 encoded byte sequences must end with b'~>'");
    bool opened = text.starts_with("<~");
    text.remove_suffix(2);
    if (opened) text.remove_prefix(std::min<size_t>(2, text.size()));
  }
  return decode_ascii85_py(t, reinterpret_cast<const u8*>(text.data()), text.size(), rules);
}

Ref b2a_ascii85(Thread& t, Value data, Value foldspaces, Value adobe, Value wrapcol, Value pad) {
  ByteView in(t, data);
  int fold = in ? truth_py(t, foldspaces) : -1, framed = fold < 0 ? -1 : truth_py(t, adobe);
  size_t width;
  int padded = framed < 0 || !wrap_width_py(t, wrapcol, 1, &width) ? -1 : truth_py(t, pad);
  if (padded < 0) return Ref();
  if (framed && width == 1) width = 2;  // the frame's ends are not split
  text::ByteBuilder out(in.size() / kBytes * kGroup + 8);
  Lines lines(out, width);
  if (framed) lines.append("<~");
  for (size_t i = 0; i < in.size(); i += kBytes) {
    if (!poll_at_py(t, i / kBytes)) return Ref();
    size_t count = std::min(in.size() - i, kBytes);
    u32 word = load_group(in.data() + i, count);
    bool whole = count == kBytes || padded;
    u8 digits[kGroup];
    store_digits(digits, kGroup, word, kAscii);
    if (whole && word == 0) lines.append("z");
    else if (fold && word == 0x20202020) lines.append("y");
    else lines.append(digits, whole ? kGroup : count + 1);
  }
  if (framed) lines.append_whole("~>");
  return finish(t, out);
}

Ref a2b_base85(Thread& t, Value data, Value given, Value ignorechars, Value canonical) {
  AsciiArg in(t, data);
  Alphabet<85> place = kStandard;
  const Alphabet<85>* alphabet = in ? choose_alphabet(t, given, kStandard, &place, "a2b_base85") : nullptr;
  ByteSet ignored;
  int only_canonical = alphabet && ignored.add(t, ignorechars) ? truth_py(t, canonical) : -1;
  if (only_canonical < 0) return Ref();
  text::ByteBuilder out(in.size());
  Group group;
  size_t start = 0;
  for (size_t i = 0; i < in.size(); ++i) {
    if (!poll_at_py(t, i)) return Ref();
    u8 digit = alphabet->digits[in.data()[i]];
    if (digit == kNoDigit) {
      if (ignored.has(in.data()[i])) continue;
      return raise_binascii(t, "bad base85 character at position %zu", i);
    }
    if (group.count() == 0) start = i;
    if (!group.add(digit, out)) return raise_binascii(t, "base85 overflow in hunk starting at byte %zu", start);
  }
  size_t left = group.count();
  bool extra;
  if (!group.finish(out, &extra)) return raise_binascii(t, "base85 overflow in hunk starting at byte %zu", start);
  if (left == 1) return raise_binascii(t, "Incomplete base85 data: the last group has a single character");
  if (only_canonical && extra) return raise_binascii(t, "Non-zero padding bits");
  return finish(t, out);
}

Ref b2a_base85(Thread& t, Value data, Value pad, Value wrapcol, Value given) {
  ByteView in(t, data);
  int padded = in ? truth_py(t, pad) : -1;
  size_t width;
  if (padded < 0 || !wrap_width_py(t, wrapcol, kGroup, &width)) return Ref();
  Alphabet<85> place = kStandard;
  const Alphabet<85>* alphabet = choose_alphabet(t, given, kStandard, &place);
  if (!alphabet) return Ref();
  text::ByteBuilder out((in.size() + kBytes - 1) / kBytes * kGroup);
  size_t line = 0;
  for (size_t i = 0; i < in.size(); i += kBytes) {
    if (!poll_at_py(t, i / kBytes)) return Ref();
    if (width && line == width) out.append('\n'), line = 0;
    size_t count = std::min(in.size() - i, kBytes), length = padded ? kGroup : count + 1;
    if (u8* to = out.extend(length)) store_digits(to, length, load_group(in.data() + i, count), *alphabet);
    line += kGroup;
  }
  return finish(t, out);
}

}  // namespace rt::binascii
