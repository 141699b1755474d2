// Starts the server on the bundled corpus, and a browser that tells of everything that a page must not do.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const soat = process.env.SOAT_BINARY ?? join(root, "target/debug/soat");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Starts `soat serve` on a registry of the bundled documents; `address` is where it listens. */
export async function serve(options = []) {
  const folder = mkdtempSync(join(tmpdir(), "soat-web-"));
  const registry = join(folder, "so.db");
  const ingested = spawnSync(soat, ["ingest", join(root, "corpus/issued"), "--registry", registry, "-q"], { encoding: "utf8" });
  if (ingested.status !== 0) throw new Error(`ingest: ${ingested.stderr}`);
  const child = spawn(soat, ["serve", "--registry", registry, "--listen", "127.0.0.1:0", "--lang", "vi", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise((found, failed) => {
    let said = "";
    child.stdout.on("data", (data) => {
      said += data;
      const line = said.match(/http:\/\/\S+/);
      if (line) found(line[0]);
    });
    child.on("exit", (code) => failed(new Error(`soat serve ended with ${code}`)));
  });
  return {
    address,
    registry,
    stop() {
      child.removeAllListeners("exit");
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function browser() {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args });
}

/** Opens a page; whatever it must not do is added to `faults`: words on the console, requests to elsewhere, answers that failed. */
export async function open(chrome, address, options = {}) {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, locale: "vi-VN", ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) faults.push(`request to ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  return { context, page, faults };
}

/** Returns what axe finds against WCAG 2.2 AA on a page of this address, in a context of its own: the page's policy is not loosened where it is tested. */
export async function violations(chrome, url, { lang = "vi", storage, width = 1280 } = {}) {
  const context = await chrome.newContext({ bypassCSP: true, viewport: { width, height: 900 }, storageState: storage });
  await context.addCookies([{ name: "soat-lang", value: lang, url }]);
  const page = await context.newPage();
  await page.goto(url);
  await page.addScriptTag({ content: axe });
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const found = await page.evaluate((values) => globalThis.axe.run({ runOnly: { type: "tag", values } }), tags);
  await context.close();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`);
}

/** Returns whether the page can be scrolled sideways. */
export async function isWider(page) {
  return page.evaluate(() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth);
}
