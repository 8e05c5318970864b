// Module _crypt: hashes of passwords by libcrypt, for the library's module crypt. CPython has it up to 3.12.
//
// crypt_r() keeps its state where the caller says, so threads need no lock.
#include <crypt.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "gc/threads/attach.h"
#include "runtime/object/error.h"
#include "runtime/object/native.h"
#include "runtime/types/text/c_text.h"
#include "runtime/types/text/str.h"

namespace rt {
namespace {

bool is_text(Thread& t, int number, Value v) {
  return is_str(v) || raise_type_error(t, "crypt() argument %d must be str, not %A", number, v);
}

// A hash that begins with "*" says that the salt is wrong.
Ref crypt_function(Thread& t, Value word, Value salt) {
  if (!is_text(t, 1, word) || !is_text(t, 2, salt)) return Ref();
  CText phrase(t, word);
  if (!phrase.ok()) return Ref();
  CText setting(t, salt);
  if (!setting.ok()) return Ref();
  std::unique_ptr<crypt_data> data(new (std::nothrow) crypt_data());  // 32 KB
  if (!data) return raise_memory_error(t);
  const char* hash;
  int error;
  {
    gc::Detached detached(t);  // hashing takes milliseconds on purpose: the world may stop meanwhile
    hash = ::crypt_r(phrase.c_str(), setting.c_str(), data.get());
    error = errno;
  }
  return hash ? make_str(t, hash) : Ref(raise_os_error(t, error));
}

constexpr MethodDef kFunctions[] = {{"crypt", crypt_function, "(word, salt, /)", "Hash a password as salt says."}, {}};

}  // namespace

extern const ModuleDef kUnderCryptModule = {.name = "_crypt", .doc = "Hashes of passwords.", .methods = kFunctions};

}  // namespace rt
