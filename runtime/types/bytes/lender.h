// Exporters of buffers that show the memory of another object.
#pragma once

#include "runtime/object/native.h"

namespace rt {

// What the attribute `base` says of an exporter whose class in C has one, as the arrays of compiled extensions: the
// object whose memory it shows, or None if the memory is its own. Empty: there is no such attribute. Runs no Python
// code, sets no error.
Ref base_of_exporter(Thread& t, Value exporter);

}  // namespace rt
