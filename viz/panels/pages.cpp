#include "viz/panels/pages.h"

#include <algorithm>
#include <array>

namespace viz {
namespace {

bool always(const Context&) { return true; }
bool with_store(const Context& context) { return context.sweep.view.has_value(); }

} // namespace

// Each row PAGE(word, title, key with Alt, when it is there) is drawn by draw_WORD(Context&), in panels/WORD.cpp.
#define ACCORD_PAGES(PAGE)                                                                                             \
    PAGE(overview, "Overview", ImGuiKey_1, always)                                                                     \
    PAGE(network, "Network", ImGuiKey_2, always)                                                                       \
    PAGE(schools, "Schools", ImGuiKey_3, always)                                                                       \
    PAGE(equity, "Equity", ImGuiKey_4, always)                                                                         \
    PAGE(flows, "Flows", ImGuiKey_5, always)                                                                           \
    PAGE(students, "Students", ImGuiKey_6, always)                                                                     \
    PAGE(partnerships, "Partnerships", ImGuiKey_7, always)                                                             \
    PAGE(events, "Events", ImGuiKey_8, always)                                                                         \
    PAGE(why, "Why?", ImGuiKey_9, always)                                                                              \
    PAGE(workshop, "Workshop", ImGuiKey_0, always)                                                                     \
    PAGE(assumptions, "Assumptions", ImGuiKey_A, always)                                                               \
    PAGE(sweep, "Sweep", ImGuiKey_S, with_store)

#define ACCORD_DECLARE(word, title, key, is_there) void draw_##word(Context& context);
ACCORD_PAGES(ACCORD_DECLARE)
#undef ACCORD_DECLARE

std::span<const Page> pages() {
#define ACCORD_ROW(word, title, key, is_there) Page{#word, title, key, draw_##word, is_there},
    static constexpr auto table = std::to_array<Page>({ACCORD_PAGES(ACCORD_ROW)});
#undef ACCORD_ROW
    return table;
}

const Page* find_page(std::string_view word) {
    const auto all = pages();
    const auto it = std::find_if(all.begin(), all.end(), [&](const Page& page) { return page.word == word; });
    return it == all.end() ? nullptr : &*it;
}

std::string page_words() {
    std::string words;
    const auto all = pages();
    for (std::size_t n = 0; n < all.size(); ++n)
        words += (n == 0 ? "" : n + 1 < all.size() ? ", " : " or ") + std::string(all[n].word);
    return words;
}

} // namespace viz
