#include "runtime/library/parts/locale_encoding.h"

#include <langinfo.h>

#include <string>

#include "runtime/types/text/str.h"

namespace rt {

gc::Mutex g_locale_mutex;
gc::Atomic<bool> g_utf8_mode{true};

Ref locale_encoding(Thread& t) {
  char name[64] = "";
  {
    gc::MutexGuard guard(g_locale_mutex);
    std::string_view found = ::nl_langinfo(CODESET);
    if (found.empty()) found = "UTF-8";
    name[found.copy(name, sizeof name - 1)] = 0;
  }
  return make_str_ascii(t, name);
}

Ref default_text_encoding(Thread& t) {
  return g_utf8_mode.load(gc::relaxed) ? make_str_ascii(t, "utf-8") : locale_encoding(t);
}

}  // namespace rt
