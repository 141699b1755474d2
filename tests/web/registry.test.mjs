// Documents are looked for, read on a day, compared; overlaps are judged; the registry is looked over.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, isWider, open, root, serve, violations } from "./server.mjs";

const LAW = `/van-ban/${encodeURI("viet-nam/80/2015/QH13/2015-06-22")}`;
const PLAN = `/van-ban/${encodeURI("quang-tri/354/QĐ-SKH-VP/2016-12-30")}`;
const PAIR = `/so-sanh?truoc=${encodeURIComponent("354/QĐ-SKH-VP")}&sau=${encodeURIComponent("355/QĐ-SKH-VP")}`;
const SEARCH = `/tra-cuu?q=${encodeURIComponent("kế hoạch")}`;
let server, chrome;
before(async () => { [server, chrome] = await Promise.all([serve(), browser()]); });
after(async () => { await chrome?.close(); server?.stop(); });

test("a question is narrowed by a facet and widened by its chip; a number opens its document", async () => {
  const { page, context, faults } = await open(chrome, server.address);
  await page.goto(`${server.address}${SEARCH}`);
  const all = await page.locator("#ket-qua").innerText();
  await page.locator(".facets a", { hasText: "2017" }).first().click();
  await page.locator(".chip").waitFor();
  assert.notEqual(await page.locator("#ket-qua").innerText(), all);
  await page.locator(".chip a").click();
  assert.equal(await page.locator("#ket-qua").innerText(), all);
  await page.fill("#find", "30/2020/NĐ-CP");
  await page.keyboard.press("Enter");
  await page.waitForURL(/van-ban\/viet-nam\/30\/2020/);
  assert.match(await page.locator("h1").innerText(), /30\/2020\/NĐ-CP/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a document is read on another day, and a citation leads to its document", async () => {
  const { page, context, faults } = await open(chrome, server.address);
  await page.goto(`${server.address}${LAW}`);
  assert.match(await page.locator(".force .now").innerText(), /hết hiệu lực/);
  await page.fill("#ngay", "2019-05-01");
  await page.getByRole("button", { name: "Xem" }).click();
  assert.match(await page.locator(".force .now").innerText(), /còn hiệu lực/);
  assert.match(page.url(), /ngay=2019-05-01/);
  await page.locator(".wording a.cite").first().click();
  await page.waitForURL((url) => !url.pathname.includes("80/2015"));
  assert.match(page.url(), /ngay=2019-05-01/, "the day is kept");
  assert.deepEqual(faults, []);
  await context.close();
});

test("the figure and the table tell the same relations, and both lead on", async () => {
  const { page, context, faults } = await open(chrome, server.address);
  await page.goto(`${server.address}${LAW}?muc=luoc-do`);
  const names = (where) => page.locator(`${where} a`).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const drawn = await names("svg.figure");
  const listed = await names("table.relations");
  assert.ok(drawn.length > 3);
  for (const address of drawn) assert.ok(listed.includes(address), address);
  await page.locator("svg.figure a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.search.includes("luoc-do"));
  assert.deepEqual(faults, []);
  await context.close();
});

test("two files are compared and taken away as Word with tracked changes", async () => {
  const { page, context, faults } = await open(chrome, server.address);
  await page.goto(`${server.address}/so-sanh`);
  await page.setInputFiles("#truoc-tep", join(root, "corpus/versions/quy-dinh-tiep-nhan-ho-so-2023.txt"));
  await page.setInputFiles("#sau-tep", join(root, "corpus/versions/quy-dinh-tiep-nhan-ho-so-2025.txt"));
  await page.getByRole("button", { name: "So sánh", exact: true }).click();
  await page.locator("table.versions ins").first().waitFor();
  const rows = await page.locator("tr.same:visible").count();
  await page.locator("#chi-doi").check();
  assert.ok(rows > 0 && (await page.locator("tr.same:visible").count()) === 0);
  await page.goto(`${server.address}${PAIR}`);
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("a[href*='dang=docx']").click()]);
  assert.equal(readFileSync(await file.path()).subarray(0, 2).toString(), "PK");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a pair is judged without scripts, and the verdict stands", async () => {
  const { page, context } = await open(chrome, server.address, { javaScriptEnabled: false });
  await page.goto(`${server.address}/chong-cheo`);
  await page.locator("table.matrix td a").first().click();
  const pair = page.locator(".pair").first();
  await pair.locator("input[name=reason]").fill("hai kế hoạch của một sở");
  await pair.getByRole("button", { name: "Trùng lặp" }).click();
  assert.match(await page.locator(".said").first().innerText(), /Kết luận: Trùng lặp – hai kế hoạch của một sở/);
  await page.goto(`${server.address}/chong-cheo/cap`);
  assert.equal(await page.locator(".said").count(), 1);
  await context.close();
});

test("the pages of the registry hold WCAG 2.2 AA in both languages, and nothing hangs over at 320 px", async () => {
  const { page, context } = await open(chrome, server.address, { viewport: { width: 320, height: 800 } });
  const parts = ["thuoc-tinh", "hieu-luc", "luoc-do", "lien-quan", "tai-ve"].map((part) => `${LAW}?muc=${part}`);
  const addresses = ["/tra-cuu", SEARCH, LAW, PLAN, ...parts, "/so-sanh", PAIR, "/chong-cheo", "/chong-cheo/cap", "/ra-soat", "/ra-soat?muc=7"];
  for (const address of addresses) {
    await page.goto(server.address + address);
    assert.equal(await isWider(page), false, address);
    for (const lang of ["vi", "en"]) {
      assert.deepEqual(await violations(chrome, server.address + address, { lang }), [], `${lang} ${address}`);
    }
  }
  await context.close();
});
