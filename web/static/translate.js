// Streamlit's own words are English only, and some speak of Streamlit: they are replaced as they appear.
// Only whole strings that are listed here, and never inside what people wrote.
import { language, load, t } from "/assets/kit/words.js";

const N_ = (message) => message;
const CHROME = [
  N_("Running..."), N_("Stop"), N_("Rerun"), N_("Connecting"), N_("Error"), N_("Close"), N_("Open"), N_("Empty"),
  N_("Clear all"), N_("Clear value"), N_("Clear entry"), N_("Clear date"), N_("Clear dates"), N_("Select all"),
  N_("Choose an option"), N_("Choose options"), N_("No results"), N_("No options to select"), N_("No options to select."),
  N_("Selectbox options"), N_("Multiselect options"), N_("Selected values"), N_("Show suggestions"),
  N_("Choose date"), N_("Choose date range"), N_("Previous month"), N_("Next month"), N_("Invalid input."),
  N_("Use arrow keys to navigate dates. Enter to select. Escape to close."),
  N_("Press Enter to apply"), N_("Press Enter to submit form"), N_("Press Ctrl+Enter to apply"),
  N_("Press Ctrl+Enter to submit form"), N_("Press ⌘+Enter to apply"), N_("Press ⌘+Enter to submit form"),
  N_("Fullscreen"), N_("Close fullscreen"), N_("Search"), N_("Copy to clipboard"), N_("Copied"), N_("Copy"),
  N_("Expand sidebar"), N_("Collapse sidebar"), N_("Sidebar"), N_("App pages"), N_("Main menu"), N_("Link to heading"),
  N_("Show password"), N_("Hide password"), N_("Page not found"), N_("Connection error"), N_("Loading..."),
  N_("Help"), N_("Dismiss"), N_("Notifications"), N_("View more"), N_("View less"), N_("view more"), N_("view less"), N_("Skip to main content"),
  N_("Scroll tabs left"), N_("Scroll tabs right"), N_("Network issue"),
  N_("Pagination"), N_("Previous page"), N_("Next page"), N_("Increment"), N_("Decrement"),
];
// Said differently in both languages: nobody has to know what Streamlit is.
const PLAINER = {
  "Connecting to Streamlit server": N_("Connecting"),
  "Unable to connect to Streamlit server": N_("There is no connection. It goes on by itself as soon as there is one."),
  "Streamlit server is not responding. Are you connected to the internet?":
    N_("There is no connection. It goes on by itself as soon as there is one."),
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    N_("There is no connection. It goes on by itself as soon as there is one."),
  "Connection lost. Please wait for the app to reconnect, then try again.":
    N_("There is no connection. It goes on by itself as soon as there is one."),
  "The page that you have requested does not seem to exist. Running the app's main page.":
    N_("There is nothing here. Go back and choose from the menu."),
  "Script execution error": N_("This page cannot be shown"),
  "Bad message format": N_("This page cannot be shown"),
  "This field is required.": N_("Fill this in."),
  "Negeren": N_("Dismiss"), // what the library under it says in Dutch is another thing
  "Your app is having trouble loading the component.": N_("There is no connection. Reload the page in a moment."),
};
// What Streamlit says of a fault of its own stands under one of these heads, in any words: ours say what to do.
const HEADS = [N_("Connection error"), "Bad message format", N_("This page cannot be shown")];
const FALLEN = N_("What came from the program could not be read. Load the page again; what was kept is still there.");
const OWN = [...Object.values(PLAINER), FALLEN];
// The fields of a date are always in English; its calendar follows the browser's language, see page.js.
const MONTHS = [...Array(12).keys()];
const name = (month, spoken) => new Intl.DateTimeFormat(spoken, { month: "long" }).format(new Date(2021, month, 1));
const byName = new Map(MONTHS.map((month) => [name(month, "en-US"), name(month, "nl-NL")]));
const PARTS = { day: N_("day"), month: N_("month"), year: N_("year") };
const FORMS = [
  [/^Selected Date: (\w+) (\d+), (\d+)$/, (month, day, year) => t("Chosen date: {date}", { date: `${day} ${byName.get(month)} ${year}` })],
  [/^(\d+) – (\w+)$/, (number, month) => `${number} – ${byName.get(month) ?? month}`],
  [/^(day|month|year), (.*)$/s, (part, label) => `${t(PARTS[part])}, ${label}`],
  [/^Choose date, (.*)$/, (month) => `${t("Choose date")}, ${month}`],
  [/^(\d+) options? available\.$/, (n) => t("{n} to choose from.", { n })],
  [/^(.+), selected$/s, (label) => t("{name}, chosen", { name: label })],
  [/^Page (\d+)$/, (n) => t("Page {n}", { n })],
  [/^yyyy$/, () => t("yyyy")],
  [/^Remove (.+)$/s, (what) => t("Remove {name}", { name: what })],
  [/^Clear (.+)$/s, (what) => t("Clear {name}", { name: what })],
  [/^Select (\d+) matches$/, (n) => (n === "2" ? t("Select both") : t("Select all {n} found", { n }))],
  [/^(.+) start date$/s, (label) => t("{label}, from", { label })],
  [/^(.+) end date$/s, (label) => t("{label}, until", { label })],
  [/^Help for (.+)$/s, (label) => t("Help with {label}", { label })],
  [/^(\d+) more$/, (n) => t("{n} more", { n })],
  // What is wrong with a number: whole where it is read aloud, behind the word for error in what hangs beside the field.
  [/^(Error)?(: )?Number is outside the allowed range\. Please enter a value between (.+) and (.+)\.$/s, (_error, colon, low, high) =>
    wrong(_error, colon, t("Fill in a number from {low} to {high}.", { low, high }))],
  [/^(Error)?(: )?Number is below the allowed range\. Please enter a value greater than or equal to (.+)\.$/s, (_error, colon, low) =>
    wrong(_error, colon, t("Fill in {low} or more.", { low }))],
  [/^(Error)?(: )?Number is above the allowed range\. Please enter a value less than or equal to (.+)\.$/s, (_error, colon, high) =>
    wrong(_error, colon, t("Fill in {high} or less.", { high }))],
  [/^View (\d+) more$/, (n) => t("View {n} more", { n })],
];
const wrong = (error, colon, said) => (error ? said : `${colon ?? ""}${said}`);
const KNOWN = new Set(CHROME);
const ATTRIBUTES = ["aria-label", "aria-valuetext", "aria-roledescription", "title", "placeholder", "alt", "data-title"];
const OURS = ".rd-desk, .rd-entry, .rd-add, .rd-account, [data-rd], .stHtml, textarea";
const OUR_TEXT = `${OURS}, [data-testid='stMarkdownContainer'], [data-testid='stCode'] code`;
// A page without room for its whole menu names how many pages are left, in what is otherwise a place of ours.
const MENU = "[data-testid='stTopNavSection'], [data-testid='stSidebarNavViewButton']";
const FAULT = "[data-testid='stTooltipErrorContent'], [id$='-validation-error']";
const THEIRS = `${MENU}, ${FAULT}`; // also where it looks like a place of ours
const dutch = language === "nl";

