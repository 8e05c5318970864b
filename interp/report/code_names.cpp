// Symbol tables of ELF files, as the linker has written them: dladdr() would know exported functions alone.
#include "interp/report/code_names.h"

#include <cxxabi.h>
#include <dlfcn.h>
#include <elf.h>
#include <link.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

#include "runtime/os/mapped_file.h"

namespace vm {

namespace {

// Empty: the file ends before.
std::string_view part_of(std::string_view file, size_t offset, size_t size) {
  bool whole = offset <= file.size() && size <= file.size() - offset;
  return whole ? file.substr(offset, size) : std::string_view();
}

// A copy, because nothing in the file need be aligned.
template <class Row>
std::vector<Row> table_in(std::string_view file, size_t offset, size_t size) {
  std::string_view text = part_of(file, offset, size);
  std::vector<Row> rows(text.size() / sizeof(Row));
  if (!rows.empty()) std::memcpy(rows.data(), text.data(), rows.size() * sizeof(Row));
  return rows;
}

struct CodeSymbol {
  ElfW(Addr) begin, end;  // as the file counts addresses
  std::string name;
};

// The compiler's parts of a function ("take.part.0", "take.cold") are it. Names of C++ are written as in a source.
std::string shown_name(std::string_view symbol) {
  std::string name(symbol.substr(0, symbol.find('.', 1)));
  int status = 0;
  char* readable = name.starts_with("_Z") ? abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status) : nullptr;
  if (readable) name = readable;
  std::free(readable);
  return name;
}

void add_symbols(std::string_view file, const ElfW(Shdr) & symbols, const ElfW(Shdr) & names,
                 std::vector<CodeSymbol>* found) {
  std::string_view texts = part_of(file, names.sh_offset, names.sh_size);
  for (const auto& symbol : table_in<ElfW(Sym)>(file, symbols.sh_offset, symbols.sh_size)) {
    if (ELF64_ST_TYPE(symbol.st_info) != STT_FUNC || symbol.st_shndx == SHN_UNDEF || symbol.st_name >= texts.size())
      continue;
    std::string_view name = texts.substr(symbol.st_name);
    found->push_back({symbol.st_value, symbol.st_value + symbol.st_size, std::string(name.substr(0, name.find('\0')))});
  }
}

// Sorted by their begin.
std::vector<CodeSymbol> symbols_of(const char* path) {
  rt::os::MappedFile mapped(path);
  std::string_view file = mapped.text();
  std::vector<CodeSymbol> functions;
  auto header = table_in<ElfW(Ehdr)>(file, 0, sizeof(ElfW(Ehdr)));
  if (header.empty() || std::memcmp(header[0].e_ident, ELFMAG, SELFMAG) != 0) return functions;
  auto sections = table_in<ElfW(Shdr)>(file, header[0].e_shoff, header[0].e_shnum * sizeof(ElfW(Shdr)));
  for (ElfW(Word) kind : {SHT_SYMTAB, SHT_DYNSYM}) {
    for (const auto& section : sections)
      if (section.sh_type == kind && section.sh_link < sections.size())
        add_symbols(file, section, sections[section.sh_link], &functions);
    if (!functions.empty()) break;
  }
  std::sort(functions.begin(), functions.end(),
            [](const CodeSymbol& a, const CodeSymbol& b) { return a.begin < b.begin; });
  return functions;
}

// "_multiarray_umath" of "/.../_multiarray_umath.cpython-315-x86_64-linux-gnu.so"
std::string library_name(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return std::string(path.substr(0, path.find('.', 1)));
}

std::string function_at(const std::vector<CodeSymbol>& functions, ElfW(Addr) address) {
  auto behind = std::upper_bound(functions.begin(), functions.end(), address,
                                 [](ElfW(Addr) a, const CodeSymbol& f) { return a < f.begin; });
  if (behind == functions.begin()) return "";
  const CodeSymbol& found = *std::prev(behind);
  return address < found.end ? shown_name(found.name) : "";
}

}  // namespace

CodeName name_of_code(const void* address) {
  static std::mutex g_mutex;
  static auto& g_symbols = *new std::map<std::string, std::vector<CodeSymbol>>;  // by the path of the file
  dl_find_object object;
  if (_dl_find_object(const_cast<void*>(address), &object) != 0) return {};
  const link_map& library = *object.dlfo_link_map;
  if (!library.l_name || !*library.l_name) return {};  // the program
  std::lock_guard guard(g_mutex);
  auto [known, fresh] = g_symbols.try_emplace(library.l_name);
  if (fresh) known->second = symbols_of(library.l_name);
  // A return address may be that behind the function's last instruction.
  auto place = reinterpret_cast<ElfW(Addr)>(address) - library.l_addr - 1;
  return {function_at(known->second, place), library_name(library.l_name), library.l_name};
}

}  // namespace vm
