// Pupils without partnerships: variance shares, slopes, gaps, persistence; as HSB, STAR and London recorded them.
#include "experiments/validation/regression.h"
#include "experiments/validation/studies.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace experiments {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint32_t settled_years = 3; ///< Cohorts of the start have mixed with the model's own by then.
constexpr std::uint32_t followed_years = 5;
constexpr double school_least = 20; ///< Pupils below which a school's mean is not used.

double mean_of(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v)
        sum += x;
    return v.empty() ? nan : sum / static_cast<double>(v.size());
}
double sd_of(const std::vector<double>& v) {
    const double m = mean_of(v);
    double sum = 0;
    for (const double x : v)
        sum += (x - m) * (x - m);
    return v.size() > 1 ? std::sqrt(sum / static_cast<double>(v.size() - 1)) : nan;
}

/// Columns of one census.
struct Sample {
    std::vector<double> test, ses, low;
    std::vector<std::size_t> school;
    std::size_t n_schools = 0;
};

Sample sample_of(const std::vector<Pupil>& pupils, std::size_t n_schools, int grade_low, int grade_high) {
    Sample s;
    s.n_schools = n_schools;
    for (const Pupil& p : pupils) {
        if (p.grade < grade_low || p.grade > grade_high) continue;
        s.test.push_back(p.test), s.ses.push_back(p.ses), s.low.push_back(p.is_low_income ? 1.0 : 0.0);
        s.school.push_back(p.school);
    }
    return s;
}

/// Means by school of schools with enough pupils, and what regressions within schools need.
struct Schools {
    std::vector<double> n, test, ses, slope, slope_error;        ///< [schools kept]
    double within_slope = nan, within_low = nan, residual = nan; ///< Pooled; variance of pupils around their line
};

Schools schools_of(const Sample& s) {
    std::vector<double> n(s.n_schools, 0.0), test(n), ses(n), low(n), xx(n), xy(n), yy(n), ll(n), ly(n);
    for (std::size_t k = 0; k < s.test.size(); ++k) {
        const std::size_t i = s.school[k];
        n[i] += 1, test[i] += s.test[k], ses[i] += s.ses[k], low[i] += s.low[k];
    }
    for (std::size_t k = 0; k < s.test.size(); ++k) {
        const std::size_t i = s.school[k];
        const double x = s.ses[k] - ses[i] / n[i], y = s.test[k] - test[i] / n[i], l = s.low[k] - low[i] / n[i];
        xx[i] += x * x, xy[i] += x * y, yy[i] += y * y, ll[i] += l * l, ly[i] += l * y;
    }
    Schools out;
    double sxx = 0, sxy = 0, syy = 0, sll = 0, sly = 0, pupils = 0;
    for (std::size_t i = 0; i < s.n_schools; ++i) {
        if (n[i] < school_least) continue;
        out.n.push_back(n[i]), out.test.push_back(test[i] / n[i]), out.ses.push_back(ses[i] / n[i]);
        sxx += xx[i], sxy += xy[i], syy += yy[i], sll += ll[i], sly += ly[i], pupils += n[i] - 1;
    }
    out.within_slope = sxy / sxx, out.within_low = sly / sll;
    out.residual = (syy - sxy * out.within_slope) / pupils;
    for (std::size_t i = 0; i < s.n_schools; ++i)
        if (n[i] >= school_least) {
            out.slope.push_back(xy[i] / xx[i]);
            out.slope_error.push_back(out.residual / xx[i]);
        }
    return out;
}

/// Variance of true school slopes: that of estimates less their error (method of moments).
double slope_variance(const Schools& s) {
    const double spread = sd_of(s.slope);
    return spread * spread - mean_of(s.slope_error);
}

/// Variance of schools' true means around a line on mean background, or around their mean.
double true_variance(const Schools& s, bool with_ses) {
    std::vector<double> error;
    for (const double n : s.n)
        error.push_back(s.residual / n);
    if (!with_ses) return std::pow(sd_of(s.test), 2) - mean_of(error);
    const Regression line = least_squares({s.ses}, s.test);
    std::vector<double> left;
    for (std::size_t i = 0; i < s.test.size(); ++i)
        left.push_back(s.test[i] - line.coefficient[0] - line.coefficient[1] * s.ses[i]);
    return std::pow(sd_of(left), 2) - mean_of(error);
}

double gap_90_10(const Sample& s) {
    std::vector<double> sorted = s.ses;
    std::sort(sorted.begin(), sorted.end());
    const double low = sorted[sorted.size() / 10], high = sorted[sorted.size() - 1 - sorted.size() / 10];
    std::vector<double> poor, rich;
    for (std::size_t k = 0; k < s.test.size(); ++k) {
        if (s.ses[k] <= low) poor.push_back(s.test[k]);
        if (s.ses[k] >= high) rich.push_back(s.test[k]);
    }
    return mean_of(rich) - mean_of(poor);
}

