// Interns the names of names.def at start-up.
#include "runtime/object/names.h"

#include "runtime/types/text/str.h"

namespace rt {

Value g_names[static_cast<u32>(N::kCount)];

namespace {
constexpr const char* kNameTexts[] = {
#define NAME(n) #n,
#define NAME_AS(id, text) text,
#include "runtime/object/names.def"
#undef NAME
};
static_assert(sizeof(kNameTexts) / sizeof(kNameTexts[0]) == static_cast<size_t>(N::kCount));
}  // namespace

// Runs once, before any other thread exists. The table is constant afterwards, so readers need no lock.
void init_names(Thread& t) {
  for (u32 i = 0; i < static_cast<u32>(N::kCount); ++i) {
    Ref text = intern(t, std::string_view(kNameTexts[i]));
    if (!text) gc::fatal("out of memory while interning the runtime's names");
    gc::make_immortal(text.object());
    g_names[i] = text.release();
  }
}

}  // namespace rt
