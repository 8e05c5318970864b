// Module _tokenize: the lexer's tokens for the library's tokenize.
//
// A TokenizerIter calls readline only when the next token needs another line: programs take the line of a token from
// what their readline has returned, and the lines may come from a terminal. While one thread waits for a line, others
// that want a token wait for it. The lexer leaves out comments and line ends without meaning; they are found again in
// the gaps between its tokens.
#include <algorithm>
#include <string>
#include <vector>

#include "interp/compile/parse.h"
#include "interp/library/modules.h"
#include "interp/syntax/lexer.h"
#include "interp/vm/frame.h"
#include "runtime/library/io/io_parts.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

using syn::TokenKind;

// Kinds of tokens for which the library's module `token` has a number.
enum class Type : u8 {
  kEndMarker,
  kName,
  kNumber,
  kString,
  kNewline,
  kIndent,
  kDedent,
  kOp,
  kComment,
  kNl,
  kFstringStart,
  kFstringMiddle,
  kFstringEnd,
  kTstringStart,
  kTstringMiddle,
  kTstringEnd,
  kCount
};
constexpr const char* kTypeNames[] = {
    "ENDMARKER",     "NAME",           "NUMBER",      "STRING",        "NEWLINE",
    "INDENT",        "DEDENT",         "OP",          "COMMENT",       "NL",
    "FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END", "TSTRING_START", "TSTRING_MIDDLE",
    "TSTRING_END"};

struct Item {
  Type type;
  u32 start, end;  // bytes
};

// ---- the tokens of a text

class TokenList {
 public:
  explicit TokenList(bool extra) : extra_(extra), lexer_(source_, options_) {
    source_.begin_lines();
    lexer_.text_has_grown();
    options_.text = comp::text_services();
    options_.tokens_only = extra;
    options_.wording = static_cast<int>(rt::library_minor());
  }

  void add_line(std::string_view line) {
    note_line_ends(line);
    if (!source_.append_line(line, &error_)) return (void)(failed_ = true);
    lexer_.text_has_grown();
    waits_ &= std::string_view(line).find_first_of("\"'{}") == line.npos;
  }
  // There are no more lines.
  void end() {
    ended_ = true;
    waits_ = false;
    if (!source_.text().empty()) return;
    empty_ = true;
    source_.append_line({}, &error_);
    lexer_.text_has_grown();
  }
  // Cuts further tokens out of the lines so far. False: they end within a token, and more of them are wanted.
  bool cut() {
    if (waits_) return false;
    syn::Lexer::State before = lexer_.state();
    bool more = lexer_.step();
    if (!ended_ && lexer_.ran_out()) return put_off(before);
    for (size_t i = before.token_count; i < lexer_.tokens().size(); ++i) {
      const syn::Token& token = lexer_.tokens()[i];
      add_gap(position_, token.start);
      add_token(token);
      position_ = token.end;
    }
    complete_ = !more;
    if (lexer_.failed()) take_error();
    return true;
  }
  // True: there will be no more items.
  bool complete() const { return complete_ || failed_; }

  const std::vector<Item>& items() const { return items_; }
  bool failed() const { return failed_; }
  const syn::Diagnostic& error() const { return error_; }
  const syn::Source& source() const { return source_; }

