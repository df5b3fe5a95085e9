// SPDX-License-Identifier: MIT
/// \file
/// A provider chosen while the program runs, by name or by what a column holds.
#pragma once

#include <standin/config.hpp>
#include <standin/data/personal.hpp>
#include <standin/providers/provider.hpp>

#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace standin::inline v0_1 {

/// Any provider behind one type. Itself a provider; copies share what they hold.
class any_provider {
 public:
  using provider_concept = provider_tag;

  template <class Provider>
    requires(!std::same_as<std::remove_cvref_t<Provider>, any_provider>)
  any_provider(Provider&& held) {  // NOLINT(google-explicit-constructor): a provider is an any_provider
    using kind = std::remove_cvref_t<Provider>;
    static_assert(std::copyable<kind>,
                  "standin: what any_provider holds must model standin::provider — it can't be copied; "
                  "see docs/concepts/provider.md");
    static_assert(detail::tagged_provider<kind>,
                  "standin: what any_provider holds must model standin::provider — it lacks "
                  "using provider_concept = standin::provider_tag; see docs/concepts/provider.md");
    static_assert(detail::has_name<kind>,
                  "standin: what any_provider holds must model standin::provider — it lacks name(); "
                  "see docs/concepts/provider.md");
    static_assert(detail::has_capacity<kind>,
                  "standin: what any_provider holds must model standin::provider — it lacks capacity(), a "
                  "std::uint64_t; see docs/concepts/provider.md");
    static_assert(detail::has_at<kind>,
                  "standin: what any_provider holds must model standin::provider — it lacks at(index); "
                  "see docs/concepts/provider.md");
    if constexpr (provider<kind>) held_.reset(static_cast<const base*>(new holder<kind>(std::forward<Provider>(held))));
  }

  [[nodiscard]] std::string name() const { return held_->name(); }
  [[nodiscard]] std::uint64_t capacity() const { return held_->capacity(); }
  [[nodiscard]] std::string at(std::uint64_t index) const { return held_->at(index); }

 private:
  struct base {
    virtual ~base() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    [[nodiscard]] virtual std::uint64_t capacity() const = 0;
    [[nodiscard]] virtual std::string at(std::uint64_t index) const = 0;
  };

  template <class Provider>
  struct holder final : base {
    explicit holder(Provider provider) : held(std::move(provider)) {}
    [[nodiscard]] std::string name() const override { return std::string(held.name()); }
    [[nodiscard]] std::uint64_t capacity() const override { return held.capacity(); }
    [[nodiscard]] std::string at(std::uint64_t index) const override { return std::string(held.at(index)); }
    Provider held;
  };

  std::shared_ptr<const base> held_;  ///< by its base, so that all holders share the code that counts references
};

/// The names that `make_provider` knows, in alphabetical order.
STANDIN_LAZY [[nodiscard]] std::span<const std::string_view> provider_names() noexcept;

/// The provider of that name with its defaults; anything else is read as a mask if it says so: `pattern:AA-9999`.
/// \throws invalid_option  when there is none; the sentence lists those that there are
STANDIN_LAZY [[nodiscard]] any_provider make_provider(std::string_view name);

/// The provider that fits a personal column.
///
/// \param distinct  how many different values are wanted; where the usual provider of names has fewer, one with
/// initials
STANDIN_LAZY [[nodiscard]] any_provider provider_for(personal_kind kind, std::uint64_t distinct = 0);

}  // namespace standin::inline v0_1

#if !defined(STANDIN_COMPILED)
#include <standin/providers/detail/any_provider.ipp>
#endif
