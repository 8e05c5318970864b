#include "interp/syntax/source.h"

#include <doctest/doctest.h>

namespace {

std::string load_error(std::string_view bytes) {
  syn::Source source;
  syn::Diagnostic error;
  return source.load_bytes(bytes, &error) ? "" : error.message;
}

std::string loaded(std::string_view bytes) {
  syn::Source source;
  syn::Diagnostic error;
  return source.load_bytes(bytes, &error) ? std::string(source.text()) : "error: " + error.message;
}

}  // namespace

TEST_CASE("newlines_become_line_feeds_and_a_last_one_is_added") {
  CHECK(loaded("a\r\nb\rc") == "a\nb\nc\n");
  CHECK(loaded("a\n") == "a\n");
  CHECK(loaded("") == "\n");
}

TEST_CASE("byte_order_mark_is_dropped") {
  CHECK(loaded("\xEF\xBB\xBFx") == "x\n");
  CHECK(load_error("\xEF\xBB\xBF# coding: latin-1\n") == "encoding problem: latin-1 with BOM");
  CHECK(load_error("\xEF\xBB\xBF# coding: utf8\n") == "encoding problem: utf8 with BOM");
  CHECK(load_error("\xEF\xBB\xBF# coding: UTF_8-sig\n") == "");
}

TEST_CASE("coding_cookies_choose_the_decoder") {
  CHECK(loaded("# coding: latin-1\n\xE9") == "# coding: latin-1\n\xC3\xA9\n");
  CHECK(loaded("#!x\n# -*- coding: iso-8859-15 -*-\n\xA4") == "#!x\n# -*- coding: iso-8859-15 -*-\n\xE2\x82\xAC\n");
  CHECK(load_error("# coding: nonsense\n") == "unknown encoding: nonsense");
  CHECK(load_error("x = 1\n# coding: nonsense\n") == "");
}

TEST_CASE("an_injected_decoder_handles_other_encodings") {
  syn::Source source;
  syn::Diagnostic error;
  auto decode = [](std::string_view encoding, std::string_view, std::string* text, std::string*) {
    *text = "decoded " + std::string(encoding);
    return true;
  };
  REQUIRE(source.load_bytes("# coding: KOI8_R\n", &error, decode));
  CHECK(source.text() == "decoded koi8-r\n");
}

TEST_CASE("invalid_bytes_are_located") {
  CHECK(load_error("a\n\xFF").starts_with("Non-UTF-8 code starting with '\\xff' on line 2, but no encoding declared"));
  CHECK(load_error("# coding: utf-8\n\xFF") ==
        "(unicode error) 'utf-8' codec can't decode byte 0xff in position 16: invalid start byte");
  CHECK(load_error("#coding:utf8\n\xED\xA0\x80").ends_with("invalid continuation byte"));
  CHECK(load_error("#coding:utf8\n\xE2\x82").ends_with("unexpected end of data"));
  CHECK(load_error(std::string_view("a\0b", 3)) == "source code cannot contain null bytes");
}

TEST_CASE("lines_and_characters_are_indexed") {
  syn::Source source;
  syn::Diagnostic error;
  REQUIRE(source.load_bytes("a\n\xC3\xA9\xC3\xA9z\n", &error));
  CHECK(source.line_count() == 2);
  CHECK(source.line(2) == "\xC3\xA9\xC3\xA9z");
  CHECK(source.characters_before(2, 4) == 2);
  CHECK(source.line_at(1) == 1);
  CHECK(source.line_at(2) == 2);
}
