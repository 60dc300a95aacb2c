#!/usr/bin/env python3
"""The page in headless Chromium, from disk: asks, answers, keeps, refuses; on a desktop and on a phone. Called by scripts/test-web.
Waits for what it needs to see, at most two minutes each; judges no times."""
import json, pathlib, tempfile
from selenium.webdriver.common.by import By
from chromium import PAGE, ROOT, browser, picture, program, until


def text(driver, part):
    return driver.find_element(By.ID, part).text


def opened(driver, rest=""):
    driver.get("about:blank")
    driver.get(PAGE + rest)
    until(driver, lambda: driver.find_element(By.ID, "main").is_displayed() or driver.find_element(By.ID, "failed").is_displayed())
    assert driver.find_element(By.ID, "main").is_displayed(), text(driver, "failed")


def answer(driver):
    driver.find_element(By.ID, "compare").click()
    until(driver, lambda: driver.find_element(By.ID, "answer").is_displayed() and not driver.find_element(By.ID, "stop").is_displayed())


def a_question_is_answered_as_the_program_answers(driver):
    opened(driver, "#scenario=tiny-region&strategies=collective-impact&conditions=calm&months=24&replicates=2&seed=3")
    answer(driver)
    ours = program("compare", "tiny-region", "--strategies", "collective-impact", "--conditions", "calm", "--months", "24", "--replicates", "2",
                   "--seed", "3", "--format", "json", "--quiet")
    assert ours["answer"][0]["words"] in text(driver, "words"), text(driver, "words")
    assert all(caveat in text(driver, "caveats") for caveat in ours["caveats"])
    assert driver.find_elements(By.CSS_SELECTOR, "#words table tr") and driver.find_elements(By.CSS_SELECTOR, "#words svg circle")
    picture(driver, "answer")


def the_question_is_there_after_a_reload(driver):
    driver.get("about:blank")
    opened(driver)
    assert driver.find_element(By.ID, "scenario").get_attribute("value") == "tiny-region"
    assert driver.find_element(By.ID, "years").get_attribute("value") == "2"


def own_files_are_checked_kept_and_compared(driver):
    with tempfile.TemporaryDirectory() as folder:
        broken = json.loads((ROOT / "scenarios/library/tiny-region.json").read_text())
        schools = pathlib.Path(folder) / "mine.csv"
        schools.write_text((ROOT / "scenarios/library" / broken["region"]["schools"]).read_text())
        broken["replicates"], broken["region"]["schools"] = "many", "mine.csv"
        path = pathlib.Path(folder) / "mine.json"
        path.write_text(json.dumps(broken))
        driver.find_element(By.ID, "files").send_keys(f"{path}\n{schools}")
        until(driver, lambda: "/replicates" in driver.find_element(By.ID, "check").get_attribute("textContent"))
        broken["replicates"] = 2
        path.write_text(json.dumps(broken))
        driver.find_element(By.ID, "files").send_keys(str(path))
        until(driver, lambda: "/replicates" not in driver.find_element(By.ID, "check").get_attribute("textContent"))
    opened(driver)
    names = [o.get_attribute("value") for o in driver.find_elements(By.CSS_SELECTOR, "#scenario option")]
    assert "mine.json" in names, names
    opened(driver, "#scenario=mine.json&strategies=aligned-agreements&conditions=calm&months=12&replicates=2")
    answer(driver)
    assert "aligned agreements" in text(driver, "words").lower()


def the_full_report_is_shown(driver):
    driver.find_element(By.ID, "report").click()
    until(driver, lambda: driver.find_element(By.ID, "report-frame").is_displayed())
    page = driver.find_element(By.ID, "report-frame").get_attribute("srcdoc")
    assert "<html" in page and "aligned agreements" in page.lower(), page[:300]
    driver.execute_script("document.getElementById('report-frame').scrollIntoView()")
    picture(driver, "report")


def a_program_asks_the_page(driver):
    driver.get(PAGE + "?run=tiny-region&strategy=collective-impact&replicates=2&months=12&seed=3")
    until(driver, lambda: driver.find_elements(By.ID, "result") and driver.find_element(By.ID, "result").text.strip())
    ours = program("run", "tiny-region", "--strategy", "collective-impact", "--replicates", "2", "--months", "12", "--seed", "3", "--format", "json", "--quiet")
    theirs = json.loads(driver.find_element(By.ID, "result").text)
    assert theirs == ours, theirs
    said = driver.execute_async_script("accord.run({scenario: 'nowhere'}).then(() => arguments[0]('ran'), e => arguments[0](e.message))")
    assert "nowhere" in said, said
    scenario = json.loads((ROOT / "scenarios/library/tiny-region.json").read_text())
    schools = (ROOT / "scenarios/library" / scenario["region"]["schools"]).read_text()
    scenario["region"]["schools"] = "mine.csv"
    digest = driver.execute_async_script("""accord.run({scenario: arguments[0], files: {'mine.csv': arguments[1]}, strategy: 'collective-impact',
        replicates: 2, months: 12, seed: 3}).then(r => arguments[2](r.digest), e => arguments[2](e.message))""", scenario, schools)
    assert digest == ours["digest"], digest


def a_phone_shows_all_of_it_in_one_column(driver):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 360, "height": 640, "deviceScaleFactor": 2, "mobile": True})
    opened(driver, "#scenario=tiny-region&strategies=collective-impact&conditions=calm&months=12&replicates=2")
    wide = driver.execute_script("return document.documentElement.scrollWidth")
    assert wide <= 360, wide
    small = driver.execute_script("""return [...document.querySelectorAll('button, select, input[type=number], .choice, .button')]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.id || e.textContent)""")
    assert not small, small
    picture(driver, "phone-question")
    answer(driver)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 360
    picture(driver, "phone-answer")
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


ON_A_DESKTOP = (a_question_is_answered_as_the_program_answers, the_question_is_there_after_a_reload, own_files_are_checked_kept_and_compared,
                the_full_report_is_shown, a_program_asks_the_page)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as profile:
        driver = browser(profile, 1280, 900)
        try:
            for test in (*ON_A_DESKTOP, a_phone_shows_all_of_it_in_one_column):
                test(driver)
                print("ok     ", test.__name__.replace("_", " "))
        finally:
            driver.quit()
