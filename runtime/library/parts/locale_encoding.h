// The locale of the C library, and the encoding of text files that follows from it.
#pragma once

#include "gc/sync/mutex.h"
#include "runtime/object/ref.h"

namespace rt {

// The C library has one locale for the process and returns pointers into static storage; the mutex guards both.
extern gc::Mutex g_locale_mutex;

// False, with -X utf8=0: the default encoding of text files is that of the locale, and not UTF-8. Set at start-up.
extern gc::Atomic<bool> g_utf8_mode;

// The name that the C library has for the encoding of the locale, "UTF-8" or "ANSI_X3.4-1968". Empty: MemoryError.
Ref locale_encoding(Thread& t);
// What a text file has if nobody names an encoding.
Ref default_text_encoding(Thread& t);

}  // namespace rt
