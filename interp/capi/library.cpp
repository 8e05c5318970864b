// dlopen(), and what it has brought into memory.
#include "interp/capi/library.h"

#include <dlfcn.h>
#include <link.h>

#include <mutex>
#include <set>

namespace capi {

namespace {

template <class F>
void for_each_library(F f) {
  auto visit = [](dl_phdr_info* info, size_t, void* argument) {
    (*static_cast<F*>(argument))(*info);
    return 0;
  };
  dl_iterate_phdr(visit, &f);
}

void add_code(const dl_phdr_info& library, std::vector<CodeRange>* code) {
  for (int i = 0; i < library.dlpi_phnum; ++i) {
    const auto& part = library.dlpi_phdr[i];
    if (part.p_type != PT_LOAD || !(part.p_flags & PF_X)) continue;
    auto* begin = reinterpret_cast<const char*>(library.dlpi_addr + part.p_vaddr);
    code->push_back({begin, begin + part.p_memsz});
  }
}

std::set<ElfW(Addr)> addresses() {
  std::set<ElfW(Addr)> found;
  for_each_library([&](const dl_phdr_info& library) { found.insert(library.dlpi_addr); });
  return found;
}

}  // namespace

Library open_library(const char* file, int flags) {
  // One at a time: what comes between the two lists is the file's own, or has been opened by its constructors.
  static std::recursive_mutex g_mutex;
  std::lock_guard guard(g_mutex);
  std::set<ElfW(Addr)> before = addresses();
  Library opened;
  opened.handle = dlopen(file, flags);
  if (!opened.handle) {
    const char* error = dlerror();
    opened.error = error ? error : "unknown dlopen() error";
    return opened;
  }
  for_each_library([&](const dl_phdr_info& library) {
    if (!before.contains(library.dlpi_addr)) add_code(library, &opened.code);
  });
  return opened;
}

std::vector<CodeRange> code_around(const void* address) {
  std::vector<CodeRange> found;
  for_each_library([&](const dl_phdr_info& library) {
    std::vector<CodeRange> code;
    add_code(library, &code);
    for (const CodeRange& range : code)
      if (range.begin <= address && address < range.end) found = code;
  });
  return found;
}

}  // namespace capi
