// Issued documents are sent into the registry, and a page tells what came of them.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, isWider, open, root, serve, violations } from "./server.mjs";

let server, chrome;
before(async () => { [server, chrome] = await Promise.all([serve(), browser()]); });
after(async () => { await chrome?.close(); server?.stop(); });

test("files are taken, progress is told, what cannot be read is named with the reason", async () => {
  const { page, context, faults } = await open(chrome, server.address);
  await page.goto(`${server.address}/nhap`);
  const draft = join(root, "corpus/drafts/sach-quang-tri-2017-qd-bo-phan-mot-cua.docx");
  const broken = { name: "hỏng.docx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\u0003\u0004 cụt") };
  await page.setInputFiles("#tep", [draft]);
  await page.getByRole("button", { name: "Nhập" }).click();
  await page.getByText("Văn bản mới").waitFor();
  assert.match(await page.locator("dl.facts").innerText(), /Văn bản mới\s+1/);
  await page.goto(`${server.address}/nhap`);
  await page.setInputFiles("#tep", [broken]);
  await page.getByRole("button", { name: "Nhập" }).click();
  await page.getByText("hỏng.docx").first().waitFor();
  await page.getByRole("heading", { name: "Không đọc được" }).waitFor();
  await page.goto(`${server.address}/nhap`);
  assert.equal(await page.locator("tbody tr").count(), 2);
  assert.deepEqual(faults, []);
  for (const lang of ["vi", "en"]) {
    assert.deepEqual(await violations(chrome, `${server.address}/nhap`, { lang }), []);
    assert.deepEqual(await violations(chrome, await firstJob(page), { lang }), []);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  assert.equal(await isWider(page), false);
  await context.close();
});

async function firstJob(page) {
  return server.address + (await page.locator("tbody a").last().getAttribute("href"));
}
