// The tables.
#include "interp/vm/studio/native_changes.h"

#include "runtime/library/containers/array.h"
#include "runtime/library/containers/collections_deque.h"

namespace vm {

using enum AccessKind;

namespace {

constexpr MethodRow kListRows[] = {
    {"append", kGrow},
    {"extend", kGrow, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"pop", kRearrange, MethodRow::kNoKey, MethodRow::kAtEndUnlessGiven},
    {"insert", kRearrange},
    {"remove", kRearrange},
    {"clear", kRearrange},
    {"sort", kRearrange},
    {"reverse", kRearrange},
    {"index", kContents},
    {"count", kContents},
    {"copy", kContents},
    {"__init__", kRearrange, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"__iadd__", kGrow, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"__imul__", kRearrange},
};
constexpr MethodRow kDictRows[] = {
    {"get", kItemRead, MethodRow::kReads},
    {"setdefault", kGrow, MethodRow::kUpdates},
    {"__missing__", kGrow, MethodRow::kUpdates},
    {"pop", kGrow, MethodRow::kUpdates},
    {"popitem", kGrow},
    {"clear", kRearrange},
    {"move_to_end", kRearrange},
    {"update", kGrow, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"keys", kLength},
    {"values", kContents},
    {"items", kContents},
    {"copy", kContents},
    {"__init__", kGrow, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"__ior__", kGrow, MethodRow::kNoKey, MethodRow::kReadsArgument},
};
constexpr MethodRow kSetRows[] = {
    {"add", kGrow, MethodRow::kUpdates},
    {"discard", kGrow, MethodRow::kUpdates},
    {"remove", kGrow, MethodRow::kUpdates},
    {"pop", kGrow},
    {"clear", kRearrange},
    {"update", kGrow, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"difference_update", kRearrange, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"intersection_update", kRearrange, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"symmetric_difference_update", kRearrange, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"union", kContents, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"intersection", kContents, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"difference", kContents, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"symmetric_difference", kContents, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"issubset", kContents, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"issuperset", kContents, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"isdisjoint", kContents, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"copy", kContents},
    {"__init__", kRearrange, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"__ior__", kGrow, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"__isub__", kRearrange, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"__iand__", kRearrange, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"__ixor__", kRearrange, MethodRow::kNoKey, MethodRow::kReadsArgument},
};
constexpr MethodRow kDequeRows[] = {
    {"append", kGrow},        {"appendleft", kGrow},  {"extend", kGrow},        {"extendleft", kGrow},
    {"pop", kGrow},           {"popleft", kGrow},     {"insert", kRearrange},   {"remove", kRearrange},
    {"clear", kRearrange},    {"rotate", kRearrange}, {"reverse", kRearrange},  {"index", kContents},
    {"count", kContents},     {"copy", kContents},    {"__init__", kRearrange}, {"__iadd__", kGrow},
    {"__imul__", kRearrange},
};
// Of bytearrays and arrays: their elements are places of their own, unless they move.
constexpr MethodRow kMemoryRows[] = {
    {"append", kGrow},
    {"extend", kGrow, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"frombytes", kGrow},
    {"fromlist", kGrow, MethodRow::kNoKey, MethodRow::kReadsArgument},
    {"fromfile", kGrow},
    {"fromunicode", kGrow},
    {"pop", kRearrange, MethodRow::kNoKey, MethodRow::kAtEndUnlessGiven},
    {"insert", kRearrange},
    {"remove", kRearrange},
    {"clear", kRearrange},
    {"reverse", kRearrange},
    {"byteswap", kRearrange},
    {"resize", kRearrange},
    {"take_bytes", kRearrange},
    {"__setstate__", kRearrange},
    {"__init__", kRearrange},
    {"__iadd__", kGrow},
    {"__imul__", kRearrange},
};

constexpr FunctionRow kFunctions[] = {
    {"heappush", Does::kRearranges},
    {"heappop", Does::kRearranges},
    {"heapify", Does::kRearranges},
    {"heapreplace", Does::kRearranges},
    {"heappushpop", Does::kRearranges},
    {"heappush_max", Does::kRearranges},
    {"heappop_max", Does::kRearranges},
    {"heapify_max", Does::kRearranges},
    {"heapreplace_max", Does::kRearranges},
    {"heappushpop_max", Does::kRearranges},
    {"_heappop_max", Does::kRearranges},
    {"_heapify_max", Does::kRearranges},
    {"_heapreplace_max", Does::kRearranges},
    {"insort", Does::kMethod, 0, "insert"},
    {"insort_left", Does::kMethod, 0, "insert"},
    {"insort_right", Does::kMethod, 0, "insert"},
    {"_count_elements", Does::kCounts},
    {"pack_into", Does::kFills, 1},
    {"getitem", Does::kMethod, 0, "__getitem__"},
    {"contains", Does::kMethod, 0, "__contains__"},
    {"setitem", Does::kMethod, 0, "__setitem__"},
    {"delitem", Does::kMethod, 0, "__delitem__"},
    {"iadd", Does::kMethod, 0, "__iadd__"},
    {"iconcat", Does::kMethod, 0, "__iadd__"},
    {"imul", Does::kMethod, 0, "__imul__"},
    {"ior", Does::kMethod, 0, "__ior__"},
    {"isub", Does::kMethod, 0, "__isub__"},
    {"iand", Does::kMethod, 0, "__iand__"},
    {"ixor", Does::kMethod, 0, "__ixor__"},
};

template <class Row, u64 n>
const Row* find_row(const Row (&rows)[n], std::string_view name) {
  for (const Row& row : rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

}  // namespace

Container container_of(Value v) {
  if (!v.is_pointer()) return Container::kNone;
  switch (rt::type_of(v.object())->layout) {
    case rt::TypeId::kList: return Container::kList;
    case rt::TypeId::kDict: return Container::kDict;
    case rt::TypeId::kSet: return Container::kSet;
    default: break;
  }
  return rt::collections::g_deque && rt::collections::is_deque(v.stripped()) ? Container::kDeque : Container::kNone;
}

bool is_growing_memory(Value v) {
  if (!v.is_pointer()) return false;
  return rt::has_layout(v, rt::TypeId::kByteArray) || (rt::arrays::g_array_type && rt::arrays::is_array(v.stripped()));
}

const MethodRow* find_method(Container container, std::string_view name) {
  switch (container) {
    case Container::kList: return find_row(kListRows, name);
    case Container::kDict: return find_row(kDictRows, name);
    case Container::kSet: return find_row(kSetRows, name);
    case Container::kDeque: return find_row(kDequeRows, name);
    default: return nullptr;
  }
}

const MethodRow* find_method_of_memory(std::string_view name) { return find_row(kMemoryRows, name); }

const FunctionRow* find_function(std::string_view name) { return find_row(kFunctions, name); }

}  // namespace vm
