// SPDX-License-Identifier: MIT
/// \file
/// Generators and models chosen while the program runs.
#pragma once

#include <standin/generators/fit_report.hpp>
#include <standin/generators/generator.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace standin::inline v0_1 {

/// Any fitted model. Itself a `fitted_model`; a copy is cheap and shares the model.
class any_model {
 public:
  template <class Model>
    requires(!std::same_as<std::remove_cvref_t<Model>, any_model>) && fitted_model<std::remove_cvref_t<Model>>
  any_model(Model&& model)  // NOLINT(google-explicit-constructor): a model is an any_model
      : held_(std::make_shared<const holder<std::remove_cvref_t<Model>>>(std::forward<Model>(model))) {}

  [[nodiscard]] const table_schema& schema() const noexcept { return held_->schema; }
  [[nodiscard]] table sample(std::size_t rows, const sample_options& options = {}) const {
    return held_->sample(rows, options);
  }

  /// Makes sure that there is room for rows, where the model can tell before it makes them.
  void require_rows(std::uint64_t first_row, std::uint64_t rows) const { held_->require_rows(first_row, rows); }

  /// How the fit went, where the model tells; otherwise an empty report.
  [[nodiscard]] fit_report report() const { return held_->report(); }

  /// The model inside when it is a `Model`, otherwise null. Lives as long as this or a copy of it.
  template <class Model>
  [[nodiscard]] const Model* target() const noexcept {
    return held_->type() == typeid(Model) ? &static_cast<const holder<Model>&>(*held_).model : nullptr;
  }

 private:
  struct interface {
    explicit interface(table_schema s) : schema(std::move(s)) {}
    interface(const interface&) = delete;
    interface& operator=(const interface&) = delete;
    virtual ~interface() = default;
    [[nodiscard]] virtual table sample(std::size_t rows, const sample_options& options) const = 0;
    virtual void require_rows(std::uint64_t first_row, std::uint64_t rows) const = 0;
    [[nodiscard]] virtual fit_report report() const = 0;
    [[nodiscard]] virtual const std::type_info& type() const noexcept = 0;

    table_schema schema;
  };

  template <class Model>
  struct holder final : interface {
    explicit holder(Model m) : interface(m.schema()), model(std::move(m)) {}
    [[nodiscard]] table sample(std::size_t rows, const sample_options& options) const override {
      return model.sample(rows, options);
    }
    void require_rows(std::uint64_t first_row, std::uint64_t rows) const override {
      if constexpr (requires { model.require_rows(first_row, rows); }) model.require_rows(first_row, rows);
    }
    [[nodiscard]] fit_report report() const override {
      if constexpr (requires {
                      { model.report() } -> std::convertible_to<fit_report>;
                    })
        return model.report();
      else
        return {};
    }
    [[nodiscard]] const std::type_info& type() const noexcept override { return typeid(Model); }

    Model model;
  };

  std::shared_ptr<const interface> held_;
};

static_assert(fitted_model<any_model>);

/// Any generator. Itself a `generator`; a copy is cheap and shares the specification.
class any_generator {
 public:
  using generator_concept = generator_tag;

  template <class Generator>
    requires(!std::same_as<std::remove_cvref_t<Generator>, any_generator>) && generator<std::remove_cvref_t<Generator>>
  any_generator(Generator&& g)  // NOLINT(google-explicit-constructor): a generator is an any_generator
      : held_(std::make_shared<const holder<std::remove_cvref_t<Generator>>>(std::forward<Generator>(g))) {}

  [[nodiscard]] std::string name() const { return held_->name(); }
  [[nodiscard]] any_model fit(const table_view& data, const fit_options& options = {}) const {
    return held_->fit(data, options);
  }

 private:
  struct interface {
    interface() = default;
    interface(const interface&) = delete;
    interface& operator=(const interface&) = delete;
    virtual ~interface() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    [[nodiscard]] virtual any_model fit(const table_view& data, const fit_options& options) const = 0;
  };

  template <class Generator>
  struct holder final : interface {
    explicit holder(Generator g) : generator(std::move(g)) {}
    [[nodiscard]] std::string name() const override { return generator.name(); }
    [[nodiscard]] any_model fit(const table_view& data, const fit_options& options) const override {
      return generator.fit(data, options);
    }

    Generator generator;
  };

  std::shared_ptr<const interface> held_;
};

static_assert(generator<any_generator>);

}  // namespace standin::inline v0_1