  bool is_line_end(const Item& item) const { return item.type == Type::kNewline || item.type == Type::kNl; }
  // Without extra tokens: an indentation or the end, which has no column and no text.
  bool is_placeless(const Item& item) const {
    return !extra_ && (item.type == Type::kIndent || item.type == Type::kDedent || item.type == Type::kEndMarker);
  }
  // Without extra tokens: a comment and the line end behind it are one Newline token.
  bool is_comment(const Item& item) const {
    return !extra_ && item.type == Type::kNewline && source_.text()[item.start] == '#';
  }
  // The text of a token; empty for a newline that Source has added. Of other newlines without extra tokens it is what
  // stands in front of the last character.
  std::string_view text_of(const Item& item) const {
    if (is_placeless(item)) return {};
    if (is_comment(item)) return source_.text().substr(item.start, item.end - item.start);
    bool added = is_line_end(item) && source_.newline_added() && item.end == source_.text().size();
    if (!extra_ && item.type == Type::kNewline) return has_return(source_.line_at(item.start)) ? "\r" : "";
    return added || item.type == Type::kEndMarker ? std::string_view()
                                                  : source_.text().substr(item.start, item.end - item.start);
  }
  void position_of(const Item& item, bool end, u32* line, u32* col) const {
    u32 at = end && (!is_line_end(item) || is_comment(item)) ? item.end : item.start;
    *line = empty_ ? 1 : source_.line_at(at);
    *col = empty_ ? 0
                  : source_.characters_before(*line, at - source_.line_start(*line)) +
                        (end && is_line_end(item) ? extra_ + has_return(*line) : 0);
  }
  // The line of a token without a column. At the end of the text it is the last one, whose text counts only if it has
  // tokens; since 3.13 also for the end itself.
  u32 placeless_line(const Item& item, std::string_view* text) const {
    *text = {};
    u32 line = source_.line_at(item.start);
    if (item.start < source_.text().size()) {
      *text = lines_of(line, line);
      return line;
    }
    line = source_.line_count();
    bool shown = item.type != Type::kEndMarker || rt::library_minor() >= 13;
    if (shown && line == last_line_with_tokens_) *text = lines_of(line, line);
    return line;
  }
  // The text of the lines from `first` to `last`, on which the token lies.
  std::string_view lines_of(u32 first, u32 last) const {
    if (empty_ || first > source_.line_count()) return {};
    u32 start = source_.line_start(first), end = source_.line_start(last + 1);
    if (end == source_.text().size() && source_.newline_added()) --end;
    return source_.text().substr(start, end - start);
  }
  // A piece of the source's text as it was read: with the returns that Source has taken from the ends of lines.
  Ref as_read(Thread& t, std::string_view piece) const {
    if (returns_.empty() || piece.find('\n') == piece.npos) return rt::make_str(t, piece);
    u32 line = source_.line_at(static_cast<u32>(piece.data() - source_.text().data()));
    std::string text;
    for (char c : piece) {
      if (c == '\n' && has_return(line++)) text += '\r';
      text += c;
    }
    return rt::make_str(t, text);
  }

 private:
  // Remembers which of the lines that come now end with "\r\n".
  void note_line_ends(std::string_view text) {
    if (text.find('\r') == text.npos) return;
    u32 line = source_.line_count() + 1;
    for (size_t at = 0; at < text.size(); ++at) {
      bool both = text.substr(at).starts_with("\r\n");
      if (both) returns_.push_back(line);
      line += text[at] == '\r' || text[at] == '\n';
      at += both;
    }
  }
  bool has_return(u32 line) const { return std::binary_search(returns_.begin(), returns_.end(), line); }

  void add(Type type, u32 start, u32 end) { items_.push_back({type, start, end}); }

  // The lines end within a token: goes back to where it begins. What stands in front of it is complete. A string of
  // several lines can only be complete once a line has a quote or a brace.
  bool put_off(const syn::Lexer::State& before) {
    u32 start = lexer_.unfinished();
    lexer_.go_back(before);
    add_gap(position_, start);
    position_ = std::max(position_, start);
    std::string_view rest = source_.text().substr(start);
    size_t quote = rest.find_first_of("\"'");
    waits_ = quote != rest.npos && rest.substr(quote + 1).starts_with(std::string(2, rest[quote]));
    return false;
  }

  // Adds the comments and line ends between two tokens.
  void add_gap(u32 from, u32 to) {
    if (!extra_ || empty_) return;
    std::string_view text = source_.text();
    while (from < to) {
      if (text[from] == '#') {
        u32 end = static_cast<u32>(text.find('\n', from));
        add(Type::kComment, from, end);
        from = end;
      } else if (text[from] == '\n') {
        add(Type::kNl, from, from + 1);
        ++from;
      } else {
        from += text[from] == '\\' ? 2 : 1;
      }
    }
  }

