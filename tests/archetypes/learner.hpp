// SPDX-License-Identifier: MIT
/// \file
/// The least that a learner can be, and types that fall short of it by one row of the concepts' tables each.
#pragma once

#include <standin/learn/learner.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace standin::archetypes {

/// Knows the mean of what it saw, and nothing else.
class minimal_learner {
 public:
  using learner_concept = learner_tag;

  class value_model {
   public:
    explicit value_model(double mean) : mean_(mean) {}
    std::vector<double> values(const plain_table& features, executor_ref) const {
      return std::vector<double>(features.rows, mean_);
    }

   private:
    double mean_;
  };

  class class_model {
   public:
    explicit class_model(std::vector<double> share) : share_(static_cast<std::vector<double>&&>(share)) {}
    std::vector<double> probabilities(const plain_table& features, executor_ref) const {
      std::vector<double> out;
      for (std::size_t row = 0; row < features.rows; ++row) out.insert(out.end(), share_.begin(), share_.end());
      return out;
    }

   private:
    std::vector<double> share_;
  };

  /// Slots have defaults, which clang looks for even where a value is given.
  explicit minimal_learner(std::string name = "constant") : name_(static_cast<std::string&&>(name)) {}

  const std::string& name() const { return name_; }

  class_model fit_binary(const plain_table&, std::span<const std::uint8_t> outcome, const learning_context&) const {
    double sum = 0.0;
    for (const std::uint8_t y : outcome) sum += y;
    return class_model({sum / static_cast<double>(outcome.size())});
  }
  class_model fit_classes(const plain_table&, std::span<const std::uint32_t> classes, std::uint32_t count,
                          const learning_context&) const {
    std::vector<double> share(count, 0.0);
    for (const std::uint32_t c : classes) share[c] += 1.0 / static_cast<double>(classes.size());
    return class_model(share);
  }
  value_model fit_values(const plain_table&, std::span<const double> values, const learning_context&) const {
    double sum = 0.0;
    for (const double y : values) sum += y;
    return value_model(sum / static_cast<double>(values.size()));
  }

 private:
  std::string name_;
};

struct learner_without_tag {
  static std::string name() { return "untagged"; }
  minimal_learner::class_model fit_binary(const plain_table&, std::span<const std::uint8_t>,
                                          const learning_context&) const;
};

struct learner_without_name {
  using learner_concept = learner_tag;
  minimal_learner::class_model fit_binary(const plain_table&, std::span<const std::uint8_t>,
                                          const learning_context&) const;
};

struct learner_whose_fit_changes_it {
  using learner_concept = learner_tag;
  static std::string name() { return "restless"; }
  minimal_learner::class_model fit_binary(const plain_table&, std::span<const std::uint8_t>, const learning_context&);
  minimal_learner::value_model fit_values(const plain_table&, std::span<const double>, const learning_context&);
};

struct learner_whose_model_gives_floats {
  using learner_concept = learner_tag;
  static std::string name() { return "single"; }
  struct model {
    std::vector<float> probabilities(const plain_table&, executor_ref) const;
    std::vector<float> values(const plain_table&, executor_ref) const;
  };
  model fit_binary(const plain_table&, std::span<const std::uint8_t>, const learning_context&) const;
  model fit_classes(const plain_table&, std::span<const std::uint32_t>, std::uint32_t, const learning_context&) const;
  model fit_values(const plain_table&, std::span<const double>, const learning_context&) const;
};

struct learner_of_two_classes_only {
  using learner_concept = learner_tag;
  static std::string name() { return "binary"; }
  minimal_learner::class_model fit_binary(const plain_table&, std::span<const std::uint8_t>,
                                          const learning_context&) const;
};

}  // namespace standin::archetypes
