#include "runtime/os/environment.h"

#include <cstdlib>

namespace rt::os {

constinit gc::Mutex g_environment_mutex;
static bool g_ignores_environment = false;

std::optional<std::string> variable(const char* name) {
  EnvironmentGuard guard;
  const char* text = ::getenv(name);
  return text ? std::optional<std::string>(text) : std::nullopt;
}

std::optional<std::string> setting_variable(const char* name) {
  if (g_ignores_environment) return std::nullopt;
  std::optional<std::string> text = variable(name);
  return text && !text->empty() ? text : std::nullopt;
}

void ignore_environment() { g_ignores_environment = true; }
bool ignores_environment() { return g_ignores_environment; }

tm* local_time(const time_t* when, tm* out) {
  EnvironmentGuard guard;
  return ::localtime_r(when, out);
}

}  // namespace rt::os
