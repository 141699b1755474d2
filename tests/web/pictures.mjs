// Draws docs/pictures anew: node tests/web/pictures.mjs
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { browser, open, root, serve } from "./server.mjs";

const folder = join(root, "docs/pictures");
mkdirSync(folder, { recursive: true });
const server = await serve();
const chrome = await browser();
const { page } = await open(chrome, server.address, { viewport: { width: 1280, height: 860 } });
const shoot = (name) => page.screenshot({ path: join(folder, `${name}.png`) });

await page.goto(`${server.address}/`);
await page.setInputFiles("#tep", join(root, "corpus/drafts/quang-tri-2017-qd-ke-hoach-truyen-thong.docx"));
await page.locator(".card").first().waitFor();
await page.locator("#d1text").scrollIntoViewIfNeeded();
await page.evaluate(() => document.getElementById("d1text").scrollIntoView());
await shoot("du-thao");
for (const [name, path] of Object.entries({
  "tra-cuu": "/tra-cuu?q=ke+hoach+cai+cach+hanh+chinh",
  "van-ban": "/van-ban/354%2FQ%C4%90-SKH-VP",
  "chong-cheo": "/chong-cheo",
  "ra-soat": "/ra-soat",
})) {
  await page.goto(server.address + path);
  await shoot(name);
}
await page.goto(`${server.address}/van-ban/354%2FQ%C4%90-SKH-VP`);
await page.getByRole("link", { name: "Lược đồ" }).click();
await shoot("luoc-do");
await chrome.close();
server.stop();
