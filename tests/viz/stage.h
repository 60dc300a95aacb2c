#pragma once
/// \file
/// A stage for the viewer's panels: a Dear ImGui context without window or OpenGL, and the Test Engine to act on it.

#include "tests/viz/sight.h"
#include "viz/app.h"

#include <imgui.h>
#include <imgui_te_context.h>
#include <imgui_te_engine.h>

#include <functional>
#include <memory>
#include <string>

namespace tests {

class Stage {
  public:
    explicit Stage(const std::string& scenario = "tiny-region", std::uint32_t months = 60,
                   std::uint32_t n_replicates = 0);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Runs `act` as a person would, frame by frame; the test fails if the engine meets an item it cannot find.
    void drive(std::function<void(ImGuiTestContext*, viz::Context&)> act);

    /// Everything that widgets wrote in the next frame (not what is drawn into charts and the network).
    std::string words(ImGuiTestContext* ctx);

    /// Everything that is written on the screen in the next frame, charts and the network included.
    std::vector<Written> sight(ImGuiTestContext* ctx);

    /// Of the window, from the next frame on.
    void resize(float width, float height) { size_ = {width, height}; }

    int n_vertices() const { return n_vertices_; } ///< Of the last frame

  private:
    void frame();
    std::unique_ptr<viz::App> app_;
    std::function<void(ImGuiTestContext*, viz::Context&)> act_;
    ImGuiTestEngine* engine_ = nullptr;
    int n_vertices_ = 0;
    ImVec2 size_{1800, 3000}; // so large that no control needs scrolling to
    bool must_log_ = false, must_read_ = false;
    std::vector<Written> read_;
    std::string logged_;
};

} // namespace tests
