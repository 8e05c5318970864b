// Functions that are declared and exported but that this program cannot carry out: a source that has a call of one
// compiles, links and is imported, and the call raises SystemError.
#include "interp/capi/capi.h"

using namespace capi;

static void refuse(const char* name) {
  Call call(Pending::kSeen);
  rt::raise(call, rt::kSystemErrorType, "%s() is not supported by tinypy", name);
}

#define UNSUPPORTED(result, name, parameters, failure) \
  result name parameters {                             \
    refuse(#name);                                     \
    return failure;                                    \
  }
#include "interp/capi/include/tinypy/unsupported.def"
#undef UNSUPPORTED

// The linker would leave them out (call.cpp).
extern "C" const void* const tinypy_capi_unsupported[];
const void* const tinypy_capi_unsupported[] = {
#define UNSUPPORTED(result, name, parameters, failure) reinterpret_cast<const void*>(&name),
#include "interp/capi/include/tinypy/unsupported.def"
#undef UNSUPPORTED
};
