// Rows of mode B.
#include "models/prediction.h"

namespace models {

using sim::assumed;
using sim::cited;
using Table = sim::ParameterTable<PredictionPriors>;

namespace {

void add_slopes(Table& t) {
    const auto& slope = t.prototype().slope;
    const auto field = [&](Cause c) -> const double& { return slope[static_cast<std::size_t>(c)]; };
    t.add("predict.poverty", field(Cause::poverty), -0.91, "SD/share", {-1.40, -0.40},
          cited("S-SES-BETWEEN, S-SES-SEG, S-GAP-LUNCH",
                "0.665 SD per SD of background x 1.37 SD between low-income and other pupils; range widened, as income "
                "and language carry part of it"),
          "mean score where all pupils are low-income against where none is", "predict");
    t.add("predict.income", field(Cause::income), 0.33, "SD/10000USD", {0.0, 0.66},
          cited("S-GAP-9010", "1.25 SD over about $38,000 a person (1999) between the 10th and 90th percentile; range "
                              "widened, as poverty carries part of it"),
          "mean score with $10,000 (1999) more income a person", "predict");
    t.add("predict.language", field(Cause::language), -0.25, "SD/share", {-0.60, 0.10},
          assumed("no student-level row in the evidence base; as student.language-gap"),
          "mean score where all pupils are English learners against where none is", "predict");
    t.add("predict.spending", field(Cause::spending), 0.043, "SD/1000USD2018", {-0.006, 0.092},
          cited("M-JM-TEST", "0.0316 over four years, here five and a half up to grade 5"),
          "mean score with $1,000 (2018) more a pupil in every year since kindergarten", "predict");
    t.add("predict.crowding", field(Cause::crowding), -0.03, "SD/pupil", {-0.055, -0.005},
          cited("P-STAR-K", "0.20 SD for about seven pupils fewer in a class; a ratio is no class size"),
          "mean score with one pupil more for each teacher", "predict");
}

void add_spreads(Table& t) {
    const PredictionPriors& p = t.prototype();
    t.add("predict.between-share", p.between_share, 0.18, "share", {0.14, 0.22},
          cited("S-ICC-HSB, S-ICC-STAR, S-ICC-LON", "turns the spread of mean scores into the spread of pupils"),
          "share of pupils' variance that lies between institutions", "predict");
    t.add("predict.district-sd", p.district_sd, 0.15, "SD", {0.02, 0.5},
          cited("S-SVA-LON, S-SVA-BOS", "order of schools' value added; the range is searched"),
          "what an institution adds or lacks beyond intake and resources", "predict");
    t.add("predict.county-sd", p.county_sd, 0.05, "SD", {0.0, 0.3},
          assumed("no share of counties in the evidence base; the range is searched"),
          "what all institutions of a county share beyond intake and resources", "predict");
    t.add("predict.prior-width", p.prior_width, 1.0, "ratio", {1.0, 8.0},
          assumed("how far student-level findings carry to districts elsewhere; the range is searched"),
          "how much wider than their sources say the priors are taken", "predict");
    t.add("predict.grades-tested", p.grades_tested, 1.0, "count", {1.0, 13.0},
          assumed("scores of the shipped files are those of grade 5 alone (scenarios/data/README.md)"),
          "grades whose pupils stand behind a mean score", "predict");
}

} // namespace

const Table& prediction_table() {
    static const Table table = [] {
        Table t;
        add_slopes(t);
        add_spreads(t);
        return t;
    }();
    return table;
}

} // namespace models
