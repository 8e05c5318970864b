// The cache format: a code object and all nested code objects as bytes.
//
//   image     magic, revision of the bytecode, checksum of the rest (three 64-bit words), then one code, then the mark
//             of that code (a 64-bit word)
//   code      counts and flags, name, qualified name, free variables, file name (empty: that of the code around it),
//             size of the body (32 bits), body
//   body      counts, words (generic, caches cleared), handlers, constants, names, docstring, positions
//   value     a letter for the kind, then the content: i small int, I big int, f float, c complex, s str, n interned
//             str, b bytes, t tuple, F frozenset, x code, r str that stands at an earlier offset; and a letter each for
//             None, True, False, Ellipsis and "empty"
//
// Numbers are in groups of seven bits, lowest first. A nested code is read up to its body only, since most functions of
// a module are never called. Such a code object is asleep: it keeps a reference to the image, a mapped file where that
// is possible, and the first call, or the first look at its fields, wakes it. Only a build of the same revision reads
// an image. The checksum or the mark is compared once; offsets and lengths are checked at every read nevertheless, so
// that no file can make the program read elsewhere.
//
// The mark says who has written the image: a program of this user, which had the user's secret key (set_image_key).
// Such code has come from the compiler or has passed the verifier. All other code, whatever its checksum, is verified
// when it is read, with all nested code, before any of it can run (check_foreign_code).
#pragma once

#include <string_view>

#include "gc/heap/heap.h"
#include "interp/compile/code.h"
#include "runtime/os/mapped_file.h"

namespace comp {

inline constexpr u64 kImageMagic = 0x0359'5059'4e49'54;  // "TINYPY"
inline constexpr u64 kImageHeader = 3 * sizeof(u64);

// An image in memory. The sleeping code objects that were read from it share it; the last one to wake or die frees it.
struct Image {
  gc::Atomic<u32> users;
  bool marked;               // with the user's key
  std::string_view content;  // a part of `file`; without a file it lies behind this record
  rt::os::MappedFile file;
};
inline void release_image(Image* image) {
  if (image->users.fetch_sub(1, gc::acq_rel) != 1) return;
  image->~Image();
  gc::raw_free(image);
}
// The code object with which an image begins; it is asleep. Empty: the image is damaged, or an error is pending.
rt::Ref read_image(rt::Thread& t, Image* image);

u64 image_checksum(std::string_view content);

// The mark under the user's key; 0 if there is no key. Any thread.
u64 image_mark(std::string_view content);
bool has_image_key();

// For code that has no mark: finds what the verifier takes for granted. `words` are in the first encoding, with empty
// caches (code_object.h). False: no compiler has written this.
bool are_plain_words(const u64* words, u32 count);
// Verifies an awake code object of which code() or replace() has changed parts. Code objects among its constants are
// sound: they exist.
bool is_sound(const Code* code);
// Verifies code and all nested code, which it wakes. False: a rule is broken, or an error is pending.
bool check_foreign_code(rt::Thread& t, Code* code);

// A signed number with its sign in the lowest bit, so that a number near 0 takes few bytes.
constexpr u64 fold_sign(i64 n) { return static_cast<u64>(n) << 1 ^ static_cast<u64>(n >> 63); }
constexpr i64 unfold_sign(u64 n) { return static_cast<i64>(n >> 1 ^ (0 - (n & 1))); }

}  // namespace comp
