#include "tests/viz/stage.h"

#include "tests/viz/sessions.h"
#include "viz/widgets/theme.h"

#include <catch2/catch.hpp>
#include <imgui_impl_null.h>
#include <imgui_internal.h>
#include <implot.h>

namespace tests {
Stage::Stage(const std::string& scenario, std::uint32_t months, std::uint32_t n_replicates) {
    ImGui::CreateContext();
    ImPlot::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    viz::add_fonts();
    ImGui_ImplNull_Init();
    app_ = std::make_unique<viz::App>(library_scenario(scenario, months), n_replicates);
    app_->context.engine.wait(true);
}

Stage::~Stage() {
    app_.reset();
    ImGui_ImplNull_Shutdown();
    ImPlot::DestroyContext();
    ImGui::DestroyContext();
}

void Stage::frame() {
    ImGui_ImplNull_NewFrame();
    ImGui::GetIO().DisplaySize = size_;
    ImGui::GetIO().DeltaTime = 1.0f / 60;
    ImGui::NewFrame();
    if (must_log_) ImGui::LogToBuffer();
    app_->frame(1.0f / 60);
    if (must_log_) {
        logged_ = ImGui::GetCurrentContext()->LogBuffer.c_str(), must_log_ = false;
        ImGui::LogFinish();
    }
    ImGui::Render();
    if (must_read_) read_ = written(*ImGui::GetDrawData()), must_read_ = false;
    n_vertices_ = ImGui::GetDrawData()->TotalVtxCount;
    ImGui_ImplNullRender_RenderDrawData(ImGui::GetDrawData());
}

std::string Stage::words(ImGuiTestContext* ctx) {
    must_log_ = true;
    while (must_log_)
        ctx->Yield();
    return logged_;
}

std::vector<Written> Stage::sight(ImGuiTestContext* ctx) {
    must_read_ = true;
    while (must_read_)
        ctx->Yield();
    return read_;
}

void Stage::drive(std::function<void(ImGuiTestContext*, viz::Context&)> act) {
    act_ = std::move(act);
    engine_ = ImGuiTestEngine_CreateContext();
    ImGuiTestEngineIO& io = ImGuiTestEngine_GetIO(engine_);
    io.ConfigRunSpeed = ImGuiTestRunSpeed_Fast;
    io.ConfigNoThrottle = true, io.ConfigSavedSettings = false, io.ConfigWatchdogKillTest = 1e9f,
    io.ConfigWatchdogWarning = 1e9f;
    io.ConfigVerboseLevel = ImGuiTestVerboseLevel_Warning, io.ConfigVerboseLevelOnError = ImGuiTestVerboseLevel_Info;
    io.ConfigLogToTTY = true;
    ImGuiTest* test = ImGuiTestEngine_RegisterTest(engine_, "viz", "drive", __FILE__, __LINE__);
    test->UserData = this;
    test->TestFunc = [](ImGuiTestContext* ctx) {
        auto& stage = *static_cast<Stage*>(ctx->Test->UserData);
        ctx->Yield(3);
        try {
            stage.act_(ctx, stage.app_->context);
        } catch (...) { // a REQUIRE that failed: Catch has noted it, and the engine runs this in a thread of its own
            IM_CHECK(false);
        }
    };
    ImGuiTestEngine_Start(engine_, ImGui::GetCurrentContext());
    ImGuiTestEngine_QueueTest(engine_, test);
    do {
        frame();
        ImGuiTestEngine_PostSwap(engine_);
    } while (!ImGuiTestEngine_IsTestQueueEmpty(engine_));
    const ImGuiTestStatus status = test->Output.Status;
    ImGuiTestEngine_Stop(engine_);
    ImGuiTestEngine_DestroyContext(engine_);
    CHECK(status == ImGuiTestStatus_Success);
}

} // namespace tests
