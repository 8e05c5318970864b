// Kernels of the encodings whose characters have one or two bytes, without shifts: a table has the pairs. Their
// relatives have also characters of three, four or eight bytes.
//
// Where a character ends too early, it is incomplete, also if its first byte begins none; only the encodings of the
// Shift JIS family tell from the first byte. What else cannot be decoded is an error of one byte, with one exception
// (unknown_pair()), as in CPython.
#include <algorithm>
#include <initializer_list>

#include "runtime/library/codecs/multibyte.h"

namespace rt::multibyte::pairs {

namespace {

using text::DecodeTable;
using text::EncodeTable;

constexpr char32_t kHalfwidthKatakana = 0xFF61;  // the character of byte 0xA1

// What a byte from 0x80 on is. kPair: with the next byte it is looked up in the table. kTaken: `special` has decoded
// the character. Else a Stop.
constexpr Stop kPair = -10, kTaken = -11;

// Whether the bytes 0x5C and 0x7E are those of ASCII, or yen sign and overline as in JIS X 0201.
enum class Low : bool { kAscii, kRoman };
bool differs_in_roman(char32_t c) { return c == '\\' || c == '~'; }

// The length of the error at a pair that is no character: one byte, but two if a later edition has the character.
Stop unknown_pair(const Encoding& encoding, u8 lead, u8 trail) {
  if (encoding.later_edition == text::DecodeTableId::kNoTable) return 1;
  const DecodeTable* later = text::decode_table(encoding.later_edition);
  return later && later->cell(lead, trail) ? 2 : 1;
}

// Decodes single bytes below 0x80 and pairs. special(lead) is asked first about each byte from 0x80 on.
template <Low low = Low::kAscii, class Special>
Stop decode_pairs(const Encoding& encoding, DecodeInput& in, Characters& out, Special&& special) {
  const DecodeTable& table = *text::decode_table(encoding.decode_table);
  while (in.at < in.end) {
    u8 lead = *in.at;
    if (lead < 0x80) {
      bool differs = low == Low::kRoman && differs_in_roman(lead);
      out.put(!differs ? lead : lead == '~' ? 0x203E : 0xA5);
      ++in.at;
      continue;
    }
    Stop what = special(lead);
    if (what == kTaken) continue;
    if (what != kPair) return what;
    if (in.left() < 2) return kIncomplete;
    u16 cell = table.cell(lead, in.at[1]);
    if (!cell) return unknown_pair(encoding, lead, in.at[1]);
    out.put_cell(table, cell);
    in.at += 2;
  }
  return kDone;
}

Stop take(DecodeInput& in, Characters& out, size_t bytes, char32_t c) {
  out.put(c);
  in.at += bytes;
  return kTaken;
}

bool is_katakana_byte(u8 byte) { return byte >= 0xA1 && byte <= 0xDF; }
char32_t katakana(u8 byte) { return kHalfwidthKatakana + byte - 0xA1; }
constexpr u8 kLastJisx0208Lead = 0xEA;
bool is_shift_jis_lead(u8 byte) { return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC); }

}  // namespace

Stop decode_plain(const Encoding& encoding, ShiftState&, DecodeInput& in, Characters& out) {
  return decode_pairs(encoding, in, out, [](u8) { return kPair; });
}

Stop decode_shift_jis(const Encoding& encoding, ShiftState&, DecodeInput& in, Characters& out) {
  return decode_pairs(encoding, in, out, [&](u8 lead) {
    if (is_katakana_byte(lead)) return take(in, out, 1, katakana(lead));
    return is_shift_jis_lead(lead) && lead <= kLastJisx0208Lead ? kPair : 1;
  });
}

Stop decode_shift_jisx0213(const Encoding& encoding, ShiftState&, DecodeInput& in, Characters& out) {
  return decode_pairs<Low::kRoman>(encoding, in, out, [&](u8 lead) {
    if (is_katakana_byte(lead)) return take(in, out, 1, katakana(lead));
    return is_shift_jis_lead(lead) ? kPair : 1;
  });
}

Stop decode_cp932(const Encoding& encoding, ShiftState&, DecodeInput& in, Characters& out) {
  return decode_pairs(encoding, in, out, [&](u8 lead) {
    if (is_katakana_byte(lead)) return take(in, out, 1, katakana(lead));
    if (is_shift_jis_lead(lead)) return kPair;
    // Bytes that begin no character stand for characters of their own, as on Windows.
    if (lead == 0x80) return take(in, out, 1, 0x80);
    return take(in, out, 1, lead == 0xA0 ? 0xF8F0u : 0xF8F1u + lead - 0xFD);
  });
}

