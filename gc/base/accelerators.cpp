// Parsing the list of accelerators to turn off.
#include "gc/base/accelerators.h"

#include <algorithm>
#include <iterator>

namespace gc {

namespace {

constexpr u32 kAll = (u32{1} << std::size(kAcceleratorNames)) - 1;
static_assert(std::size(kAcceleratorNames) < 32);

// The bits of the accelerators that the name stands for; 0: the name is unknown.
u32 bits_of(std::string_view name) {
  if (name == "all") return kAll;
  const auto* found = std::find(std::begin(kAcceleratorNames), std::end(kAcceleratorNames), name);
  return found == std::end(kAcceleratorNames) ? 0 : u32{1} << (found - kAcceleratorNames);
}

}  // namespace

bool disable_accelerators(std::string_view names) {
  u32 off = 0;
  for (size_t begin = 0, end = 0; end != names.npos; begin = end + 1) {
    end = names.find(',', begin);
    u32 bits = bits_of(names.substr(begin, end == names.npos ? names.npos : end - begin));
    if (bits == 0) return false;
    off |= bits;
  }
  g_accelerators_off |= off;
  return true;
}

}  // namespace gc
