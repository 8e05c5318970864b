// What refscope tells in tinypy-t-studio only: histories of watched objects, and what sharing costs.
#pragma once

#include "runtime/object/native.h"

namespace rt {

// Makes the types of the results. False: an error is pending.
bool init_refscope_studio(Thread& t, Value module);
Ref studio_counts(Thread& t);
Ref studio_watch(Thread& t, Value x);
Ref studio_history(Thread& t, Value x);
Ref studio_print_history_py(Thread& t, Value x);
Ref studio_sharing_py(Thread& t, Value n);

}  // namespace rt