Stop decode_euc_jp(const Encoding& encoding, ShiftState&, DecodeInput& in, Characters& out) {
  const DecodeTable& second = *text::decode_table(encoding.second_plane);
  return decode_pairs(encoding, in, out, [&](u8 lead) {
    if (lead == 0x8E) {
      if (in.left() < 2) return kIncomplete;
      return is_katakana_byte(in.at[1]) ? take(in, out, 2, katakana(in.at[1])) : 1;
    }
    if (lead != 0x8F) return kPair;
    if (in.left() < 3) return kIncomplete;
    u16 cell = in.at[1] & 0x80 ? second.cell(in.at[1], in.at[2]) : u16(0);
    if (!cell) return 1;
    out.put_cell(second, cell);
    in.at += 3;
    return kTaken;
  });
}

// ---- KS X 1001: a syllable that the set has not is written as a filler and its three letters, eight bytes

namespace {

constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3;
constexpr u8 kLetterRow = 0xA4, kFiller = 0xD4, kFirstVowel = 0xBF, kVowels = 21;
// The second bytes of letters at the start and at the end of a syllable, in Unicode's order of syllables.
constexpr u8 kInitials[] = {0xA1, 0xA2, 0xA4, 0xA7, 0xA8, 0xA9, 0xB1, 0xB2, 0xB3, 0xB5,
                            0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE};
constexpr u8 kFinals[] = {kFiller, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE,
                          0xAF,    0xB0, 0xB1, 0xB2, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE};

// The index of a byte in a table. Negative: it is not there.
template <size_t N>
int index_of(const u8 (&table)[N], u8 byte) {
  const void* found = std::memchr(table, byte, N);
  return found ? static_cast<int>(static_cast<const u8*>(found) - table) : -1;
}

// The syllable of eight bytes. 0: they are none.
char32_t syllable(const u8* bytes) {
  if (bytes[2] != kLetterRow || bytes[4] != kLetterRow || bytes[6] != kLetterRow) return 0;
  int initial = index_of(kInitials, bytes[3]), vowel = bytes[5] - kFirstVowel, final = index_of(kFinals, bytes[7]);
  if (initial < 0 || vowel < 0 || vowel >= kVowels || final < 0) return 0;
  constexpr int kFinalCount = sizeof kFinals;
  return kFirstSyllable + static_cast<u32>((initial * kVowels + vowel) * kFinalCount + final);
}

}  // namespace

Stop decode_euc_kr(const Encoding& encoding, ShiftState&, DecodeInput& in, Characters& out) {
  return decode_pairs(encoding, in, out, [&](u8 lead) {
    if (lead != kLetterRow || in.left() < 2 || in.at[1] != kFiller) return kPair;
    if (in.left() < 8) return kIncomplete;
    char32_t c = syllable(in.at);
    return c ? take(in, out, 8, c) : 1;
  });
}

// ---- GB 18030: four bytes for what the table has not

namespace {

bool is_digit_byte(u8 byte) { return byte >= 0x30 && byte <= 0x39; }
bool is_lead_byte(u8 byte) { return byte >= 0x81 && byte <= 0xFE; }
constexpr u32 kPlane1Number = 189000;  // the number of the four bytes 0x90308130, which are U+10000

// The character of four bytes. 0: there is none.
char32_t four_byte_char(const u8* bytes) {
  if (!is_lead_byte(bytes[0]) || !is_lead_byte(bytes[2]) || !is_digit_byte(bytes[3])) return 0;
  u32 number = (((bytes[0] - 0x81u) * 10 + bytes[1] - 0x30u) * 126 + bytes[2] - 0x81u) * 10 + bytes[3] - 0x30u;
  if (number < kPlane1Number) return text::gb18030_char(number);
  char32_t c = 0x10000 + number - kPlane1Number;
  return c <= text::kMaxCodePoint ? c : 0;
}

}  // namespace

Stop decode_gb18030(const Encoding& encoding, ShiftState&, DecodeInput& in, Characters& out) {
  return decode_pairs(encoding, in, out, [&](u8) {
    if (in.left() < 2 || !is_digit_byte(in.at[1])) return kPair;
    if (in.left() < 4) return kIncomplete;
    char32_t c = four_byte_char(in.at);
    if (!c) return 1;
    out.put(c);
    in.at += 4;
    return kTaken;
  });
}

// ---- encoding

