// Totals per requested generation, for gc.get_stats.
#pragma once

#include "gc/cycle/collector.h"

namespace gc {

inline constexpr int kGenerations = 3;
inline constexpr int kPrivateGeneration = 0;  // under which private collections are counted
inline constexpr int kWorldGeneration = 2;    // and those of the whole heap that come by themselves
void record_collection(int generation, const CollectionResult& result);

}  // namespace gc
