// A question is kept under a name, asked again and forgotten.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, isWider, open, serve, violations } from "./server.mjs";

let server, chrome;
before(async () => { [server, chrome] = await Promise.all([serve(), browser()]); });
after(async () => { await chrome?.close(); server?.stop(); });

for (const scripts of [true, false]) {
  test(`a question is saved, opened and deleted ${scripts ? "with" : "without"} scripts`, async () => {
    const { page, context, faults } = await open(chrome, server.address, { javaScriptEnabled: scripts });
    await page.goto(`${server.address}/tra-cuu?q=${encodeURIComponent("kế hoạch nam:2016")}&sap=moi&dung=1&ngay=2020-05-01`);
    await page.locator("details.keep summary").click();
    await page.fill("#ten", "Kế hoạch năm 2016");
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
    await page.waitForURL(/nam%3A2016/);
    assert.equal(await page.inputValue("#sap"), "moi", "it leads back to the question");
    await page.goto(`${server.address}/tra-cuu`);
    await page.getByRole("link", { name: "Kế hoạch năm 2016" }).click();
    await page.waitForURL(/q=k/);
    assert.equal(await page.inputValue("#q"), "kế hoạch nam:2016");
    assert.equal(await page.inputValue("#ngay"), "2020-05-01");
    assert.ok(await page.isChecked("input[name=dung]"));
    await page.goto(`${server.address}/tra-cuu`);
    await page.getByRole("button", { name: "Xóa Kế hoạch năm 2016" }).click();
    await page.waitForURL(/\/tra-cuu$/);
    assert.equal(await page.getByRole("link", { name: "Kế hoạch năm 2016" }).count(), 0);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("the list breaks no rule of WCAG and fits a telephone, in both languages", async () => {
  const { page, context } = await open(chrome, server.address, { viewport: { width: 360, height: 740 } });
  await page.goto(`${server.address}/tra-cuu?q=quyet+dinh`);
  await page.locator("details.keep summary").click();
  await page.fill("#ten", "mọi quyết định của tỉnh có tên rất dài để xem trang có còn vừa màn hình điện thoại hay không");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await page.locator("details.keep summary").click();
  assert.equal(await isWider(page), false);
  await context.close();
  for (const lang of ["vi", "en"]) {
    for (const path of ["/tra-cuu", "/tra-cuu?q=quyet+dinh"]) {
      assert.deepEqual(await violations(chrome, server.address + path, { lang }), [], path);
    }
  }
});
