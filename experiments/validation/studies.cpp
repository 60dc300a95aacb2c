#include "experiments/validation/studies.h"

namespace experiments {

const std::vector<Study>& studies() {
    static const std::vector<Study> all{
        {"pupils",
         "California without partnerships, pupils followed for years",
         {"V01", "V02", "V03", "V04", "V05", "V07", "hsb", "star.gK.math", "star.gK.read", "star.g3", "star.autocorr",
          "london"},
         pupils_study},
        {"growth", "gains by grade without partnerships", {"V06"}, growth_study},
        {"money", "$1,000 a pupil more, paired runs", {"V08", "V09", "V10"}, money_study},
        {"trials",
         "mixed programmes and smaller classes against twins without them",
         {"V11", "star.gK.small_effect"},
         trials_study},
        {"coaching", "coaching in small and in large programmes", {"V12"}, coaching_study},
        {"fading", "programmes switched off", {"V13"}, fading_study},
        {"coalitions", "coalitions with a backbone and a three-year grant", {"V14", "V15"}, coalitions_study},
        {"improving", "schools of high and of low trust", {"V16"}, improving_study},
        {"reach", "a region that takes partners as they come", {"V17", "V18"}, reach_study},
        {"relations", "regressions over partnerships", {"V19", "V20", "V21", "V22"}, relations_study},
        {"community", "community schools and neighbourhood services", {"V23", "V24"}, community_study},
        {"forms", "collective impact against matched networks", {"V25"}, forms_study},
        {"null", "dashboards without partnerships", {"V26"}, null_study},
        {"real-ties",
         "New York's schools and cultural organisations, ties of 2022 in calm and with the cut of 2021",
         {"T-survival", "T-age", "T-size", "T-level", "T-degree", "T-need", "T-enrolment"},
         real_ties_study},
        {"districts", "districts whose scores are hidden from the model", {"ca"}, districts_study},
    };
    return all;
}

} // namespace experiments
