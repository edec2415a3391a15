// Keys for people on deadline. Everything works without this file.
"use strict";
(() => {
  const rows = [...document.querySelectorAll("tr[data-href]")];
  let at = -1;
  const go = (step) => {
    if (!rows.length) {
      document.querySelector(`.place a[rel="${step > 0 ? "next" : "prev"}"]`)?.click();
      return;
    }
    rows[at]?.classList.remove("at");
    at = Math.max(0, Math.min(rows.length - 1, at + step));
    rows[at].classList.add("at");
    rows[at].querySelector("a").focus();
  };
  const choose = (digit) => {
    const question = document.activeElement?.name === "said" ? "said" : "so";
    const choice = document.querySelectorAll(`.deciding input[name="${question}"][data-key]`)[digit - 1];
    if (choice) { choice.checked = true; choice.focus(); }
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    n: () => document.querySelector(".deciding textarea[name=note]")?.focus(),
    u: () => document.querySelector("button[value=undo]")?.click(),
    "/": () => document.getElementById("q")?.focus(),
    "?": () => document.getElementById("help").showModal(),
    Escape: () => (document.querySelector(".place .back") ?? document.querySelector(".place a"))?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form.propose, form.comment") ?? document.querySelector("form.propose");
      (form?.querySelector("button.main") ?? form?.querySelector("button"))?.click();
      event.preventDefault();
      return;
    }
    const typing = event.target.closest("textarea, select, input:not([type=radio])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (/^[1-7]$/.test(event.key)) choose(Number(event.key));
    else if (event.key in keys) keys[event.key]();
    else return;
    event.preventDefault();
  });
  // Words that are selected in the article become those of the claim to be added.
  const words = document.querySelector("form.add textarea[name=words]");
  document.querySelector(".twin .sheet")?.addEventListener("mouseup", () => {
    const selection = getSelection();
    const paragraph = selection.anchorNode?.parentElement?.closest("[data-start]");
    const chosen = selection.toString().replace(/\s+/g, " ").trim();
    if (!words || !paragraph || !chosen) return;
    words.value = chosen;
    const text = words.form.elements.text;
    if (!text.value.trim()) text.value = chosen[0].toUpperCase() + chosen.slice(1).replace(/[.,;:]?$/, ".");
    words.form.elements.near.value = Number(paragraph.dataset.start) + Math.max(0, paragraph.textContent.indexOf(chosen));
  });
  // On a telephone the claims come first, and the filters behind one touch.
  if (matchMedia("(max-width: 60rem)").matches && !document.querySelector(".filters .clear")) {
    document.querySelector(".filters .more")?.removeAttribute("open");
  }
  document.querySelector("#refused[tabindex]")?.focus();
  document.querySelectorAll(".filters select").forEach((select) => {
    select.addEventListener("change", () => select.form.requestSubmit());
  });
})();