  void add_token(const syn::Token& token) {
    if (token.kind == TokenKind::Newline) return add_newline(token);
    if (token.kind == TokenKind::EndMarker) {
      if (extra_ || !empty_) add(Type::kEndMarker, token.start, token.end);
      return;
    }
    // The old spelling of != is no operator of the library of 3.15.
    bool two = rt::library_minor() >= 15 && source_.text().substr(token.start, token.end - token.start) == "<>";
    if (two) add(Type::kOp, token.start, token.start + 1);
    add(type_of(token.kind), two ? token.start + 1 : token.start, token.end);
  }
  // Adds a Newline token and the comment in front of it, which the lexer's token includes.
  void add_newline(const syn::Token& token) {
    u32 at = token.end - 1;
    if (empty_) return;
    last_line_with_tokens_ = source_.line_at(at);
    bool comment = token.start < at;
    if (!extra_ && comment) return add(Type::kNewline, token.start, at);
    if (comment) add(Type::kComment, token.start, at);
    add(Type::kNewline, at, token.end);
  }

  static Type type_of(TokenKind kind) {
    switch (kind) {
      case TokenKind::Identifier: return Type::kName;
      case TokenKind::Number: return Type::kNumber;
      case TokenKind::String: return Type::kString;
      case TokenKind::Indent: return Type::kIndent;
      case TokenKind::Dedent: return Type::kDedent;
      case TokenKind::FStringStart: return Type::kFstringStart;
      case TokenKind::FStringMiddle: return Type::kFstringMiddle;
      case TokenKind::FStringEnd: return Type::kFstringEnd;
      case TokenKind::TStringStart: return Type::kTstringStart;
      case TokenKind::TStringMiddle: return Type::kTstringMiddle;
      case TokenKind::TStringEnd: return Type::kTstringEnd;
      default: return syn::is_keyword(kind) ? Type::kName : Type::kOp;
    }
  }

  void take_error() {
    failed_ = true;
    error_ = lexer_.error().diagnostic;
    bool in_bracket = lexer_.error().open_bracket_line;
    if (!in_bracket && error_.message != "unexpected EOF while parsing") return;
    if (in_bracket) add_gap(position_, static_cast<u32>(source_.text().size()));
    error_.message = "unexpected EOF in multi-line statement";
    error_.line = static_cast<i32>(source_.line_count());
    error_.offset = static_cast<i32>(unread_at_end());
  }
  // How many bytes CPython's tokenizer holds when the text ends too early: the lines of an f-string, or the last line
  // if there is code in front of its backslash.
  u32 unread_at_end() const {
    u32 size = static_cast<u32>(source_.text().size());
    if (u32 line = lexer_.error().open_string_line) return size - source_.line_start(line);
    u32 start = source_.line_start(source_.line_count());
    std::string_view line = source_.text().substr(start);
    bool only_backslash = line.find_first_not_of(" \t\f") == line.find('\\');
    return lexer_.error().open_bracket_line || only_backslash ? 0 : size - start;
  }

  syn::Source source_;
  syn::ParseOptions options_;
  bool extra_;
  syn::Lexer lexer_;
  std::vector<Item> items_;
  std::vector<u32> returns_;  // ascending: the lines that ended with "\r\n"
  u32 position_ = 0;          // the end of what has become items
  u32 last_line_with_tokens_ = 0;
  syn::Diagnostic error_;
  bool failed_ = false, empty_ = false, ended_ = false, complete_ = false;
  bool waits_ = false;  // the next line with a quote or a brace
};

// ---- class TokenizerIter

// `list` and `next` belong to the holder of `reading`.
struct TokenizerIter : Object {
  Slot readline, encoding;
  Slot numbers;      // tuple: number of each Type in the library's module `token`
  Slot exact_types;  // dict: number of each operator; None if all are OP
  rt::io::FileLock reading;
  TokenList* list;  // made for the first token
  u64 next;         // index of the next token
  bool extra;
};
rt::Type* g_iterator = nullptr;  // made with the module, immortal

