// The headers of the standard library and of Boost that most sources use, compiled once for all of them (meson.build, cpp_pch): reading them takes
// half of the time of compiling. Sources include what they use all the same; -Db_pch=false shows whether they do.
#pragma once

#include <algorithm>
#include <bit>
#include <cerrno>
#include <climits>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gc/base/atomic.h"
