#include "interp/report/marked_lines.h"

#include <doctest/doctest.h>

using vm::marked_lines;

TEST_CASE("the_operator_of_a_range_is_marked") {
  CHECK(marked_lines({"x = a / b"}, 4, 9) ==
        "    x = a / b\n"
        "        ~~^~~\n");
}

TEST_CASE("the_brackets_of_a_call_are_marked") {
  CHECK(marked_lines({"    print(f(1))"}, 10, 14) ==
        "    print(f(1))\n"
        "          ~^^^\n");
}

TEST_CASE("a_range_that_is_the_whole_line_is_not_marked") {
  CHECK(marked_lines({"raise ValueError"}, 0, 16) == "    raise ValueError\n");
  CHECK(marked_lines({"return f(x)"}, 7, 11) == "    return f(x)\n");
}

TEST_CASE("without_columns_only_the_first_line_is_shown") {
  CHECK(marked_lines({"   f(", "1)"}, -1, -1) == "    f(\n");
}

TEST_CASE("lines_far_from_the_ends_of_a_range_are_counted") {
  CHECK(marked_lines({"f(", "  1,", "  2,", "  3,", "  4,", ")"}, 0, 1) ==
        "    f(\n"
        "    ~^\n"
        "      1,\n"
        "      ^^\n"
        "    ...<2 lines>...\n"
        "      4,\n"
        "      ^^\n"
        "    )\n"
        "    ^\n");
}

TEST_CASE("wide_characters_take_two_columns") {
  CHECK(vm::display_width("日本") == 4);
  CHECK(marked_lines({"\"日\" + x"}, 0, 9) ==
        "    \"日\" + x\n"
        "    ~~~~~^~~\n");
}

TEST_CASE("blank_lines_and_common_indentation_disappear") {
  CHECK(marked_lines({"", ""}, 0, 0).empty());
  CHECK(marked_lines({"\t  a = (b", "\t    + c)"}, 8, 8) ==
        "    a = (b\n"
        "         ~\n"
        "      + c)\n"
        "      ^~~\n");
}
