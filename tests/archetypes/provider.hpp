// SPDX-License-Identifier: MIT
/// \file
/// The least that a provider can be, and types that fall short of it by one row of the concept's table each.
#pragma once

#include <standin/providers/provider.hpp>

#include <cstdint>
#include <string>

namespace standin::archetypes {

/// Nothing but what the table asks for: no default constructor, texts that only convert to strings.
class minimal_provider {
 public:
  using provider_concept = provider_tag;

  explicit minimal_provider(std::uint64_t values) : values_(values) {}

  const char* name() const { return "minimal"; }
  std::uint64_t capacity() const { return values_; }
  const char* at(std::uint64_t index) const { return index % 2 == 0 ? "even" : "odd"; }

 private:
  std::uint64_t values_;
};

struct provider_without_tag {
  std::string name() const;
  std::uint64_t capacity() const;
  std::string at(std::uint64_t index) const;
};

struct provider_with_foreign_tag {
  struct another_tag {};
  using provider_concept = another_tag;
  std::string name() const;
  std::uint64_t capacity() const;
  std::string at(std::uint64_t index) const;
};

struct provider_without_name {
  using provider_concept = provider_tag;
  std::uint64_t capacity() const;
  std::string at(std::uint64_t index) const;
};

struct provider_without_capacity {
  using provider_concept = provider_tag;
  std::string name() const;
  std::string at(std::uint64_t index) const;
};

/// A signed or a narrower number would be promoted on its way, and an endless provider would look like a small one.
struct provider_with_narrow_capacity {
  using provider_concept = provider_tag;
  std::string name() const;
  std::uint32_t capacity() const;
  std::string at(std::uint64_t index) const;
};

struct provider_without_at {
  using provider_concept = provider_tag;
  std::string name() const;
  std::uint64_t capacity() const;
};

struct provider_that_changes {
  using provider_concept = provider_tag;
  std::string name() const;
  std::uint64_t capacity() const;
  std::string at(std::uint64_t index);
};

struct provider_that_cannot_be_copied {
  using provider_concept = provider_tag;
  provider_that_cannot_be_copied(const provider_that_cannot_be_copied&) = delete;
  std::string name() const;
  std::uint64_t capacity() const;
  std::string at(std::uint64_t index) const;
};

}  // namespace standin::archetypes
