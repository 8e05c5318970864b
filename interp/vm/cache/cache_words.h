// What the words of inline caches hold, where more than one file must know it: the handlers that write the words, and
// the listing after a run, which puts them into words (interp/listings/cache_text.cpp). special.def says which form of
// an instruction has which words; polymorphic.h has those of several shapes.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// Cache words of GET_GLOBAL. For a name of the globals: [0] has the keys version of the globals and the place of the
// value's slot in their table. For a builtin: [1] has the same for the builtins, and [0] has, marked by kNotHere, the
// keys version of globals that lack the name. Each word is valid by itself, so any mixture of words that several
// threads have stored is valid.
inline constexpr u32 kVersionShift = 24;
inline constexpr u64 kPlaceMask = (u64{1} << kVersionShift) - 1, kNotHere = u64{1} << 39;

// The low bits of a cache word of CALL or CALL_METHOD with a native callee. kOneArgument ... kThreeArguments: the C++
// function has exactly so many parameters. kDefaults: up to six, of which the last may be left out. kRaw: it takes an
// array of arguments. kLength, kRaw and kType exist for functions only, kThreeArguments and kSlotCallee for methods
// only, as is kModuleCallee. kSlotCallee: any callee in a slot of the object; the rest of the word is shape << 32 |
// byte offset. kModuleCallee: any callee in the dict of a module; keys version << 32 | entry << 3. 4 is
// kPolymorphicTag.
// kClassCallee: the AttrRecord of a callee in a class. Its highest bit tells it from kSlotCallee, whose shape never
// reaches that bit.
enum NativeForm : u64 {
  kOneArgument = 1,
  kTwoArguments = 2,
  kDefaults = 3,
  kThreeArguments = 5,
  kLength = 5,
  kRaw = 6,
  kSlotCallee = 6,
  kType = 7,
  kModuleCallee = 7
};
inline constexpr u64 kClassCalleeBit = u64{1} << 63, kClassCallee = kClassCalleeBit | kSlotCallee;

}  // namespace vm
