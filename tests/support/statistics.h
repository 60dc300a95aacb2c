#pragma once
/// \file
/// Matchers of random numbers: the expected value by hand, the tolerance in standard errors. The seed of a test is
/// fixed, so it never flickers; the odds in its comment say how rarely another seed would fail.

#include <catch2/catch.hpp>

#include <cmath>
#include <sstream>
#include <string>

namespace statistics {

/// A number within `k` standard errors of what is expected.
class Near : public Catch::MatcherBase<double> {
  public:
    Near(double expected, double standard_error, double k) : expected_(expected), se_(standard_error), k_(k) {}
    bool match(const double& value) const override { return std::abs(value - expected_) <= k_ * se_; }
    std::string describe() const override {
        std::ostringstream text;
        text << "is within " << k_ << " standard errors (" << k_ * se_ << ") of " << expected_;
        return text.str();
    }

  private:
    double expected_, se_, k_;
};

/// Successes among `n` with probability `p`: expected n p, variance n p (1 - p).
inline Near BinomialCount(double n, double p, double k) { return {n * p, std::sqrt(n * p * (1 - p)), k}; }

/// Mean of `n` values with this expectation and SD.
inline Near MeanOf(double n, double expected, double sd, double k) { return {expected, sd / std::sqrt(n), k}; }

/// Variance of `n` normal values, whose standard error is variance sqrt(2 / (n - 1)).
inline Near VarianceOf(double n, double variance, double k) { return {variance, variance * std::sqrt(2 / (n - 1)), k}; }

/// Mean and variance (divisor n - 1) of what was added.
struct Sample {
    double n = 0, sum = 0, square = 0;
    void add(double x) { n += 1, sum += x, square += x * x; }
    double mean() const { return sum / n; }
    double variance() const { return (square - sum * sum / n) / (n - 1); }
};

/// A number inside a band of evidence.
class Within : public Catch::MatcherBase<double> {
  public:
    Within(double low, double high) : low_(low), high_(high) {}
    bool match(const double& value) const override { return value >= low_ && value <= high_; }
    std::string describe() const override {
        std::ostringstream text;
        text << "lies from " << low_ << " to " << high_;
        return text.str();
    }

  private:
    double low_, high_;
};

} // namespace statistics
