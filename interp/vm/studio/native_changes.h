// What native functions and methods do to the objects that they get: the tables for access.cpp. A function that changes
// an argument and stands in no table is not seen; tests/drivers/changes_test.py finds those.
#pragma once

#include <string_view>

#include "interp/vm/studio/access.h"

namespace vm {

enum class Container { kNone, kList, kDict, kSet, kDeque };
Container container_of(Value v);
// True for a bytearray and an array, whose memory may move and grow.
bool is_growing_memory(Value v);

// What a method does: to the container as a whole, and to the place that its first argument names (`by_key`).
struct MethodRow {
  std::string_view name;
  AccessKind whole;
  enum Key : u8 { kNoKey, kReads, kUpdates } by_key = kNoKey;
  enum Extra : u8 { kNothing, kReadsArgument, kAtEndUnlessGiven } extra = kNothing;
};
// Null: it changes nothing, and reads neither the length nor the contents.
const MethodRow* find_method(Container container, std::string_view name);
const MethodRow* find_method_of_memory(std::string_view name);

// What a function does to one of its arguments, or reads of it.
enum class Does : u8 {
  kRearranges,  // the items of a list
  kCounts,      // the next argument's items, in a dict
  kFills,       // memory
  kMethod,      // what the method of that name does, which gets the arguments behind that one
};
struct FunctionRow {
  std::string_view name;
  Does does;
  u8 argument = 0;
  std::string_view method = {};
};
// Null: it is in no table.
const FunctionRow* find_function(std::string_view name);

}  // namespace vm
