// Compiles tests/golden/bytecode/*.py and compares the listings. TINYPY_GOLDEN_DIR: that folder.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "interp/compile/compiler.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/text/str.h"
#include "tests/unit/runtime/object/support.h"

using namespace comp;
using rt::Ref;

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string listing(rt::Thread& t, Code* code) {
  Ref text = disassemble_py(t, code);
  REQUIRE(text);
  rt::Utf8 utf8(t, text);
  return std::string(utf8.view());
}

// What is wrong with the code and all code in it.
std::string findings(rt::Thread& t, Code* code) {
  std::string all;
  CHECK(verify_nested(t, code, [&](const Code*, const char* wrong) { all += std::string(wrong) + '\n'; }));
  return all;
}

template <class F>
void for_each_golden(F&& f) {
  const char* folder = std::getenv("TINYPY_GOLDEN_DIR");
  for (auto& entry : std::filesystem::directory_iterator(folder ? folder : "tests/golden/bytecode")) {
    if (entry.path().extension() != ".py") continue;
    CAPTURE(entry.path().string());
    rt::Thread& t = rt::test::thread();
    Ref name = rt::make_str(t, entry.path().filename().string());
    Ref code = compile_source_py(t, read_file(entry.path()), name, syn::Mode::Exec, {});
    REQUIRE(code);
    f(t, code.as<Code>(), entry.path());
  }
}

}  // namespace

TEST_CASE("listings_are_as_recorded") {
  for_each_golden([](rt::Thread& t, Code* code, std::filesystem::path path) {
    CHECK(findings(t, code) == "");
    CHECK(listing(t, code) == read_file(path.replace_extension(".dis")));
  });
}

TEST_CASE("code_survives_the_cache_format") {
  for_each_golden([](rt::Thread& t, Code* code, const std::filesystem::path&) {
    Ref image = code_to_bytes(t, code);
    REQUIRE(image);
    std::string_view bytes = image.as<rt::Bytes>()->view();
    Ref back = code_from_bytes(t, bytes);
    REQUIRE(back);
    CHECK(listing(t, back.as<Code>()) == listing(t, code));
    for (size_t length = 0; length < bytes.size(); length += 7)
      CHECK_FALSE(code_from_bytes(t, bytes.substr(0, length)));
  });
}