int code_of_pair_at(const EncodeInput& in, text::EncodeTableId table, size_t* length) {
  char32_t c = in.text.at(in.at);
  *length = 1;
  if (in.at + 1 < in.text.length) {
    char32_t second = in.text.at(in.at + 1);
    u16 code = second ? text::code_of_pair(table, c, second) : u16(0);  // 0 would mean `c` alone
    if (code) {
      *length = 2;
      return code;
    }
  } else if (!in.flush) {
    return kIncomplete;
  }
  return text::code_of_pair(table, c, 0);
}

namespace {

// Encodes ASCII and what the table has. put(to, code) writes a code; missing(to, c) writes a character that the table
// has not, or returns null. Both return the end of what they have written.
template <Low low, class Unit, class Put, class Missing>
Stop encode_units(const Encoding& encoding, const Unit* units, EncodeInput& in, Codes& out, Put put, Missing missing) {
  const EncodeTable& table = *text::encode_table(encoding.encode_table);
  Stop stop = kDone;
  while (stop == kDone && in.at < in.text.length) {
    size_t at = in.at, most;
    u8* to = out.open(&most);
    for (size_t end = std::min(in.text.length, at + most); at < end;) {
      char32_t c = units[at];
      if (c < 0x80 && !(low == Low::kRoman && differs_in_roman(c))) {
        *to++ = static_cast<u8>(c);
        ++at;
        continue;
      }
      size_t length = 1;
      int code = table.code(c);
      if (code == EncodeTable::kPairFirst) {
        in.at = at;
        code = code_of_pair_at(in, encoding.encode_table, &length);
      }
      u8* next = code > 0 ? put(to, static_cast<u16>(code)) : code == 0 ? missing(to, c) : nullptr;
      if (!next) {
        stop = code < 0 ? code : 1;
        break;
      }
      to = next;
      at += length;
    }
    in.at = at;
    out.close(to);
  }
  return stop;
}

template <Low low = Low::kAscii, class Put, class Missing>
Stop encode_table(const Encoding& encoding, EncodeInput& in, Codes& out, Put put, Missing missing) {
  return text::with_kind(in.text,
                         [&](const auto* units) { return encode_units<low>(encoding, units, in, out, put, missing); });
}

u8* put_bytes(u8* to, std::initializer_list<u32> bytes) {
  for (u32 byte : bytes) *to++ = static_cast<u8>(byte);
  return to;
}
u8* put_code(u8* to, u16 code) {
  if (code >= 0x100) *to++ = static_cast<u8>(code >> 8);
  *to++ = static_cast<u8>(code);
  return to;
}
constexpr auto kNothing = [](u8*, char32_t) -> u8* { return nullptr; };

}  // namespace

Stop encode_plain(const Encoding& encoding, ShiftState&, EncodeInput& in, Codes& out) {
  return encode_table(encoding, in, out, put_code, kNothing);
}

Stop encode_shift_jisx0213(const Encoding& encoding, ShiftState&, EncodeInput& in, Codes& out) {
  return encode_table<Low::kRoman>(encoding, in, out, put_code, kNothing);
}

Stop encode_euc_jp(const Encoding& encoding, ShiftState&, EncodeInput& in, Codes& out) {
  auto put = [](u8* to, u16 code) {
    if (code < 0x100 || code & 0x80) return put_code(to, code);
    *to++ = 0x8F;
    return put_code(to, code | 0x80);
  };
  return encode_table(encoding, in, out, put, kNothing);
}

Stop encode_euc_kr(const Encoding& encoding, ShiftState&, EncodeInput& in, Codes& out) {
  auto put_syllable = [](u8* to, char32_t c) -> u8* {
    if (c < kFirstSyllable || c > kLastSyllable) return nullptr;
    u32 index = c - kFirstSyllable, final = index % sizeof kFinals, head = index / sizeof kFinals;
    return put_bytes(to, {kLetterRow, kFiller, kLetterRow, kInitials[head / kVowels], kLetterRow,
                          kFirstVowel + head % kVowels, kLetterRow, kFinals[final]});
  };
  return encode_table(encoding, in, out, put_code, put_syllable);
}

Stop encode_gb18030(const Encoding& encoding, ShiftState&, EncodeInput& in, Codes& out) {
  auto put_any = [](u8* to, char32_t c) -> u8* {
    i32 signed_number = c >= 0x10000 ? static_cast<i32>(kPlane1Number + c - 0x10000) : text::gb18030_number(c);
    if (signed_number < 0) return nullptr;
    u32 number = static_cast<u32>(signed_number);
    return put_bytes(to,
                     {0x81 + number / 12600, 0x30 + number / 1260 % 10, 0x81 + number / 10 % 126, 0x30 + number % 10});
  };
  return encode_table(encoding, in, out, put_code, put_any);
}

}  // namespace rt::multibyte::pairs
