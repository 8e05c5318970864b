// ast.dump() in C++: for_each_field visits the fields of a node in Python's order, and an overload for each field type
// writes it. Tests compare the text with CPython's.
#include "interp/syntax/dump.h"

#include <charconv>
#include <cmath>
#include <cstdio>

#include "interp/syntax/characters.h"

namespace syn {

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::ExprStmt: return "Expr";
    case Kind::Arguments: return "arguments";
    case Kind::Arg: return "arg";
    case Kind::Keyword: return "keyword";
    case Kind::Alias: return "alias";
    case Kind::WithItem: return "withitem";
    case Kind::MatchCase: return "match_case";
    case Kind::Comprehension: return "comprehension";
    default: break;
  }
  static constexpr std::string_view kNames[] = {
#define SYN_NODE(name, base) #name,
#define SYN_FIELD(type, name)
#define SYN_END(name)
#define SYN_VARIANT(name, like) #name,
#include "interp/syntax/ast.def"
#undef SYN_NODE
#undef SYN_FIELD
#undef SYN_END
#undef SYN_VARIANT
  };
  return kNames[static_cast<size_t>(kind)];
}

namespace {

constexpr const char* kOperators[] = {"Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
                                      "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
constexpr const char* kUnaryOperators[] = {"Invert", "Not", "UAdd", "USub"};
constexpr const char* kBoolOperators[] = {"And", "Or"};
constexpr const char* kCompareOperators[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
constexpr const char* kContexts[] = {"Load", "Store", "Del"};

// True for families of nodes that have a position.
constexpr bool has_position(const Root&) { return false; }
constexpr bool has_position(const Bare&) { return false; }
constexpr bool has_position(const Node&) { return true; }

// repr() of a float: the shortest digits that read back the same. A complex
// number's parts lack the ".0".
std::string float_repr(double value, bool point) {
  if (std::isinf(value)) return "inf";
  char buffer[40];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  std::string_view text(buffer, static_cast<size_t>(end - buffer));
  size_t e = text.find('e');
  std::string digits;
  for (char c : text.substr(0, e)) {
    if (c != '.') digits += c;
  }
  int exponent = std::atoi(std::string(text.substr(e + 1)).c_str());
  if (exponent < -4 || exponent >= 16) {
    std::string out(1, digits[0]);
    if (digits.size() > 1) out += "." + digits.substr(1);
    char tail[16];
    std::snprintf(tail, sizeof tail, "e%+03d", exponent);
    return out + tail;
  }
  if (exponent < 0) return "0." + std::string(static_cast<size_t>(-exponent - 1), '0') + digits;
  auto whole = static_cast<size_t>(exponent) + 1;
  if (digits.size() <= whole) {
    return digits + std::string(whole - digits.size(), '0') + (point ? ".0" : "");
  }
  return digits.substr(0, whole) + "." + digits.substr(whole);
}

// Decimal form of an integer literal of any size.
std::string decimal(std::string_view digits, unsigned base) {
  if (base == 10) return std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1)));
  std::vector<u32> limbs = {0};  // base 10^9, least first
  for (char c : digits) {
    u64 carry = static_cast<u64>(is_ascii_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    for (u32& limb : limbs) {
      carry += u64{limb} * base;
      limb = static_cast<u32>(carry % 1000000000);
      carry /= 1000000000;
    }
    if (carry) limbs.push_back(static_cast<u32>(carry));
  }
  std::string out = std::to_string(limbs.back());
  for (size_t i = limbs.size() - 1; i-- > 0;) {
    std::string part = std::to_string(limbs[i]);
    out += std::string(9 - part.size(), '0') + part;
  }
  return out;
}

class Dumper {
 public:
  Dumper(const TextServices& services, bool attributes) : services_(services), attributes_(attributes) {}

  void node(const Node& n) {
    visit(n, [&](const auto& concrete) { members(concrete); });
  }

  std::string take() { return std::move(out_); }

 private:
  template <class N>
  void members(const N& n) {
    out_ += kind_name(n.kind);
    out_ += '(';
    bool first = true;
    for_each_field(n, [&](const char* name, const auto& field) {
      if (is_absent(field) || hides(n, name)) return;
      if (!first) out_ += ", ";
      first = false;
      out_ += name;
      out_ += '=';
      value(field);
    });
    if (const auto* constant = try_as<Constant>(&n); constant && constant->value.u_prefix) {
      out_ += ", kind='u'";
    }
    if (attributes_ && has_position(n)) {
      if (!first) out_ += ", ";
      char text[128];
      std::snprintf(text, sizeof text, "lineno=%u, col_offset=%u, end_lineno=%u, end_col_offset=%u", n.at.line,
                    n.at.col, n.at.end_line, n.at.end_col);
      out_ += text;
    }
    out_ += ')';
  }

