// SPDX-License-Identifier: MIT
/// \file
/// XGBoost as a learner: a judge that others wrote, for those who don't want to take our own word for it.
///
/// Needs the C library, `libxgboost-dev` on Debian; the CMake target `standin::xgboost` is there where it is.
#pragma once

#if !__has_include(<xgboost/c_api.h>)
#error \
    "standin: ext/xgboost.hpp needs XGBoost's C library; install it (Debian: libxgboost-dev) and link standin::xgboost"
#endif

#include <standin/core/error.hpp>
#include <standin/core/text.hpp>
#include <standin/learn/learner.hpp>

#include <xgboost/c_api.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standin::inline v0_1::ext {

namespace detail {

/// Turns a status of XGBoost's into an error of ours, its first line.
inline void require_xgboost(int status) {
  if (status == 0) return;
  const std::string all = XGBGetLastError();
  const std::size_t end = std::min(all.find('\n'), all.size());
  throw numeric_error("xgboost", all.substr(0, end), "look at the features and the options");
}

/// Rows as XGBoost takes them: floats, NaN where there is no value; levels as categories.
class xgboost_rows {
 public:
  xgboost_rows(const plain_table& features, int threads) {
    const std::size_t width = std::max<std::size_t>(features.columns.size(), 1);  // of none, nothing can be learned
    std::vector<float> cells(features.rows * width, 0.0F);
    std::vector<const char*> kinds(width, "float");
    constexpr float none = std::numeric_limits<float>::quiet_NaN();
    constexpr double most = std::numeric_limits<float>::max();
    for (std::size_t c = 0; c < features.columns.size(); ++c) {
      const plain_column& column = features.columns[c];
      if (!column.numeric()) kinds[c] = "c";
      for (std::size_t row = 0; row < features.rows; ++row) {
        float& cell = cells[row * width + c];
        if (!column.has(row))
          cell = none;
        else if (!column.numeric())
          cell = static_cast<float>(column.codes[row]);
        else
          cell = static_cast<float>(std::clamp(column.numbers[row], -most, most));  // it refuses infinities
      }
    }
    DMatrixHandle made = nullptr;
    require_xgboost(XGDMatrixCreateFromMat_omp(cells.data(), features.rows, width, none, &made, threads));
    handle_.reset(made);
    require_xgboost(XGDMatrixSetStrFeatureInfo(made, "feature_type", kinds.data(), width));
  }

  [[nodiscard]] DMatrixHandle get() const noexcept { return handle_.get(); }

  /// \param field  "label" or "weight"
  void set(const char* field, const std::vector<float>& values) {
    require_xgboost(XGDMatrixSetFloatInfo(get(), field, values.data(), values.size()));
  }

 private:
  struct release {
    void operator()(void* matrix) const noexcept { static_cast<void>(XGDMatrixFree(matrix)); }
  };
  std::unique_ptr<void, release> handle_;
};

/// Trees that XGBoost grew; copies share them, as nothing changes them.
class xgboost_model {
 public:
  xgboost_model(BoosterHandle booster, std::size_t columns, int threads)
      : booster_(booster, [](void* of) { static_cast<void>(XGBoosterFree(of)); }),
        columns_(columns),
        threads_(threads) {}

  /// What the questions about each column are worth, as shares of all; all 0 where nothing was asked.
  [[nodiscard]] std::vector<double> importance() const {
    bst_ulong asked = 0;
    bst_ulong dimensions = 0;
    char const** names = nullptr;
    bst_ulong const* shape = nullptr;
    float const* worth = nullptr;
    require_xgboost(XGBoosterFeatureScore(booster_.get(), R"({"importance_type": "total_gain"})", &asked, &names,
                                          &dimensions, &shape, &worth));
    std::vector<double> shares(columns_, 0.0);
    double all = 0.0;
    for (bst_ulong i = 0; i < asked; ++i) {
      const auto column = static_cast<std::size_t>(std::strtoull(names[i] + 1, nullptr, 10));  // "f12"
      if (column >= columns_) continue;
      shares[column] = static_cast<double>(worth[i]);
      all += shares[column];
    }
    for (double& share : shares) share = all > 0.0 ? share / all : 0.0;
    return shares;
  }

 protected:
  /// What the objective predicts: one number a row, or one a class.
  [[nodiscard]] std::vector<double> predictions(const plain_table& features) const {
    if (features.rows == 0) return {};
    const xgboost_rows rows(features, threads_);
    bst_ulong dimensions = 0;
    bst_ulong const* shape = nullptr;
    float const* found = nullptr;
    require_xgboost(XGBoosterPredictFromDMatrix(
        booster_.get(), rows.get(),
        R"({"type": 0, "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": false})", &shape,
        &dimensions, &found));
    std::size_t size = 1;
    for (bst_ulong d = 0; d < dimensions; ++d) size *= shape[d];
    return {found, found + size};
  }

 private:
  std::shared_ptr<void> booster_;
  std::size_t columns_;
  int threads_;
};

}  // namespace detail

/// Gradient boosting by XGBoost's C library, behind `binary_classifier`, `multiclass_classifier` and `regressor`.
///
///     standin::two_sample_test<standin::ext::xgboost>{}      // "c2st xgboost"
///     standin::predictive_utility<standin::ext::xgboost>{}   // "tstr xgboost"
///
/// Cells are floats there: numbers beyond 2^24 lose their last digits. Infinite ones count as the largest, levels are
/// categories, missing cells stay missing. What XGBoost refuses is a `numeric_error` with its first line.
/// Source: Chen and Guestrin, "XGBoost: a scalable tree boosting system", KDD 2016.
struct xgboost {
  using learner_concept = learner_tag;

