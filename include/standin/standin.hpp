// SPDX-License-Identifier: MIT
/// \file
/// What most programs need: tables, CSV, splits, the usual generators, evaluation.
///
/// Headers of their own, since not every program wants their cost: model files (`io/model_file.hpp` and
/// `io/models/…`), reports as JSON (`io/json_report.hpp`) and as pages (`io/html_report.hpp`), datasets over Eigen and
/// xtensor (`numeric/…`), a thread pool (`parallel/thread_pool.hpp`), generators chosen while the program runs
/// (`generators/registry.hpp`), simulations (`generators/rules/rules.hpp`).
#pragma once

#include <standin/core/error.hpp>
#include <standin/data/record.hpp>
#include <standin/data/split.hpp>
#include <standin/data/table.hpp>
#include <standin/evaluation/evaluate.hpp>
#include <standin/generators/copula/copula.hpp>
#include <standin/generators/independent/independent.hpp>
#include <standin/generators/sample_in_chunks.hpp>
#include <standin/generators/trees/trees.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/text_report.hpp>
#include <standin/version.hpp>
