// What makes the pages quicker to work with; they do all without it.
(() => {
  "use strict";
  const shortcuts = () => localStorage.getItem("soat-keys") !== "off";
  const typing = (node) => node.closest("input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]");
  const cards = () => [...document.querySelectorAll(".card[id]")].filter((card) => !card.hidden);
  let at = -1;

  // From finding to finding.
  const go = (step) => {
    const all = cards();
    if (!all.length) return;
    const held = all.indexOf(document.activeElement?.closest(".card"));
    at = Math.min(all.length - 1, Math.max(0, (held < 0 ? at : held) + step));
    all[at].tabIndex = -1;
    all[at].focus();
    all[at].scrollIntoView({ block: "center" });
  };
  const press = (selector) => document.activeElement?.closest(".card")?.querySelector(selector)?.click();
  let leader = false;
  const keys = {
    "/": () => document.getElementById("find")?.focus(),
    "?": () => { location.href = "/tro-giup"; },
    j: () => go(1),
    k: () => go(-1),
    Enter: () => press(".back a"),
    a: () => press("[data-key=accept]"),
    x: () => press("[data-key=ignore]"),
    u: () => press("[data-key=undo]"),
  };
  const places = { d: "/", s: "/tra-cuu", q: "/quy-tac", c: "/chong-cheo" };
  document.addEventListener("keydown", (event) => {
    if (!shortcuts() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (leader) {
      leader = false;
      if (places[event.key]) { event.preventDefault(); location.href = places[event.key]; }
      return;
    }
    if (event.key === "g") { leader = true; return; }
    if (event.key === "Enter" && !event.target.matches(".card")) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  document.addEventListener("DOMContentLoaded", () => {
    // What is still being made comes by itself.
    const again = document.querySelector("[data-again]");
    if (again) setTimeout(() => location.reload(), 1000 * again.dataset.again);
    const box = document.getElementById("keys");
    if (box) {
      box.checked = shortcuts();
      box.addEventListener("change", () => localStorage.setItem("soat-keys", box.checked ? "on" : "off"));
    }
    // A file may be dropped anywhere on the page that asks for one.
    const input = document.querySelector("input[type=file][data-drop]");
    if (!input) return;
    const zone = input.closest(".drop");
    const over = (on) => zone.classList.toggle("over", on);
    document.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(false); });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.form.requestSubmit();
    });
    input.addEventListener("change", () => { if (input.files.length && input.dataset.drop === "send") input.form.requestSubmit(); });
  });
})();
