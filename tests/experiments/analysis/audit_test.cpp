// The audit: what it must see, and that it is silent where all is well. Reading of tables with failed runs.
#include "experiments/analysis/audit.h"
#include "experiments/statistics/chance.h"
#include "tests/experiments/oracles.h"
#include "tests/scenarios/files.h"

#include <sstream>

using namespace experiments;
using tests::Lines;

namespace {

/// A healthy sweep: 40 points x 3 replicates, seeds of their own.
std::vector<std::vector<std::string>> healthy() {
    std::vector<std::vector<std::string>> rows;
    Chance chance(1, Purpose::noise, 0);
    for (int point = 0; point < 40; ++point) {
        const double a = chance.uniform(), b = chance.uniform();
        for (int r = 0; r < 3; ++r)
            rows.push_back({scenarios::text_of(a), scenarios::text_of(b), std::to_string(r),
                            std::to_string(100 * point + r), scenarios::text_of(a - b + 0.1 * chance.normal())});
    }
    return rows;
}

std::string csv(const std::vector<std::vector<std::string>>& rows, const std::string& header = "a,b,replicate,seed,y") {
    std::string text = header + "\n";
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            text += row[i] + (i + 1 < row.size() ? "," : "\n");
    return text;
}

Data data_of(const std::string& text, ColumnNames names = {}) {
    names.is_audited = true;
    const tests::Folder folder;
    scenarios::Problems problems;
    auto data = read_data(folder.write("runs.csv", text), names, problems);
    CHECK(folder.plain(problems) == Lines{});
    REQUIRE(data);
    return *data;
}

Lines faults_of(const std::string& text, const ColumnNames& names = {}) {
    const tests::Folder folder;
    scenarios::Problems problems;
    CHECK_FALSE(read_data(folder.write("runs.csv", text), names, problems));
    return folder.plain(problems);
}

bool has(const std::vector<Remark>& remarks, const std::string& check, const std::string& about = "") {
    for (const Remark& remark : remarks)
        if (remark.check == check && (about.empty() || remark.about == about)) return true;
    return false;
}

} // namespace

TEST_CASE("a healthy sweep gives no remarks", "[experiments]") { CHECK(audit(data_of(csv(healthy()))).empty()); }

TEST_CASE("the audit sees each fault", "[experiments]") {
    auto rows = healthy();
    for (auto& row : rows)
        row.insert(row.begin() + 2, {"7", scenarios::text_of(2 * std::stod(row[0]))});
    const auto constant = audit(data_of(csv(rows, "a,b,c,twice,replicate,seed,y")));
    CHECK(has(constant, "constant-input", "c"));
    CHECK(has(constant, "confounded", "a"));

    rows = healthy();
    rows.insert(rows.end(), rows.begin(), rows.begin() + 6);
    CHECK(has(audit(data_of(csv(rows))), "duplicates"));
    rows.back()[4] = "99";
    const auto differing = audit(data_of(csv(rows)));
    CHECK_THAT(differing[0].text, Catch::Contains("the model is not deterministic"));

    rows = healthy();
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i][3] = std::to_string(i / 3);
    CHECK(has(audit(data_of(csv(rows))), "seeds", "seed"));

    rows = healthy();
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i][4] = rows[i - i % 3][4];
    CHECK(has(audit(data_of(csv(rows))), "replicates", "y"));

    rows = healthy();
    for (auto& row : rows)
        if (std::stod(row[4]) > 0.2) row[4] = "0.2";
    CHECK(has(audit(data_of(csv(rows))), "saturation", "y"));

    rows = healthy();
    rows.pop_back();
    rows[7][4] = "";
    const auto failed = audit(data_of(csv(rows)));
    CHECK(has(failed, "failed"));
    CHECK(has(failed, "missing"));
    CHECK(failed[0].text == "1 of 119 runs failed; every analysis leaves them out and says so. If they fail for a "
                            "reason, results are biased: try `discovery --cases failed`");

    rows = healthy();
    Chance chance(2, Purpose::noise, 0);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i][4] = scenarios::text_of(std::stod(rows[i][0]) + 0.01 * chance.normal());
    CHECK(has(audit(data_of(csv(rows))), "inert-input", "b"));
}

TEST_CASE("tables keep failed runs in their place", "[experiments][input]") {
    const Data data = data_of("x,word,status,y\n1,a,ok,5\n2,b,failed,6\n3,a,ok,\n4,b,ok,NaN\n");
    CHECK(data.n_failed() == 1); // the status says which
    CHECK(data.n_absent(0) == 2);
    CHECK(data_of("x,y\n1,5\n2,\n3,NaN\n4,None\n").n_failed() == 3); // nothing else does
    CHECK(data.inputs.size() == 2);                                  // status is none
    CHECK(data.inputs[1].levels == Lines{"a", "b"});
    CHECK(data.inputs[1].text(3) == "b");
    CHECK(std::isnan(data.outputs[0].values[1]));
    CHECK(data.outputs[0].values[0] == 5);
}

TEST_CASE("replicates are put together by order or by inputs", "[experiments]") {
    const Data by_replicate = data_of("x,replicate,y\n1,1,10\n2,1,20\n1,1,30\n1,2,12\n2,2,22\n1,2,32\n");
    const Points in_order = points_of(by_replicate, 0); // the third row repeats the first point and stays apart
    REQUIRE(in_order.size() == 3);
    CHECK(in_order.means() == std::vector<double>{11, 21, 31});
    const Points by_inputs = points_of(data_of("x,replicate,y\n1,1,10\n1,2,12\n2,1,20\n2,2,\n3,1,1\n"), 0);
    REQUIRE(by_inputs.size() == 3);
    CHECK(by_inputs.means() == std::vector<double>{11, 20, 1});
}

TEST_CASE("wrong tables are refused with place and nearest name", "[experiments][input]") {
    CHECK(faults_of("x1,x2,y\n1,2,3\n", {.inputs = {"x1", "x3"}, .outputs = {"z"}}) ==
          Lines{"runs.csv: column: no column 'z'; expected one of: x1, x2, y",
                "runs.csv: column: no column 'x3'; did you mean 'x1'?"});
    CHECK(faults_of("x,y\n1,2\n,3\n4,high\n") ==
          Lines{"runs.csv:4: y: 'high' is not a number; expected a number, or nothing where the run failed",
                "runs.csv:3: x: is empty; expected a number"});
    CHECK(faults_of("x,x\n1,2\n") == Lines{"runs.csv:1: x: the column appears twice; expected it once"});
    CHECK(faults_of("x,y\n") == Lines{"runs.csv: has a header but no rows; expected at least one row"});
    CHECK(faults_of("x,y\n1,2,3\n") == Lines{"runs.csv:2: 3 cells; expected 2 as in the header"});
}
