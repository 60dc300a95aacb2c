#pragma once
/// \file
/// The pages as rows of one table (pages.cpp): a new one is its file and its row there.

#include "viz/context/context.h"

#include <imgui.h>

#include <span>
#include <string>

namespace viz {

struct Page {
    const char *word, *title; ///< "overview": the word of --show; what its tab says
    ImGuiKey key;             ///< With Alt
    void (*draw)(Context&);
    bool (*is_there)(const Context&); ///< The store's page only where a store is open.
};
std::span<const Page> pages();
const Page* find_page(std::string_view word); ///< nullptr if there is none
std::string page_words();                     ///< "overview, network, ... or sweep"

} // namespace viz
