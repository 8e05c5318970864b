// Codes of speech (ITU-T G.711, IMA ADPCM) and access to samples, for module audioop.
#pragma once

#include "gc/base/bits.h"

namespace rt::audio {

using gc::i16;
using gc::i32;
using gc::u32;
using gc::u8;

// ---- samples of 1 to 4 bytes, little endian

inline i32 load_sample(const u8* at, u32 width) {
  u32 bits = 0;
  for (u32 i = 0; i < width; ++i) bits |= u32{at[i]} << (8 * (i + 4 - width));
  return static_cast<i32>(bits) >> (8 * (4 - width));
}
inline void store_sample(u8* at, u32 width, i32 value) {
  for (u32 i = 0; i < width; ++i) at[i] = static_cast<u8>(static_cast<u32>(value) >> (8 * i));
}
// The same as the upper part of 32 bits.
inline i32 load_scaled(const u8* at, u32 width) {
  return static_cast<i32>(static_cast<u32>(load_sample(at, width)) << (8 * (4 - width)));
}
inline void store_scaled(u8* at, u32 width, i32 value) { store_sample(at, width, value >> (8 * (4 - width))); }

// ---- G.711

// The number of the segment: how many doublings of `first` are below the value.
inline u32 segment_of(u32 value, u32 first) {
  u32 segment = 0;
  for (u32 end = first; segment < 8 && value > end; end = end * 2 + 1) ++segment;
  return segment;
}

// `pcm` has 14 bits.
inline u8 to_ulaw(i32 pcm) {
  u32 mask = pcm < 0 ? 0x7f : 0xff, size = static_cast<u32>(pcm < 0 ? -pcm : pcm);
  size = (size > 8159 ? 8159 : size) + 33;
  u32 segment = segment_of(size, 0x3f);
  if (segment >= 8) return static_cast<u8>(0x7f ^ mask);
  return static_cast<u8>((segment << 4 | (size >> (segment + 1) & 15)) ^ mask);
}
// 16 bits.
inline i32 from_ulaw(u8 code) {
  u32 bits = static_cast<u8>(~code);
  i32 size = static_cast<i32>((((bits & 15) << 3) + 0x84) << (bits >> 4 & 7));
  return bits & 0x80 ? 0x84 - size : size - 0x84;
}

// `pcm` has 13 bits.
inline u8 to_alaw(i32 pcm) {
  u32 mask = pcm < 0 ? 0x55 : 0xd5, size = static_cast<u32>(pcm < 0 ? -pcm - 1 : pcm);
  u32 segment = segment_of(size, 0x1f);
  if (segment >= 8) return static_cast<u8>(0x7f ^ mask);
  return static_cast<u8>((segment << 4 | (size >> (segment < 2 ? 1 : segment) & 15)) ^ mask);
}
// 16 bits.
inline i32 from_alaw(u8 code) {
  u32 bits = code ^ 0x55u, segment = bits >> 4 & 7;
  u32 size = ((bits & 15) << 4) + (segment == 0 ? 8 : 0x108);
  if (segment > 1) size <<= segment - 1;
  return bits & 0x80 ? static_cast<i32>(size) : -static_cast<i32>(size);
}

// ---- IMA ADPCM: differences in four bits, whose unit grows and shrinks

inline constexpr i16 kSteps[] = {
    7,    8,     9,     10,    11,    12,    13,    14,    16,    17,    19,    21,    23,    25,   28,
    31,   34,    37,    41,    45,    50,    55,    60,    66,    73,    80,    88,    97,    107,  118,
    130,  143,   157,   173,   190,   209,   230,   253,   279,   307,   337,   371,   408,   449,  494,
    544,  598,   658,   724,   796,   876,   963,   1060,  1166,  1282,  1411,  1552,  1707,  1878, 2066,
    2272, 2499,  2749,  3024,  3327,  3660,  4026,  4428,  4871,  5358,  5894,  6484,  7132,  7845, 8630,
    9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767};
inline constexpr i32 kLastStep = 88;

struct Adpcm {
  i32 value = 0;  // the last sample, as the decoder knows it
  i32 index = 0;  // of the step

  // The sample that a code means.
  i32 decode(u32 code) {
    i32 step = kSteps[index], change = step >> 3;
    if (code & 4) change += step;
    if (code & 2) change += step >> 1;
    if (code & 1) change += step >> 2;
    value += code & 8 ? -change : change;
    value = value > 32767 ? 32767 : value < -32768 ? -32768 : value;
    index += code & 4 ? static_cast<i32>(code & 3) * 2 + 2 : -1;
    index = index < 0 ? 0 : index > kLastStep ? kLastStep : index;
    return value;
  }
  // The code for a sample of 16 bits.
  u32 encode(i32 sample) {
    i32 difference = sample - value, step = kSteps[index];
    u32 code = difference < 0 ? 8 : 0;
    if (difference < 0) difference = -difference;
    for (u32 bit = 4; bit != 0; bit >>= 1, step >>= 1) {
      if (difference < step) continue;
      code |= bit;
      difference -= step;
    }
    decode(code);
    return code;
  }
};

}  // namespace rt::audio