void dispose_iterator(gc::Thread& thread, Object* object) {
  delete static_cast<TokenizerIter*>(object)->list;
  rt::SlotsOf<TokenizerIter, &TokenizerIter::readline, &TokenizerIter::encoding, &TokenizerIter::numbers,
              &TokenizerIter::exact_types>::dispose(thread, object);
}

Ref token_numbers_py(Thread& t, Value token_module) {
  Value numbers[static_cast<int>(Type::kCount)];
  for (int i = static_cast<int>(Type::kCount); i-- > 0;) {
    Ref key = rt::intern(t, std::string_view(kTypeNames[i]));
    Ref number = key ? rt::getattr_optional_py(t, token_module, key) : Ref();
    if (t.error) return Ref();
    // A library without template strings has no number for their tokens.
    numbers[i] = number && number.get().is_small_int() ? number.get() : Value::small_int(-1);
  }
  return rt::make_tuple(t, numbers, static_cast<u64>(Type::kCount));
}

constexpr rt::Signature kCreateSignature = rt::parse_signature("(readline, *, encoding=None, extra_tokens=False)");

Ref iterator_create(Thread& t, rt::Type* type, const CallArgs& args) {
  Value given[3];
  if (!rt::bind_arguments(t, "TokenizerIter", kCreateSignature, args, given)) return Ref();
  int extra = rt::truth_py(t, given[2]);
  Ref module = extra < 0 ? Ref() : rt::import_module_py(t, "token");
  Ref numbers = module ? token_numbers_py(t, module) : Ref();
  Ref exact = !numbers ? Ref() : extra ? rt::none() : rt::getattr_py(t, module, "EXACT_TOKEN_TYPES");
  Ref self = exact ? rt::allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  auto* it = self.as<TokenizerIter>();
  rt::init_field(it->readline, Ref::share(t, given[0]));
  rt::init_field(it->encoding, Ref::share(t, given[1]));
  rt::init_field(it->numbers, std::move(numbers));
  rt::init_field(it->exact_types, std::move(exact));
  it->extra = extra;
  return self;
}

// Reads one line. False: an error is pending.
bool read_line_py(Thread& t, TokenizerIter* it) {
  Ref line = rt::call_py(t, it->readline.get());
  if (!line && !rt::catch_stop_iteration(t)) return false;
  if (!line) return it->list->end(), true;
  if (it->encoding.get() != rt::kNone) {
    if (!rt::is_bytes(line)) return rt::raise_type_error(t, "readline() returned a non-bytes object");
    line = rt::call_method_py(t, line, rt::intern(t, std::string_view("decode")), it->encoding.get());
    if (!line) return false;
  }
  if (!rt::is_str(line)) return rt::raise_type_error(t, "readline() returned a non-string object");
  rt::Utf8 utf8(t, line);
  if (!utf8.ok()) return false;
  if (utf8.view().empty()) return it->list->end(), true;
  if (!comp::check_compile_room(t, it->list->source().text().size() + utf8.view().size())) return false;
  return it->list->add_line(utf8.view()), true;
}

// An error of the whole line, which is shown without its end.
Ref raise_error_of_line_py(Thread& t, const TokenList& list, Value filename) {
  const syn::Diagnostic& d = list.error();
  std::string_view line = list.source().line(static_cast<u32>(d.line));
  Ref message = rt::make_str(t, d.message), text = rt::make_str(t, line);
  if (!message || !text) return Ref();
  Value fields[] = {
      filename, Value::small_int(d.line), Value::small_int(i64{syn::count_characters(line)} + 1), text, rt::kNone,
      rt::kNone};
  Ref where = rt::make_tuple(t, fields, 6);
  rt::Type* type = d.kind == syn::DiagnosticKind::TabError           ? rt::kTabErrorType
                   : d.kind == syn::DiagnosticKind::IndentationError ? rt::kIndentationErrorType
                                                                     : rt::kSyntaxErrorType;
  Ref exception = where ? rt::call_py(t, type, message, where) : Ref();
  return exception ? Ref(rt::raise_error(t, exception)) : Ref();
}