  int rounds = 100;
  int max_depth = 6;
  double learning_rate = 0.3;
  double min_child_weight = 1.0;
  double l2 = 1.0;
  int bins = 256;
  /// XGBoost's own threads, not the executor's. With more than one the last bits of sums are a matter of timing.
  int threads = 1;

  class value_model : public detail::xgboost_model {
   public:
    using xgboost_model::xgboost_model;
    [[nodiscard]] std::vector<double> values(const plain_table& features, executor_ref = {}) const {
      return predictions(features);
    }
  };
  class binary_model : public detail::xgboost_model {
   public:
    using xgboost_model::xgboost_model;
    [[nodiscard]] std::vector<double> probabilities(const plain_table& features, executor_ref = {}) const {
      return predictions(features);
    }
  };
  class class_model : public detail::xgboost_model {
   public:
    class_model(xgboost_model model, std::uint32_t count) : xgboost_model(std::move(model)), count_(count) {}
    [[nodiscard]] std::vector<double> probabilities(const plain_table& features, executor_ref = {}) const {
      if (count_ == 1) return std::vector<double>(features.rows, 1.0);
      std::vector<double> all = predictions(features);
      for (std::size_t row = 0; row < features.rows; ++row) {  // floats add up to nearly 1
        const std::span<double> one = std::span(all).subspan(row * count_, count_);
        double sum = 0.0;
        for (const double p : one) sum += p;
        for (double& p : one) p /= sum;
      }
      return all;
    }

   private:
    std::uint32_t count_;
  };

  [[nodiscard]] static std::string name() { return "xgboost"; }

  /// \throws data_error     where the numbers of rows differ, there are none, or an outcome is neither 0 nor 1
  /// \throws numeric_error  where XGBoost refuses
  [[nodiscard]] binary_model fit_binary(const plain_table& features, std::span<const std::uint8_t> outcome,
                                        const learning_context& context = {}) const {
    for (const std::uint8_t y : outcome)
      if (y > 1) throw data_error("xgboost", "found the outcome " + to_text(int{y}), "give 0 or 1");
    return grow<binary_model>(features, {outcome.begin(), outcome.end()}, context, "binary:logistic", 0.5);
  }

  /// \throws data_error     where there are no classes, or one is not below `count`
  [[nodiscard]] class_model fit_classes(const plain_table& features, std::span<const std::uint32_t> classes,
                                        std::uint32_t count, const learning_context& context = {}) const {
    for (const std::uint32_t y : classes)
      if (y >= count)
        throw data_error("xgboost", "found the class " + to_text(y) + " of " + to_text(count), "count anew");
    const std::vector<float> labels(classes.begin(), classes.end());
    if (count < 2) return {grow<detail::xgboost_model>(features, labels, context, "reg:squarederror", 0.5), count};
    return {grow<detail::xgboost_model>(features, labels, context, "multi:softprob", 0.5, count), count};
  }

  [[nodiscard]] value_model fit_values(const plain_table& features, std::span<const double> values,
                                       const learning_context& context = {}) const {
    double mean = 0.0;
    for (const double y : values) mean += y / static_cast<double>(values.size());
    return grow<value_model>(features, {values.begin(), values.end()}, context, "reg:squarederror", mean);
  }

 private:
  template <class Model>
  [[nodiscard]] Model grow(const plain_table& features, const std::vector<float>& labels,
                           const learning_context& context, const char* objective, double base,
                           std::uint32_t classes = 0) const {
    if (features.rows == 0) throw data_error("xgboost", "no rows to learn from", "give one at least");
    if (features.rows != labels.size())
      throw data_error("xgboost",
                       "found " + to_text(labels.size()) + " targets for " + to_text(features.rows) + " rows",
                       "give one for each row");
    detail::xgboost_rows rows(features, threads);
    rows.set("label", labels);
    if (!context.weights.empty()) rows.set("weight", {context.weights.begin(), context.weights.end()});
    const DMatrixHandle of = rows.get();
    BoosterHandle booster = nullptr;
    detail::require_xgboost(XGBoosterCreate(&of, 1, &booster));
    Model model(booster, features.columns.size(), threads);
    const auto set = [booster](const char* option, const std::string& value) {
      detail::require_xgboost(XGBoosterSetParam(booster, option, value.c_str()));
    };
    set("verbosity", "0");
    set("tree_method", "hist");
    set("objective", objective);
    set("base_score", to_text(base));
    if (classes > 0) set("num_class", to_text(classes));
    set("max_depth", to_text(max_depth));
    set("eta", to_text(learning_rate));
    set("min_child_weight", to_text(min_child_weight));
    set("lambda", to_text(l2));
    set("max_bin", to_text(bins));
    set("nthread", to_text(threads));
    set("seed", to_text(context.draws.seed % 2147483647));
    for (int round = 0; round < rounds; ++round) detail::require_xgboost(XGBoosterUpdateOneIter(booster, round, of));
    return model;
  }
};

static_assert(binary_classifier<xgboost>);
static_assert(multiclass_classifier<xgboost>);
static_assert(regressor<xgboost>);

}  // namespace standin::inline v0_1::ext
