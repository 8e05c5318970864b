// TextServices for the parser: questions about characters, answered by the runtime's Unicode tables.
#include "interp/compile/parse.h"
#include "runtime/text/names.h"
#include "runtime/text/normalize.h"
#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"

namespace comp {

namespace {

using namespace rt::text;

// The normal form NFKC, in UTF-8 as the argument.
std::string normalize_identifier(std::string_view identifier) {
  UcsBuilder wide, normal;
  decode_utf8(reinterpret_cast<const u8*>(identifier.data()), identifier.size(), ErrorPolicy::kStrict, true, wide);
  normalize(wide.view(), NormalForm::kNfkc, normal);
  StrView text = normal.view();
  std::string out(utf8_size(text), '\0');
  utf8_write(text, reinterpret_cast<u8*>(out.data()));
  return out;
}

bool lookup_character(std::string_view name, char32_t* character) {
  auto found = find_char_by_name(name);
  if (found) *character = *found;
  return found.has_value();
}

}  // namespace

syn::TextServices text_services() {
  syn::TextServices s;
  s.normalize = normalize_identifier;
  s.lookup_name = lookup_character;
  s.is_identifier_start = [](char32_t c) { return rt::text::is_xid_start(c); };
  s.is_identifier_part = [](char32_t c) { return rt::text::is_xid_continue(c); };
  s.is_printable = [](char32_t c) { return rt::text::is_printable(c); };
  return s;
}

syn::ParseOptions parse_options() {
  syn::ParseOptions options;
  options.text = text_services();
  if (auto* t = static_cast<rt::Thread*>(gc::current_thread())) options.stack_limit = t->native_stack_limit;
  return options;
}

}  // namespace comp
