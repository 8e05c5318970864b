// Module posix: joins the tables of functions and the init functions of the other files.
#include "runtime/library/os/posix.h"
#include "runtime/library/parts/module_parts.h"

namespace rt::posix {

namespace {

bool init(Thread& t, Value module) {
  for (const MethodDef* table :
       {kFileFunctions, kTransferFunctions, kPathFunctions, kStatFunctions, kStatxFunctions, kDirectoryFunctions,
        kProcessFunctions, kWaitFunctions, kIdentityFunctions, kSchedulingFunctions, kTimerFunctions, kSystemFunctions,
        kEnvironmentFunctions, kTerminalFunctions, kLinuxFunctions}) {
    if (!add_module_functions(t, module, "posix", table)) return false;
  }
  return init_constants(t, module) && init_stat(t, module) && init_statx(t, module) && init_directories(t, module) &&
         init_process(t, module) && init_wait(t, module) && init_scheduling(t, module) && init_system(t, module) &&
         init_environment(t, module) && module_add(t, module, "error", Ref::share(t, kOSErrorType));
}

}  // namespace

}  // namespace rt::posix

namespace rt {

extern const ModuleDef kPosixModule = {
    .name = "posix",
    .doc = "The operating system, as POSIX describes it; the module os builds on this one.",
    .init = posix::init};

}  // namespace rt
