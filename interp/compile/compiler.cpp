// Entry points: source text or tree -> code object; errors and warnings as Python objects.
#include "interp/compile/compiler.h"

#include <algorithm>

#include "gc/heap/heap.h"
#include "interp/compile/code_object.h"
#include "interp/compile/lower.h"
#include "interp/compile/parse.h"
#include "runtime/object/long_loops.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;

// ---- errors

static rt::Type* g_incomplete_input_error = rt::kSyntaxErrorType;  // made at start-up, immortal

bool add_incomplete_input_error(rt::Thread& t, Value builtins) {
  static constexpr rt::TypeSpec kSpec = {.name = "_IncompleteInputError",
                                         .base = rt::TypeId::kSyntaxError,
                                         .flags = rt::kTypeSubclassable,
                                         .doc = "incomplete input."};
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

bool decode_source_py(rt::Thread& t, std::string_view encoding, std::string_view bytes, std::string* text,
                      std::string* why) {
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

// lint: name: the call stands in the function that it returns
syn::DecodeFunction source_decoder(rt::Thread& t) {
  return [&t](std::string_view encoding, std::string_view bytes, std::string* text, std::string* why) {
    return decode_source_py(t, encoding, bytes, text, why);
  };
}

// `has_text`: the source is known, and not only its tree. `metadata`: SyntaxError._metadata, or empty.
static Ref raise_at_py(rt::Thread& t, const syn::Source& source, const syn::Diagnostic& d, Value filename,
                       bool has_text, Ref metadata = Ref()) {
  if (d.kind == syn::DiagnosticKind::RecursionError) return rt::raise_recursion_error(t, " during compilation");
  if (d.kind == syn::DiagnosticKind::ValueError) return rt::raise_value_error(t, "%s", d.message.c_str());
  Ref message = rt::make_str(t, d.message);
  Ref text = rt::none();
  if (has_text && d.line > 0 && static_cast<u32>(d.line) <= source.line_count()) {
    text = rt::make_str(t, std::string(source.line(static_cast<u32>(d.line))) + (d.ends_line ? "\n" : ""));
  }
  if (!message || !text) return Ref();
  auto number = [](i32 n) { return Value::small_int(n); };
  Ref where;
  if (d.raw_line_number && rt::library_minor() >= 15) {
    text = rt::make_str(t, d.raw_line);
    if (!text) return Ref();
    Value fields[] = {filename, number(d.raw_line_number), number(d.raw_offset),
                      text,     number(d.raw_line_number), number(d.raw_offset)};
    where = rt::make_tuple(t, fields, 6);
  } else if (d.line > 0) {
    // Only the first line of a range of several lines is shown.
    i32 end_offset = d.end_offset;
    if (d.end_line > d.line)
      end_offset =
          std::min(end_offset, static_cast<i32>(syn::count_characters(source.line(static_cast<u32>(d.line)))) + 1);
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
  rt::init_field(rt::as_exception(exception)->fields[rt::field::kSyntaxMetadata], std::move(metadata));
  return rt::raise_error(t, exception);
}

// What the library reads to find a keyword that was meant: from where on the text may be cut, and the text; None: it
// is the file's. Raises the parser's error.
static void raise_parser_error_py(rt::Thread& t, const syn::Source& source, const syn::ParseResult& parsed,
                                  Value filename, bool is_main_file) {
  Ref text = is_main_file ? rt::none() : rt::make_str(t, source.text());
  if (!text) return;
  Value fields[] = {Value::small_int(static_cast<i32>(parsed.compound.line)),
                    Value::small_int(static_cast<i32>(parsed.compound.col)), text};
  if (Ref metadata = rt::make_tuple(t, fields, 3))
    raise_at_py(t, source, parsed.error, filename, true, std::move(metadata));
}

Ref raise_diagnostic_py(rt::Thread& t, const syn::Source& source, const syn::Diagnostic& d, Value filename) {
  return raise_at_py(t, source, d, filename, true);
}

// The estimate of 64 bytes for each byte of source covers a dense text; the tree of usual text takes 10 to 20.
bool check_compile_room(rt::Thread& t, std::size_t source_size) {
  constexpr std::size_t kBytesPerByte = 64;
  return gc::has_room(source_size * kBytesPerByte) || rt::raise_memory_error(t);
}

namespace {

bool issue_warnings_py(rt::Thread& t, const syn::Source& source, const std::vector<syn::Diagnostic>& warnings,
                       Value filename, Value module) {
  for (syn::Diagnostic d : warnings) {
    if (issue_warning_py(t, d.message, filename, d.line, module)) continue;
    if (!rt::error_is(t, rt::kSyntaxWarningType)) return false;
    rt::clear_error(t);
    d.kind = syn::DiagnosticKind::SyntaxError;
    std::string_view future = " Such sequences will not work in the future.";
    if (size_t at = d.message.find(future); at != std::string::npos) d.message.erase(at, future.size());
    raise_diagnostic_py(t, source, d, filename);
    return false;
  }
  return true;
}

// For debug builds: ends the process if compiled code breaks a rule of the bytecode.
void check_compiled(rt::Thread& t, const Ref& code) {
  bool complete = verify_nested(t, code.as<Code>(), [](const Code* wrong, const char* message) {
    gc::fatal((rt::to_wtf8(wrong->qualname.get()) + ", " + message).c_str());
  });
  if (!complete) rt::clear_error(t);
}

Ref lower_py(rt::Thread& t, const syn::Root* root, const syn::Source& source, Value filename,
             const CompileOptions& options) {
  Lowering lowering(t, source, filename, options);
  Ref code = lowering.run_py(root);
  if (gc::kDebug && code) check_compiled(t, code);
  if (code || !lowering.has_error()) return code;
  const CompileError& e = lowering.error();
  syn::Diagnostic d = syn::diagnostic_at(source, syn::DiagnosticKind::SyntaxError, e.at, e.message);
  bool is_tree = source.line_count() == 1 && source.line(1).empty();  // of compile(), without a text
  return raise_at_py(t, source, d, filename, !is_tree);
}

}  // namespace

bool issue_warning_py(rt::Thread& t, const std::string& message, Value filename, i32 line, Value module) {
  Ref warnings = rt::import_module_py(t, "_warnings");
  if (!warnings) {  // nothing to warn through
    rt::clear_error(t);
    return true;
  }
  Ref warn = rt::getattr_py(t, warnings, "warn_explicit");
  Ref text = warn ? rt::make_str(t, message) : Ref();
  if (!text) return false;
  Value arguments[] = {text, rt::kSyntaxWarningType, filename, Value::small_int(line), module ? module : rt::kNone};
  return bool(rt::call_py(t, warn, rt::CallArgs{arguments, 5, Value()}));
}

syn::Root* parse_source_py(rt::Thread& t, std::string_view text, Value filename, syn::Mode mode,
                           const CompileOptions& options, syn::Source* source, syn::Arena* arena, bool* high,
                           syn::TypeComments* comments) {
  if (!check_compile_room(t, text.size())) return nullptr;
  syn::Diagnostic error;
  if (rt::is_str(filename)) source->set_file_name(rt::to_wtf8(filename));
  syn::DecodeFunction decode = [&, decoder = source_decoder(t)](auto... arguments) {
    note_effect(options);
    return decoder(arguments...);
  };
  bool loaded = options.source_is_str ? source->load_text(text, &error) : source->load_bytes(text, &error, decode);
  if (t.error) return nullptr;
  if (!loaded) return raise_diagnostic_py(t, *source, error, filename), nullptr;
  syn::ParseOptions parse_options = comp::parse_options();
  parse_options.allow_incomplete = options.allow_incomplete;
  parse_options.block_needs_newline = options.block_needs_newline;
  parse_options.is_main_file = options.is_main_file;
  parse_options.feature_version = options.feature_version;
  parse_options.diamond = options.inherited_flags & kBarryAsFlufl;
  parse_options.wording = static_cast<int>(rt::library_minor());
  parse_options.type_comments = comments != nullptr;
  parse_options.max_height = syn::kMaxHighTree;
  parse_options.max_int_digits = static_cast<u32>(rt::g_int_max_str_digits.load(gc::relaxed));
  syn::ParseResult parsed;
  {
    rt::BesideOthers scope(t, text.size(), {});  // the parser knows no objects
    parsed = syn::parse(*source, mode, *arena, parse_options);
  }
  if (!parsed.warnings.empty()) note_effect(options);
  if (!issue_warnings_py(t, *source, parsed.warnings, filename, options.module)) return nullptr;
  if (!parsed) return raise_parser_error_py(t, *source, parsed, filename, options.is_main_file), nullptr;
  if (comments) *comments = std::move(parsed.type_comments);
  *high = parsed.is_high;
  return parsed.root;
}

Ref compile_source_py(rt::Thread& t, std::string_view text, Value filename, syn::Mode mode,
                      const CompileOptions& options) {
  syn::Source source;
  syn::Arena arena;
  bool high;
  syn::Root* root = parse_source_py(t, text, filename, mode, options, &source, &arena, &high);
  return root ? walk_tree_py(t, high, [&] { return lower_py(t, root, source, filename, options); }) : Ref();
}

Ref compile_tree_py(rt::Thread& t, const void* root, Value filename, std::string_view text, syn::Mode,
                    const CompileOptions& options) {
  syn::Source source;
  syn::Diagnostic error;
  source.load_text(text, &error);  // only for messages
  return lower_py(t, static_cast<const syn::Root*>(root), source, filename, options);
}

}  // namespace comp