/// Correlations and slopes between two Junes.
struct Years {
    std::vector<double> before, after;
    std::vector<std::size_t> school;
};
Years years_of(const std::vector<Pupil>& first, const std::vector<Pupil>& second, int grade_low, int grade_high) {
    Years y;
    for_each_pair(first, second, [&](const Pupil& a, const Pupil& b) {
        if (a.grade < grade_low || a.grade > grade_high) return;
        y.before.push_back(a.test), y.after.push_back(b.test), y.school.push_back(b.school);
    });
    return y;
}

/// Correlation of two Junes within schools, or of schools' means of those who stayed.
double school_correlation(const Years& y, std::size_t n_schools, bool of_means) {
    std::vector<double> n(n_schools, 0.0), a(n), b(n), first, second;
    for (std::size_t k = 0; k < y.before.size(); ++k)
        n[y.school[k]] += 1, a[y.school[k]] += y.before[k], b[y.school[k]] += y.after[k];
    for (std::size_t k = 0; k < y.before.size() && !of_means; ++k) {
        const std::size_t i = y.school[k];
        first.push_back(y.before[k] - a[i] / n[i]), second.push_back(y.after[k] - b[i] / n[i]);
    }
    for (std::size_t i = 0; i < n_schools && of_means; ++i)
        if (n[i] >= school_least) first.push_back(a[i] / n[i]), second.push_back(b[i] / n[i]);
    return correlation(first, second);
}

/// Slope of `after` on `before` within the later school, in SD of each.
double within_slope(const Years& y, std::size_t n_schools) {
    std::vector<double> n(n_schools, 0.0), a(n), b(n);
    for (std::size_t k = 0; k < y.before.size(); ++k)
        n[y.school[k]] += 1, a[y.school[k]] += y.before[k], b[y.school[k]] += y.after[k];
    double xx = 0, xy = 0;
    for (std::size_t k = 0; k < y.before.size(); ++k) {
        const std::size_t i = y.school[k];
        const double x = y.before[k] - a[i] / n[i];
        xx += x * x, xy += x * (y.after[k] - b[i] / n[i]);
    }
    return xy / xx * sd_of(y.before) / sd_of(y.after);
}

double skewness(const std::vector<double>& v, double power) {
    const double m = mean_of(v), sd = sd_of(v);
    double sum = 0;
    for (const double x : v)
        sum += std::pow((x - m) / sd, power);
    return sum / static_cast<double>(v.size());
}

using Values = std::vector<std::pair<std::string, double>>;

void add_slopes(const Sample& s, const Schools& schools, Values& out) {
    constexpr double hsb_math_sd = 6.8782, hsb_ses_sd = 0.77936; // hsb.math.sd, hsb.ses.sd: to the targets' units
    const double sd = sd_of(s.test), ses_sd = sd_of(s.ses), points = hsb_math_sd / sd;
    const double standard = ses_sd / sd, per_unit = points * ses_sd / hsb_ses_sd;
    const Regression between = least_squares({schools.ses}, schools.test);
    out.emplace_back("V02", schools.within_slope * standard);
    out.emplace_back("hsb.math_on_ses.beta_within_std", schools.within_slope * standard);
    out.emplace_back("hsb.math_on_ses.within_slope", schools.within_slope * per_unit);
    out.emplace_back("hsb.math_on_ses.between_slope", between.coefficient[1] * per_unit);
    out.emplace_back("hsb.math_on_ses.slope_var", slope_variance(schools) * per_unit * per_unit);
    out.emplace_back("V03", correlation(schools.ses, schools.test));
    out.emplace_back("hsb.math_on_ses.r_school_means", correlation(schools.ses, schools.test));
    out.emplace_back("V04", 1 - true_variance(schools, true) / true_variance(schools, false));
    out.emplace_back("hsb.ses.icc", one_way(s.ses, s.school, s.n_schools).share());
}

void add_shares(const Sample& s, const std::vector<Pupil>& now, Values& out) {
    const double icc = one_way(s.test, s.school, s.n_schools).share(), sd = sd_of(s.test);
    out.emplace_back("V01", icc);
    out.emplace_back("hsb.math.icc", icc);
    out.emplace_back("london.exam.icc", icc);
    out.emplace_back("V07", gap_90_10(s) / sd);
    const Sample young = sample_of(now, s.n_schools, 0, 0);
    const Schools classes = schools_of(young);
    const double young_sd = sd_of(young.test);
    out.emplace_back("star.gK.math.icc", one_way(young.test, young.school, young.n_schools).share());
    const Regression raw = least_squares({young.low}, young.test);
    out.emplace_back("star.gK.read.freelunch.gap_raw", raw.coefficient[1] / young_sd);
    out.emplace_back("star.gK.math.freelunch.gap_within_school", classes.within_low / young_sd);
    const Sample third = sample_of(now, s.n_schools, 3, 3);
    out.emplace_back("star.g3.math.skew", skewness(third.test, 3));
    out.emplace_back("star.g3.math.exkurt", skewness(third.test, 4) - 3);
    const Sample old = sample_of(now, s.n_schools, 10, 11);
    out.emplace_back("london.exam.skew", skewness(old.test, 3));
    out.emplace_back("london.exam.exkurt", skewness(old.test, 4) - 3);
}