Ref raise_token_error_py(Thread& t, const TokenList& list) {
  Ref filename = rt::make_str_ascii(t, "<string>");
  const syn::Diagnostic& d = list.error();
  bool of_line = d.kind == syn::DiagnosticKind::TabError || d.kind == syn::DiagnosticKind::IndentationError ||
                 d.message.starts_with("unexpected character after line continuation");
  if (filename && of_line) return raise_error_of_line_py(t, list, filename);
  return filename ? comp::raise_diagnostic_py(t, list.source(), d, filename) : Ref();
}

Ref token_type(Thread& t, TokenizerIter* it, const Item& item, Value text) {
  Value exact = it->exact_types.get();
  if (item.type == Type::kOp && exact != rt::kNone && rt::is_dict(exact)) {
    Ref number = rt::dict_get_str(t, rt::as_dict(exact), text);
    if (number || t.error) return number;
  }
  return Ref::share(t, (*rt::as_tuple(it->numbers.get()))[static_cast<u64>(item.type)]);
}

constexpr u32 kNoColumn = ~0u;

// (type, string, (row, column), (end row, end column), line)
Ref token_tuple(Thread& t, TokenizerIter* it, const TokenList& list, const Item& item) {
  u32 line, col, end_line, end_col;
  std::string_view shown;
  if (list.is_placeless(item)) {
    line = end_line = list.placeless_line(item, &shown);
    col = end_col = kNoColumn;
  } else {
    list.position_of(item, false, &line, &col);
    list.position_of(item, true, &end_line, &end_col);
    shown = list.lines_of(line, end_line);
  }
  Ref text = list.as_read(t, list.text_of(item)), lines = list.as_read(t, shown);
  auto pair = [&](u32 a, u32 b) {
    return rt::make_tuple(t, Value::small_int(a), Value::small_int(b == kNoColumn ? -1 : static_cast<i64>(b)));
  };
  Ref start = pair(line, col), end = pair(end_line, end_col);
  Ref type = text ? token_type(t, it, item, text) : Ref();
  if (!type || !lines || !start || !end) return Ref();
  Value fields[] = {type, text, start, end, lines};
  return rt::make_tuple(t, fields, 5);
}

// The next token, or the end. The calling thread holds `reading`.
Ref next_token_py(Thread& t, TokenizerIter* it) {
  if (!it->list) it->list = new TokenList(it->extra);
  TokenList& list = *it->list;
  while (it->next >= list.items().size() && !list.complete()) {
    if (!list.cut() && it->next >= list.items().size() && !read_line_py(t, it)) return Ref();
  }
  if (it->next < list.items().size()) return token_tuple(t, it, list, list.items()[it->next++]);
  return list.failed() ? raise_token_error_py(t, list) : Ref::immediate(rt::kStop);
}

Ref iterator_next(Thread& t, Value self) {
  auto* it = self.as<TokenizerIter>();
  auto entry = it->reading.enter_py(t, it);
  if (entry == rt::io::FileLock::kError) return Ref();
  if (entry == rt::io::FileLock::kAlreadyMine)
    return rt::raise_value_error(t, "readline() wants tokens of the iterator that has called it");
  Ref token = next_token_py(t, it);
  it->reading.leave(it);
  return token;
}

Ref iterator_iter(Thread& t, Value self) { return Ref::share(t, self); }

constexpr rt::TypeSpec kIteratorSpec = {
    .name = "_tokenize.TokenizerIter",
    .size = sizeof(TokenizerIter),
    .flags = rt::kTypeTraced,
    .lifetime = {rt::SlotsOf<TokenizerIter, &TokenizerIter::readline, &TokenizerIter::encoding, &TokenizerIter::numbers,
                             &TokenizerIter::exact_types>::trace,
                 nullptr, nullptr, dispose_iterator},
    .slots =
        [] {
          rt::Slots s{};
          s.create = iterator_create;
          s.iter = iterator_iter;
          s.next = iterator_next;
          return s;
        }(),
};

bool init_tokenize(Thread& t, Value module) { return rt::add_native_type(t, module, g_iterator, kIteratorSpec); }

}  // namespace

extern const rt::ModuleDef kTokenizeModule = {"_tokenize", nullptr, nullptr, init_tokenize};

}  // namespace vm
