// Kernels of the encodings with shift states: HZ and ISO-2022.
//
// ISO-2022 has up to four character sets at hand, G0 to G3. An escape sequence designates a set to one of them; the
// bytes SI and SO choose between G0 and G1, and ESC N takes one character from G2. A set is named by the last byte of
// its escape sequence; bit 7 is set for sets with two bytes a character.
#include <algorithm>
#include <iterator>

#include "runtime/library/codecs/multibyte.h"

namespace rt::multibyte {

// How the characters of a set are found.
enum class SetKind : u8 {
  kFirstPlane,   // two bytes, by the tables
  kSecondPlane,  // the same, the second plane of the encode table
  kRoman,        // JIS X 0201: ASCII with yen sign and overline
  kKatakana,     // JIS X 0201: katakana of half width
  kOnlyG2,       // ISO 8859-1 and ISO 8859-7: only after ESC N
  kOnlyPairs,    // a set of kFirstPlane, and of it the pairs of characters: tried before a set that has their first one
  kOld,          // JIS C 6226: an old escape sequence for JIS X 0208, only decoded
};
struct Designation {
  u8 mark;  // 0 ends a list
  SetKind kind;
  text::DecodeTableId decode = text::DecodeTableId::kNoTable;
  text::EncodeTableId encode = text::EncodeTableId::kEucJp;  // unless `decode` is kNoTable
  u8 part = 0;                                               // 0 or 1: encoding designates the set to G0 or G1

