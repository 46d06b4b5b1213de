// A hint that a line of memory will be read soon; without effect on any answer.
#pragma once

namespace base {

// Volatile: g++ takes a function that does nothing but prefetch for one that does nothing at all,
// and leaves the call out.
inline void prefetch(const void* at) {
  asm volatile("prefetcht0 %0" : : "m"(*static_cast<const char*>(at)));
}

}  // namespace base
