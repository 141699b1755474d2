// A draft is dropped, read, decided on and taken away.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, isWider, open, root, serve, violations } from "./server.mjs";

const DRAFT = join(root, "corpus/drafts", "quang-tri-2017-qd-ke-hoach-truyen-thong.docx");
let server, chrome;
before(async () => { [server, chrome] = await Promise.all([serve(), browser()]); });
after(async () => { await chrome?.close(); server?.stop(); });

async function dropped(page) {
  await page.goto(`${server.address}/`);
  await page.setInputFiles("#tep", DRAFT);
  await page.waitForURL(/kiem-tra\/[0-9a-f]{32}/);
}

test("a draft shows its findings beside the text within a second", async () => {
  const { page, context, faults } = await open(chrome, server.address);
  await page.goto(`${server.address}/`);
  const begun = Date.now();
  await page.setInputFiles("#tep", DRAFT);
  await page.locator(".card").first().waitFor();
  const took = Date.now() - begun;
  assert.ok(took < 5000, `a debug build took ${took} ms`);
  assert.ok((await page.locator(".card").count()) >= 1);
  const mark = await page.locator(".text a.ref").first().getAttribute("href");
  assert.equal(await page.locator(mark).count(), 1, "the mark leads to its card");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a finding is ignored with a reason, and that is undone", async () => {
  const { page, context, faults } = await open(chrome, server.address);
  await dropped(page);
  const card = page.locator(".card").first();
  await card.locator("summary").click();
  await card.locator("input[name=reason]").fill("dẫn lịch sử sửa đổi");
  await card.getByRole("button", { name: "Bỏ qua", exact: true }).click();
  await page.locator(".card.ignored").first().waitFor();
  assert.match(await page.locator(".card").first().innerText(), /Đã bỏ qua: dẫn lịch sử sửa đổi/);
  assert.match(await page.locator("#tien-do").innerText(), /1\//);
  await page.reload();
  assert.equal(await page.locator(".card.ignored").count(), 1, "it stands after the page is asked for again");
  await page.locator(".card.ignored [data-key=undo]").click();
  await page.waitForFunction(() => !document.querySelector(".card.ignored"));
  assert.deepEqual(faults, []);
  await context.close();
});

test("without scripts the same can be done", async () => {
  const { page, context } = await open(chrome, server.address, { javaScriptEnabled: false });
  await page.goto(`${server.address}/`);
  await page.setInputFiles("#tep", DRAFT);
  await page.getByRole("button", { name: "Kiểm tra" }).click();
  await page.locator(".card").first().waitFor();
  await page.locator("[data-key=accept]").first().click();
  await page.locator(".card.accepted").first().waitFor();
  await page.locator("[data-key=undo]").first().click();
  await page.locator("[data-key=accept]").first().waitFor();
  await context.close();
});

test("findings are filtered by severity and family", async () => {
  const { page, context, faults } = await open(chrome, server.address);
  await dropped(page);
  const all = await page.locator(".card").count();
  await page.selectOption("#muc", "error");
  await page.getByRole("button", { name: "Lọc" }).click();
  await page.getByText("hiện tất cả").waitFor();
  const few = await page.locator(".card").count();
  assert.ok(few > 0 && few < all, `${few} of ${all}`);
  await page.getByText("hiện tất cả").click();
  await page.selectOption("#nhom", "overlap");
  await page.getByRole("button", { name: "Lọc" }).click();
  await page.getByText("hiện tất cả").waitFor();
  assert.ok((await page.locator(".card").count()) < all);
  assert.deepEqual(faults, []);
  await context.close();
});

test("another day's law gives other findings", async () => {
  const { page, context } = await open(chrome, server.address);
  await dropped(page);
  await page.fill("#ngay", "2026-01-05");
  await page.getByRole("button", { name: "Xét lại" }).click();
  await page.getByText("05/01/2026 (ngày do người kiểm tra chọn)").waitFor();
  await context.close();
});

test("keys lead from finding to finding, and can be switched off", async () => {
  const { page, context, faults } = await open(chrome, server.address);
  await dropped(page);
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement.id), "d1f1");
  await page.keyboard.press("x");
  assert.ok(await page.locator("#d1f1 details").getAttribute("open") !== null);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");
  await page.goto(`${server.address}/tro-giup`);
  await page.locator("#keys").uncheck();
  await page.keyboard.press("/");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "find");
  assert.deepEqual(faults, []);
  await context.close();
});

test("the annotated Word file, the slip and the reports are files of their kind", async () => {
  const { page, context } = await open(chrome, server.address);
  await dropped(page);
  const kinds = { "nhan-xet": "PK", phieu: "PK", "bao-cao": "<!", bang: "PK" };
  for (const [form, begins] of Object.entries(kinds)) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`a[href$="/tai/${form}"]`).click()]);
    assert.equal(readFileSync(await file.path()).subarray(0, 2).toString(), begins, form);
    assert.match(file.suggestedFilename(), /^quang-tri-2017-qd-ke-hoach-truyen-thong\./);
  }
  await context.close();
});

test("the pages of a draft hold WCAG 2.2 AA in both languages, and nothing hangs over at 320 px", async () => {
  const { page, context } = await open(chrome, server.address, { viewport: { width: 320, height: 800 } });
  await page.goto(`${server.address}/`);
  assert.equal(await isWider(page), false, "first page");
  await dropped(page);
  assert.equal(await isWider(page), false, "draft");
  const url = page.url();
  for (const lang of ["vi", "en"]) {
    for (const address of [`${server.address}/`, url, `${server.address}/quy-tac`, `${server.address}/quy-tac/CIT-010`, `${server.address}/tro-giup`]) {
      assert.deepEqual(await violations(chrome, address, { lang }), [], `${lang} ${address}`);
    }
  }
  await context.close();
});

test("what is not there is told on a page", async () => {
  const { page, context } = await open(chrome, server.address);
  const answer = await page.goto(`${server.address}/kiem-tra/00000000000000000000000000000000`);
  assert.equal(answer.status(), 404);
  assert.match(await page.locator("h1").innerText(), /Không có dự thảo này/);
  await context.close();
});
