// Parts of the words of inline caches, where more than one file must know them: the handlers that write the words, and
// the listing after a run, which puts them into words (interp/listings/cache_text.cpp). comp::CacheWord says what each
// kind of word holds; polymorphic.h has those of several shapes.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// Words of GET_GLOBAL.
inline constexpr u32 kVersionShift = 24;
inline constexpr u64 kPlaceMask = (u64{1} << kVersionShift) - 1, kNotHere = u64{1} << 39;

// The low bits of a cache word of CALL or CALL_METHOD. kOneArgument ... kThreeArguments: the C++ function has exactly
// so many parameters. kDefaults: up to six, of which the last may be left out. kRaw: it takes an array of arguments.
// kLength, kRaw and kType exist for functions only, kThreeArguments, kSlotCallee and kModuleCallee for methods only. 4
// is kPolymorphicTag. The highest bit tells kClassCallee from kSlotCallee, whose shape never reaches that bit.
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
