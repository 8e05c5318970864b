// The functions of GNU dbm. The library is loaded when a script imports the module: its licence, the GPL, does not fit
// programs that contain it, and most scripts do not need it.
#pragma once

#include <gdbm.h>

extern "C" {  // the header does not say so
#include <ndbm.h>
}

#include "runtime/object/error.h"

namespace rt::dbm {

#define GDBM_FUNCTIONS(X)                                                                                         \
  X(gdbm_open) X(gdbm_close) X(gdbm_fetch) X(gdbm_store) X(gdbm_delete) X(gdbm_firstkey) X(gdbm_nextkey) X(gdbm_reorganize) \
  X(gdbm_sync) X(gdbm_strerror) X(gdbm_errno_location)
#define NDBM_FUNCTIONS(X) \
  X(dbm_open) X(dbm_close) X(dbm_fetch) X(dbm_store) X(dbm_delete) X(dbm_firstkey) X(dbm_nextkey) X(dbm_clearerr)

// Filled by the first import, which the import lock guards; they never change afterwards.
#define X(name) extern decltype(&::name) g_##name;
GDBM_FUNCTIONS(X)
NDBM_FUNCTIONS(X)
#undef X
extern const int* g_gdbm_version;  // three numbers

// False: ImportError, the library is not installed.
bool load_gdbm(Thread& t);
bool load_ndbm(Thread& t);

}  // namespace rt::dbm
