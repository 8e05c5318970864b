// The variables of the environment, which the threads of a process share.
//
// setenv() moves the array that `environ` points to, and getenv() of the C library takes no lock that would protect it.
// Therefore everything here that reads or changes the environment, or calls a function of the C library that does,
// holds the guard; a child that is to be started gets a copy. Only attached threads take the guard, so that none holds
// it during a fork.
#pragma once

#include <ctime>
#include <optional>
#include <string>

#include "gc/sync/mutex.h"

namespace rt::os {

extern gc::Mutex g_environment_mutex;

// Holds the environment still. Any attached thread; it reaches no safepoint meanwhile.
class EnvironmentGuard {
 private:
  gc::MutexGuard guard_{g_environment_mutex};
};

// A copy of the variable's text; nothing: it is not set. Any attached thread, and those of the start.
std::optional<std::string> variable(const char* name);
// The same for a variable that -E and -I ignore. Nothing also where it is empty, which counts as not set.
std::optional<std::string> setting_variable(const char* name);
// Set by -E and -I at the start, before there is a second thread.
void ignore_environment();
bool ignores_environment();

// localtime_r(), which sets the names of the zone that strftime() of the C library reads.
tm* local_time(const time_t* when, tm* out);

}  // namespace rt::os
