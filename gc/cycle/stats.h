// Statistics: totals for each generation, for gc.get_stats().
#pragma once

#include "gc/cycle/collector.h"

namespace gc {

inline constexpr int kGenerations = 3;
inline constexpr int kPrivateGeneration = 0;  // private and young collections count under this
inline constexpr int kWorldGeneration = 2;    // collections of the world that start by themselves count under this
// Adds a collection to the totals of the generation, which is clamped to the valid ones. Any thread.
void record_collection(int generation, const CollectionResult& result);

}  // namespace gc
