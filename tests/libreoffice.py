"""Has LibreOffice's own LanguageTool client ask a server about the paragraphs of a document, and prints what it answers.

Usage: /usr/bin/python3 tests/libreoffice.py http://127.0.0.1:8077/v2

Needs Debian's libreoffice-writer-nogui and python3-uno. LibreOffice runs without a screen, in a profile of its own that has the
settings of docs/editors.md. Each error is a line of JSON.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale

PARAGRAPHS = [
    "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư; các sở & ngành, 50% + 2;",
    "Thực hiện 😀 Nghị định số 30 /2020/NĐ-CP ngày 05/3/2020 của Chính phủ;",
    "Nơi nhận: như trên.",
]

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"><prop oor:name="BaseURL" oor:op="fuse"><value>{url}</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"><prop oor:name="IsEnabled" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def connect(pipe, office):
    """Returns the component context of the started office, which takes its time to begin."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        if office.poll() is not None:
            sys.exit(f"soffice ended with {office.returncode}")
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # The office is not there yet.
            time.sleep(0.1)
    sys.exit("soffice does not answer")


def check(context):
    """Prints the errors in every paragraph of a new document whose language is Vietnamese."""
    make = context.ServiceManager.createInstanceWithContext
    vietnamese = Locale("vi", "VN", "")
    hidden = PropertyValue("Hidden", 0, True, 0)
    document = make("com.sun.star.frame.Desktop", context).loadComponentFromURL(
        "private:factory/swriter", "_blank", 0, (hidden,)
    )
    document.CharLocale = vietnamese
    document.Text.String = "\r".join(PARAGRAPHS)
    checker = make("org.openoffice.lingu.LanguageToolGrammarChecker", context)
    if not checker.hasLocale(vietnamese):
        sys.exit("LibreOffice does not take the server for a checker of Vietnamese")
    paragraphs = document.Text.createEnumeration()
    while paragraphs.hasMoreElements():
        text = paragraphs.nextElement().String
        units = text.encode("utf-16-le")
        for error in checker.doProofreading("soat", text, vietnamese, 0, len(units) // 2, ()).aErrors:
            start, end = error.nErrorStart * 2, (error.nErrorStart + error.nErrorLength) * 2
            told = {
                "words": units[start:end].decode("utf-16-le"),
                "short": error.aShortComment,
                "full": error.aFullComment,
                "suggestions": list(error.aSuggestions),
            }
            print(json.dumps(told, ensure_ascii=False))
    document.close(True)


def main(url):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = pathlib.Path(folder, "user")
        profile.mkdir()
        profile.joinpath("registrymodifications.xcu").write_text(SETTINGS.format(url=url), encoding="utf-8")
        pipe = pathlib.Path(folder).name
        command = ["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
        office = subprocess.Popen([*command, f"-env:UserInstallation=file://{folder}"])
        try:
            check(connect(pipe, office))
        finally:
            office.terminate()
            office.wait(timeout=20)


if __name__ == "__main__":
    main(sys.argv[1])
