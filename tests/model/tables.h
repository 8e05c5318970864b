// The scenarios by file; scenarios.cpp runs them all.
#pragma once

#include <span>

#include "tests/model/world.h"

namespace gc::model {

using Bodies = std::vector<std::function<void()>>;

std::span<const Scenario> lifecycle_scenarios();  // publication, threads that begin and vanish, parking
std::span<const Scenario> borrowing_scenarios();  // lent objects, with mistakes of their own
std::span<const Scenario>
holding_scenarios();  // references to lent objects that are noted and counted later, with mistakes of their own
std::span<const Scenario> deferred_scenarios();     // deferred objects, counted per thread, with a mistake of their own
std::span<const Scenario> marking_scenarios();      // the team of markers, with a mistake of its own
std::span<const Scenario> page_scenarios();         // object pages that change hands
std::span<const Scenario> destruction_scenarios();  // nested too deep, beside readers and finalizers
std::span<const Scenario> weak_reference_scenarios();  // shared while they end, with a mistake of their own
std::span<const Scenario> seeded_mistakes();           // protocols with one step done wrong: each must be found

inline Thread& A() { return thread(0); }
inline Thread& F() { return thread(1); }
inline Thread& G() { return thread(2); }

}  // namespace gc::model
