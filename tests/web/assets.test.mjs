// What a browser loads: the files that were vendored, small, and readable to those who write Vietnamese.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { browser, open, root, serve } from "./server.mjs";

const assets = join(root, "src/serve/assets");
let server, chrome;
before(async () => { [server, chrome] = await Promise.all([serve(), browser()]); });
after(async () => { await chrome?.close(); server?.stop(); });

test("htmx is the file that was published", () => {
  const digest = createHash("sha256").update(readFileSync(join(assets, "htmx-4.0.1.min.js"))).digest("hex");
  assert.equal(digest, "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130");
});

test("scripts are less than 20 KB compressed", () => {
  const scripts = ["htmx-4.0.1.min.js", "soat.js"].map((name) => gzipSync(readFileSync(join(assets, name))).length);
  assert.ok(scripts.reduce((one, other) => one + other) < 20_000, `${scripts}`);
});

test("a page weighs less than 200 KB with its fonts, and comes with the Vietnamese one", async () => {
  const { page, context, faults } = await open(chrome, server.address);
  let bytes = 0;
  page.on("response", async (response) => { bytes += (await response.body().catch(() => "")).length; });
  await page.goto(`${server.address}/`, { waitUntil: "networkidle" });
  const faces = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((face) => face.status === "loaded").map((face) => face.unicodeRange);
  });
  assert.ok(faces.some((range) => /1EA0/i.test(range)), `loaded: ${faces}`);
  assert.ok(bytes < 200_000, `${bytes} bytes`);
  assert.deepEqual(faults, []);
  await context.close();
});
