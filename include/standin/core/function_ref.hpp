// SPDX-License-Identifier: MIT
/// \file
/// A look at something callable: where templates end and a callable goes on through plain code.
#pragma once

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1 {

template <class Signature>
class function_ref;

/// Refers to a callable without owning it, the size of two pointers, trivially copyable.
///
/// The callable must live as long as it is called through the reference; a temporary lives until the end of the full
/// expression, which is enough for an argument. Plain functions are kept by value. One that was default-constructed
/// refers to nothing and must not be called.
template <class Result, class... Arguments>
class function_ref<Result(Arguments...)> {
 public:
  constexpr function_ref() noexcept = default;

  template <class Callable>
    requires(!std::same_as<std::remove_cvref_t<Callable>, function_ref> &&
             std::is_invocable_r_v<Result, std::remove_reference_t<Callable>&, Arguments...>)
  function_ref(Callable&& callable) noexcept {  // NOLINT(google-explicit-constructor): a callable is a function_ref
    using target = std::remove_reference_t<Callable>;
    if constexpr (std::is_function_v<target> || std::is_function_v<std::remove_pointer_t<target>>) {
      using pointer = std::remove_cv_t<std::decay_t<Callable>>;
      callee_.function = reinterpret_cast<void (*)()>(static_cast<pointer>(callable));
      call_ = [](callee to, Arguments... arguments) -> Result {
        return invoke(*reinterpret_cast<pointer>(to.function), std::forward<Arguments>(arguments)...);
      };
    } else {
      callee_.object = const_cast<void*>(static_cast<const void*>(std::addressof(callable)));
      call_ = [](callee to, Arguments... arguments) -> Result {
        return invoke(*static_cast<target*>(to.object), std::forward<Arguments>(arguments)...);
      };
    }
  }

  Result operator()(Arguments... arguments) const { return call_(callee_, std::forward<Arguments>(arguments)...); }

  /// Whether it refers to something.
  explicit constexpr operator bool() const noexcept { return call_ != nullptr; }

 private:
  union callee {
    void* object = nullptr;
    void (*function)();
  };

  template <class Target>
  static Result invoke(Target& target, Arguments... arguments) {
    if constexpr (std::is_void_v<Result>) {
      static_cast<void>(target(std::forward<Arguments>(arguments)...));
    } else {
      return target(std::forward<Arguments>(arguments)...);
    }
  }

  callee callee_{};
  Result (*call_)(callee, Arguments...) = nullptr;
};

}  // namespace standin::inline v0_1
