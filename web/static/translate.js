// Streamlit's own words are English only; on a Dutch page they are replaced as they appear.
// Only whole strings that are listed here, and never inside what people wrote.
import { load, t } from "./words.js";

const N_ = (message) => message;
export const CHROME = [
  N_("Running..."), N_("RUNNING..."), N_("Stop"), N_("Rerun"), N_("Connecting"), N_("CONNECTING"), N_("Error"),
  N_("Close"), N_("Open"), N_("open"), N_("Clear all"), N_("Clear value"), N_("Select all"),
  N_("Choose an option"), N_("Choose options"), N_("No results"), N_("No options to select"), N_("Add option"),
  N_("Choose a date"), N_("Select a date"), N_("Select a date."), N_("Calendar."), N_("Previous month."), N_("Next month."),
  N_("Press Enter to apply"), N_("Press Enter to submit form"), N_("Press Ctrl+Enter to apply"),
  N_("Press ⌘+Enter to apply"), N_("Fullscreen"), N_("Close fullscreen"), N_("View fullscreen"), N_("Exit fullscreen"),
  N_("Download as CSV"), N_("Search"), N_("Show/hide columns"), N_("Copy to clipboard"), N_("Copied"), N_("Copy"),
  N_("Open sidebar"), N_("Close sidebar"), N_("Expand sidebar"), N_("Collapse sidebar"), N_("Sidebar"),
  N_("Main menu"), N_("Settings"), N_("Print"), N_("Record screen"), N_("About"), N_("Deploy"), N_("Link to heading"),
  N_("View more"), N_("View less"), N_("Show password text"), N_("Hide password text"), N_("Show password"),
  N_("Hide password"), N_("Page not found"), N_("Connection error"), N_("Loading..."), N_("Loading"),
  N_("Help"), N_("Show help"), N_("More"), N_("Increment value"), N_("Decrement value"), N_("Remove"), N_("Reset axes"),
  N_("Zoom in"), N_("Zoom out"), N_("Autoscale"), N_("Pan"), N_("Zoom"), N_("Download plot as a PNG"),
  N_("Box Select"), N_("Lasso Select"), N_("Skip to main content"), N_("You need to enable JavaScript to run this app."),
  N_("Please check your connection and try again."),
];
const KNOWN = new Set(CHROME);
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "data-title"];
const OURS = ".rd-desk, .rd-entry, .rd-add, .rd-account, [data-rd], [data-testid='stMarkdownContainer'], textarea";

function said(message) {
  const whole = message.trim();
  return KNOWN.has(whole) ? message.replace(whole, t(whole)) : null;
}

function visit(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.parentElement?.closest(OURS)) return;
    const better = said(node.data);
    if (better !== null && better !== node.data) node.data = better;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.closest(OURS)) return;
  for (const name of ATTRIBUTES) {
    const value = node.getAttribute(name);
    const better = value && said(value);
    if (better && better !== value) node.setAttribute(name, better);
  }
  for (const child of node.childNodes) visit(child);
}

export async function start() {
  await load("nl");
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

if (document.documentElement.lang === "nl") start();
