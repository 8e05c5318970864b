// The compile-time parser of native signatures (native.h describes the syntax). Included by native.h only.
#pragma once

namespace rt {

namespace detail {

// Not constexpr: if the constant evaluation of a method table reaches this function, the compiler reports an error.
void signature_text_does_not_fit_the_function();

consteval bool is_space(char c) { return c == ' ' || c == '\n'; }

struct SignatureParser {
  std::string_view s;
  size_t i = 0;
  Signature out = {};
  bool star_seen = false;

  consteval void skip_space() {
    while (i < s.size() && is_space(s[i])) ++i;
  }
  consteval bool take(std::string_view word) {
    skip_space();
    if (s.substr(i, word.size()) != word) return false;
    i += word.size();
    return true;
  }
  consteval std::string_view name() {
    skip_space();
    size_t start = i;
    while (i < s.size() && (s[i] == '_' || (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') ||
                            (s[i] >= '0' && s[i] <= '9')))
      ++i;
    return s.substr(start, i - start);
  }
  // The text of a default, up to the comma or parenthesis that ends the parameter.
  consteval std::string_view default_text() {
    skip_space();
    size_t start = i;
    int depth = 0;
    char quote = 0;
    while (i < s.size()) {
      char c = s[i];
      if (quote) {
        if (c == '\\') ++i;
        else if (c == quote) quote = 0;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        ++depth;
      } else if ((c == ')' || c == ',') && depth == 0) {
        break;
      } else if (c == ')' || c == ']' || c == '}') {
        --depth;
      }
      ++i;
    }
    size_t end = i;
    while (end > start && is_space(s[end - 1])) --end;
    return s.substr(start, end - start);
  }
  static consteval void set_default(ParamDef& p, std::string_view text) {
    if (text == "None") p.default_kind = DefaultKind::kNone;
    else if (text == "True") p.default_kind = DefaultKind::kTrue;
    else if (text == "False") p.default_kind = DefaultKind::kFalse;
    else {
      size_t k = text[0] == '-' ? 1 : 0;
      bool digits = k < text.size() && text.size() < 10;
      i32 n = 0;
      for (size_t j = k; digits && j < text.size(); ++j) {
        if (text[j] < '0' || text[j] > '9') {
          digits = false;
          break;
        }
        n = n * 10 + (text[j] - '0');
      }
      p.default_kind = digits ? DefaultKind::kInt : DefaultKind::kOther;
      p.default_int = digits ? (k ? -n : n) : 0;
    }
  }
  consteval void param() {
    if (take("/")) {
      for (int k = 0; k < out.count; ++k) out.params[k].kind = ParamKind::kPositionalOnly;
      return;
    }
    ParamDef p;
    if (take("**")) {
      p.kind = ParamKind::kVarKeywords;
      p.default_kind = DefaultKind::kOther;
      out.var_keywords = true;
    } else if (take("*")) {
      star_seen = true;
      skip_space();
      if (i < s.size() && (s[i] == ',' || s[i] == ')')) return;
      p.kind = ParamKind::kVarArgs;
      p.default_kind = DefaultKind::kOther;
      out.var_args = true;
    } else {
      p.kind = star_seen ? ParamKind::kKeywordOnly : ParamKind::kPositionalOrKeyword;
    }
    p.name = name();
    if (p.name.empty() || out.count == kMaxParams) {
      out.valid = false;
      return;
    }
    if (take("=")) set_default(p, default_text());
    out.params[out.count++] = p;
  }
  consteval Signature run() {
    if (take("@classmethod")) out.kind = MethodKind::kClass;
    else if (take("@staticmethod")) out.kind = MethodKind::kStatic;
    if (take("(...)")) {
      out.raw = true;
      return out;
    }
    if (!take("(")) out.valid = false;
    while (out.valid && !take(")")) {
      param();
      skip_space();
      if (i >= s.size() || (s[i] != ',' && s[i] != ')')) out.valid = false;
      take(",");
    }
    finish();
    return out;
  }
  consteval void finish() {
    out.simple = true;
    for (int k = 0; k < out.count; ++k) {
      const ParamDef& p = out.params[k];
      if (p.kind == ParamKind::kPositionalOnly || p.kind == ParamKind::kPositionalOrKeyword) {
        out.positional = static_cast<u8>(k + 1);
        if (p.default_kind == DefaultKind::kRequired) out.required = static_cast<u8>(k + 1);
      }
      if (p.kind != ParamKind::kPositionalOnly) out.simple = false;
    }
    out.fixed = out.positional == out.count;
  }
};

}  // namespace detail

consteval Signature parse_signature(std::string_view text) {
  detail::SignatureParser parser{.s = text};
  return parser.run();
}

// `params`: the number of Values that the function takes; -1: array form, -2: raw form. A signature that does not fit
// is a compile error.
consteval Signature MethodDef::checked(const char* text, int params) {
  Signature s = parse_signature(text);
  bool fits = params == -2 ? s.raw : params == -1 ? !s.raw : !s.raw && s.count == params;
  if (!s.valid || !fits) detail::signature_text_does_not_fit_the_function();
  return s;
}

}  // namespace rt