Values one_region(const Laboratory& lab, const models::Setup& setup, std::uint32_t replicate) {
    models::World world = lab.world(setup, replicate);
    lab.advance(world, 12 * settled_years + june);
    const std::vector<Pupil> first = census(world);
    lab.advance(world, 12);
    const std::vector<Pupil> second = census(world);
    lab.advance(world, 12 * (followed_years - 1));
    const std::vector<Pupil> last = census(world);
    const std::size_t n = world.institutions.size();
    const Sample s = sample_of(second, n, 0, 8);
    Values out;
    add_shares(s, second, out);
    add_slopes(s, schools_of(s), out);
    const auto r = [&](int low, int high) {
        const Years y = years_of(first, second, low, high);
        return correlation(y.before, y.after);
    };
    out.emplace_back("V05", r(2, 11));
    out.emplace_back("star.autocorr.math_K_1", r(0, 0));
    out.emplace_back("star.autocorr.math_1_2", r(1, 1));
    out.emplace_back("star.autocorr.math_2_3", r(2, 2));
    const Years one = years_of(first, second, 1, 1), two = years_of(first, second, 2, 2);
    out.emplace_back("star.autocorr.math_1_2.within_school", school_correlation(one, n, false));
    out.emplace_back("star.autocorr.math_2_3.within_school", school_correlation(two, n, false));
    out.emplace_back("star.autocorr.math_2_3.school_means", school_correlation(two, n, true));
    const Years london = years_of(first, last, 5, 6);
    out.emplace_back("V05.5-year", correlation(london.before, london.after));
    out.emplace_back("london.exam_on_intake.r", correlation(london.before, london.after));
    out.emplace_back("london.exam_on_intake.within_slope", within_slope(london, n));
    return out;
}

} // namespace

Findings pupils_study(const Laboratory& lab) {
    const models::Setup setup = lab.sample_of_schools();
    const auto runs = lab.each(8, [&](std::uint32_t r) { return one_region(lab, setup, r); });
    const std::string note = "national sample of 400 schools, no partnerships, June of year 5, tests with error";
    Findings found;
    for (std::size_t k = 0; k < runs.front().size(); ++k) {
        std::vector<double> values;
        for (const Values& run : runs)
            values.push_back(run[k].second);
        found.push_back(finding(runs.front()[k].first, values, note));
    }
    return found;
}

Findings growth_study(const Laboratory& lab) {
    // Ability is kept in SD of the norm of the pupil's grade, so the norms themselves are inputs (S-GROW-*); what is
    // tested is that nothing in the model lets ability drift against them from grade to grade.
    static const std::vector<double> norm{1.33, 1.0, 0.745, 0.44, 0.48, 0.365, 0.265, 0.29, 0.23, 0.22, 0.165, 0.035};
    const models::Setup setup = lab.setup("california", "go-it-alone");
    const auto runs = lab.each(2, [&](std::uint32_t r) {
        models::World world = lab.world(setup, r);
        lab.advance(world, 12 * settled_years + june);
        const std::vector<Pupil> first = census(world);
        lab.advance(world, 12);
        const std::vector<Pupil> second = census(world);
        std::vector<double> gain(norm.size(), 0.0), n(norm.size(), 0.0);
        for_each_pair(first, second, [&](const Pupil& a, const Pupil& b) {
            const auto g = static_cast<std::size_t>(a.grade);
            if (g < gain.size() && b.grade == a.grade + 1) gain[g] += b.score - a.score, n[g] += 1;
        });
        double square = 0, rises = 0;
        for (std::size_t g = 0; g < norm.size(); ++g) {
            gain[g] = n[g] > 0 ? norm[g] + gain[g] / n[g] : nan;
            square += std::pow(gain[g] - norm[g], 2) / static_cast<double>(norm.size());
            rises += g > 0 && g <= 3 && gain[g] >= gain[g - 1] ? 1 : 0;
        }
        return std::vector<double>{std::sqrt(square), rises, gain.back()};
    });
    const char* ids[] = {"V06.rmse", "V06.rises-K-4", "V06.grade-11-12"};
    Findings found;
    for (std::size_t k = 0; k < 3; ++k) {
        std::vector<double> values;
        for (const auto& run : runs)
            values.push_back(run[k]);
        found.push_back(finding(ids[k], values, "norms of growth are inputs; drift of ability against them is tested"));
    }
    return found;
}

} // namespace experiments
