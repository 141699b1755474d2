// Drafts that another program reads, and archives of several.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, open, root, serve, violations } from "./server.mjs";

const folder = mkdtempSync(join(tmpdir(), "soat-helped-"));
const rtf = join(folder, "du-thao.rtf");
writeFileSync(rtf, String.raw`{\rtf1\ansi\uc1 C\u259?n c\u7913? Ngh\u7883? \u273?\u7883?nh s\u7889? 110/2004/N\u272?-CP;\par}`);
let server, slow, chrome;
before(async () => {
  // A LibreOffice that takes longer than a page waits, and makes nothing.
  const soffice = join(folder, "soffice");
  writeFileSync(soffice, "#!/bin/sh\nsleep 10\n");
  chmodSync(soffice, 0o755);
  process.env.SOAT_SOFFICE = soffice;
  slow = await serve();
  process.env.SOAT_SOFFICE = "";
  [server, chrome] = await Promise.all([serve(), browser()]);
});
after(async () => {
  await chrome?.close();
  server?.stop();
  slow?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function dropped(page, address, file) {
  await page.goto(`${address}/`);
  await page.setInputFiles("#tep", file);
  await page.waitForURL(/kiem-tra/);
}

test("where there is no LibreOffice the page names it", async () => {
  const { page, context } = await open(chrome, server.address);
  await dropped(page, server.address, rtf);
  assert.match(await page.locator("main").innerText(), /LibreOffice[\s\S]*SOAT_SOFFICE/);
  await context.close();
});

for (const scripts of [true, false]) {
  test(`a page that waits for LibreOffice comes again by itself ${scripts ? "with" : "without"} scripts`, async () => {
    const { page, context, faults } = await open(chrome, slow.address, { javaScriptEnabled: scripts });
    const file = join(folder, `du-thao-${scripts}.rtf`);
    writeFileSync(file, String.raw`{\rtf1 ${scripts}}`);
    await page.goto(`${slow.address}/`);
    await page.setInputFiles("#tep", file);
    if (!scripts) await page.getByRole("button", { name: "Kiểm tra" }).click();
    await page.locator("progress").waitFor({ timeout: 20000 });
    assert.equal(await page.getByRole("link", { name: "Xem lại ngay" }).getAttribute("href"), new URL(page.url()).pathname);
    assert.deepEqual(faults, []);
    await page.getByText("không chuyển được sang .docx").waitFor({ timeout: 30000 });
    await context.close();
  });
}

test("the page that waits breaks no rule of WCAG", async () => {
  const { page, context } = await open(chrome, slow.address);
  writeFileSync(rtf, String.raw`{\rtf1 again}`);
  await dropped(page, slow.address, rtf);
  await page.locator("progress").waitFor({ timeout: 20000 });
  const storage = await context.storageState();
  writeFileSync(rtf, String.raw`{\rtf1 and again}`);
  await dropped(page, slow.address, rtf);
  assert.deepEqual(await violations(chrome, page.url(), { storage }), []);
  await context.close();
});

test("each draft of an archive is a draft of its own", async () => {
  const archive = join(folder, "ho-so.zip");
  const drafts = ["quang-tri-2017-qd-ke-hoach-truyen-thong.docx", "bac-lieu-2016-qd-doan-kiem-tra.docx"];
  const packed = spawnSync("python3", ["-m", "zipfile", "-c", archive, ...drafts.map((name) => join(root, "corpus/drafts", name))]);
  assert.equal(packed.status, 0, String(packed.stderr));
  const { page, context, faults } = await open(chrome, server.address);
  await dropped(page, server.address, archive);
  for (const name of drafts) await page.getByRole("link", { name }).waitFor();
  await page.getByRole("link", { name: drafts[0] }).click();
  await page.locator(".card").first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
