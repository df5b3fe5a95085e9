// SPDX-License-Identifier: MIT
/// \file
/// The containers and views of xtensor, whose headers moved in 0.26. The only place that includes them.
#pragma once

#if defined(__has_include) && __has_include(<xtensor/containers/xtensor.hpp>)
#include <xtensor/containers/xarray.hpp>
#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xexpression.hpp>
#include <xtensor/views/xview.hpp>
#else
#include <xtensor/xarray.hpp>
#include <xtensor/xexpression.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>
#endif
