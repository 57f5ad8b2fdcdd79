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
  app.querySelector("#copy-result")?.remove();
  if (!event.target.closest?.("#ask, #new, #period, .example, .reading")) return;
  app.querySelector("#question textarea, #question input")?.focus({ preventScroll: true });
}

// What came of a button is read out by getting the focus, which the button may have lost.
const REMARKS = "#result .remark, #filter-fault .remark, #links-given .remark, #copy-result";
const told = new WeakSet();

function tell() {
  for (const remark of app.querySelectorAll(REMARKS)) {
    remark.tabIndex = -1;
    if (!told.has(remark)) remark.focus();
    told.add(remark);
  }
}

// Two groups of buttons appear when another is pressed: the focus goes to the first of them.
const open = { reasons: false, sharing: false };

function enter() {
  for (const name of Object.keys(open)) {
    const group = app.querySelector(`#${name}`);
    const button = group?.querySelector("button");
    const shown = Boolean(button?.offsetParent);
    if (shown) {
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", group.querySelector(".prose").textContent.trim());
      if (!open[name]) button.focus();
    }
    open[name] = shown;
  }
  app.querySelector("#share")?.setAttribute("aria-expanded", String(open.sharing));
}

// The components say too little about themselves: what is folded up, and what a choice is of.
function nameFilters() {
  const button = app.querySelector("#filters > button");
  if (!button) return;
  button.setAttribute("aria-expanded", String(button.classList.contains("open")));
  const fault = app.querySelector("#filter-fault .remark") ? "filter-fault" : null;
  for (const field of app.querySelectorAll("#filters textarea, #filters input[type=text]")) {
    field.toggleAttribute("aria-invalid", fault !== null);
    if (fault) field.setAttribute("aria-describedby", fault);
    else field.removeAttribute("aria-describedby");
  }
  const choice = app.querySelector("#filters fieldset");
  if (!choice) return;
  choice.setAttribute("aria-label", choice.querySelector("[data-testid=block-info]").textContent);
  for (const option of choice.querySelectorAll("input")) {
    option.name = "documents-in";
    option.removeAttribute("aria-checked");
  }
}

async function copy(event) {
  const button = event.target.closest?.("#copy");
  if (!button) return;
  app.querySelector("#copy-result")?.remove();
  const result = document.createElement("p");
  result.id = "copy-result";
  result.className = "remark";
  try {
    await navigator.clipboard.writeText(app.querySelector(".copied").textContent);
    result.textContent = app.dataset.copied;
  } catch {
    result.textContent = app.dataset.uncopied;
  }
  button.after(result);
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
  enter();
  nameFilters();
}).observe(app, { childList: true, subtree: true });
app.addEventListener("click", keepFocus);
app.addEventListener("click", copy);
app.addEventListener("click", () => requestAnimationFrame(nameFilters));
