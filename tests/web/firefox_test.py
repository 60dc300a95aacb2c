#!/usr/bin/env python3
"""The page and its window in Firefox, from disk: the tests of Chromium but for a phone and for WebGL switched off, which ask Chromium's own
protocol. Called by scripts/test-web, on a virtual screen: without one this Firefox draws no WebGL."""
import pathlib, shutil, tempfile
from selenium import webdriver
from selenium.webdriver.firefox.options import Options
from selenium.webdriver.firefox.service import Service
import page_test, window_test


def firefox(profile, downloads):
    options = Options()
    options.binary_location = shutil.which("firefox-esr")
    for argument in ("-profile", str(profile)):
        options.add_argument(argument)
    for name, value in {"browser.download.folderList": 2, "browser.download.dir": str(downloads), "webgl.force-enabled": True,
                        "browser.download.always_ask_before_handling_new_types": False}.items():
        options.set_preference(name, value)
    driver = webdriver.Firefox(options=options, service=Service(shutil.which("geckodriver")))
    driver.set_window_size(1280, 900)
    driver.set_script_timeout(180)
    return driver


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as downloads:
        driver = firefox(profile, downloads)
        try:
            for test in page_test.ON_A_DESKTOP:
                test(driver)
                print("ok     ", test.__name__.replace("_", " "), flush=True)
            for test in window_test.ON_A_DESKTOP:
                test(driver, pathlib.Path(downloads))
                print("ok     ", test.__name__.replace("_", " "), flush=True)
        finally:
            driver.quit()
