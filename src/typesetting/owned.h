// C objects of Cairo, GLib and Pango with one owner.
#pragma once

#include <memory>

namespace typesetting {

template <auto free>
struct Release {
  template <class T>
  void operator()(T* object) const {
    free(object);
  }
};

template <class T, auto free>
using Owned = std::unique_ptr<T, Release<free>>;

}  // namespace typesetting
