// "Did you mean ...?" for NameError, AttributeError and ImportError.
#pragma once

#include "runtime/object/error.h"

namespace vm {

// The name that the failed look-up of `exception` probably meant, as a str; empty without an error if there is none.
rt::Ref suggestion_py(rt::Thread& t, rt::Value exception);

}  // namespace vm
