// Whether the process has come so far as to run a program. What ends it before is its surroundings (no memory, a wrong
// variable), nothing that a core file would help with: fatal() leaves with status 1 then, and aborts afterwards.
#pragma once

namespace gc {
void start_up_is_over();
}
