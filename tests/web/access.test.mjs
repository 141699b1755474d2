// Signing in, own tokens, users and the log: by hand, without JavaScript, on a narrow screen, and by axe.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, isWider, open, serve, violations } from "./server.mjs";

const PASSWORD = "con ngựa đúng pin kẹp";
let server, chrome;
before(async () => { [server, chrome] = await Promise.all([serve(), browser()]); });
after(async () => { await chrome?.close(); server?.stop(); });

test("the first user is an administrator, and from then on everybody signs in", async () => {
  const { page, context, faults } = await open(chrome, server.address, { javaScriptEnabled: false });
  await page.goto(`${server.address}/quan-tri`);
  for (const [id, value] of [["name", "quan"], ["display", "Trần Quân"], ["unit", "van-phong"], ["password", PASSWORD]]) {
    await page.fill(`#${id}`, value);
  }
  await page.getByRole("button", { name: "Thêm", exact: true }).click();
  await page.waitForURL(/dang-nhap/);
  await page.fill("#name", "quan");
  await page.fill("#password", "sai");
  await page.locator("main form button").click();
  await page.getByRole("alert").waitFor();
  assert.equal(await page.inputValue("#name"), "quan");
  await page.fill("#password", PASSWORD);
  await page.locator("main form button").click();
  await page.waitForURL(/quan-tri$/);
  assert.equal(await page.getByText("Trần Quân").first().isVisible(), true);
  const storage = await context.storageState();
  for (const path of ["/dang-nhap", "/quan-tri", "/quan-tri/nhat-ky", "/tai-khoan"]) {
    const signed = path === "/dang-nhap" ? undefined : storage;
    for (const lang of ["vi", "en"]) {
      assert.deepEqual(await violations(chrome, server.address + path, { lang, storage: signed }), [], `${path} ${lang}`);
    }
    const narrow = await chrome.newContext({ viewport: { width: 320, height: 800 }, storageState: signed });
    const small = await narrow.newPage();
    await small.goto(server.address + path);
    assert.equal(new URL(small.url()).pathname, path);
    assert.equal(await isWider(small), false, path);
    await narrow.close();
  }
  await page.goto(`${server.address}/tai-khoan`);
  await page.fill("#label", "LibreOffice");
  await page.getByRole("button", { name: "Tạo mã" }).click();
  assert.match(await page.locator("[role=status] code").innerText(), /^soat_[\w-]{43}$/);
  await page.goto(`${server.address}/quan-tri/nhat-ky?viec=token.`);
  assert.equal(await page.locator("tbody tr").count(), 1);
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await page.waitForURL(/dang-nhap/);
  // The one wrong password is answered as such.
  const [wrong, ...others] = faults;
  assert.match(wrong, /status of 422/);
  assert.deepEqual(others, []);
  await context.close();
});
