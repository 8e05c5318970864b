// Which sanitizer a program is built with: TINYPY_ASAN, TINYPY_TSAN. Clang tells by __has_feature, g++ by a macro.
#pragma once

#if !defined(__has_feature)
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define TINYPY_ASAN 1
#endif
#if defined(__SANITIZE_THREAD__) || __has_feature(thread_sanitizer)
#define TINYPY_TSAN 1
#endif
