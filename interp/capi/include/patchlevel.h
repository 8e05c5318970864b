/* The version of the C API that these headers offer. The version of the language is that of the library in use:
 * sys.version_info. */
#ifndef TINYPY_PATCHLEVEL_H
#define TINYPY_PATCHLEVEL_H

#define PY_RELEASE_LEVEL_ALPHA 0xA
#define PY_RELEASE_LEVEL_BETA 0xB
#define PY_RELEASE_LEVEL_GAMMA 0xC
#define PY_RELEASE_LEVEL_FINAL 0xF
#define PY_MAJOR_VERSION 3
#define PY_MINOR_VERSION 15
#define PY_MICRO_VERSION 2
#define PY_RELEASE_LEVEL PY_RELEASE_LEVEL_FINAL
#define PY_RELEASE_SERIAL 0
#define PY_VERSION "3.15.2"
#define Py_PACK_FULL_VERSION(major, minor, micro, level, serial) \
  ((((major) & 0xff) << 24) | (((minor) & 0xff) << 16) | (((micro) & 0xff) << 8) | (((level) & 0xf) << 4) | ((serial) & 0xf))
#define Py_PACK_VERSION(major, minor) Py_PACK_FULL_VERSION(major, minor, 0, 0, 0)
#define PY_VERSION_HEX 0x030f02f0

#endif