  template <class F>
  static bool is_absent(const F&) {
    return false;
  }
  template <class F>
  static bool is_absent(F* const& pointer) {
    return pointer == nullptr;
  }
  template <class F>
  static bool is_absent(const Span<F>& span) {
    return span.empty();
  }

  // True for a field that is left out. Only a lazy import shows `is_lazy`, so ordinary imports look as in every
  // version.
  template <class N>
  static bool hides(const N&, const char*) {
    return false;
  }
  static bool hides(const Import& n, const char* field) { return !n.is_lazy && field == std::string_view("is_lazy"); }
  static bool hides(const ImportFrom& n, const char* field) {
    return !n.is_lazy && field == std::string_view("is_lazy");
  }

  template <class F>
  void value(F* child) {
    if (child) node(*child);
    else out_ += "None";
  }
  void value(const Symbol* symbol) { string(symbol->text); }
  template <class F>
  void value(const Span<F>& span) {
    out_ += '[';
    for (size_t i = 0; i < span.size(); ++i) {
      if (i) out_ += ", ";
      value(span[i]);
    }
    out_ += ']';
  }
  void value(bool flag) { out_ += flag ? '1' : '0'; }
  void value(i32 number) { out_ += std::to_string(number); }
  void value(u32 number) { out_ += std::to_string(number); }
  void value(Operator op) { call(kOperators[static_cast<int>(op)]); }
  void value(UnaryOperator op) { call(kUnaryOperators[static_cast<int>(op)]); }
  void value(BoolOperator op) { call(kBoolOperators[static_cast<int>(op)]); }
  void value(CompareOperator op) { call(kCompareOperators[static_cast<int>(op)]); }
  void value(ExprContext ctx) { call(kContexts[static_cast<int>(ctx)]); }

  void value(const ConstantValue& constant) {
    switch (constant.kind) {
      case ConstantKind::None: out_ += "None"; break;
      case ConstantKind::True: out_ += "True"; break;
      case ConstantKind::False: out_ += "False"; break;
      case ConstantKind::Ellipsis: out_ += "Ellipsis"; break;
      case ConstantKind::Int:
        out_ += constant.fits ? std::to_string(constant.integer) : decimal(constant.text, constant.base);
        break;
      case ConstantKind::Float: out_ += float_repr(constant.real, true); break;
      case ConstantKind::Imag: out_ += float_repr(constant.real, false) + "j"; break;
      case ConstantKind::Str: string(constant.text); break;
      case ConstantKind::Bytes: bytes(constant.text); break;
    }
  }

  void call(const char* name) {
    out_ += name;
    out_ += "()";
  }

  static char quote_for(std::string_view text) {
    bool single = text.find('\'') != text.npos;
    return single && text.find('"') == text.npos ? '"' : '\'';
  }

  // The escapes that str and bytes share; false if `c` is none.
  bool common_escape(char32_t c, char quote) {
    if (c == '\n') out_ += "\\n";
    else if (c == '\r') out_ += "\\r";
    else if (c == '\t') out_ += "\\t";
    else if (c == '\\' || c == static_cast<char32_t>(quote)) out_ += '\\', out_ += static_cast<char>(c);
    else return false;
    return true;
  }

  void hex_escape(const char* format, char32_t c) {
    char text[16];
    std::snprintf(text, sizeof text, format, static_cast<unsigned>(c));
    out_ += text;
  }

  void string(std::string_view text) {
    char quote = quote_for(text);
    out_ += quote;
    for (size_t i = 0; i < text.size();) {
      u32 size = 0;
      char32_t c = decode_character(text.data() + i, &size);
      bool surrogate = c >= 0xD800 && c <= 0xDFFF;
      if (common_escape(c, quote)) {
      } else if (!surrogate && is_printable(c, services_)) out_.append(text, i, size);
      else if (c < 0x100) hex_escape("\\x%02x", c);
      else if (c < 0x10000) hex_escape("\\u%04x", c);
      else hex_escape("\\U%08x", c);
      i += size;
    }
    out_ += quote;
  }

  void bytes(std::string_view text) {
    char quote = quote_for(text);
    out_ += 'b';
    out_ += quote;
    for (char byte : text) {
      auto c = static_cast<unsigned char>(byte);
      if (common_escape(c, quote)) continue;
      if (c < 0x20 || c >= 0x7F) hex_escape("\\x%02x", c);
      else out_ += byte;
    }
    out_ += quote;
  }

  const TextServices& services_;
  bool attributes_;
  std::string out_;
};

}  // namespace

std::string dump(const Node& node, const TextServices& services, bool attributes) {
  Dumper dumper(services, attributes);
  dumper.node(node);
  return dumper.take();
}

}  // namespace syn
