// SPDX-License-Identifier: MIT
/// \file
/// Simulations by rules, with no data needed: all that a plan is written with.
#pragma once

#include <standin/generators/rules/calendar.hpp>
#include <standin/generators/rules/draws.hpp>
#include <standin/generators/rules/expression.hpp>
#include <standin/generators/rules/functions.hpp>
#include <standin/generators/rules/plan.hpp>
#include <standin/generators/rules/simulation.hpp>
