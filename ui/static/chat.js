// What the chat component does not do itself: keep the page's language, name the conversation in
// it, bring a new question to the top of the window, look after the focus, and copy.
const app = document.querySelector("gradio-app");
let shown = 0;

function follow() {
  const log = app.querySelector("#conversation [role=log]");
  if (!log) return;
  log.setAttribute("aria-label", app.dataset.conversation);
  for (const message of log.querySelectorAll("[data-testid=user], [data-testid=bot]")) {
    message.removeAttribute("aria-label"); // The component puts the markup into it.
  }
  const asked = log.querySelectorAll(".asked");
  const progress = asked.length + log.querySelectorAll(".answer").length;
  if (progress > shown) {
    asked[asked.length - 1].closest(".message-row").scrollIntoView({ block: "start" });
  }
  shown = progress;
}

// The component's messages about trouble are in the browser's language, and technical.
function sayTrouble() {
  say(".toast-title", app.dataset.failed);
  say("[data-testid=toast-text]", app.dataset.lost);
}

function say(selector, words) {
  for (const place of app.querySelectorAll(selector)) {
    if (place.textContent !== words) place.textContent = words;
  }
}

function keepFocus(event) {
  if (!event.target.closest?.("#ask, #new, #period, .example, .reading")) return;
  app.querySelector("#question textarea, #question input")?.focus({ preventScroll: true });
}

// What came of a button is read out by getting the focus, which the button may have lost.
const told = new WeakSet();

function tell() {
  for (const remark of app.querySelectorAll("#result .remark, #filter-fault .remark")) {
    remark.tabIndex = -1;
    if (!told.has(remark)) remark.focus();
    told.add(remark);
  }
}

// The components say too little about themselves: what is folded up, and what a choice is of.
function nameFilters() {
  const button = app.querySelector("#filters > button");
  if (!button) return;
  button.setAttribute("aria-expanded", String(button.classList.contains("open")));
  const choice = app.querySelector("#filters fieldset");
  if (!choice) return;
  choice.setAttribute("aria-label", choice.querySelector("[data-testid=block-info]").textContent);
  for (const option of choice.querySelectorAll("input")) {
    option.name = "documents-in";
    option.removeAttribute("aria-checked");
  }
}

async function copy(event) {
  if (!event.target.closest?.("#copy")) return;
  const button = event.target.closest("#copy");
  try {
    await navigator.clipboard.writeText(app.querySelector(".copied").textContent);
    button.textContent = app.dataset.copied;
  } catch {
    button.textContent = app.dataset.uncopied;
  }
}

// The component writes the browser's language over that of the page.
function keepLanguage() {
  const page = document.documentElement;
  if (page.lang !== app.dataset.language) page.lang = app.dataset.language;
}

keepLanguage();
new MutationObserver(keepLanguage).observe(document.documentElement, { attributeFilter: ["lang"] });
new MutationObserver(() => {
  follow();
  sayTrouble();
  tell();
  nameFilters();
}).observe(app, { childList: true, subtree: true });
app.addEventListener("click", keepFocus);
app.addEventListener("click", copy);
app.addEventListener("click", () => requestAnimationFrame(nameFilters));
