// Module posix: joins the tables of functions and the init functions of the other files.
#include "runtime/modules/os/posix.h"

namespace rt::posix {

namespace {

bool add_functions(Thread& t, Value module, const MethodDef* table) {
  Ref module_name = intern(t, "posix");
  for (; module_name && table->name; ++table) {
    Ref function = make_builtin(t, table, Value(), module_name);
    if (!function) return false;
    gc::make_deferred(t, function.object());
    if (!module_add(t, module, table->name, std::move(function))) return false;
  }
  return bool(module_name);
}

bool init(Thread& t, Value module) {
  for (const MethodDef* table :
       {kFileFunctions, kTransferFunctions, kPathFunctions, kStatFunctions, kDirectoryFunctions, kProcessFunctions,
        kWaitFunctions, kIdentityFunctions, kSchedulingFunctions, kTimerFunctions, kSystemFunctions,
        kEnvironmentFunctions, kTerminalFunctions, kLinuxFunctions}) {
    if (!add_functions(t, module, table)) return false;
  }
  return init_constants(t, module) && init_stat(t, module) && init_directories(t, module) && init_process(t, module) &&
         init_wait(t, module) && init_scheduling(t, module) && init_system(t, module) && init_environment(t, module) &&
         module_add(t, module, "error", Ref::share(t, kOSErrorType));
}

}  // namespace

}  // namespace rt::posix

namespace rt {

extern const ModuleDef kPosixModule = {
    .name = "posix",
    .doc = "The operating system, as POSIX describes it; the module os builds on this one.",
    .init = posix::init};

}  // namespace rt
