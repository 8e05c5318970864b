// The end of the process's start-up. A fatal error before it comes from the environment (no memory, a wrong environment
// variable), where a core file would not help: fatal() exits with status 1. After it, fatal() aborts.
#pragma once

namespace gc {
// Called once by the main thread, before it runs a program.
void start_up_is_over();
}  // namespace gc
