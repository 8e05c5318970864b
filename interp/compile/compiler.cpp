// Entry points: source text or tree -> code object; errors and warnings as Python objects.
#include "interp/compile/compiler.h"

#include <algorithm>

#include "gc/heap/heap.h"
#include "interp/compile/code_object.h"
#include "interp/compile/lower.h"
#include "interp/compile/parse.h"
#include "runtime/text/names.h"
#include "runtime/text/normalize.h"
#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"
#include "runtime/object/ops.h"
#include "runtime/types/bytes.h"
#include "runtime/types/codec.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

namespace comp {

using rt::Ref;

namespace {

// ---- what the parser asks about characters

std::string normalize_identifier(std::string_view identifier) {
  rt::text::UcsBuilder wide, normal;
  rt::text::decode_utf8(reinterpret_cast<const std::uint8_t*>(identifier.data()), identifier.size(),
                        rt::text::ErrorPolicy::kStrict, true, wide);
  rt::text::normalize(wide.view(), rt::text::NormalForm::kNfkc, normal);
  std::string out;
  for (std::size_t i = 0; i < normal.length(); i++) {
    char32_t c = normal.at(i);
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
    } else if (c < 0x10000) {
      out += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
    } else {
      out += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
              static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
    }
  }
  return out;
}

bool lookup_character(std::string_view name, char32_t* character) {
  auto found = rt::text::find_char_by_name(name);
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

// ---- errors

static rt::Type* g_incomplete_input_error = rt::kSyntaxErrorType;  // made at start-up, immortal

bool add_incomplete_input_error(rt::Thread& t, Value builtins) {
  static constexpr rt::TypeSpec kSpec = {
      .name = "_IncompleteInputError", .base = rt::TypeId::kSyntaxError, .flags = rt::kTypeSubclassable, .doc = "incomplete input."};
  g_incomplete_input_error = rt::make_native_type(t, kSpec);
  return rt::module_add(t, builtins, "_IncompleteInputError", Ref::share(t, Value(g_incomplete_input_error)));
}

static rt::Type* error_type(syn::DiagnosticKind kind) {
  switch (kind) {
    case syn::DiagnosticKind::IncompleteInputError: return g_incomplete_input_error;
    case syn::DiagnosticKind::IndentationError: return rt::kIndentationErrorType;
    case syn::DiagnosticKind::TabError: return rt::kTabErrorType;
    case syn::DiagnosticKind::SyntaxWarning: return rt::kSyntaxWarningType;
    default: return rt::kSyntaxErrorType;
  }
}

// SyntaxError(message, (filename, line, offset, text, end line, end offset))
namespace {

bool decode_source_py(rt::Thread& t, std::string_view encoding, std::string_view bytes, std::string* text, std::string* why) {
  std::string name(encoding);
  Ref data = rt::make_bytes(t, bytes);
  Ref decoded = data ? rt::decode_bytes_py(t, data, name.c_str(), nullptr) : Ref();
  if (decoded) return *text = rt::to_wtf8(decoded), true;
  if (!rt::error_is(t, rt::kLookupErrorType) && !rt::error_is(t, rt::kValueErrorType)) return false;
  Ref error = rt::take_error(t);
  Ref message = rt::str_py(t, error);
  if (message) *why = rt::to_wtf8(message);
  return false;
}

}  // namespace

syn::DecodeFunction source_decoder(rt::Thread& t) {
  return [&t](std::string_view encoding, std::string_view bytes, std::string* text, std::string* why) {
    return decode_source_py(t, encoding, bytes, text, why);
  };
}

Ref raise_diagnostic_py(rt::Thread& t, const syn::Source& source, const syn::Diagnostic& d, Value filename) {
  if (d.kind == syn::DiagnosticKind::RecursionError) return rt::raise_recursion_error(t, " during compilation");
  Ref message = rt::make_str(t, d.message);
  Ref text = rt::none();
  if (d.line > 0 && static_cast<u32>(d.line) <= source.line_count()) {
    text = rt::make_str(t, std::string(source.line(static_cast<u32>(d.line))) + "\n");
  }
  if (!message || !text) return Ref();
  auto number = [](i32 n) { return Value::small_int(n); };
  Ref where;
  if (d.line > 0) {
    // Of a range of several lines only the first is shown.
    i32 end_offset = d.end_offset;
    if (d.end_line > d.line) end_offset = std::min(end_offset, static_cast<i32>(syn::count_characters(source.line(static_cast<u32>(d.line)))) + 1);
    Value fields[] = {filename, number(d.line), number(d.offset), text, number(d.end_line), number(end_offset)};
    where = rt::make_tuple(t, fields, 6);
  } else {
    bool undecodable = d.offset < 0;
    Value fields[] = {filename, undecodable ? number(0) : rt::kNone, undecodable ? number(-1) : rt::kNone, rt::kNone};
    where = rt::make_tuple(t, fields, 4);
  }
  if (!where) return Ref();
  Ref exception = rt::call_py(t, error_type(d.kind), message, where);
  if (!exception) return Ref();
  return rt::raise_error(t, exception);
}

namespace {

// Raises MemoryError where the system has no room for what compiling this text may take, mostly the tree: 10 to 20 bytes for each of usual text. The
// parser and the compiler have no way to stop where they meet that themselves.
bool check_room(rt::Thread& t, std::string_view text) {
  constexpr std::size_t kBytesPerByte = 64;
  return gc::has_room(text.size() * kBytesPerByte) || rt::raise_memory_error(t);
}

bool issue_warnings_py(rt::Thread& t, const syn::Source& source, const std::vector<syn::Diagnostic>& warnings, Value filename) {
  for (syn::Diagnostic d : warnings) {
    if (issue_warning_py(t, d.message, filename, d.line)) continue;
    if (!rt::error_is(t, rt::kSyntaxWarningType)) return false;
    rt::clear_error(t);
    d.kind = syn::DiagnosticKind::SyntaxError;
    raise_diagnostic_py(t, source, d, filename);
    return false;
  }
  return true;
}

Ref lower_py(rt::Thread& t, const syn::Root* root, const syn::Source& source, Value filename, const CompileOptions& options) {
  Lowering lowering(t, source, filename, options);
  Ref code = lowering.run_py(root);
  if (code || !lowering.has_error()) return code;
  const CompileError& e = lowering.error();
  return raise_diagnostic_py(t, source, syn::diagnostic_at(source, syn::DiagnosticKind::SyntaxError, e.at, e.message), filename);
}

}  // namespace

bool issue_warning_py(rt::Thread& t, const std::string& message, Value filename, i32 line) {
  Ref module = rt::import_module_py(t, "_warnings");
  if (!module) {  // nothing to warn through
    rt::clear_error(t);
    return true;
  }
  Ref warn = rt::getattr_py(t, module, "warn_explicit");
  Ref text = warn ? rt::make_str(t, message) : Ref();
  if (!text) return false;
  Value arguments[] = {text, rt::kSyntaxWarningType, filename, Value::small_int(line)};
  return bool(rt::call_py(t, warn, rt::CallArgs{arguments, 4, Value()}));
}

syn::Root* parse_source_py(rt::Thread& t, std::string_view text, Value filename, syn::Mode mode, const CompileOptions& options,
                           syn::Source* source, syn::Arena* arena) {
  if (!check_room(t, text)) return nullptr;
  syn::Diagnostic error;
  if (rt::is_str(filename)) source->set_file_name(rt::to_wtf8(filename));
  bool loaded = options.source_is_str ? source->load_text(text, &error) : source->load_bytes(text, &error, source_decoder(t));
  if (t.error) return nullptr;
  if (!loaded) return raise_diagnostic_py(t, *source, error, filename), nullptr;
  syn::ParseOptions parse_options;
  parse_options.text = text_services();
  parse_options.allow_incomplete = options.allow_incomplete;
  parse_options.block_needs_newline = options.block_needs_newline;
  parse_options.feature_version = options.feature_version;
  parse_options.max_int_digits = static_cast<u32>(rt::g_int_max_str_digits.load(gc::relaxed));
  syn::ParseResult parsed = syn::parse(*source, mode, *arena, parse_options);
  if (!issue_warnings_py(t, *source, parsed.warnings, filename)) return nullptr;
  if (!parsed) return raise_diagnostic_py(t, *source, parsed.error, filename), nullptr;
  return parsed.root;
}

Ref compile_source_py(rt::Thread& t, std::string_view text, Value filename, syn::Mode mode, const CompileOptions& options) {
  syn::Source source;
  syn::Arena arena;
  syn::Root* root = parse_source_py(t, text, filename, mode, options, &source, &arena);
  return root ? lower_py(t, root, source, filename, options) : Ref();
}

Ref compile_tree_py(rt::Thread& t, const void* root, Value filename, std::string_view text, syn::Mode, const CompileOptions& options) {
  syn::Source source;
  syn::Diagnostic error;
  source.load_text(text, &error);  // only for messages
  return lower_py(t, static_cast<const syn::Root*>(root), source, filename, options);
}

}  // namespace comp
