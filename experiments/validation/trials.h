#pragma once
/// \file
/// Sets of values tried in a calibration: run where the record does not hold them yet, and kept in the order asked for.

#include "experiments/validation/calibrate.h"

namespace experiments {

/// A value on the scale of its prior, from 0 to 1, and back.
double to_unit(const FreeParameter& p, double value);
double from_unit(const FreeParameter& p, double unit);
/// The prior's density there, and the point below which a share `u` of it lies.
double prior_density(const FreeParameter& p, double unit);
double prior_quantile(const FreeParameter& p, double u);

/// Targets that calibration is fitted to, in the order of calibration_targets().
std::vector<const Target*> fitted_targets(const std::vector<std::string>& only);

/// Evaluates points [parameters] on the unit scale of the priors.
class Trials {
  public:
    /// `planned`: about how many evaluations there will be, for the watch.
    Trials(Calibration& record, std::vector<Trial> earlier, std::size_t planned, const std::atomic<bool>* stop,
           const CalibrationWatch& watch);

    /// Index of the trial of one point.
    std::size_t evaluate(const std::vector<double>& point, const std::string& step);
    /// Indices of the trials of all points; those of a batch are run at once on the threads there are. Throws
    /// models::Interrupted when told to stop; what was done by then is in the record.
    std::vector<std::size_t> evaluate(const std::vector<std::vector<double>>& points, const std::string& step);

  private:
    Trial simulated(std::vector<double> values) const;

    Calibration& record_;
    std::size_t planned_;
    const std::atomic<bool>* stop_;
    const CalibrationWatch& watch_;
    std::vector<const Target*> targets_;
};

} // namespace experiments
