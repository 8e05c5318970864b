// --verify: compiles each file and runs the verifier (compile/verify.h) over three forms of each code object: as
// compiled, with a namespace for its locals, and as the bytecode cache gives it back.
#include "interp/main/verify_files.h"

#include <cstdio>

#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/library/import/bytecode_cache.h"
#include "interp/library/modules.h"
#include "runtime/object/error.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

class Verification {
 public:
  explicit Verification(rt::Thread& t) : t_(t) {}

  // False: an error is pending.
  bool file_py(const std::string& path) {
    std::string source;
    rt::Ref name = rt::decode_fs(t_, path);
    if (!name || !read_file_py(t_, path, &source)) return false;
    comp::CompileOptions options;
    options.optimize = default_optimize();
    rt::Ref code = comp::compile_source_py(t_, source, name, syn::Mode::Exec, options);
    if (!code) {
      rt::clear_error(t_);
      ++refused_;
      return true;
    }
    ++files_;
    return check(path, code.as<comp::Code>(), "") && check_other_forms(path, code.as<comp::Code>());
  }

  void say_result() const {
    std::printf("%d files verified, %d do not compile, %d findings\n", files_, refused_, findings_);
  }
  bool found_any() const { return findings_ != 0; }

 private:
  bool check(const std::string& path, comp::Code* code, const char* form) {
    return comp::verify_nested(t_, code, [&](const comp::Code* wrong, const char* message) {
      ++findings_;
      std::printf("%s:%d: %s%s: %s\n", path.c_str(), wrong->first_line, rt::to_wtf8(wrong->qualname.get()).c_str(),
                  form, message);
    });
  }

  // Checks the form that exec() with locals runs, and the code that comes back from the cache format.
  bool check_other_forms(const std::string& path, comp::Code* code) {
    comp::Code* with_locals = comp::namespace_form(t_, code);
    if (!with_locals || !check(path, with_locals, " with locals")) return false;
    rt::Ref image = comp::code_to_bytes(t_, code);
    rt::Ref again = image ? comp::code_from_bytes(t_, image.as<rt::Bytes>()->view()) : rt::Ref();
    return again && check(path, again.as<comp::Code>(), " from the cache");
  }

  rt::Thread& t_;
  int files_ = 0, refused_ = 0, findings_ = 0;
};

}  // namespace

int verify_files_py(rt::Thread& t, const std::vector<std::string>& words) {
  Verification verification(t);
  for (size_t i = 1; i < words.size(); ++i) {
    if (!verification.file_py(words[i])) return 1;
  }
  verification.say_result();
  return verification.found_any();
}

}  // namespace vm