  bool is_wide() const { return mark & 0x80; }
  size_t width() const { return is_wide() ? 2 : 1; }
};

namespace shifts {

namespace {

using text::DecodeTable;
using text::EncodeTable;
using enum text::DecodeTableId;
using enum SetKind;

constexpr u8 kEsc = 0x1B, kShiftOut = 0x0E, kShiftIn = 0x0F, kWide = 0x80;
constexpr u8 kAscii = 'B', kLatin1 = 'A', kGreek = 'F', kJisx0208Mark = 'B' | kWide;

constexpr Designation kJisx0208Set = {kJisx0208Mark, kFirstPlane, kJisx0208, text::EncodeTableId::kEucJp};
constexpr Designation kJisx0212Set = {'D' | kWide, kSecondPlane, kJisx0212, text::EncodeTableId::kEucJp};
constexpr Designation kOldJisx0208Set = {'@' | kWide, kOld, kJisx0208, text::EncodeTableId::kEucJp};
constexpr Designation kRomanSet = {'J', kRoman}, kKatakanaSet = {'I', kKatakana};
constexpr Designation kEnd = {};

}  // namespace

// In the order in which encoding tries them.
constexpr Designation kKorean[] = {{'C' | kWide, kFirstPlane, kKsx1001, text::EncodeTableId::kEucKr, 1}, kEnd};
constexpr Designation kJapanese[] = {kJisx0208Set, kRomanSet, kOldJisx0208Set, kEnd};
constexpr Designation kJapanese1[] = {kJisx0208Set, kJisx0212Set, kRomanSet, kOldJisx0208Set, kEnd};
constexpr Designation kJapanese2[] = {kJisx0208Set,
                                      kJisx0212Set,
                                      {'C' | kWide, kFirstPlane, kKsx1001, text::EncodeTableId::kEucKr},
                                      {'A' | kWide, kFirstPlane, kGb2312, text::EncodeTableId::kGb2312},
                                      kRomanSet,
                                      kOldJisx0208Set,
                                      {kLatin1, kOnlyG2},
                                      {kGreek, kOnlyG2},
                                      kEnd};
constexpr Designation kJapanese3[] = {
    {'O' | kWide, kOnlyPairs, kJisx0213Plane1Of2000, text::EncodeTableId::kJisx0213Of2000},
    kJisx0208Set,
    {'O' | kWide, kFirstPlane, kJisx0213Plane1Of2000, text::EncodeTableId::kJisx0213Of2000},
    {'P' | kWide, kSecondPlane, kJisx0213Plane2, text::EncodeTableId::kJisx0213Of2000},
    kEnd};
constexpr Designation kJapanese2004[] = {{'Q' | kWide, kOnlyPairs, kJisx0213Plane1, text::EncodeTableId::kJisx0213},
                                         kJisx0208Set,
                                         {'Q' | kWide, kFirstPlane, kJisx0213Plane1, text::EncodeTableId::kJisx0213},
                                         {'P' | kWide, kSecondPlane, kJisx0213Plane2, text::EncodeTableId::kJisx0213},
                                         kEnd};
constexpr size_t kMostSets = std::size(kJapanese2);
constexpr Designation kJapaneseExt[] = {kJisx0208Set, kJisx0212Set, kRomanSet, kKatakanaSet, kOldJisx0208Set, kEnd};

namespace {

// ---- HZ: "~{" and "~}" around characters of GB 2312 with 7 bits

constexpr size_t kHzShifted = 0;  // byte of the state: between "~{" and "~}"

// "~" and a second byte. Positive: they are no sequence.
Stop decode_tilde(ShiftState& state, DecodeInput& in, Characters& out) {
  u8& shifted = state.bytes[kHzShifted];
  if (in.left() < 2) return kIncomplete;
  u8 second = in.at[1];
  if (shifted ? second != '}' : second != '~' && second != '{' && second != '\n') return 1;
  if (second == '~') out.put('~');
  if (second == '{') shifted = 1;
  if (second == '}') shifted = 0;
  in.at += 2;
  return kDone;
}

}  // namespace

Stop decode_hz(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out) {
  const DecodeTable& table = *text::decode_table(encoding.decode_table);
  while (in.at < in.end) {
    u8 c = *in.at;
    if (c == '~') {
      if (Stop stop = decode_tilde(state, in, out)) return stop;
      continue;
    }
    if (c & 0x80) return 1;
    if (!state.bytes[kHzShifted]) {
      out.put(c);
      ++in.at;
      continue;
    }
    if (in.left() < 2) return kIncomplete;
    u16 cell = table.cell(c | 0x80, in.at[1] ^ 0x80);
    if (!cell) return 1;
    out.put_cell(table, cell);
    in.at += 2;
  }
  return kDone;
}

namespace {

template <class Unit>
Stop encode_hz_units(const EncodeTable& table, const Unit* units, u8& state, EncodeInput& in, Codes& out) {
  bool shifted = state, known = true;
  while (known && in.at < in.text.length) {
    size_t at = in.at, most;
    u8* to = out.open(&most);
    for (size_t end = std::min(in.text.length, at + most); at < end; ++at) {
      char32_t c = units[at];
      u16 code = c < 0x80 ? u16(0) : table.code(c);
      known = code || c < 0x80;
      if (!known) break;
      if (shifted != (code != 0)) {
        shifted = !shifted;
        *to++ = '~';
        *to++ = shifted ? '{' : '}';
      }
      if (code) *to++ = (code >> 8) & 0x7F;
      *to++ = static_cast<u8>(code ? code & 0x7F : c);
      if (c == '~') *to++ = '~';
    }
    in.at = at;
    out.close(to);
  }
  state = shifted;
  return known ? kDone : 1;
}

}  // namespace

Stop encode_hz(const Encoding& encoding, ShiftState& state, EncodeInput& in, Codes& out) {
  const EncodeTable& table = *text::encode_table(encoding.encode_table);
  u8& shifted = state.bytes[kHzShifted];
  return text::with_kind(in.text, [&](const auto* units) { return encode_hz_units(table, units, shifted, in, out); });
}

// ---- ISO-2022: the state

namespace {

// Bytes of the state: the sets of G0 to G2, and flags.
constexpr size_t kFlags = 4;
constexpr u8 kShifted = 1;      // G1 is in force
constexpr u8 kOtherEscape = 2;  // in an escape sequence that is not one of ISO-2022: its characters stand for
                                // themselves
constexpr size_t kMostOfEscape = 16;

const Designation* designation_of(const Encoding& encoding, u8 mark) {
  for (const Designation* d = encoding.designations; d->mark; ++d) {
    if (d->mark == mark) return d;
  }
  return nullptr;
}

bool ends_escape(u8 c) { return (c >= 'A' && c <= 'Z') || c == '@'; }
bool continues_iso2022_escape(u8 c) { return c == '(' || c == ')' || c == '$' || c == '.' || c == '&'; }

// ---- ISO-2022: decoding

// The length of the escape sequence. 0: none that ends. kIncomplete.
int escape_length(const Encoding& encoding, const DecodeInput& in) {
  for (size_t i = 1; i < kMostOfEscape; ++i) {
    if (i >= in.left()) return kIncomplete;
    if (ends_escape(in.at[i])) return static_cast<int>(i + 1);
    bool announces = encoding.flags & kUseJisx0208Ext && in.at[i] == '&' && i + 1 < in.left() && in.at[i + 1] == '@';
    if (announces) i += 2;
  }
  return 0;
}

// What an escape sequence designates to which part. False: it is no designation.
bool read_designation(const Encoding& encoding, std::string_view escape, u8* mark, size_t* part) {
  bool wide = escape[1] == '$';
  *mark = static_cast<u8>(escape.back()) | (wide ? kWide : 0);
  *part = 0;
  if (escape.size() == 6)  // JIS X 0208-1990: its announcement, and the designation
    return encoding.flags & kUseJisx0208Ext && escape.substr(3) == "\x1b$B" && (*mark = kJisx0208Mark);
  if (escape.size() == 3 && wide) return true;
  if (escape.size() != (wide ? 4u : 3u)) return false;
  char intermediate = escape[escape.size() - 2];
  *part = intermediate == '(' ? 0 : intermediate == ')' ? 1 : 2;
  return *part < 2 || (!wide && intermediate == '.' && encoding.flags & kUseG2);
}

Stop decode_designation(const Encoding& encoding, ShiftState& state, DecodeInput& in) {
  int length = escape_length(encoding, in);
  if (length < 0) return length;
  if (length == 0) return 1;
  u8 mark;
  size_t part;
  std::string_view escape(reinterpret_cast<const char*>(in.at), static_cast<size_t>(length));
  if (!read_designation(encoding, escape, &mark, &part)) return length;
  if (mark != kAscii && !designation_of(encoding, mark)) return length;
  state.bytes[part] = mark;
  in.at += length;
  return kDone;
}

// ISO 8859-7 of 1987. 0: the byte is no character.
u16 greek(u8 byte) {
  if (byte < 0xA0) return byte;
  switch (byte) {
    case 0xA1: return 0x2018;
    case 0xA2: return 0x2019;
    case 0xAF: return 0x2015;
    case 0xA4:
    case 0xA5:
    case 0xAA:
    case 0xAE:
    case 0xD2:
    case 0xFF: return 0;
    case 0xB7:
    case 0xBB:
    case 0xBD: return byte;
    default: return static_cast<u16>(byte < 0xB4 ? byte : byte + 0x2D0);
  }
}

// ESC N and a byte: a character of G2.
Stop decode_from_g2(const ShiftState& state, DecodeInput& in, Characters& out) {
  if (in.left() < 3) return kIncomplete;
  u8 byte = in.at[2];
  switch (state.bytes[2]) {
    case kLatin1:
      if (byte >= 0x80) return 3;
      out.put(byte | 0x80);
      break;
    case kGreek: {
      u16 c = greek(byte ^ 0x80);
      if (!c && byte != 0x80) return 3;
      out.put(c);
      break;
    }
    case kAscii:
      if (byte >= 0x80) return 3;
      out.put(byte);
      break;
    default: return kInternal;
  }
  in.at += 3;
  return kDone;
}

Stop decode_escape(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out) {
  if (in.left() < 2) return kIncomplete;
  if (continues_iso2022_escape(in.at[1])) return decode_designation(encoding, state, in);
  if (encoding.flags & kUseG2 && in.at[1] == 'N') return decode_from_g2(state, in, out);
  out.put(kEsc);
  state.bytes[kFlags] |= kOtherEscape;
  ++in.at;
  return kDone;
}

// A character of a set with one byte. 0: there is none.
u16 narrow_char(SetKind kind, u8 byte) {
  if (kind == kRoman) return byte == '\\' ? u16(0xA5) : byte == '~' ? u16(0x203E) : byte;
  bool known = kind == kKatakana && byte >= 0x21 && byte <= 0x5F;
  return static_cast<u16>(known ? 0xFF61 + byte - 0x21 : 0);
}

// Characters of the set in force, as long as there are graphic ones.
Stop decode_graphic(const Designation& set, DecodeInput& in, Characters& out) {
  const DecodeTable* table = set.is_wide() ? text::decode_table(set.decode) : nullptr;
  while (in.at < in.end && *in.at >= 0x20 && *in.at < 0x80) {
    if (in.left() < set.width()) return kIncomplete;
    u16 cell = table ? table->cell(in.at[0] | 0x80, in.at[1] ^ 0x80) : narrow_char(set.kind, in.at[0]);
    if (!cell) return static_cast<Stop>(set.width());
    if (table) {
      out.put_cell(*table, cell);
    } else {
      out.put(cell);
    }
    in.at += set.width();
  }
  return kDone;
}

void put_one(DecodeInput& in, Characters& out) { out.put(*in.at++); }

// One control character or run of graphic ones.
Stop decode_some(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out) {
  u8 c = *in.at;
  u8& flags = state.bytes[kFlags];
  if (flags & kOtherEscape) {
    put_one(in, out);
    if (ends_escape(c)) flags &= static_cast<u8>(~kOtherEscape);
    return kDone;
  }
  if (c == kEsc) return decode_escape(encoding, state, in, out);
  if ((c == kShiftIn || c == kShiftOut) && !(encoding.flags & kNoShift)) {
    flags = static_cast<u8>(c == kShiftOut ? flags | kShifted : flags & ~kShifted);
    ++in.at;
    return kDone;
  }
  if (c >= 0x80) return 1;
  if (c == '\n') flags &= static_cast<u8>(~kShifted);
  u8 mark = state.bytes[flags & kShifted ? 1 : 0];
  if (mark == kAscii || c < 0x20) {
    put_one(in, out);
    return kDone;
  }
  // setstate() may have brought a mark that names no set: CPython before 3.15 crashes.
  const Designation* set = designation_of(encoding, mark);
  return set ? decode_graphic(*set, in, out) : 1;
}

}  // namespace

Stop decode_iso2022(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out) {
  while (in.at < in.end) {
    if (Stop stop = decode_some(encoding, state, in, out)) return stop;
  }
  return kDone;
}

// ---- ISO-2022: encoding

namespace {

// The code of the character c at in.at in a set, with 7 bits a byte. *length: the number of characters. 0: there is
// none. kIncomplete.
int code_in_set(const Designation& set, const EncodeTable* table, char32_t c, const EncodeInput& in, size_t* length) {
  *length = 1;
  if (set.kind == kRoman) return c == 0xA5 ? '\\' : c == 0x203E ? '~' : 0;
  if (set.kind == kKatakana) return c >= 0xFF61 && c <= 0xFF9F ? static_cast<int>(c - 0xFF61) + 0x21 : 0;
  if (set.kind == kOnlyG2 || set.kind == kOld) return 0;
  int code = table->code(c);
  if (code == EncodeTable::kPairFirst) code = pairs::code_of_pair_at(in, set.encode, length);
  if (code <= 0) return code;
  if (set.kind == kOnlyPairs) return *length == 2 ? code & 0x7F7F : 0;
  bool first = code & 0x80;
  if (code < 0xA100 || first != (set.kind == kFirstPlane)) return 0;
  return code & 0x7F7F;
}

u8* shift_to(ShiftState& state, bool shifted, u8* to) {
  u8& flags = state.bytes[kFlags];
  if (bool(flags & kShifted) == shifted) return to;
  *to++ = shifted ? kShiftOut : kShiftIn;
  flags ^= kShifted;
  return to;
}

u8* designate(ShiftState& state, const Designation& set, u8* to) {
  if (state.bytes[set.part] == set.mark) return to;
  *to++ = kEsc;
  if (set.is_wide()) *to++ = '$';
  if (set.mark != kJisx0208Mark) *to++ = set.part == 0 ? '(' : ')';
  *to++ = set.mark & 0x7F;
  state.bytes[set.part] = set.mark;
  return to;
}

u8* designate_ascii(ShiftState& state, u8* to) {
  if (state.bytes[0] == kAscii) return to;
  *to++ = kEsc;
  *to++ = '(';
  *to++ = kAscii;
  state.bytes[0] = kAscii;
  return to;
}

u8* put_in_set(ShiftState& state, const Designation& set, int code, u8* to) {
  if (set.part == 0) to = shift_to(state, false, to);
  to = designate(state, set, to);
  if (set.part == 1) to = shift_to(state, true, to);
  if (set.is_wide()) *to++ = static_cast<u8>(code >> 8);
  *to++ = static_cast<u8>(code);
  return to;
}

// The encode tables of an encoding's sets, in their order.
struct SetTables {
  explicit SetTables(const Encoding& encoding) {
    const EncodeTable** to = tables;
    for (const Designation* set = encoding.designations; set->mark; ++set, ++to) {
      *to = set->is_wide() ? text::encode_table(set->encode) : nullptr;
    }
  }
  const EncodeTable* tables[kMostSets];
};

template <class Unit>
Stop encode_iso2022_units(const Encoding& encoding, const Unit* units, ShiftState& shared, EncodeInput& in,
                          Codes& out) {
  SetTables sets(encoding);
  ShiftState state = shared;
  Stop stop = kDone;
  while (stop == kDone && in.at < in.text.length) {
    size_t most;
    u8* to = out.open(&most);
    for (size_t end = std::min(in.text.length, in.at + most); in.at < end;) {
      char32_t c = units[in.at];
      if (c < 0x80) {
        to = shift_to(state, false, designate_ascii(state, to));
        *to++ = static_cast<u8>(c);
        ++in.at;
        continue;
      }
      size_t length = 1;
      int code = 0;
      const Designation* set = encoding.designations;
      for (const EncodeTable* const* table = sets.tables; set->mark; ++set, ++table) {
        if ((code = code_in_set(*set, *table, c, in, &length))) break;
      }
      if (code <= 0) {
        stop = code < 0 ? code : 1;
        break;
      }
      to = put_in_set(state, *set, code, to);
      in.at += length;
    }
    out.close(to);
  }
  shared = state;
  return stop;
}

}  // namespace

Stop encode_iso2022(const Encoding& encoding, ShiftState& state, EncodeInput& in, Codes& out) {
  return text::with_kind(in.text,
                         [&](const auto* units) { return encode_iso2022_units(encoding, units, state, in, out); });
}

// ---- both

bool load_tables(const Encoding& encoding) {
  for (const Designation* d = encoding.designations; d->mark; ++d) {
    if (d->is_wide() && (!text::decode_table(d->decode) || !text::encode_table(d->encode))) return false;
  }
  return true;
}

void encode_reset(const Encoding& encoding, ShiftState& state, text::ByteBuilder& out) {
  if (!encoding.is_iso2022()) {
    if (state.bytes[kHzShifted]) out.append("~}");
    state.bytes[kHzShifted] = 0;
    return;
  }
  u8 bytes[Codes::kMostOfCharacter];
  u8* end = designate_ascii(state, shift_to(state, false, bytes));
  out.append(bytes, static_cast<size_t>(end - bytes));
}

void decode_reset(const Encoding& encoding, ShiftState& state) {
  state.bytes[0] = encoding.is_iso2022() ? kAscii : 0;
  state.bytes[kFlags] &= static_cast<u8>(~kShifted);
}

}  // namespace shifts

ShiftState initial_state(const Encoding& encoding, bool decoder) {
  ShiftState state;
  if (!encoding.is_iso2022()) return state;
  for (size_t part = 0; part < (decoder ? 3 : 2); ++part) state.bytes[part] = shifts::kAscii;
  return state;
}

}  // namespace rt::multibyte