// Null when the words are not Streamlit's. Forms only fit where Streamlit writes around somebody's words.
function said(message, form) {
  const whole = message.trim();
  if (Object.hasOwn(PLAINER, whole)) return t(PLAINER[whole]);
  if (!dutch) return null;
  if (KNOWN.has(whole)) return message.replace(whole, t(whole));
  for (const [pattern, better] of form ? FORMS : []) {
    const found = whole.match(pattern);
    if (found) return better(...found.slice(1));
  }
  return null;
}

// Whether a text is what a window of Streamlit's own says of a fault; what a page of ours shows in one stands in blocks.
function isFallen(node) {
  const dialog = node.parentElement?.closest("[role='dialog']");
  const head = dialog?.querySelector("h2[slot='title']");
  if (!head || dialog.querySelector("[data-testid='stVerticalBlock']") || !node.data.trim()) return false;
  const told = node.parentElement.closest("[role='dialog'] > div");
  return Boolean(told) && !node.parentElement.closest("[data-testid='stErrorCodeBlock']") && HEADS.some((one) => [one, t(one)].includes(head.textContent));
}

// Where Streamlit writes texts of its own around somebody's words: dates, the menu, and what is read aloud only.
const AROUND = `${THEIRS}, [data-testid='stDateInput'], [data-testid='stDateInputCalendar'], [id^='react-aria-description'], [data-live-announcer]`;

function visit(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    // What to type in a terminal: shown to whoever looks when the program has gone.
    if (node.data.startsWith("streamlit run")) node.parentElement?.closest("[data-testid='stErrorCodeBlock']")?.style.setProperty("display", "none");
    if (node.parentElement?.closest(OUR_TEXT) && !node.parentElement.closest(THEIRS)) return;
    let better = said(node.data, Boolean(node.parentElement?.closest(AROUND)));
    if (better === null && isFallen(node) && !OWN.some((one) => t(one) === node.data)) better = t(FALLEN);
    if (better !== null && better !== node.data) node.data = better;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.closest(OURS)) return;
  for (const attribute of ATTRIBUTES) {
    const value = node.getAttribute(attribute);
    const better = value && said(value, true);
    if (better && better !== value) node.setAttribute(attribute, better);
  }
  for (const child of node.childNodes) visit(child);
}

async function start() {
  await load();
  visit(document.body);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else visit(change.target);
    }
  }).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });
}

start();
