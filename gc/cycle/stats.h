// Totals per requested generation, for gc.get_stats.
#pragma once

#include "gc/cycle/collector.h"

namespace gc {

inline constexpr int kGenerations = 3;
void record_collection(int generation, const CollectionResult& result);

}  // namespace gc
